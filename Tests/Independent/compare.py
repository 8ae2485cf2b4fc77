#!/usr/bin/env python3
"""Compares two CSV files of totals cell by cell; a missing cell is zero.

    compare.py A.csv B.csv [--tolerance 0.01]

Prints the cells that differ by more than the tolerance and exits 1; else prints what was compared and exits 0.
Files that cannot be compared at all, because their headers differ or a cell stands twice in one, exit 2.
"""

import argparse
import csv
import sys
from decimal import Decimal, InvalidOperation


class Unusable(Exception):
    pass


def amount(words):
    try:
        value = Decimal(words)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise Unusable(f"not an amount: {words}")
    return value


def read(path):
    """The header without `amount`, and the amount by cell."""
    with open(path, newline="", encoding="utf-8") as file:
        lines = list(csv.reader(file))
    if not lines or lines[0][-2:] != ["currency", "amount"]:
        raise Unusable(f"{path}: not a table of totals")
    table = {}
    for line in lines[1:]:
        key = tuple(line[:-1])
        if len(line) != len(lines[0]) or key in table:
            raise Unusable(f"{path}: wrong length or second row: {line}")
        table[key] = amount(line[-1])
    return lines[0][:-1], table


def differences(a, b, tolerance):
    for key in sorted(set(a) | set(b)):
        left, right = a.get(key, Decimal(0)), b.get(key, Decimal(0))
        if abs(left - right) > tolerance:
            yield key, left, right


def main():
    parser = argparse.ArgumentParser(description="Compares two CSV files of totals cell by cell.")
    parser.add_argument("a", metavar="A.csv")
    parser.add_argument("b", metavar="B.csv")
    parser.add_argument("--tolerance", type=Decimal, default=Decimal("0.01"))
    options = parser.parse_args()
    try:
        (header, a), (other, b) = read(options.a), read(options.b)
        if header != other:
            raise Unusable(f"headers differ: {header} and {other}")
    except (OSError, Unusable) as error:
        print(error, file=sys.stderr)
        return 2
    found = list(differences(a, b, options.tolerance))
    if found:
        out = csv.writer(sys.stdout, lineterminator="\n")
        out.writerow([*header, "a", "b", "a-b"])
        out.writerows([*key, left, right, left - right] for key, left, right in found)
        print(f"{len(found)} of {len(set(a) | set(b))} cells differ", file=sys.stderr)
        return 1
    total = sum(map(abs, a.values()), Decimal(0))
    print(f"{len(set(a) | set(b))} cells agree, {total} in absolute amounts of all currencies")
    return 0


if __name__ == "__main__":
    sys.exit(main())
