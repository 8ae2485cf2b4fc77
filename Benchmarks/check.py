#!/usr/bin/env python3
"""Measures `concord check` beside lxml's validation by the official schema alone, on the same file in the same run.

    check.py --schemas DIR [--mb N] [--runs N] FILE

--schemas  a folder per version with the official schemas
--mb       the file's records are repeated until it has that many megabytes (default 100)

Both are whole processes, reading included; of lxml's also the time inside its validation alone, after parsing, is told. Best of the runs.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time

BINARY = os.environ.get("BENCH_BINARY", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.build/release/concord"))

PEER = """
import sys, time
from lxml import etree
schema = etree.XMLSchema(etree.parse(sys.argv[1]))
tree = etree.parse(sys.argv[2], etree.XMLParser(huge_tree=True))
started = time.monotonic()
valid = schema.validate(tree)
print(time.monotonic() - started, valid)
"""


def enlarged(path, megabytes, target):
    """Writes the file with its records over and over; identifiers are told apart, as a publisher's are."""
    with open(path, "rb") as file:
        data = file.read()
    end = data.rindex(b"</iati-activity>") + len(b"</iati-activity>")
    start = re.search(rb"<iati-activity[\s>]", data).start()
    records = data[start:end]
    with open(target, "wb") as out:
        out.write(data[:start])
        for number in range(max(1, int(megabytes * 1e6 / len(records)))):
            out.write(re.sub(rb"(<iati-identifier>[^<]*)", rb"\1-%d" % number, records))
        out.write(data[end:])
    return os.path.getsize(target)


def best(runs, command, environment=None):
    """Seconds, peak megabytes and output of the quickest run."""
    results = []
    for _ in range(runs):
        started = time.monotonic()
        with tempfile.TemporaryFile() as out:
            child = subprocess.Popen(command, stdout=out, env=environment)
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.monotonic() - started
            out.seek(0)
            if os.waitstatus_to_exitcode(status) not in (0, 1):
                sys.exit(f"{command} failed")
            results.append((seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime, out.read().decode()))
    return min(results)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schemas", required=True)
    parser.add_argument("--mb", type=float, default=100)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file.xml")
        size = enlarged(arguments.file, arguments.mb, path) / 1e6
        with open(path, "rb") as file:
            version = re.search(rb"version=[\"']([12]\.0\d)", file.read(4096))
        version = version[1].decode() if version else "2.03"
        schema = os.path.join(arguments.schemas, version, "iati-activities-schema.xsd")
        peer = best(arguments.runs, [sys.executable, "-c", PEER, schema, path])
        alone = float(peer[3].split()[0])
        ours = best(arguments.runs, [BINARY, "check", "--iati-version", version, "--format", "csv", path])
    print(f"{os.path.basename(arguments.file)}, {size:.0f} MB, version {version}, {ours[3].count(chr(10)) - 1} findings")
    print(f"  lxml, parse and validate   {size / peer[0]:7.1f} MB/s  {peer[1]:6.0f} MB resident  {peer[2]:6.2f} s of processor")
    print(f"  lxml, validate() alone     {size / alone:7.1f} MB/s")
    print(f"  concord check, everything  {size / ours[0]:7.1f} MB/s  {ours[1]:6.0f} MB resident  {ours[2]:6.2f} s of processor")
    print(f"  ratio {peer[0] / ours[0]:.2f} to the whole, {alone / ours[0]:.2f} to validate() alone")


if __name__ == "__main__":
    main()
