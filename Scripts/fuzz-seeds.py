"""Small inputs for the fuzzers to start from, in the folder named: Scripts/fuzz-seeds.py FOLDER

Records of every example, one to a file, and of the shared data where there is any; then Tests/Fuzz/Seeds again in other encodings and
packed. Small, because a fuzzer that carries whole files around tries a tenth as much.
"""

import glob
import gzip
import hashlib
import io
import os
import re
import sys
import zipfile

LARGEST = 6000
PER_FILE = 3
ENCODINGS = ["utf-16-be", "utf-16", "utf-32", "utf-32-be", "windows-1252", "iso-8859-15", "shift_jis", "euc-jp", "gb18030", "koi8-r"]
ROOT = re.compile(rb"<iati-(activities|organisations)\b[^>]*>")
RECORD = re.compile(rb"<iati-(activity|organisation)\b.*?</iati-\1>", re.S)


def keep(folder, data):
    with open(os.path.join(folder, hashlib.sha1(data).hexdigest()), "wb") as file:
        file.write(data)


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        return file.read(4 << 20)


def cut(data):
    """The file where it is small; else its first records that are, each in the file's own root."""
    if len(data) <= LARGEST:
        return [data]
    if data.startswith(b"PK"):
        return []
    root = ROOT.search(data)
    if not root:
        return [data[:data.rfind(b"\n", 0, LARGEST) + 1]]
    small = (match[0] for match in RECORD.finditer(data, root.end()) if len(match[0]) <= LARGEST - 500)
    end = b"</iati-" + root[1] + b">\n"
    return [root[0] + b"\n" + record + b"\n" + end for _, record in zip(range(PER_FILE), small)]


def recoded(data):
    text = re.sub(r'^<\?xml[^>]*\?>\s*', "", data.decode("utf-8", "replace"))
    for name in ENCODINGS:
        yield f'<?xml version="1.0" encoding="{name}"?>\n{text}'.encode(name, "replace")


def zipped(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def main():
    folder = sys.argv[1]
    shared = os.environ.get("CONCORD_SHARED", "../shared")
    os.makedirs(folder, exist_ok=True)
    published = [f"{shared}/data/{pattern}" for pattern in ["iati/**/*.xml*", "iati-broken/**/*.xml", "rates/*.csv", "conflict/*.csv*", "hxl/**/*.*", "geo/*.*"]]
    for pattern in ["Examples/*/*.xml"] + published:
        for path in sorted(glob.glob(pattern, recursive=True)):
            if os.path.isfile(path):
                for seed in cut(read(path)):
                    keep(folder, seed)
    for path in sorted(glob.glob("Tests/Fuzz/Seeds/*.xml")):
        data = read(path)
        keep(folder, gzip.compress(data, mtime=0))
        for seed in recoded(data):
            keep(folder, seed)
    for path in sorted(glob.glob("Tests/Fuzz/Seeds/*.csv")):
        data = read(path)
        keep(folder, data.replace(b",", b";"))
        keep(folder, data.decode().encode("utf-16"))
        keep(folder, zipped([("one.csv", data), ("two.csv", data)]))


if __name__ == "__main__":
    main()
