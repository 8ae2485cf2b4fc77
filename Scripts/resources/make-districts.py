#!/usr/bin/env python3
"""Makes Resources/geography/admin2.tsv: second-level divisions of a few countries.

    make-districts.py --pcodes FILE --admin1 FILE --out FILE [COUNTRY...]

--pcodes   CSV of OCHA's place codes: Location, Admin Level, P-Code, Name, Parent P-Code
--admin1   Resources/geography/admin1.tsv, for ISO 3166-2 codes by p-code
--names    further names by p-code (default: admin2-names.tsv beside this script)
COUNTRY    ISO 3166-1 alpha-3 (default: AFG SDN SSD); every other country's come by import
"""
import argparse
import csv
import pathlib


def read_tsv(path):
    lines = (line for line in open(path, encoding="utf-8") if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("--pcodes", "--admin1", "--out"):
        parser.add_argument(option, required=True)
    parser.add_argument("--names", default=pathlib.Path(__file__).with_name("admin2-names.tsv"))
    parser.add_argument("country", nargs="*", default=["AFG", "SDN", "SSD"])
    arguments = parser.parse_args()
    codes = {pcode: row["code"] for row in read_tsv(arguments.admin1) for pcode in (row["pcode"] or "").split("|")}
    names = {row["pcode"]: row["names"] for row in read_tsv(arguments.names)}
    rows = [(row["P-Code"], codes[row["Parent P-Code"]], row["Name"], names.get(row["P-Code"], ""))
            for row in csv.DictReader(open(arguments.pcodes, encoding="utf-8-sig"))
            if row["Location"] in arguments.country and row["Admin Level"] == "2"]
    assert names.keys() <= {row[0] for row in rows}, names.keys() - {row[0] for row in rows}
    with open(arguments.out, "w", encoding="utf-8", newline="\n") as file:
        file.write("# Second-level divisions of Afghanistan, Sudan and South Sudan; other countries' come by import. Sources: p-codes and names from OCHA's list\n"
                   "# of common operational datasets; further names by hand. Made by Scripts/resources/make-districts.py. code: p-code. admin1: as in admin1.tsv.\n"
                   "code\tadmin1\tname\tnames\n")
        file.writelines("\t".join(row) + "\n" for row in sorted(rows))
    print(f"{arguments.out}: {len(rows)} rows")


if __name__ == "__main__":
    main()
