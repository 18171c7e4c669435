#!/usr/bin/env python3
"""Counts the pages of the papers of the shipped example, as LibreOffice lays them out: tests/pages.py PROGRAM

The report has at most eight pages before its appendices, with every report in and with half of them missing; a letter has
one page, and at most one more with the list of its addressees.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
MOST = 8


def run(*words):
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


def pages(files, folder):
    """Returns the number of pages of each Word file."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, *files)
    counts = {}
    for file in files:
        printed = (folder / f"{file.stem}.pdf").read_bytes()
        counts[file.name] = len(re.findall(rb"/Type\s*/Page\b", printed))
    return counts


def count(program, folder, name, leave_out):
    """Consolidates the example without some of its files and returns the page counts."""
    office = folder / name
    shutil.copytree(ROOT / "examples/thanh-hoa-2024", office)
    shutil.rmtree(office / "ket-qua", ignore_errors=True)
    received = sorted(path for path in (office / "nhan").rglob("*") if path.is_file())
    for path in received[1 :: 2] if leave_out else []:
        path.unlink()
    run(program, "-C", office, "consolidate", "--period", "2024-6T", "--as-of", "2024-05-06", "--exit-zero", "--annex", "none")
    results = office / "ket-qua/2024-6T"
    letters = sorted(path for part in ("don-doc", "tra-lai") for path in (results / part).glob("*.docx"))
    printed = folder / f"{name}-pdf"
    printed.mkdir()
    return pages([results / "bao-cao.docx", *letters], printed)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for name, leave_out in (("all", False), ("half", True)):
            counts = count(program, pathlib.Path(folder), name, leave_out)
            report = counts.pop("bao-cao.docx")
            print(f"{name}: the report has {report} pages, {len(counts)} letters of {sorted(set(counts.values()))}")
            wrong += [f"{name}: the report has {report} pages"] if report > MOST else []
            # a list of units follows a letter to many
            wrong += [f"{name}: {file} has {pages} pages" for file, pages in counts.items() if pages > 2]
    sys.exit("\n".join(wrong) or 0)


if __name__ == "__main__":
    main()
