#!/usr/bin/env python3
"""Holds `concord check` to libxml2's validation by the official schemas on documents that are changed in one place at a time.

    mutate_iati.py --concord BINARY --schemas DIR [--share F] [--files DIR...] [--records F] [--seed S] [--versions V,...] [--keep DIR]

--schemas  a folder per version with the official schemas
--share    how much of all that can be changed in made-up documents is tried, 0 to 1; the seed says which
--files    folders of XML files (.gz too): each is judged as every version
--records  the share of what is tried on the records of these files that are valid in a version

For each version a whole document is made of every type that it has; then each child, attribute, text and value of it is left out, repeated,
moved, renamed, put into another namespace and written wrongly. The verdict must be libxml2's, and each error that libxml2 tells must be told
in the same line, under the rule that means it, with the name of the element or attribute. Prints what differs; exit 0: nothing, 1: something.
"""
import argparse
import collections
import copy
import csv
import io
import pathlib
import random
import re
import subprocess
import sys
import tempfile

from lxml import etree

from structure import BAD, ELSEWHERE, GOOD, RECORDS, ROOTS, VERSIONS, Libxml2, Tables, read

XML = "{http://www.w3.org/XML/1998/namespace}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
XS = "http://www.w3.org/2001/XMLSchema"
OTHER = "http://example.org/x"
# Stand for what cannot be put into a tree: references to characters.
REFERENCES = {"\ue000": b"&#10;", "\ue001": b"&#32;", "\ue002": b"&#x9;", "\ue003": b"&#50;", "\ue004": b"&#13;"}

VALUES = BAD + [
    "1", "0", "-0", "+0", "00", "007", "1.", ".5", "+.5", "-.5", "-.", "+.", "1.5.2", "1 000", "1,5", "1e3", "1E3", "1.0e-2", "0x1F", "INF", "NaN", "--1",
    "+-1", "1-", "\u0661", "\uff11", "1" * 30, "0." + "1" * 40, "1" * 200, "4294967296", "-2147483648", "-2147483649", "2147483647", "1\u00a0", "$5", "5%", "(5)",
    "2012-01-01", "2012-01-01Z", "2012-01-01z", "2012-01-01+00:00", "2012-01-01-14:00", "2012-01-01+14:00", "2012-01-01+13:59", "2012-01-01+15:00", "2012-01-01+5",
    "2012-01-01+0500", "2012-00-10", "2012-13-01", "2012-01-00", "2012-01-32", "2012-04-31", "2011-02-29", "2000-02-29", "1900-02-29", "-0004-02-29", "-0001-01-01",
    "+2012-01-01", "0012-01-01", "012-01-01", "12-01-01", "02012-01-01", "10000-01-01", "99999999999999999999-01-01", "2012/01/01", "01-01-2012", "20120101",
    "2012-01", "2012", "--01-01", "2012-01-01T", "2012-01-01T00:00:00", "2012-01-01T00:00:00Z", "2012-01-01T00:00:00.000+01:00", "2012-01-01T00:00",
    "2012-01-01T24:00:00.0", "2012-01-01T24:00:01", "2012-01-01T23:60:00", "2012-01-01T23:59:60", "2012-01-01t00:00:00", "2012-01-01 00:00:00",
    "2012-01-01T1:00:00", "2012-01-01T00:00:00.5Z", "2012-01-01T00:00:00+14:00", "2012-01-01T00:00:00-14:01", "2012-01-01T-1:00:00", "2012-01-01T00:00:00Z ",
    " 2012-01-01T00:00:00Z", "2012-01-01T00:00:00 ", "2012-01-01T00:00:00+01:00\ue000", "2012-01-01Z ", "2012-01-01T00:00:00Z\u00a0", "2012-01-01T24:00:00Z ",
    "true", "false", "True", "FALSE", "t", "2", "01", "yes", "no", "true false", "en", "EN", "en-GB", "e", "english", "abcdefgh", "en-", "-en", "en--GB",
    "en-abcdefghi", "en-1", "1en", "en_GB", "x-klingon", "en GB", "\u00e9n", "http://example.org", "example.org", "www.example.org/a?b=c&d=e#f", "HTTP://EXAMPLE.ORG/",
    "http:/", "http:", "http://", ":", "://", "http://exa mple.org", "http://example.org/\u00e9", "http://example.org:80", "http://example.org:", "http://example.org:99999999999",
    "http://[::1]/", "http://[::1", "http://]", "mailto:a@b.c", "a%20b", "a%2", "a%", "%41", "a#b", "#", "##", "a?b?c", "\\\\server\\path", "C:\\file", "<a>", "\"q\"", "{a}",
    "[a]", "a|b", "a^b", "`", "urn:a:b", "1a:b", "a b c", "//host", "///path", "?q", "http://u@h:1/p", "http://u:p@h/", "http://@", "http://h:a/", "http://%zz/", "\u3042",
    "http://example.org/%\u00e9", "a:", "-a:b", "+:b", "a+b:c", "a/b:c", "./a:b", "a,b;c=d", "~", "'", "*", "!",
    " 1", "1 ", "\t1", "1\n", "\ue0001", "1\ue000", "\ue0011\ue001", "\ue0021", "1\ue004", "\ue003", " true ", " en ", " 2012-01-01", "2012-01-01\ue000", "1\u200b",
    "\ufeff1", "\u2003" + "1", "\u0085" + "1", "1\ue0012", "a\ue000b", " ", "  ", "\n", "\ue000", "\t", "\u00a0", "x", "a.b", "a:b", "a/b", "text/html",
    "application/pdf", "_a", ".a", "-a", "a\u00b7", "a\u0301", "\u0301", "\u2160", "\U00010400", "\U0001f600", "\u203f", "\u00d7", "a,b"]


class Whole:
    """Documents with a type of the standard in full: every attribute, one of every child."""

    def __init__(self, tables, version, kind):
        self.tables, self.version = tables, version
        self.elements = tables.roots[version, kind]
        self.root = "iati-" + kind

    def paths(self):
        """The shortest way to each type, and to each element declared at the top."""
        found, queue = {}, collections.deque([((self.root,), self.elements[self.root])])
        while queue:
            path, kind = queue.popleft()
            if kind in found:
                continue
            found[kind] = path
            queue.extend(((*path, name), inner) for name, inner, _, _ in self.particles(kind) if name != "*")
        return found

    def particles(self, kind):
        words = self.parts(kind)[4].split()[1:]
        return [(*word.split(":")[0].partition("=")[::2], int(word.split(":")[1]), word.split(":")[2]) for word in words]

    def parts(self, kind):
        return (self.tables.types[kind] + [""] * 5)[:5]

    def document(self, path):
        """The root, and in it the element that the path leads to."""
        root = target = self.element(path[0], self.elements[path[0]], is_whole=len(path) == 1)
        kind = self.elements[path[0]]
        for number, name in enumerate(path[1:], 2):
            kind = next(inner for child, inner, _, _ in self.particles(kind) if child == name)
            target = self.put(target, self.element(name, kind, number == len(path)), path)
        if "version" in root.attrib:
            root.set("version", self.version)
        return root, target

    def put(self, parent, child, path):
        """In its place among the children that are there already."""
        there = next((other for other in parent if other.tag == child.tag), None)
        if there is not None:
            parent.replace(there, child)
            return child
        order = [name for name, _, _, _ in self.particles(self.kind_of(parent, path))]
        after = [other for other in parent if order.index(other.tag) <= order.index(child.tag)]
        parent.insert(len(after), child)
        return child

    def kind_of(self, element, path):
        kind = self.elements[path[0]]
        for name in path[1:len(list(element.iterancestors())) + 1]:
            kind = next(inner for child, inner, _, _ in self.particles(kind) if child == name)
        return kind

    def element(self, name, kind, is_whole=False):
        _, content, _, attributes, model = self.parts(kind)
        element = etree.Element(name)
        for word in attributes.split():
            key, type_name = word.split("=")
            if is_whole or key.endswith("!"):
                element.set(key.rstrip("!").replace("xml:", XML), next(filter(None, GOOD[type_name])))
        if content.startswith("="):
            element.text = next(filter(None, GOOD[content[1:]]))
        least = 0 if model.startswith("seq") or not model else int(model.split()[0][3:])
        for number, (child, inner, low, _) in enumerate(self.particles(kind)):
            if child != "*" and (is_whole or low or number < least):
                element.append(self.element(child, inner))
        return element


class Changes:
    """Everything that can be changed in one element of a document: calls of a function that damages the element it is given."""

    def __init__(self, names, attributes, rng, share):
        self.names, self.attributes, self.rng, self.share = names, attributes, rng, share

    def of(self, element):
        found = [*self.children(element), *self.values(element), *self.added_attributes(element), *self.texts(element), *self.added_children(element)]
        return [change for change in found if self.rng.random() < self.share]

    def children(self, element):
        for place, child in enumerate(element):
            if not isinstance(child.tag, str):
                continue
            local = etree.QName(child).localname
            for change in (remove, repeat, repeat_last, repeat_first, swap, swallow, unwrap, empty):
                yield change.__name__, lambda target, place=place, change=change: change(target[place])
            for name in ("unheard-of", local.title(), f"{{{OTHER}}}{local}", "narrative", "value"):
                yield f"rename to {name}", lambda target, place=place, name=name: setattr(target[place], "tag", name)

    def values(self, element):
        for key in element.attrib:
            yield "drop attribute", lambda target, key=key: target.attrib.pop(key)
            local = etree.QName(key).localname
            for name in (local.title(), f"{{{OTHER}}}{local}", "strange", XML + "lang", local + "s"):
                yield f"rename {key}", lambda target, key=key, name=name: target.set(name, target.attrib.pop(key))
            for value in VALUES:
                yield f"{key} {value!r}", lambda target, key=key, value=value: target.set(key, value)

    def added_attributes(self, element):
        for key in self.attributes:
            yield f"add {key}", lambda target, key=key: target.set(key.replace("xml:", XML), "1")
        for key, values in {XML + "lang": ["", "en", "en_GB", " en ", "\u00e9"], XML + "space": ["preserve", "x", "default", " default"], XML + "id": ["a", "1", "a:b", ""],
                            XML + "base": ["x", "http://["], XML + "foo": ["1"], XSI + "nil": ["true", "x", "false"], XSI + "schemaLocation": ["a b"],
                            XSI + "noNamespaceSchemaLocation": ["a.xsd"], XSI + "foo": ["1"], f"{{{OTHER}}}own": ["", "1"]}.items():
            for value in values:
                yield f"add {key} {value!r}", lambda target, key=key, value=value: target.set(key, value)

    def texts(self, element):
        for text in ["stray", " ", "\u00a0", "\u200b", "\ue000", "\ue001\ue002", "\ue003", etree.CDATA("stray"), etree.CDATA(" "), etree.CDATA("")]:
            yield f"text {text}", lambda target, text=text: setattr(target, "text", text)
            if not isinstance(text, str) or not len(element):
                continue
            for place in {0, len(element) - 1}:
                yield f"tail {text!r}", lambda target, text=text, place=place: setattr(target[place], "tail", text)
        if not len(element):
            for value in VALUES:
                yield f"text {value!r}", lambda target, value=value: setattr(target, "text", value)
        yield "split by a comment", lambda target: split(target, etree.Comment(" c "))
        yield "split by an instruction", lambda target: split(target, etree.ProcessingInstruction("a", "b"))
        for place in {0, len(element)}:
            for made in (etree.Comment, etree.ProcessingInstruction):
                yield made.__name__, lambda target, place=place, made=made: target.insert(place, made("x"))

    def added_children(self, element):
        for place in range(len(element) + 1):
            yield f"foreign at {place}", lambda target, place=place: target.insert(place, foreign())
        for place in {0, len(element)}:
            yield "foreign full", lambda target, place=place: target.insert(place, foreign("title", strange="1"))
            yield "foreign text", lambda target, place=place: target.insert(place, foreign(text="words"))
            yield "foreign attribute", lambda target, place=place: target.insert(place, foreign(**{"code": "1"}))
        for name in self.names:
            yield f"child {name}", lambda target, name=name: target.append(etree.Element(name))
            yield f"foreign with {name}", lambda target, name=name: target.append(foreign(name, strange="1"))


# ---- One change each, of an element inside its parent

def remove(element):
    element.getparent().remove(element)


def repeat(element):
    element.addnext(copy.deepcopy(element))


def repeat_last(element):
    element.getparent().append(copy.deepcopy(element))


def repeat_first(element):
    element.getparent().insert(0, copy.deepcopy(element))


def swap(element):
    if element.getnext() is not None:
        element.getnext().addnext(element)


def swallow(element):
    """Into its neighbour."""
    neighbour = element.getprevious()
    if neighbour is not None and isinstance(neighbour.tag, str):
        neighbour.append(element)


def unwrap(element):
    """What is in it takes its place."""
    for child in reversed(element):
        element.addnext(child)
    element.getparent().remove(element)


def empty(element):
    element.attrib.clear()
    element.text = None
    for child in list(element):
        element.remove(child)


def split(element, node):
    text = element.text or ""
    element.text, node.tail = text[:1], text[1:]
    element.insert(0, node)


def foreign(name=None, text=None, **attributes):
    made = etree.Element(f"{{{OTHER}}}own", nsmap={"x": OTHER}, **attributes)
    made.text = text
    if name:
        etree.SubElement(made, name, strange="1")
    return made


# ---- Reasons

REASONS = [
    (r"Element '(?P<name>.*?)': This element is not expected", "element-unknown element-misplaced element-repeated element-missing"),
    (r"Element '(?P<name>.*?)': Missing child element", "element-missing"),
    (r"attribute '(?P<name>.*?)': The attribute '.*' is not allowed", "attribute-unknown"),
    (r"The attribute '(?P<name>.*?)' is required but missing", "attribute-missing"),
    (r"attribute '\{.*XMLSchema-instance\}(?P<name>.*?)': ", "attribute-unknown"),
    (r"attribute '(?P<name>.*?)': .*(is not a valid value|is not an element of the set)", "value-malformed"),
    (r"Element '(?P<name>.*?)': .*is not a valid value", "value-malformed"),
    (r"Element '(?P<name>.*?)': Character content", "text-misplaced"),
    (r"Element '(?P<name>.*?)': The element is not 'nillable'", "attribute-unknown"),
    (r"Element '(?P<name>.*?)': Element content is not allowed", "element-unknown"),
]


def unexplained(errors, findings, lines):
    """The first error of libxml2 that no finding tells."""
    for error in errors:
        pattern, rules = next(((found, rules.split()) for text, rules in REASONS if (found := re.search(text, error.message, re.DOTALL))), (None, None))
        if pattern is None:
            return f"no reason is known for: {error.message}"
        name = pattern["name"].rpartition("}")[2]
        told = [finding for finding in findings if finding["rule"] in rules]
        near = {error.line} | lines.get(error.line, set())
        # Concord tells stray text of the root where it stands.
        is_near = (lambda line: line >= error.line) if "text-misplaced" in rules else near.__contains__
        if not any(is_near(int(finding["line"])) and names(finding, name) for finding in told):
            return error.message
    return None


def names(finding, name):
    """Whether a finding is about the element or attribute; what is missing has the name of what should be there instead."""
    return name in finding["message"] or name == "own" and "another namespace" in finding["message"] or name == "own" and "other namespaces" in finding["message"] or finding["rule"] == "element-missing"


def neighbourhood(data):
    """By line, the lines of the parents and children of what stands there."""
    lines = collections.defaultdict(set)
    for element in etree.fromstring(data).iter():
        parent = element.getparent()
        if parent is not None:
            lines[element.sourceline].add(parent.sourceline)
            lines[parent.sourceline].add(element.sourceline)
    return lines


def concord(binary, folder, names, version):
    run = subprocess.run([binary, "check", "--format", "csv", "--iati-version", version, *names], capture_output=True, text=True, cwd=folder)
    if run.returncode not in (0, 1):
        raise SystemExit(f"concord check: exit {run.returncode} {run.stderr[:500]}")
    found = collections.defaultdict(list)
    for row in csv.DictReader(io.StringIO(run.stdout)):
        if row["severity"] == "error" and not row["rule"].startswith(ELSEWHERE):
            found[row["file"]].append(row)
    return found


# ---- Trying

def written(root):
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    for mark, reference in REFERENCES.items():
        data = data.replace(mark.encode(), reference)
    return data


def laid_out(root):
    """Every element on a line of its own."""
    etree.indent(root)
    return etree.fromstring(etree.tostring(root))


class Trial:
    BATCH = 4000

    def __init__(self, arguments, peer, version, kind):
        self.arguments, self.peer, self.version, self.kind = arguments, peer, version, kind
        self.waiting, self.tried, self.valid, self.differ = [], 0, 0, []

    def add(self, name, data):
        self.waiting.append((name, data))
        if len(self.waiting) >= self.BATCH:
            self.judge()

    def judge(self):
        with tempfile.TemporaryDirectory() as folder:
            for number, (_, data) in enumerate(self.waiting):
                pathlib.Path(folder, f"{number}.xml").write_bytes(data)
            found = concord(self.arguments.concord, folder, [f"{number}.xml" for number in range(len(self.waiting))], self.version) if self.waiting else {}
        for number, (name, data) in enumerate(self.waiting):
            self.compare(name, data, found.get(f"{number}.xml", []))
        self.waiting = []

    def compare(self, name, data, findings):
        verdict, reason = self.peer.verdict(data, self.version)
        if verdict is None:
            return
        self.tried += 1
        self.valid += verdict
        told = f"{findings[0]['line']} {findings[0]['rule']}: {findings[0]['message']}" if findings else "valid"
        if verdict != (not findings):
            self.differ.append((f"{name}: libxml2 says {'valid' if verdict else reason}; concord says {told}", data))
        elif not verdict and not reason.startswith("not well-formed"):
            errors = self.peer.schema(self.version, self.kind).error_log
            silent = unexplained(errors, findings, neighbourhood(data))
            if silent:
                self.differ.append((f"{name}: libxml2 says {silent}; concord says {told}", data))

    def report(self):
        self.judge()
        print(f"{self.version} {self.kind}: {self.tried} tried, {self.valid} valid, {len(self.differ)} differ", flush=True)
        for number, (line, data) in enumerate(self.differ):
            if number < 30:
                print("  " + line)
            if self.arguments.keep:
                pathlib.Path(self.arguments.keep, f"{self.version}-{self.kind}-{number}.xml").write_bytes(data)
        return len(self.differ)


def try_whole(trial, changes, tables):
    """Every type of the standard, changed in each way."""
    whole = Whole(tables, trial.version, trial.kind)
    for path in whole.paths().values():
        root, target = whole.document(path)
        root = laid_out(root)
        data = written(root)
        verdict, reason = trial.peer.verdict(data, trial.version)
        if not verdict:
            trial.differ.append((f"{'/'.join(path)} whole: libxml2 says {reason}", data))
        trial.add("/".join(path) + " whole", data)
        for name, change in changes.of(find(root, path)):
            trial.add(f"{'/'.join(path)} {name}", changed(root, find(root, path), change))


def changed(root, target, change):
    """The document with a change at the target, itself left as it is."""
    other = copy.deepcopy(root)
    change(list(other.iter())[list(root.iter()).index(target)])
    return written(other)


def find(root, path):
    return root if len(path) == 1 else root.find("/".join(path[1:]))


def try_records(trial, changes, rng, files):
    """Records of published files that are valid in this version, each changed at some places."""
    root_name, record = "iati-" + trial.kind, RECORDS[0] if trial.kind == "activities" else RECORDS[1]
    for path, element in records(files, root_name, record):
        root = etree.Element(root_name, version=trial.version)
        root.append(copy.deepcopy(element))
        data = written(laid_out(root))
        if trial.peer.verdict(data, trial.version)[0] is not True:
            continue
        trial.add(f"{path.name} as it is", data)
        root = etree.fromstring(data)
        targets = [each for each in root.iter() if isinstance(each.tag, str)]
        for target in rng.sample(targets, max(1, round(len(targets) * changes.share))):
            for name, change in changes.of(target):
                trial.add(f"{path.name} line {target.sourceline} {name}", changed(root, target, change))


def try_files(trial, files):
    """Published and broken files as this version, as they are and without the narratives that version 1 did not know."""
    for path in files:
        data = read(path)
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            continue
        if root.tag != "iati-" + trial.kind or len(data) > MOST_BYTES:
            continue
        # Written anew, every tag stands on a line of its own: libxml2 counts where a tag ends.
        trial.add(f"{path.name} as it is", etree.tostring(root))
        if trial.version < "2":
            for narrative in list(root.iter("narrative")):
                parent = narrative.getparent()
                parent.text = (parent.text or "") + (narrative.text or "")
                parent.remove(narrative)
            trial.add(f"{path.name} without narratives", etree.tostring(root))


MOST_BYTES = 200_000
MOST_RECORDS_A_FILE = 3


def records(files, root_name, record):
    for path in files:
        try:
            root = etree.fromstring(read(path), etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            continue
        if root.tag == root_name:
            for element in root.findall(record)[:MOST_RECORDS_A_FILE]:
                yield path, element


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--concord", required=True)
    parser.add_argument("--schemas", required=True)
    parser.add_argument("--files", nargs="*", default=[])
    parser.add_argument("--share", type=float, default=1.0, help="the share of what is tried on documents made up")
    parser.add_argument("--records", type=float, default=0.0, help="the share of what is tried on published records")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--versions", default=",".join(VERSIONS))
    parser.add_argument("--keep", help="folder for the files that are judged differently")
    arguments = parser.parse_args()
    arguments.concord = str(pathlib.Path(arguments.concord).resolve())
    peer, tables, failures = Libxml2(arguments.schemas), Tables(), 0
    files = sorted(path for folder in arguments.files for path in pathlib.Path(folder).rglob("*") if path.suffix in (".xml", ".gz") and path.is_file())
    names = sorted({word.partition("=")[0] for row in tables.types.values() for word in (row + [""] * 5)[4].split()[1:] if word[0] != "*"} - {*ROOTS, *RECORDS})
    attributes = sorted({word.partition("=")[0].rstrip("!") for row in tables.types.values() for word in row[3].split()})
    for version in arguments.versions.split(","):
        for kind in ROOTS.values():
            rng = random.Random(f"{arguments.seed} {version} {kind}")
            trial = Trial(arguments, peer, version, kind)
            if arguments.share:
                try_whole(trial, Changes(names, attributes, rng, arguments.share), tables)
            try_files(trial, files)
            if arguments.records:
                try_records(trial, Changes(names, attributes, rng, arguments.records), rng, files)
            failures += trial.report()
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
