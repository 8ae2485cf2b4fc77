#!/usr/bin/env python3
"""What a few donors gave a few recipients by tables of the OECD's Creditor Reporting System, looked up by hand-written rules.

    crs.py FOLDER > figures.csv      FOLDER holds crs_YYYY.csv

Columns: country, party, year, dollars. A donor is the column under its name, or under its code where a table has no names.
"""

import csv
import glob
import re
import sys
from decimal import Decimal

DONORS = {"USA": ("United States", "302"), "JPN": ("Japan", "701"), "GBR": ("United Kingdom", "12"), "NOR": ("Norway", "8")}
RECIPIENTS = {"AF": "Afghanistan", "SD": "Sudan", "SS": "South Sudan", "TD": "Chad", "KE": "Kenya", "TR": "Turkey", "VN": ("Viet Nam", "Vietnam")}


def figures(path):
    with open(path, encoding="latin-1", newline="") as file:
        rows = list(csv.reader(file))
    for party, names in DONORS.items():
        column = next(index for name in names for row in rows[:2] for index, cell in enumerate(row) if cell.strip() == name and index > 0)
        for country, wanted in RECIPIENTS.items():
            wanted = wanted if isinstance(wanted, tuple) else (wanted,)
            for row in rows:
                if row and row[0].strip() in wanted and row[column].strip():
                    yield country, party, Decimal(row[column]) * 1_000_000


def main():
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["country", "party", "year", "dollars"])
    for path in sorted(glob.glob(sys.argv[1] + "/crs_[0-9][0-9][0-9][0-9].csv")):
        for country, party, dollars in figures(path):
            if dollars:
                out.writerow([country, party, re.search(r"\d{4}", path.rpartition("/")[2]).group(), dollars.quantize(Decimal("0.01"))])


if __name__ == "__main__":
    main()
