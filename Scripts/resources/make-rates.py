#!/usr/bin/env python3
"""Makes Resources/rates/annual.tsv: yearly average exchange rates, national currency per U.S. dollar.

    make-rates.py --annual FILE --monthly FILE [--month-end FILE ...] --out FILE

--annual     Date,Country,Exchange rate: yearly averages, national currency per U.S. dollar
--monthly    the same by month; for currencies that the yearly file lacks
--month-end  Date,Rate,Currency,...: rates at the end of each month, per U.S. dollar; for what is still lacking
"""
import argparse
import csv
from collections import defaultdict
from decimal import Decimal

COUNTRIES = {"Euro": "EUR", "Japan": "JPY", "United Kingdom": "GBP", "Canada": "CAD", "Australia": "AUD",
             "Switzerland": "CHF", "Sweden": "SEK", "Norway": "NOK", "Denmark": "DKK", "New Zealand": "NZD",
             "South Korea": "KRW", "China": "CNY", "India": "INR", "South Africa": "ZAR", "Brazil": "BRL"}
MONTH_END = {"AFN": 2003, "SDG": 2007, "SSP": 2011, "ETB": 1995, "KES": 1995, "UGX": 1995, "PKR": 1995}
FIRST, LAST = 1995, 2024
KNOWN = {("JPY", 2011): "79.8", ("GBP", 2011): "0.624", ("EUR", 2011): "0.719", ("JPY", 1995): "94.06",
         ("CAD", 2002): "1.57", ("CHF", 2011): "0.888", ("AFN", 2011): "46.75", ("SEK", 2009): "7.65"}


def means(path, key_column, keys):
    """Mean of twelve months by key and year; a year that lacks a month is left out."""
    months = defaultdict(lambda: defaultdict(list))
    for row in csv.DictReader(open(path, encoding="utf-8-sig")):
        value, key = row.get("Exchange rate") or row.get("Rate"), row[key_column]
        if key in keys and value:
            months[key, int(row["Date"][:4])][row["Date"][5:7]].append(Decimal(value))
    for (key, year), values in months.items():
        if len(values) == 12:
            yield key, year, sum(sum(v) / len(v) for v in values.values()) / 12


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--annual", required=True)
    parser.add_argument("--monthly", required=True)
    parser.add_argument("--month-end", nargs="*", default=[])
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    rates = {}
    for row in csv.DictReader(open(arguments.annual, encoding="utf-8-sig")):
        if row["Country"] in COUNTRIES and row["Exchange rate"]:
            key = COUNTRIES[row["Country"]], int(row["Date"][:4])
            rates[key] = (Decimal(row["Exchange rate"]), "fed-annual")
    for country, year, value in means(arguments.monthly, "Country", COUNTRIES):
        rates.setdefault((COUNTRIES[country], year), (value, "fed-monthly"))
    for path in arguments.month_end:
        for currency, year, value in means(path, "Currency", MONTH_END):
            if year >= MONTH_END[currency]:
                rates.setdefault((currency, year), (value, "imf-month-end"))
    rates = {key: value for key, value in rates.items() if FIRST <= key[1] <= LAST and not (key[0] == "EUR" and key[1] < 1999)}
    for key, known in KNOWN.items():
        assert abs(rates[key][0] / Decimal(known) - 1) < Decimal("0.01"), (key, rates[key])
    with open(arguments.out, "w", encoding="utf-8", newline="\n") as out:
        out.write("# Yearly average exchange rates: units of the currency for one U.S. dollar. Made by Scripts/resources/make-rates.py.\n"
                  "# fed-annual, fed-monthly: Federal Reserve H.10 averages as compiled by datasets/exchange-rates (monthly: mean of twelve months).\n"
                  "# imf-month-end: mean of twelve month-end rates of the IMF; official rates: in Sudan and South Sudan far from the street's in many years.\n"
                  "# Figures are facts; a currency and year without a row is not known.\n"
                  "currency\tyear\tper_usd\tsource\n")
        for (currency, year), (value, source) in sorted(rates.items()):
            out.write(f"{currency}\t{year}\t{format(value.quantize(Decimal('0.000001')).normalize(), 'f')}\t{source}\n")
    print(f"{arguments.out}: {len(rates)} rows")


if __name__ == "__main__":
    main()
