"""openpyxl, in its mode for reading only."""

import openpyxl

import adding


def read(path, every):
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    names = book.sheetnames if every else [adding.SHEET]
    sheets = {name: list(book[name].iter_rows(values_only=True)) for name in names}
    book.close()
    return adding.figures(sheets[adding.SHEET])


def write(totals, target):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Tổng hợp")
    for line in [("Mã", "Tổng"), *totals]:
        sheet.append(line)
    book.save(target)


if __name__ == "__main__":
    adding.main(read, write)
