#!/usr/bin/env python3
"""Totals of IATI files as published, in the original currencies, worked out from the rules alone.

    totals.py PATH... [--flow spend] [--by country,category,year] [--bare]

The functions follow the rules in their order; the numbers in the comments are those of the rules.
Amounts are integers in units of 0.000001, called micros; percentages and shares are exact fractions.
"""

import argparse
import csv
import os
import re
import sys
from collections import Counter
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from fractions import Fraction

from reading import activities, attribute, files, identifier, parse, text, trim

DIMENSIONS = ("activity", "country", "sector", "category", "year", "reporter")

# 1. The letters of 1.x files stand for the numbers of 2.x files.
LETTERS = {"IF": "1", "C": "2", "D": "3", "E": "4", "IR": "5", "LR": "6", "R": "7", "QP": "8", "QS": "9", "CG": "10"}

FLOWS = {
    "spend": ("3", "4"),
    "commitments": ("2",),
    "incoming": ("1",),
    "pledges": ("12",),
    "incoming-commitments": ("11",),
    "budgets": (),
}


def transaction_type(transaction):
    code = attribute(transaction.find("transaction-type"), "code")
    return LETTERS.get(code, code)


# 2. Numbers.

PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
TOO_BIG = Decimal(10) ** 15


def number(words):
    """A Decimal, or None for what is not a number or is too big to be one."""
    words = trim(words)
    if GROUPED.fullmatch(words):
        words = words.replace(",", "")
    elif not PLAIN.fullmatch(words):
        return None
    try:
        value = Decimal(words)
    except InvalidOperation:  # an exponent of twenty digits
        return None
    return value if value.copy_abs() < TOO_BIG else None


def micros(value):
    return int(value.quantize(Decimal("0.000001"), ROUND_HALF_EVEN).scaleb(6))


# 3. Currency.

def currency(value, activity):
    code = (attribute(value, "currency") or attribute(activity, "default-currency")).upper()
    return code if re.fullmatch("[A-Z]{3}", code) else "XXX"


# 4. Date; only its year matters here.

YEAR_FIRST = re.compile(r"(\d{4})-\d{2}-\d{2}", re.ASCII)
YEAR_LAST = re.compile(r"\d{2}-\d{2}-(\d{4})|\d{2}/\d{2}/(\d{4})", re.ASCII)


def year(words):
    """The four digits of the year, or None. After yyyy-mm-dd anything may follow; after dd-mm-yyyy nothing."""
    first, last = YEAR_FIRST.match(words), YEAR_LAST.fullmatch(words)
    if first:
        return first[1]
    return (last[1] or last[2]) if last else None


def year_of_date(element):
    """The year of a dated element: its iso-date, else its text."""
    return year(attribute(element, "iso-date")) or year(text(element))


def year_of_transaction(transaction):
    value_date = YEAR_FIRST.match(attribute(transaction.find("value"), "value-date"))
    return year_of_date(transaction.find("transaction-date")) or (value_date[1] if value_date else "unknown")


# 5. and 6. Places, sectors and their percentages.

def percentage(element):
    """A fraction of 0 or more, or None where absent, negative or unreadable."""
    value = number(attribute(element, "percentage").removesuffix("%"))
    return None if value is None or value < 0 else Fraction(value)


def places(element):
    """(code, percentage) of each recipient country and region directly under an activity or a transaction."""
    found = []
    for child in element.iterchildren("recipient-country", "recipient-region"):
        code = attribute(child, "code")
        if code:
            code = code.upper() if child.tag == "recipient-country" else "region:" + code
            found.append((code, percentage(child)))
    return found


def sectors(element):
    """(code, percentage) of each sector in the first DAC vocabulary that an activity or a transaction uses."""
    for names in (("", "1", "DAC"), ("2", "DAC-3")):
        found = [(attribute(child, "code"), percentage(child)) for child in element.findall("sector")
                 if attribute(child, "vocabulary") in names and attribute(child, "code")]
        if found:
            return found
    return []


def shares(items):
    """(code, share) of each item, and of `unspecified` where something is left; the shares add up to 1."""
    given = sum(percent for _, percent in items if percent is not None)
    bare = sum(1 for _, percent in items if percent is None)
    # All given and short of 100 by less than 1: scaled up. Over 100: scaled down, whether all are given or not.
    scale = Fraction(100) / given if given > 100 or (not bare and given > 99) else 1
    rest = 100 - given * scale
    result = [(code, rest / bare if percent is None else percent * scale) for code, percent in items]
    if not bare and rest:
        result.append(("unspecified", rest))
    return [(code, Fraction(percent) / 100) for code, percent in result]


# 7. Parts add up to the whole.

def split(amount, parts):
    """Largest remainder: (code, micros) of each (code, share). Of equal remainders the earlier comes first."""
    exact = [abs(amount) * share for _, share in parts]
    whole = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: whole[i] - exact[i])
    for i in by_remainder[:abs(amount) - sum(whole)]:
        whole[i] += 1
    sign = -1 if amount < 0 else 1
    return [(code, sign * part) for (code, _), part in zip(parts, whole)]


# 8. One activity has one identity.

AIDDATA = "US-501c3-522318905"  # restates others' data


def rank(activity, root, position):
    """Of several copies of an activity the greatest rank wins."""
    reporter = activity.find("reporting-org")
    secondary = attribute(reporter, "secondary-reporter") in ("1", "true") or attribute(reporter, "ref") == AIDDATA
    return (not secondary, attribute(activity, "last-updated-datetime")[:19],
            attribute(root, "generated-datetime")[:19], position)


# From an activity to its money.

def money(activity, flow):
    """(micros, currency, year, places, sectors) of each readable amount of the flow."""
    if flow == "budgets":
        elements = activity.findall("budget")
    else:
        elements = [t for t in activity.findall("transaction") if transaction_type(t) in FLOWS[flow]]
    for element in elements:
        value = element.find("value")
        amount = number(text(value))
        if amount is None:
            continue
        if flow == "budgets":
            when, where, what = year_of_date(element.find("period-start")) or "unknown", [], []
        else:
            when, where, what = year_of_transaction(element), places(element), sectors(element)
        yield micros(amount), currency(value, activity), when, where or places(activity), what or sectors(activity)


def cells(activity, flow, by):
    """The activity's money by (dimensions..., currency). Each amount is split by country, each part by sector."""
    result = Counter()
    reporter = attribute(activity.find("reporting-org"), "ref")
    for amount, unit, when, where, what in money(activity, flow):
        for country, part in split(amount, shares(where) if where else [("unspecified", 1)]):
            for sector, piece in split(part, shares(what) if what else [("unspecified", 1)]):
                fact = {
                    "activity": identifier(activity),
                    "country": country,
                    "sector": sector,
                    "category": sector if sector == "unspecified" else sector[:3],
                    "year": when,
                    "reporter": reporter,
                }
                result[tuple(fact[name] for name in by) + (unit,)] += piece
    return result


def totals(paths, flow, by, bare=False):
    """Micros by (dimensions..., currency), over the winning copy of each activity that has an identifier."""
    winners = {}
    position = 0
    for path in files(paths):
        root = parse(path)
        for activity in activities(root, bare) if root is not None else []:
            position += 1
            key = identifier(activity)
            standing = rank(activity, root, position)
            if key and (key not in winners or standing > winners[key][0]):
                winners[key] = (standing, cells(activity, flow, by))
    result = Counter()
    for _, found in winners.values():
        for key, amount in found.items():
            result[key] += amount
    return result


def rows(table):
    """The table as lists of strings, sorted bytewise; what prints as zero is left out."""
    for key in sorted(table, key=lambda key: [word.encode() for word in key]):
        amount = Decimal(table[key]).scaleb(-6).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
        if amount:
            yield [*key, str(amount)]


def main():
    parser = argparse.ArgumentParser(description="Totals of IATI files, from the rules alone.")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder, .gz too")
    parser.add_argument("--flow", choices=FLOWS, default="spend")
    parser.add_argument("--by", default="country,category,year", help="of: " + ", ".join(DIMENSIONS))
    parser.add_argument("--bare", action="store_true", help="read files whose root is one lone iati-activity too")
    options = parser.parse_args()
    by = options.by.split(",")
    if not set(by) <= set(DIMENSIONS):
        parser.error("dimensions are: " + ", ".join(DIMENSIONS))
    for path in options.paths:
        if not os.path.exists(path):
            parser.error("no such file or folder: " + path)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow([*by, "currency", "amount"])
    out.writerows(rows(totals(options.paths, options.flow, by, options.bare)))


if __name__ == "__main__":
    main()
