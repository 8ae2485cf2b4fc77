#!/usr/bin/env python3
"""Makes large datasets of conflict events: the rows of given ones again and again, with new identifiers and earlier days.

    make_events.py EVENTS FOLDER SHEET...

Sheets are CSV files of UCDP GED or ACLED, plain or .gz; each makes one file in the folder. Round by round an identifier gets the
number of the round at its end, and every day lies 37 days earlier than in the round before, at most some 19 years. Prints one line: rows, bytes.
"""

import csv
import functools
import gzip
import io
import os
import sys
from datetime import datetime, timedelta

IDENTIFIERS = {"id", "data_id", "event_id_cnty"}
DAYS = {"date_start", "date_end", "event_date"}
FORMS = ("%Y-%m-%d", "%d-%b-%y", "%d %B %Y", "%Y-%m-%d %H:%M:%S")
STEP, LONGEST = 37, 7000  # days; ACLED writes years of two digits, which stay in this century


@functools.cache
def earlier(text, days):
    for form in FORMS:
        try:
            return (datetime.strptime(text, form) - timedelta(days=days)).strftime(form)
        except ValueError:
            continue
    return text


def changed(row, identifiers, days, number):
    row = list(row)
    for column in identifiers:
        row[column] += f"{number:05}"
    for column in days:
        row[column] = earlier(row[column], number * STEP % LONGEST)
    return row


def read(path):
    """The header, with a row of hashtags if there is one, and the rows."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        rows = list(csv.reader(io.TextIOWrapper(file, "utf-8-sig", newline="")))
    head = 2 if any(cell.startswith("#") for cell in rows[1]) else 1
    return rows[:head], [row for row in rows[head:] if len(row) == len(rows[0])]


def main(events, folder, *paths):
    sheets = [read(path) for path in paths]
    rounds = -(-int(events) // sum(len(rows) for _, rows in sheets))
    os.makedirs(folder)
    count = size = 0
    for path, (head, rows) in zip(paths, sheets):
        output = os.path.join(folder, os.path.basename(path).removesuffix(".gz"))
        identifiers = [column for column, name in enumerate(head[0]) if name in IDENTIFIERS]
        days = [column for column, name in enumerate(head[0]) if name in DAYS]
        with open(output, "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerows(head)
            for number in range(rounds):
                out.writerows(changed(row, identifiers, days, number) for row in rows)
        count += rounds * len(rows)
        size += os.path.getsize(output)
    print(f"rows={count} bytes={size}")


if __name__ == "__main__":
    main(*sys.argv[1:])
