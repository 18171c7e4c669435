"""polars, which reads with calamine through fastexcel."""

import fastexcel  # noqa: F401  polars asks for it only when the first file is read
import polars
import xlsxwriter  # noqa: F401  and for this when the totals are written

import adding


def read(path, every):
    names = {"sheet_id": 0} if every else {"sheet_name": [adding.SHEET]}
    sheets = polars.read_excel(path, **names, has_header=False, infer_schema_length=0, raise_if_empty=False)
    return adding.figures(tuple(number(cell) for cell in row) for row in sheets[adding.SHEET].iter_rows())


def number(cell):
    """A column of texts and numbers comes as texts."""
    try:
        return float(cell) if cell is not None else None
    except ValueError:
        return cell


def write(totals, target):
    polars.DataFrame(totals, schema=["Mã", "Tổng"], orient="row").write_excel(target)


if __name__ == "__main__":
    adding.main(read, write)
