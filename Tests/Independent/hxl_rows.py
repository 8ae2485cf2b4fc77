#!/usr/bin/env python3
"""What `concord rows` reads against what libhxl reads, file by file.

    hxl_rows.py CONCORD FOLDER... > differences.csv

Columns: file, outcome, detail. Outcomes: `same`, with the number of rows; `refused` by both; `refused by libhxl`, `refused by concord`;
`tags`, `rows`, `cell`: the first difference. Blank rows and empty cells at a row's end do not count, nor does how a line ends inside a
cell, nor white space around a text, which the library under libhxl takes off in some workbooks. JSON's `true` is Python's `True`.
libhxl takes Latin-1 for UTF-8; a file that is no UTF-8 is given to it as Windows-1252.
"""

import csv
import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import hxl

logging.disable(logging.CRITICAL)


def encoding(path):
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def normal(value):
    text = str(value).upper() if str(value) in ("True", "False") else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def stripped(rows, width):
    """Rows without their empty ends, the blank ones left out."""
    found = []
    for row in rows:
        cells = [normal(value) for value in row[:width]]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            found.append(cells)
    return found


def theirs(path):
    options = hxl.InputOptions(allow_local=True)
    if path.suffix in (".csv", ".tsv", ".ssv"):
        options.encoding = encoding(path)
    with hxl.data(str(path), options) as source:
        tags = [column.display_tag or "" for column in source.columns]
        return tags, stripped([row.values for row in source], len(tags))


def ours(concord, path):
    """None when the file is refused."""
    run = subprocess.run([concord, "rows", str(path), "--format", "jsonl"], capture_output=True, text=True, check=False)
    head = subprocess.run([concord, "rows", str(path), "--format", "csv"], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return None
    names = next(csv.reader(head.stdout.splitlines(keepends=True)))[1:]
    tags = [re.sub(r" \(\d+\)$", "", name) if name.startswith("#") else "" for name in names]
    return tags, stripped([list(json.loads(line).values())[1:] for line in run.stdout.split("\n") if line], len(tags))


def compare(concord, path):
    try:
        wanted = theirs(path)
    except Exception as error:  # libhxl refuses with errors of many kinds
        return ("refused", type(error).__name__) if ours(concord, path) is None else ("refused by libhxl", type(error).__name__)
    found = ours(concord, path)
    if found is None:
        return "refused by concord", f"{len(wanted[1])} rows"
    if found[0] != wanted[0]:
        return "tags", f"{wanted[0]} {found[0]}"
    if len(found[1]) != len(wanted[1]):
        return "rows", f"{len(wanted[1])} {len(found[1])}"
    for number, (a, b) in enumerate(zip(wanted[1], found[1])):
        if a != b:
            return "cell", f"row {number}: {a} {b}"
    return "same", len(wanted[1])


def main(concord, folders):
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["file", "outcome", "detail"])
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                out.writerow([os.path.relpath(path, folder), *compare(concord, path)])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
