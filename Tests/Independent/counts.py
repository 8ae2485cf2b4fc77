#!/usr/bin/env python3
"""What each IATI file holds, as CSV: one row a file and a last row `total`.

    counts.py PATH... [--bare]

`identifiers` counts distinct ones, in the total over all files; `locations` are those directly under an activity.
"""

import argparse
import csv
import os
import sys

from reading import activities, files, identifier, parse

COLUMNS = ("activities", "identifiers", "transactions", "organisations", "locations")


def count(found, root):
    return {
        "activities": len(found),
        "transactions": sum(len(activity.findall("transaction")) for activity in found),
        "organisations": len(root.findall("iati-organisation")) if root.tag == "iati-organisations" else 0,
        "locations": sum(len(activity.findall("location")) for activity in found),
    }


def counts(paths, bare=False):
    """(path, counts) of each IATI file, and at the end of them all."""
    total, everyone = dict.fromkeys(COLUMNS, 0), set()
    for path in files(paths):
        root = parse(path)
        if root is None:
            continue
        found = activities(root, bare)
        names = {identifier(activity) for activity in found} - {""}
        everyone |= names
        row = {**count(found, root), "identifiers": len(names)}
        for column in COLUMNS:
            total[column] += row[column]
        yield path, row
    yield "total", {**total, "identifiers": len(everyone)}


def main():
    parser = argparse.ArgumentParser(description="What each IATI file holds.")
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--bare", action="store_true", help="read files whose root is one lone iati-activity too")
    options = parser.parse_args()
    for path in options.paths:
        if not os.path.exists(path):
            parser.error("no such file or folder: " + path)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["file", *COLUMNS])
    for path, row in counts(options.paths, options.bare):
        out.writerow([path, *(row[column] for column in COLUMNS)])


if __name__ == "__main__":
    main()
