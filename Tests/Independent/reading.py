"""Finding and parsing IATI files, shared by totals.py and counts.py."""

import gzip
import os
import sys
import zlib

from lxml import etree

# Only elements and their text count; entities are not followed, so that a file cannot read other files.
OPTIONS = dict(huge_tree=True, no_network=True, resolve_entities=False, remove_comments=True, remove_pis=True)


def say(*words):
    print(*words, file=sys.stderr)


def files(paths):
    """Every file under the paths, once, in path order: folders by full path, each folder's files by name, bytewise."""
    found = set()
    for path in paths:
        if os.path.isdir(path):
            for folder, _, names in os.walk(path):
                found.update(os.path.abspath(os.path.join(folder, name)) for name in names)
        else:
            found.add(os.path.abspath(path))
    for path in sorted(path for path in found if not os.path.isfile(path)):
        say(f"skipped, not a file: {path}")
        found.remove(path)
    return sorted(found, key=lambda path: tuple(os.fsencode(part) for part in os.path.split(path)))


def content(path):
    """The file's bytes, unpacked if gzip; of a damaged gzip file, what can be unpacked."""
    with open(path, "rb") as file:
        data = file.read()
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        say(f"damaged gzip: {path}: {error}")
        try:
            return zlib.decompressobj(wbits=31).decompress(data)
        except zlib.error:
            return b""


def parse(path):
    """The root element, or None for a file that is not IATI. A damaged file gives what the parser can recover."""
    data = content(path)
    try:
        root = etree.fromstring(data, etree.XMLParser(**OPTIONS))
    except etree.XMLSyntaxError as error:
        try:
            root = etree.fromstring(data, etree.XMLParser(recover=True, **OPTIONS))
        except etree.XMLSyntaxError:
            root = None
        if is_iati(root):
            say(f"damaged: {path}: {error}")
            drop_unfinished(root, data, path)
            nested = len(root.findall(".//iati-activity//iati-activity"))
            if nested:
                say(f"damaged: {path}: {nested} activities inside another are not counted")
    if is_iati(root):
        return root
    say(f"skipped, not IATI: {path}")
    return None


def is_iati(root):
    return root is not None and root.tag in ("iati-activities", "iati-organisations", "iati-activity")


def drop_unfinished(root, data, path):
    """A file cut off in the middle of an activity: the number before the cut may be half a number."""
    last = data.rpartition(b"<iati-activity")[2]
    if len(root) and root[-1].tag == "iati-activity" and b"</iati-activity" not in last:
        say(f"damaged: {path}: the last activity is not whole and left out")
        root.remove(root[-1])


def activities(root, bare=False):
    """The activities of a file. A file whose root is one lone iati-activity has none, unless `bare` is asked for."""
    if root.tag == "iati-activity":
        return [root] if bare else []
    return root.findall("iati-activity") if root.tag == "iati-activities" else []


WHITE = " \t\r\n"  # white space as XML defines it


def trim(text):
    return (text or "").strip(WHITE)


def attribute(element, name):
    """An attribute, trimmed; empty if the element or the attribute is absent."""
    return "" if element is None else trim(element.get(name))


def text(element):
    """The element's text, trimmed; empty if the element is absent."""
    return "" if element is None else trim("".join(element.itertext()))


def identifier(activity):
    """The first iati-identifier, white space folded; empty if there is none."""
    return fold(text(activity.find("iati-identifier")))


def fold(words):
    return " ".join(word for word in words.translate(str.maketrans(WHITE, "    ")).split(" ") if word)
