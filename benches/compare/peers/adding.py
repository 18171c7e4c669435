"""What the scripts of this folder have in common: every .xlsx file below a folder, the figures of each added up by indicator, in
one process or in several; of each file only the sheet they stand on is read, or every sheet. They are what an office would write for
itself: a good file gives its numbers, nothing is checked, nothing can be traced."""

import collections
import functools
import json
import multiprocessing
import pathlib
import sys


SHEET = "Số liệu"


def figures(rows):
    """Code and figure of each indicator from the rows of the sheet "Số liệu", whatever stands above its headings."""
    found, columns = {}, None
    for row in rows:
        row = list(row)
        if columns is None:
            if "Mã" in row and "Số liệu" in row:
                columns = row.index("Mã"), row.index("Số liệu")
            continue
        code, figure = row[columns[0]], row[columns[1]]
        if isinstance(code, str) and code.startswith("CT") and isinstance(figure, (int, float)) and figure == figure:
            found[code] = figure
    return found


def main(read, write):
    """Adds up with `read`, which gives the figures of a file, and writes a workbook of the totals with `write`."""
    folder, target, processes, sheets = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    paths = sorted(map(str, pathlib.Path(folder).rglob("*.xlsx")))
    read = functools.partial(read, every=sheets == "every")
    totals = collections.Counter()
    if processes == 1:
        for path in paths:
            totals.update(read(path))
    else:
        with multiprocessing.Pool(processes) as pool:
            for found in pool.imap_unordered(read, paths, chunksize=8):
                totals.update(found)
    write(sorted(totals.items()), target)
    print(json.dumps({code: int(total) for code, total in totals.items()}))
