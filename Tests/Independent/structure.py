#!/usr/bin/env python3
"""Holds the verdict of `concord check` (valid to the standard's structure or not) to libxml2's own validation by the official schemas.

    structure.py --concord BINARY --schemas DIR [--files DIR...] [--random N] [--seed S]

--schemas  a folder per version with the official schemas
--files    folders of XML files (.gz too): each is judged as every version, and as the one it names
--random   for each version, so many files made up from the tables that ship and then damaged at random

Prints each disagreement and a summary; exit 0: all agree, 1: some do not.
"""
import argparse
import csv
import gzip
import io
import pathlib
import random
import re
import subprocess
import sys
import tempfile

from lxml import etree

HOUSE = pathlib.Path(__file__).resolve().parents[2]
VERSIONS = ["1.01", "1.02", "1.03", "1.04", "1.05", "2.01", "2.02", "2.03"]
ROOTS = {"iati-activities": "activities", "iati-organisations": "organisations"}
RECORDS = ("iati-activity", "iati-organisation", *ROOTS)
# Findings that say nothing about well-formedness or structure.
ELSEWHERE = ("code-", "iati-", "hint-")


class Libxml2:
    """The official schemas, compiled when first asked for."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.schemas = {}

    def schema(self, version, kind):
        if (version, kind) not in self.schemas:
            path = self.folder / version / f"iati-{kind}-schema.xsd"
            try:
                made = etree.XMLSchema(etree.parse(str(path)))
            except etree.XMLSchemaParseError:
                # Older libxml2 calls the wildcard before the last element of a document link ambiguous.
                tree = etree.parse(str(path))
                for wildcard in tree.iter("{http://www.w3.org/2001/XMLSchema}any"):
                    if wildcard.getnext() is not None:
                        wildcard.getparent().remove(wildcard)
                made = etree.XMLSchema(tree)
            self.schemas[version, kind] = made
        return self.schemas[version, kind]

    def verdict(self, data, version):
        """True or False with the reason; None when the file is out of scope: another root, or entities, which are refused."""
        try:
            tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)).getroottree()
        except etree.XMLSyntaxError as error:
            return False, f"not well-formed: {error}"
        if tree.docinfo.internalDTD is not None:
            return None, "document type"
        kind = ROOTS.get(tree.getroot().tag)
        if kind is None:
            return None, "another root"
        if any(element.tag in RECORDS for element in tree.iter() if element.getparent() not in (None, tree.getroot())):
            return None, "a record inside a record"
        schema = self.schema(version, kind)
        valid = schema.validate(tree)
        return valid, "" if valid else str(schema.error_log[0])


def concord(binary, paths, version):
    """Whether each file is valid, by path, with the first finding that says why not."""
    command = [binary, "check", "--format", "csv"] + (["--iati-version", version] if version else []) + [str(path) for path in paths]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode not in (0, 1):
        raise SystemExit(f"{command[:6]}: exit {run.returncode} {run.stderr[:500]}")
    found = {}
    for row in csv.DictReader(io.StringIO(run.stdout)):
        if row["severity"] == "error" and not row["rule"].startswith(ELSEWHERE):
            found.setdefault(row["file"], f"{row['line']} {row['rule']}: {row['message']}")
    return found


# ---- Files made up

class Tables:
    def __init__(self):
        folder = HOUSE / "Resources" / "standard"
        self.types = {row[0]: row for row in rows(folder / "types.tsv")}
        self.roots = {(row[0], row[1]): dict(pair.split("=") for pair in row[2].split()) for row in rows(folder / "elements.tsv")}


def rows(path):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


GOOD = {
    "string": ["", "x", "A B", "é"], "decimal": ["1", "-1.5", " 0 ", "+.5", "100"], "integer": ["1", "-3"], "int": ["1", "-7"],
    "positiveInteger": ["1", "+20"], "nonNegativeInteger": ["0", "3"], "date": ["2012-02-29", "2013-01-01Z"],
    "dateTime": ["2012-01-01T00:00:00", "2012-01-01T23:59:59.5+05:00"], "boolean": ["true", "0", " 1 "],
    "anyURI": ["http://example.org/a b", "", "../x", "mailto:a@b"], "NMTOKEN": ["a:b", "1"], "language": ["en", "pt-BR"],
    "xml-lang": ["en", "", "fr"]}
BAD = ["", " ", "x", "1,000", "1e5", "2012-02-30", "2012-1-1", "2012-01-01T25:00:00", "yes", "http://a:b/", "a b", "en_US", "-1", "0", ".",
       "2012-01-01 ", "http://[", "%zz", "99999999999", "1.0", "TRUE", "12012-01-01", "2012-01-01+14:01", "\u00a01", "#a#b", "http://h:1:2/",
       "http://1.2.3.4x/", "http://256.1.1.1/", "http://u:p@h/", "//", "///", "?#", "a:b", "1:b", "http://a?b[c]", "x#[y]", "2012-01-01T24:00:00",
       "2012-01-01T00:00:00.", "0000-01-01", "-2012-01-01", "2147483648", "+1", "+", "en-", "abcdefghi", "i-x", "\u4e00"]


class Maker:
    def __init__(self, tables, version, kind, rng):
        self.tables, self.version, self.kind, self.rng = tables, version, kind, rng
        self.elements = tables.roots[version, kind]

    def document(self):
        root = "iati-" + ("activities" if self.kind == "activities" else "organisations")
        element = self.element(root, self.elements[root], 0)
        if "version" in element.attrib:
            element.set("version", self.version)
        return element

    def element(self, name, type_name, depth):
        _, content, _, attributes, model = (self.tables.types[type_name] + [""] * 5)[:5]
        element = etree.Element(name)
        for word in attributes.split():
            key, kind = word.split("=")
            if key.endswith("!") or self.rng.random() < 0.4:
                key = key.rstrip("!").replace("xml:", "{http://www.w3.org/XML/1998/namespace}")
                element.set(key, self.rng.choice(GOOD[kind]))
        if content.startswith("="):
            element.text = self.rng.choice(GOOD[content[1:]])
        elif content == "mixed" and self.rng.random() < 0.5:
            element.text = "text"
        self.children(element, model.split(), depth)
        return element

    def children(self, element, words, depth):
        if not words:
            return
        particles = [(*word.split(":")[0].partition("=")[::2], int(word.split(":")[1]), word.split(":")[2]) for word in words[1:]]
        if words[0] == "seq":
            share = 0.5 if depth > 1 else 0.35
            for name, kind, low, high in particles:
                count = low + (self.rng.random() < share) * (1 if high == "1" and low == 0 else 0 if high == "1" else self.rng.randint(0, 2))
                for _ in range(count):
                    element.append(self.child(name, kind, depth))
        else:
            count = max(int(words[0][3:]), self.rng.randint(0, 12 if depth < 2 else 4))
            for _ in range(count):
                name, kind, _, _ = self.rng.choice(particles)
                element.append(self.child(name, kind, depth))

    def child(self, name, kind, depth):
        if name != "*":
            return self.element(name, kind, depth + 1)
        foreign = etree.Element("{http://example.org/x}own", nsmap={"x": "http://example.org/x"})
        if self.rng.random() < 0.3:
            inner = self.rng.choice(sorted(self.elements))
            if depth < 4 and inner not in ("iati-activities", "iati-organisations", "iati-activity", "iati-organisation"):
                foreign.append(self.element(inner, self.elements[inner], depth + 3))
        return foreign


class Mutator:
    """Damages a tree in one to three places."""

    def __init__(self, rng, names):
        self.rng, self.names = rng, names

    def damage(self, root):
        for _ in range(self.rng.randint(1, 3)):
            self.rng.choice([self.drop, self.duplicate, self.swap, self.rename, self.drop_attribute, self.rename_attribute,
                             self.change_value, self.change_value, self.add_attribute, self.add_text, self.add_foreign, self.add_child,
                             self.empty, self.change_text])(root)

    def any(self, root, inner=False):
        elements = [e for e in root.iter() if isinstance(e.tag, str) and not (inner and e is root)]
        return self.rng.choice(elements) if elements else None

    def drop(self, root):
        if (element := self.any(root, True)) is not None:
            element.getparent().remove(element)

    def duplicate(self, root):
        if (element := self.any(root, True)) is not None:
            copy = etree.fromstring(etree.tostring(element, with_tail=False))
            element.addnext(copy)

    def swap(self, root):
        parents = [e for e in root.iter() if isinstance(e.tag, str) and len(e) > 1]
        if parents:
            parent = self.rng.choice(parents)
            parent.insert(self.rng.randrange(len(parent)), parent[self.rng.randrange(len(parent))])

    def rename(self, root):
        if (element := self.any(root, True)) is not None:
            element.tag = self.rng.choice(self.names + ["unheard-of", "{http://example.org/y}z", "Title"])

    def drop_attribute(self, root):
        element = self.any(root)
        if element.attrib:
            del element.attrib[self.rng.choice(sorted(element.attrib))]

    def rename_attribute(self, root):
        element = self.any(root)
        if element.attrib:
            key = self.rng.choice(sorted(element.attrib))
            value = element.attrib.pop(key)
            element.set(self.rng.choice(["ref", "type", "code", "strange", "{http://example.org/y}z", "Code"]), value)

    def change_value(self, root):
        element = self.any(root)
        if element.attrib:
            element.set(self.rng.choice(sorted(element.attrib)), self.rng.choice(BAD))

    def add_attribute(self, root):
        xml = "{http://www.w3.org/XML/1998/namespace}"
        xsi = "{http://www.w3.org/2001/XMLSchema-instance}"
        name = self.rng.choice(["code", "value-date", "currency", "percentage", xml + "lang", xml + "space", xml + "base", xml + "foo",
                                xsi + "noNamespaceSchemaLocation", xsi + "nil", "{http://example.org/y}z", "strange"])
        value = self.rng.choice(["true", "x"]) if "noName" in name or "nil" in name else self.rng.choice(BAD + ["preserve", "en"])
        self.any(root).set(name, value)

    def add_text(self, root):
        element = self.any(root)
        if self.rng.random() < 0.5 or element is root:
            element.text = (element.text or "") + self.rng.choice([" ", "stray", "\n"])
        else:
            element.tail = self.rng.choice(["stray", " \n"])

    def change_text(self, root):
        element = self.any(root)
        if len(element) == 0:
            element.text = self.rng.choice(BAD)

    def add_foreign(self, root):
        element = self.any(root)
        foreign = etree.Element("{http://example.org/x}own")
        if self.rng.random() < 0.4:
            etree.SubElement(foreign, self.rng.choice(self.names), strange="1")
        element.insert(self.rng.randint(0, len(element)), foreign)

    def add_child(self, root):
        element = self.any(root)
        element.insert(self.rng.randint(0, len(element)), etree.Element(self.rng.choice(self.names)))

    def empty(self, root):
        element = self.any(root)
        for child in list(element):
            element.remove(child)


def broken(data, rng):
    """Damage to the letters themselves."""
    data = bytearray(data)
    for _ in range(rng.randint(1, 2)):
        place = rng.randrange(len(data))
        kind = rng.randrange(6)
        if kind == 0:
            del data[place]
        elif kind == 1:
            data[place] = rng.choice(b"<>&\"'/= \x01\xff\x00ab")
        elif kind == 2:
            data[place:place] = rng.choice([b"&", b"<", b"&amp;", b"<!-- c -->", b"]]>", b"<![CDATA[x]]>", b"&nbsp;", b"&#x41;", b"&#0;", b"<?pi?>",
                                            b"\xef\xbb\xbf", b"<!-- a -- b -->", b"</iati-activity>", b"<iati-activity>", b"\r"])
        elif kind == 3:
            del data[place:place + rng.randint(1, 40)]
        elif kind == 4:
            del data[-rng.randint(1, 30):]
        else:
            data += rng.choice([b"x", b"<a/>", b"<!-- end -->", b"\n", b"&amp;"])
    return bytes(data)


def invented(version, kind, count, rng, tables):
    maker = Maker(tables, version, kind, rng)
    mutator = Mutator(rng, sorted(set(maker.elements) - set(RECORDS)))
    for number in range(count):
        root = maker.document()
        if number % 4:
            mutator.damage(root)
        data = etree.tostring(root, xml_declaration=rng.random() < 0.7, encoding=rng.choice(["UTF-8", "UTF-8", "ISO-8859-1", "UTF-16"]),
                              pretty_print=rng.random() < 0.5)
        yield broken(data, rng) if number % 8 == 7 else data


# ---- Comparing

def read(path):
    data = path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


class Tally:
    def __init__(self):
        self.agreed, self.valid, self.outside, self.differ = 0, 0, 0, []

    def add(self, name, version, ours, theirs):
        verdict, reason = theirs
        if verdict is None:
            self.outside += 1
        elif verdict == (ours is None):
            self.agreed += 1
            self.valid += verdict
        else:
            self.differ.append(f"{name} as {version}: libxml2 says {'valid' if verdict else reason}; concord says {ours or 'valid'}")

    def report(self, what):
        print(f"{what}: {self.agreed} agree ({self.valid} valid), {len(self.differ)} differ, {self.outside} out of scope")
        for line in self.differ[:40]:
            print("  " + line)
        return len(self.differ)


def compare_files(arguments, peer):
    paths = sorted(path for folder in arguments.files for path in pathlib.Path(folder).rglob("*")
                   if path.suffix in (".xml", ".gz") and path.is_file())
    tally = Tally()
    for version in VERSIONS + [None]:
        found = concord(arguments.concord, paths, version)
        for path in paths:
            data = read(path)
            named = re.search(rb"<iati-(?:activities|organisations)[^>]*\sversion=[\"']([^\"']*)", data)
            own = named.group(1).decode().strip() if named else ""
            tally.add(path.name, version, found.get(str(path)), peer.verdict(data, version or (own if own in VERSIONS else "2.03")))
    return tally.report(f"{len(paths)} files as every version and as their own")


def compare_invented(arguments, peer):
    rng, tables, failures = random.Random(arguments.seed), Tables(), 0
    for version in VERSIONS:
        tally = Tally()
        for kind in ROOTS.values():
            with tempfile.TemporaryDirectory() as folder:
                made = {}
                for number, data in enumerate(invented(version, kind, arguments.random // 2, rng, tables)):
                    path = pathlib.Path(folder) / f"{number}.xml"
                    path.write_bytes(data)
                    made[path] = data
                found = concord(arguments.concord, made, version)
                for path, data in made.items():
                    before = len(tally.differ)
                    tally.add(path.name, version, found.get(str(path)), peer.verdict(data, version))
                    if len(tally.differ) > before and arguments.keep:
                        kept = pathlib.Path(arguments.keep) / f"{version}-{kind}-{path.name}"
                        kept.write_bytes(data)
        failures += tally.report(f"made up for {version}")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--concord", required=True)
    parser.add_argument("--schemas", required=True)
    parser.add_argument("--files", nargs="*", default=[])
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="folder for the files that are judged differently")
    arguments = parser.parse_args()
    peer = Libxml2(arguments.schemas)
    failures = compare_files(arguments, peer) if arguments.files else 0
    if arguments.random:
        failures += compare_invented(arguments, peer)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
