"""python-calamine: the reader of this comparison's floor, called from Python."""

import openpyxl
import python_calamine

import adding


def read(path, every):
    book = python_calamine.CalamineWorkbook.from_path(path)
    names = book.sheet_names if every else [adding.SHEET]
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in names}
    return adding.figures(sheets[adding.SHEET])


def write(totals, target):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Tổng hợp")
    for line in [("Mã", "Tổng"), *totals]:
        sheet.append(line)
    book.save(target)


if __name__ == "__main__":
    adding.main(read, write)
