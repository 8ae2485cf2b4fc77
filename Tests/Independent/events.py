#!/usr/bin/env python3
"""Conflict events and deaths counted a second time, from the datasets' own columns.

    events.py PATH... > counts.csv

One row a dataset, country code as the dataset gives it, and year: events, deaths low, best, high. Of copies of one event in several
files that with the later timestamp counts, else that of the later path.
"""

import csv
import gzip
import sys
from collections import defaultdict

MONTHS = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13)))
# What UCDP numbers (Gleditsch and Ward) that the test files hold stand for, beside ISO 3166-1 alpha-3.
COUNTRIES = {"700": "AFG", "625": "SDN", "626": "SSD", "652": "SYR", "432": "MLI", "475": "NGA", "770": "PAK", "490": "COD"}


def rows(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def number(text):
    return int(text) if text and text.strip().isdigit() else None


def event(row):
    """(dataset, identifier, stamp, country, year, events, low, best, high), None for what is no event."""
    if "type_of_violence" in row:
        figures = [number(row[name]) for name in ("low", "best", "high")]
        if None in figures or not row["date_start"][:4].isdigit():
            return None
        country = row.get("iso3") or COUNTRIES.get(row["country_id"])
        return ("UCDP GED", row["id"], "", country, row["date_start"][:4], 1, *figures)
    if "event_date" in row:
        deaths = number(row["fatalities"])
        if deaths is None or not row["event_id_cnty"]:
            return None
        year = "20" + row["event_date"].split("-")[2]
        return ("ACLED", row["event_id_cnty"], row["timestamp"], row["iso3"], year, 1, deaths, deaths, deaths)
    deaths = number(row["Fatalities"])
    if row["Month"].lower()[:3] not in MONTHS:
        return None
    return ("ACLED monthly counts", None, "", row["ISO3"], row["Year"], int(row["Events"]), deaths, deaths, deaths)


def main(paths):
    kept, lone = {}, []
    for path in sorted(paths):
        for row in rows(path):
            found = event(row)
            if found is None:
                continue
            if found[1] is None:
                lone.append(found)
            elif (found[0], found[1]) not in kept or kept[found[0], found[1]][2] <= found[2]:
                kept[found[0], found[1]] = found
    sums = defaultdict(lambda: [0, 0, 0, 0])
    for found in [*kept.values(), *lone]:
        if found[3] in COUNTRIES.values() or found[3] in ("BGD", "YEM", "UKR"):
            cell = sums[found[0], found[3], found[4]]
            for index, value in enumerate(found[5:]):
                cell[index] += value
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["dataset", "country", "year", "events", "deaths-low", "deaths-best", "deaths-high"])
    for key in sorted(sums):
        out.writerow([*key, *sums[key]])


if __name__ == "__main__":
    main(sys.argv[1:])
