#!/usr/bin/env python3
"""What donors gave by files of other sources: CRS microdata, ForeignAssistance.gov, registers of aid. Sums by hand-written rules.

    reported.py FILE... > figures.csv

Columns: source, country, party, year, measure, dollars. Only recipients, donors and the currency (USD) of the tables below count; a row that
has no year, and an amount that is no number, are left out.
"""

import csv
import io
import re
import sys
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal

COUNTRIES = {
    "South Sudan": "SS", "SSD": "SS", "SS": "SS", "Congo (Kinshasa)": "CD", "Democratic Republic of the Congo": "CD", "COD": "CD",
    "C\u00f4te d'Ivoire": "CI", "CIV": "CI", "Afghanistan": "AF", "AFG": "AF",
}
PARTIES = {"United States": "USA", "USAID": "USA", "Japan": "JPN", "JICA": "JPN", "United Kingdom": "GBR", "DFID": "GBR"}


def text(path):
    with open(path, "rb") as file:
        data = file.read()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def rows(path):
    content = text(path)
    first = content.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(content), delimiter="|" if first.count("|") > first.count(",") else ",")
    head = [re.sub("[^a-z0-9]", "", name.lower()) for name in next(reader)]
    for row in reader:
        yield dict(zip(head, [cell.strip() for cell in row]))


def number(cell):
    if re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?", cell or ""):
        return Decimal(cell)
    if re.fullmatch(r"[+-]?(?!0,)[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", cell or ""):
        return Decimal(cell.replace(",", ""))
    return Decimal(0)


def amounts(row):
    """Source, country, party, year, then dollars by measure."""
    if "usddisbursement" in row or "usdcommitment" in row:
        country = COUNTRIES.get(row.get("derecipientcode")) or COUNTRIES.get(row["recipientname"])
        money = {"spend": number(row.get("usddisbursement")) * 10**6, "commitments": number(row.get("usdcommitment")) * 10**6}
        return "crs-microdata", country, PARTIES.get(row["donorname"]), row["year"], money
    if "transactiontypename" in row:
        measure = {"Disbursements": "spend", "Obligations": "commitments"}.get(row["transactiontypename"])
        money = {measure: number(row.get("currentdollaramount") or row.get("currentamount"))} if measure else {}
        return "foreignassistance.gov", COUNTRIES.get(row["countrycode"]), "USA", row["fiscalyear"].replace("1976tq", "1976"), money
    money = {"spend": number(row.get("disbursement")), "commitments": number(row.get("commitment"))} if row["currency"] == "USD" else {}
    return "aims", COUNTRIES.get(row["country"]), PARTIES.get(row["donor"]), row["year"], money


def main():
    sums = defaultdict(Decimal)
    for path in sys.argv[1:]:
        for row in rows(path):
            source, country, party, year, money = amounts(row)
            if country and party and re.fullmatch("[0-9]{4}", year):
                for measure, dollars in money.items():
                    sums[source, country, party, year, measure] += dollars
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["source", "country", "party", "year", "measure", "dollars"])
    for key, dollars in sorted(sums.items()):
        if dollars:
            out.writerow([*key, dollars.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)])


if __name__ == "__main__":
    main()
