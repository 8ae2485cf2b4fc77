#!/usr/bin/env python3
"""The peer of `concord check`: lxml reads activity files and validates them by the official schemas, and by nothing else.

    lxml_validate.py SCHEMAS FILE...

SCHEMAS is a folder per version of the standard. A file of no version that is there is judged as 2.03.

Prints one line: bytes, seconds for all of it by its own clock, seconds inside the validation alone, how many files are valid.
"""

import os
import sys
import time

from lxml import etree


def schema(folder, version, made):
    """The schema of a version, compiled when first asked for."""
    if version not in made:
        path = os.path.join(folder, version or "2.03", "iati-activities-schema.xsd")
        made[version] = etree.XMLSchema(etree.parse(path)) if os.path.exists(path) else schema(folder, "2.03", made)
    return made[version]


def main(folder, paths):
    started, inside, valid, made = time.perf_counter(), 0.0, 0, {}
    for path in paths:
        tree = etree.parse(path, etree.XMLParser(huge_tree=True))
        judge = schema(folder, tree.getroot().get("version", ""), made)
        begun = time.perf_counter()
        valid += judge.validate(tree)
        inside += time.perf_counter() - begun
    size = sum(os.path.getsize(path) for path in paths)
    print(f"bytes={size} seconds={time.perf_counter() - started:.3f} inside={inside:.3f} valid={valid}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
