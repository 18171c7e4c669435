#!/usr/bin/env python3
"""Formulas equal their stored results: LibreOffice computes anew every formula of the books made from the shipped example.

    tests/recalculate.py PROGRAM

Needs `soffice` and Python's standard library. The stored results are taken out before LibreOffice sees a book, so none can
come back unseen.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLE = "examples/thanh-hoa-2024"
PERIOD = "2024-6T"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def books(program, folder):
    """The consolidated workbook, one returned form and one blank form."""
    example = folder / EXAMPLE
    shutil.copytree(ROOT / EXAMPLE, example, ignore=shutil.ignore_patterns("ket-qua", "mau"))

    def run(*words):
        subprocess.run([program, "-C", example, *words, "--period", PERIOD], check=True, stdout=subprocess.DEVNULL)

    run("consolidate", "--as-of", "2024-05-06", "--exit-zero")
    run("template")
    results = example / "ket-qua" / PERIOD
    return [results / "tong-hop.xlsx", min((results / "tra-lai").glob("*.xlsx")), min((example / "mau" / PERIOD).glob("*.xlsx"))]


def sheets(book):
    """The parts of a book's sheets, by name."""
    relations = xml.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    parts = {relation.get("Id"): relation.get("Target") for relation in relations}
    listed = xml.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")
    return {sheet.get("name"): "xl/" + parts[sheet.get(RELATION)].removeprefix("/xl/") for sheet in listed}


def cells(path):
    """Every cell of a book, by sheet and place: whether it is a formula, and its value."""
    found = {}
    with zipfile.ZipFile(path) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            shared = ["".join(item.itertext()) for item in xml.fromstring(book.read("xl/sharedStrings.xml"))]
        for name, part in sheets(book).items():
            for cell in xml.fromstring(book.read(part)).iter(MAIN + "c"):
                value = cell.findtext(MAIN + "v") or ""
                if cell.get("t") == "s":
                    value = shared[int(value)]
                found[name, cell.get("r")] = (cell.find(MAIN + "f") is not None, value)
    return found


def without_results(path, to):
    """Writes a book again with no stored result in its formulas."""
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in book.namelist():
            content = book.read(part)
            if part.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(</f>|<f[^>]*/>)<v>[^<]*</v>", rb"\1", content)
            copy.writestr(part, content)


def same(stored, computed):
    try:
        return abs(float(stored) - float(computed)) <= 1e-9 * max(1.0, abs(float(stored)))
    except ValueError:
        return stored == computed


def differences(path, folder):
    """The formulas of a book, and those whose result LibreOffice computes otherwise."""
    (folder / "out").mkdir(parents=True)
    stripped = folder / path.name
    without_results(path, stripped)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", folder / "out", stripped],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300,
    )
    stored, computed = cells(path), cells(folder / "out" / path.name)
    formulas = {at: value for at, (is_formula, value) in stored.items() if is_formula}
    other = [(at, value, computed.get(at, (False, ""))[1]) for at, value in formulas.items()]
    return len(formulas), [(at, value, new) for at, value, new in other if not same(value, new)]


def main(program):
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for place, path in enumerate(books(pathlib.Path(program).resolve(), folder)):
            formulas, differing = differences(path, folder / str(place))
            print(f"{path.name}: {formulas} formulas, {len(differing)} differ")
            if formulas == 0:
                print("  no formula was found")
                wrong += 1
            for (sheet, cell), stored, computed in differing:
                print(f"  '{sheet}'!{cell}: stored {stored!r}, computed {computed!r}")
            wrong += len(differing)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
