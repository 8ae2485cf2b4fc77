#!/usr/bin/env python3
"""Makes a large corpus of distinct IATI activities out of a small one.

    make_corpus.py -o FOLDER (--mb N | --activities N) [--file-mb 100] [--spread] [SOURCE...]

A source is an IATI activity file (.xml, .xml.gz) or a folder of them; without any, the examples that ship with Concord.
Every activity is written again and again. One round over all sources is a *repetition*; in each one

- every identifier, and every reference to one (related activities, provider and receiver activities, activities of
  participating organisations), gets the repetition's number as a suffix, so that links lead where they led before;
  other identifiers and transaction references get it too;
- titles end in a word of the repetition's own;
- plain amounts are scaled by one factor between 0.95 and 1.05, so that sums and both ends of a payment still agree;
- days of dates move within their month; months and years stay;
- with --spread, recipient countries move too, each to another one: a few countries become the world. Locations move along: each becomes a
  first-level place of the first recipient country, by name and point, and loses what else it said.

Bytes are cut and joined, never parsed, so everything else stays as published, the root element included. Records without
an identifier, and all but the first with the same one, are left out: what is written is distinct. A source that is not
well-formed is left out, and said. MB are 10^6 bytes. Rounds end when the target is reached; the last one is cut short in
every file alike.
"""

import argparse
import csv
import gzip
import html
import os
import re
import sys
import time
from xml.parsers import expat

HERE = os.path.dirname(os.path.abspath(__file__))
HOUSE = os.path.dirname(HERE)
EXAMPLES = os.path.join(HOUSE, "Examples")
MB = 1_000_000

# Comments and CDATA first, so that an element inside one is not taken for a record.
BOUNDARY = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<iati-activity(?=[\s/>])|</iati-activity\s*>", re.DOTALL)
IDENTIFIER = re.compile(rb"<iati-identifier[^>]*>\s*([^<]*[^<\s])\s*</iati-identifier>")

# What changes, by three expressions that each begin with a literal: Python finds those as fast as it reads.
# A suffix goes behind `name`, a word behind each text in `title`; `day`, `country` and `amount` are replaced.
TEXT = rb"\s*(?:<!\[CDATA\[)?[^<\]]*[^<\]\s]"
SLOTS = [
    re.compile(
        rb"<(?:(?:iati-identifier|other-identifier)\b[^>]*(?<!/)>(?P<name_text>" + TEXT + rb")"
        rb"|(?:related-activity|other-identifier|transaction)(?=\s)[^>]*?\sref\s*=\s*(?P<name_ref>\"[^\"]*[^\"\s]|'[^']*[^'\s])"
        rb"|title\b[^>]*(?<!/)>(?P<title>.*?)</title\s*>"
        rb"|recipient-country(?=\s)[^>]*?\scode\s*=\s*[\"'](?P<country>[A-Z]{2})[\"']"
        rb"|value\b[^>]*(?<!/)>\s*(?P<amount>-?\d{1,14})(?=[\s.<]))",
        re.DOTALL),
    re.compile(rb"(?P<location><location(?=[\s>]).*?</location\s*>)", re.DOTALL),
    re.compile(rb"activity-id\s*=\s*(?P<name>\"[^\"]*[^\"\s]|'[^']*[^'\s])"),
    re.compile(rb"-date\s*=\s*[\"']\d{4}-\d\d-(?P<day>\d\d)"),
]
TITLE_TEXT = re.compile(rb"[^<>\s](?=\s*(?:\]\]>)?\s*(?:</narrative\s*>|\Z))")

COUNTRIES = b"""AF AL AM AO AR AZ BA BD BF BI BJ BO BR BT BW BY BZ CD CF CG CI CL CM CN CO CR CU CV DJ DM DO DZ EC EG ER ET FJ GA
GE GH GM GN GQ GT GW GY HN HT ID IN IQ IR JM JO KE KG KH KM KP KZ LA LB LK LR LS LY MA MD ME MG MK ML MM MN MR MU MV MW MX MY MZ
NA NE NG NI NP PA PE PG PH PK PS PY RS RW SB SD SL SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TV TZ UA UG UY UZ VE VN VU WS
YE ZA ZM ZW""".split()
COUNTRY_INDEX = {code: index for index, code in enumerate(COUNTRIES)}


def first_level_places():
    """Name, latitude and longitude of each, by country."""
    places = {}
    with open(os.path.join(HOUSE, "Resources/geography/admin1.tsv"), encoding="utf-8") as file:
        for row in csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"):
            if row["polygon"] == "1":
                place = tuple(html.escape(row[column]).encode() for column in ("name", "lat", "lon"))
                places.setdefault(row["country"].encode(), []).append(place)
    return places


PLACES = first_level_places()
SYLLABLES = [a + b for a in (b"b", b"d", b"k", b"m", b"n", b"r", b"s", b"t") for b in (b"a", b"u")]


def word(number):
    """A made-up word of eight letters, another for each number below 65,536."""
    return b"".join(SYLLABLES[number >> shift & 15] for shift in (12, 8, 4, 0)).capitalize()


class Repetition:
    """What changes in one round over the sources."""

    def __init__(self, number, spread):
        self.suffix = b".r%06d" % number
        self.title = b" (" + word(number) + b")"
        self.factor = 1_000_000 + (number * 7919 % 100_003 - 50_001)
        self.days = [b"%02d" % day if day > 28 or day == 0 else b"%02d" % ((day - 1 + number) % 28 + 1) for day in range(100)]
        self.number = number
        self.is_moved = spread and number * 11 % len(COUNTRIES) != 0
        self.countries = {code: self.country(index, number if spread else 0) for code, index in COUNTRY_INDEX.items()}

    def country(self, index, number):
        return COUNTRIES[(index + 11 * number) % len(COUNTRIES)]

    def location(self, original, country, position):
        """A place of the country in the shape of the original; empty where the country has none."""
        places = PLACES.get(country)
        if not places:
            return b""
        name, latitude, longitude = places[(self.number + position) % len(places)]
        if b"<narrative" in original:
            name = b"<narrative>" + name + b"</narrative>"
        point = b"<point><pos>%b %b</pos></point>" % (latitude, longitude)
        if b"<coordinates" in original:
            point = b'<coordinates latitude="%b" longitude="%b"/>' % (latitude, longitude)
        return b"<location><name>" + name + b"</name>" + point + b"</location>"

    def amount(self, whole):
        scaled = abs(whole) * self.factor // 1_000_000
        return b"%d" % (scaled if whole >= 0 else -scaled)


def start_of_group(match):
    return match.start(match.lastgroup)


class Template:
    """A record cut at the places that change."""

    def __init__(self, record):
        self.parts, self.names, self.titles, self.days, self.countries, self.amounts, self.locations = [], [], [], [], [], [], []
        self.position = 0
        for match in sorted((match for slot in SLOTS for match in slot.finditer(record)), key=start_of_group):
            self.cut(record, match)
        self.parts.append(record[self.position:])

    def cut(self, record, match):
        kind = match.lastgroup
        start, end = match.span(kind)
        if kind == "title":
            for text in TITLE_TEXT.finditer(match.group(kind)):
                self.insert(record, start + text.end(), self.titles)
        elif kind.startswith("name"):
            self.insert(record, end, self.names)
        else:
            self.replace(record, start, end, kind, match.group(kind))

    def insert(self, record, position, places):
        places.append(len(self.parts) + 1)
        self.parts += [record[self.position:position], b""]
        self.position = position

    def replace(self, record, start, end, kind, value):
        slot = len(self.parts) + 1
        if kind == "day":
            self.days.append((slot, int(value)))
        elif kind == "amount":
            self.amounts.append((slot, int(value)))
        elif kind == "location":
            self.locations.append((slot, value))
        elif value in COUNTRY_INDEX:
            self.countries.append((slot, value))
        self.parts += [record[self.position:start], value]
        self.position = end

    def render(self, repetition):
        parts = self.parts
        for slot in self.names:
            parts[slot] = repetition.suffix
        for slot in self.titles:
            parts[slot] = repetition.title
        for slot, day in self.days:
            parts[slot] = repetition.days[day]
        for slot, code in self.countries:
            parts[slot] = repetition.countries[code]
        for slot, whole in self.amounts:
            parts[slot] = repetition.amount(whole)
        if self.countries:
            country = parts[self.countries[0][0]]
            for position, (slot, original) in enumerate(self.locations):
                parts[slot] = repetition.location(original, country, position) if repetition.is_moved else original
        return b"".join(parts)


class Source:
    """A file and where its distinct records lie in it. `seen` holds the identifiers of the sources before it."""

    def __init__(self, path, seen):
        self.path = path
        data = self.read()
        check(data)
        self.loaded = None
        spans = list(records(data))
        self.head_size = spans[0][0] if spans else 0
        self.spans, self.left_out = [], 0
        for start, end in spans:
            found = IDENTIFIER.search(data, start, end)
            name = b" ".join(found.group(1).split()) if found else None
            if name is None or name in seen:
                self.left_out += 1
                continue
            seen.add(name)
            self.spans.append((start, end))
        self.size = sum(end - start for start, end in self.spans)

    def read(self):
        with (gzip.open if self.path.endswith(".gz") else open)(self.path, "rb") as file:
            return file.read()

    def load(self):
        """The root's start, and a template for each record."""
        data = self.read()
        return data[:self.head_size].rstrip(), [Template(data[start:end]) for start, end in self.spans]


class Unusable(Exception):
    pass


def check(data):
    if not re.search(rb"<iati-activities[\s/>]", data[:100_000]):
        raise Unusable("no iati-activities element in the first 100,000 bytes")
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        raise Unusable(f"not well-formed: {error}") from None


def records(data):
    """Where each iati-activity starts and ends."""
    start = None
    for match in BOUNDARY.finditer(data):
        token = match.group()
        if token.startswith(b"<iati-activity"):
            start = match.start()
        elif token.startswith(b"</iati-activity") and start is not None:
            yield start, match.end()
            start = None


def files(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders.sort()
            yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith((".xml", ".xml.gz")))


def sources(paths):
    seen, result = set(), []
    for path in files(paths):
        try:
            result.append(Source(path, seen))
        except Unusable as error:
            print(f"{path}: left out, {error}", file=sys.stderr)
    return result


class Writer:
    """Files of one source, each of at most about `limit` bytes."""

    def __init__(self, stem, head, limit):
        self.stem, self.head, self.limit = stem, head, limit
        self.file, self.number, self.bytes, self.total, self.activities = None, 0, 0, 0, 0

    def write(self, record):
        if self.file is None:
            self.open()
        self.file.write(b"\n  ")
        self.file.write(record)
        self.bytes += len(record) + 3
        self.activities += 1
        if self.bytes >= self.limit:
            self.close()

    def open(self):
        self.number += 1
        self.file = open(f"{self.stem}-{self.number:04d}.xml", "wb", buffering=1 << 20)
        self.file.write(self.head)
        self.bytes = len(self.head)

    def close(self):
        if self.file is None:
            return
        self.file.write(b"\n</iati-activities>\n")
        self.total += self.file.tell()
        self.file.close()
        self.file = None


def write_rounds(source, writer, target, by_size, spread):
    """Writes records of one source, round after round, until its part of the target is reached."""
    _, templates = source.loaded
    number, done = 0, 0
    while True:
        repetition = Repetition(number, spread)
        for template in templates:
            if done >= target:
                return
            record = template.render(repetition)
            writer.write(record)
            done += len(record) + 3 if by_size else 1
        number += 1


def shares(weights, target):
    """The target cut in proportion to the weights, in whole numbers that add up to it."""
    whole, passed, given = sum(weights), 0, 0
    for weight in weights:
        passed += weight
        upto = target * passed // whole
        yield upto - given
        given = upto


def stem(path):
    name = os.path.basename(path)
    return re.sub(r"(\.xml)?(\.gz)?$", "", name)


def make(arguments):
    usable = sources(arguments.source or [EXAMPLES])
    if not any(source.spans for source in usable):
        sys.exit("no usable source")
    by_size = arguments.mb is not None
    target = int(arguments.mb * MB) if by_size else arguments.activities
    weights = [source.size if by_size else len(source.spans) for source in usable]
    os.makedirs(arguments.output, exist_ok=True)
    total = activities = number = 0
    for index, (source, share) in enumerate(zip(usable, shares(weights, target)), 1):
        if share == 0:
            continue
        source.loaded = source.load()
        writer = Writer(os.path.join(arguments.output, f"{index:03d}-{stem(source.path)}"), source.loaded[0], int(arguments.file_mb * MB))
        write_rounds(source, writer, share, by_size, arguments.spread)
        writer.close()
        source.loaded = None
        total, activities, number = total + writer.total, activities + writer.activities, number + writer.number
    return total, activities, number, sum(source.left_out for source in usable)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER")
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--mb", type=float)
    size.add_argument("--activities", type=int)
    parser.add_argument("--file-mb", type=float, default=100)
    parser.add_argument("--spread", action="store_true")
    parser.add_argument("source", nargs="*")
    return parser.parse_args()


def main():
    started = time.monotonic()
    total, activities, number, left_out = make(parse_arguments())
    seconds = time.monotonic() - started
    print(f"{activities} activities in {number} files, {total / MB:.1f} MB, {seconds:.1f} s, {total / MB / seconds:.0f} MB/s"
          f" ({left_out} records of the sources left out)")


if __name__ == "__main__":
    main()
