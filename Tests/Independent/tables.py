#!/usr/bin/env python3
"""Several tables of totals at once, into a folder, one file FLOW-DIM,DIM.csv each; every file is parsed once a flow.

    tables.py FOLDER PATH... --flows spend,budgets --by country,year --by activity,country [--bare]
"""

import argparse
import csv
import os
from collections import Counter

from totals import DIMENSIONS, rows, totals


def project(finest, by):
    """Totals by some of the dimensions, from those by all of them."""
    result = Counter()
    for key, amount in finest.items():
        fact = dict(zip(DIMENSIONS, key))
        result[tuple(fact[name] for name in by) + (key[-1],)] += amount
    return result


def main():
    parser = argparse.ArgumentParser(description="Several tables of totals at once.")
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--flows", default="spend")
    parser.add_argument("--by", action="append", required=True)
    parser.add_argument("--bare", action="store_true", help="read files whose root is one lone iati-activity too")
    options = parser.parse_args()
    for flow in options.flows.split(","):
        finest = totals(options.paths, flow, DIMENSIONS, options.bare)
        for by in options.by:
            with open(os.path.join(options.folder, f"{flow}-{by}.csv"), "w", newline="", encoding="utf-8") as file:
                out = csv.writer(file, lineterminator="\n")
                out.writerow([*by.split(","), "currency", "amount"])
                out.writerows(rows(project(finest, by.split(","))))


if __name__ == "__main__":
    main()
