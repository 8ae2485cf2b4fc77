#!/usr/bin/env python3
"""The peer of `concord import`: lxml walks over every activity of the files and does nothing with it.

    lxml_iterate.py PATH...        files, or folders of .xml files

Prints one line: bytes, seconds, MB/s (10^6 bytes), activities.
"""

import os
import sys
import time

from lxml import etree


def files(paths):
    for path in paths:
        if os.path.isdir(path):
            yield from (os.path.join(path, name) for name in sorted(os.listdir(path)) if name.endswith(".xml"))
        else:
            yield path


def iterate(path):
    """Counts the activities, forgetting each one as soon as it is whole."""
    count = 0
    for _, element in etree.iterparse(path, events=("end",), tag="iati-activity", huge_tree=True):
        count += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return count


def main():
    paths = list(files(sys.argv[1:]))
    if not paths:
        sys.exit(__doc__)
    started = time.monotonic()
    activities = sum(iterate(path) for path in paths)
    seconds = time.monotonic() - started
    size = sum(os.path.getsize(path) for path in paths)
    print(f"bytes={size} seconds={seconds:.3f} MB/s={size / 1e6 / seconds:.1f} activities={activities}")


if __name__ == "__main__":
    main()
