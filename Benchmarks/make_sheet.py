#!/usr/bin/env python3
"""Makes a large tagged sheet: the rows of a given one again and again, or rows of a 3W by hand.

    make_sheet.py MB OUTPUT [SHEET]
"""

import sys

BY_HAND = [
    "#org+name,#org+type,#sector+cluster+name,#adm1+name,#adm1+pcode,#adm2+name,#adm2+pcode,#date+start,#reached",
    *(f'Organisation {n % 90},INGO,"Shelter, items and camps",Province {n % 34},XX{n % 34:02},District {n % 300},XX{n % 300:04},'
      f"2021-{n % 12 + 1:02}-01,{n * 37 % 5000}" for n in range(3000)),
]


def lines(path):
    if path is None:
        return [line.encode() for line in BY_HAND], 1
    with open(path, "rb") as file:
        rows = file.read().splitlines()
    tagged = next(number for number, row in enumerate(rows[:25]) if b"#" in row)
    return rows, tagged + 1


def main(size, output, path=None):
    rows, first = lines(path)
    body = b"\n".join(rows[first:]) + b"\n"
    with open(output, "wb") as file:
        file.write(b"\n".join(rows[:first]) + b"\n")
        for _ in range(max(1, int(float(size) * 1_000_000) // len(body))):
            file.write(body)


if __name__ == "__main__":
    main(*sys.argv[1:])
