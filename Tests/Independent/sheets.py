#!/usr/bin/env python3
"""Rows, people and money of real sheets counted a second time: by the places of their columns, known to whoever wrote this, not by tags.

    sheets.py FOLDER > counts.csv      FOLDER holds hxl/, fts/ and geo/

Columns: file, sheet (0 for CSV), what, key, count, sum. Workbooks are unzipped and their XML walked; nothing of Excel is interpreted.
"""

import csv
import re
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def text_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def column(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def book_rows(path, sheet):
    with zipfile.ZipFile(path) as archive:
        shared = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        texts = ["".join(t.text or "" for t in item.iter(MAIN + "t")) for item in shared]
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    rows = []
    for row in root.iter(MAIN + "row"):
        cells = {}
        for cell in row.iter(MAIN + "c"):
            value = cell.find(MAIN + "v")
            if value is not None and value.text and cell.get("t") != "e":
                cells[column(cell.get("r"))] = texts[int(value.text)] if cell.get("t") == "s" else value.text
        rows.append([cells.get(place, "") for place in range(max(cells, default=-1) + 1)])
    return rows


def cell(row, place):
    return row[place].strip() if place < len(row) else ""


def data(path, sheet, first):
    rows = (book_rows(path, sheet) if sheet else text_rows(path))[first:]
    return [row for row in rows if any(value.strip() for value in row)]


# File, sheet, rows above the data, place of the organisation, and of each number of people.
SHEETS = [
    ("hxl/3w/afghanistan-3w-2021q3.csv", 0, 2, 6, {}),
    ("hxl/3w/honduras-345w-2021.csv", 0, 2, 6, {"reached all individuals": 35}),
    ("hxl/3w/rowca-3w-hxl.csv", 0, 2, 1, {}),
    ("hxl/3w/south-sudan-3w-2022q1.csv", 0, 1, 1, {}),
    ("hxl/3w/south-sudan-3w-2022q1.xlsx", 1, 1, 1, {}),
    ("geo/sudan-dtm-r3-idp.xlsx", 2, 2, None, {"affected displaced households": 17, "affected displaced individuals": 18}),
    ("geo/south-sudan-dtm-r11-locations.xlsx", 2, 2, None, {
        "affected displaced households": 5, "affected displaced individuals": 6,
        "affected returnees households": 11, "affected returnees individuals": 12}),
    ("geo/south-sudan-dtm-r11-locations.xlsx", 6, 1, None, {
        "affected displaced households": 15, "affected displaced individuals": 16,
        "affected returnees households": 22, "affected returnees individuals": 23}),
]


def main(folder):
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["file", "sheet", "what", "key", "count", "sum"])
    for name, sheet, first, organisation, people in SHEETS:
        rows = data(Path(folder) / name, sheet, first)
        out.writerow([name, sheet, "rows", "", len(rows), ""])
        if organisation is not None:
            named = [cell(row, organisation) for row in rows if cell(row, organisation)]
            out.writerow([name, sheet, "presence", "", len(named), len(set(named))])
        for key, place in people.items():
            numbers = [int(Decimal(cell(row, place))) for row in rows if cell(row, place)]
            out.writerow([name, sheet, "people", key, len(numbers), sum(numbers)])
    name = "fts/fts-incoming-afg-2020-2021.csv"
    flows = data(Path(folder) / name, 0, 1)
    out.writerow([name, 0, "funding", "dollars", len(flows), sum(Decimal(row[3]) for row in flows)])
    for currency in sorted({row[31] for row in flows} - {""}):
        amounts = [Decimal(row[30]) for row in flows if row[31] == currency and row[30]]
        out.writerow([name, 0, "funding", currency, len(amounts), sum(amounts)])


if __name__ == "__main__":
    main(sys.argv[1])
