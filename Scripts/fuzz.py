"""Imports damaged files beside a sound one. Start it with fuzz.sh.

Whatever the damage, an import must

- end by itself within the time limit, with exit status 0 or 3, not by a signal;
- stay below the memory limit;
- leave the sound file's records as they are: bad input loses itself only.
"""

import csv
import glob
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import time

WORK = ".build/fuzz"
FOUND = os.path.join(WORK, "found")
BINARY = os.environ["FUZZ_BINARY"]
SOUND = "Examples/sudan-2011/peacewinds.xml"
TIME_LIMIT = 20
MEMORY_LIMIT = 1 << 32  # of address space, which a sanitizer does not respect; the peak is judged below
PEAK_LIMIT_KB = 256_000
SANITIZED = "sanitize" in BINARY

NASTY = [b"<", b">", b"&", b"\0", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<iati-activity>", b"</iati-activity>", b"</iati-activities>",
         b"<?", b"&#0;", b"&#xD800;", b"&bomb;", b"<!DOCTYPE a [<!ENTITY bomb 'x'>]>", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf",
         b"1e999999", b"-0", b"9" * 400, b"1,00,0", b"100%", b"NaN", b"0000-00-00", b"2011-02-30", b"99999-01-01",
         b"<a " + b"x='1' " * 2000 + b">", b"<a>" * 3000, b"a" * 100_000, b' percentage="-5"', b' currency="\xe2\x82\xac"', b"\r", b"\x0b"]


def cut(data, chance):
    return data[:chance.randrange(len(data) + 1)]


def drop(data, chance):
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 400):]


def flip(data, chance):
    damaged = bytearray(data)
    for _ in range(chance.randrange(1, 20)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def insert(data, chance):
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice(NASTY) + data[start:]


def overwrite_text(data, chance):
    """Puts something nasty where an attribute's value or an element's text was."""
    start = data.find(chance.choice([b'"', b">"]), chance.randrange(len(data)))
    end = data.find(chance.choice([b'"', b"<"]), start + 1)
    return data if start < 0 or end < 0 else data[:start + 1] + chance.choice(NASTY) + data[end:]


def repeat(data, chance):
    start = chance.randrange(len(data))
    piece = data[start:start + chance.randrange(1, 5000)]
    return data[:start] + piece * chance.randrange(2, 5) + data[start:]


def recode(data, chance):
    return data.decode("utf-8", "replace").encode(chance.choice(["utf-16", "utf-16-be", "latin-1"]), "replace")


DAMAGES = [cut, drop, flip, flip, insert, insert, overwrite_text, overwrite_text, repeat, recode]


def damaged(data, chance):
    for _ in range(chance.randrange(1, 5)):
        data = chance.choice(DAMAGES)(data, chance) or b"<"
    return data


def limit_memory():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def concord(*words):
    """Exit status (negative for a signal), standard output, standard error, peak in KB."""
    with open(os.path.join(WORK, "out"), "w+b") as out, open(os.path.join(WORK, "err"), "w+b") as err:
        process = subprocess.Popen([BINARY, "--store", os.path.join(WORK, "fuzz.db"), *words], stdin=subprocess.DEVNULL, stdout=out,
                                   stderr=err, preexec_fn=limit_memory)
        started = time.monotonic()
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            if time.monotonic() - started > TIME_LIMIT:
                process.kill()
                os.wait4(process.pid, 0)
                process.returncode = -9
                return None, "", "", 0
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(ended[1])
        out.seek(0), err.seek(0)
        return process.returncode, out.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace"), ended[2].ru_maxrss


def remove_store():
    for path in glob.glob(os.path.join(WORK, "fuzz.db*")):
        os.remove(path)


def sound_records():
    """How many records of the sound file the store holds, by its own account."""
    status, out, _, _ = concord("status", "--format", "csv")
    if status != 0:
        return f"status ended with {status}"
    rows = [row for row in csv.DictReader(io.StringIO(out)) if row.get("source", "").endswith("sound.xml")]
    return rows[0].get("records") if rows else "none"


def complaint(expected):
    """Imports the folder and says what is wrong, or nothing."""
    remove_store()
    status, _, err, peak = concord("import", os.path.join(WORK, "files"))
    if status is None:
        return f"did not end within {TIME_LIMIT} s"
    if status not in (0, 3):
        return f"exit {status}: {err.strip()[-300:]}"
    if peak > PEAK_LIMIT_KB and not SANITIZED:
        return f"peak memory {peak} KB"
    records = sound_records()
    return None if records == expected else f"sound file: {records} records instead of {expected}"


def prepare():
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(os.path.join(WORK, "files"))
    os.makedirs(FOUND)
    shutil.copy(SOUND, os.path.join(WORK, "files", "sound.xml"))
    remove_store()
    status, _, err, _ = concord("import", os.path.join(WORK, "files"))
    if status != 0:
        sys.exit(f"the sound file alone could not be imported: exit {status}: {err}")
    return sound_records()


def main():
    seconds, seed = float(sys.argv[1]), int(sys.argv[2])
    chance, expected = random.Random(seed), prepare()
    sources = [path for path in sorted(glob.glob("Examples/*/*.xml")) if path != SOUND]
    print(f"seed {seed}, {len(sources)} files, {seconds:g} s", flush=True)
    rounds, found, until = 0, 0, time.monotonic() + seconds
    while time.monotonic() < until:
        rounds += 1
        with open(chance.choice(sources), "rb") as file:
            data = damaged(file.read(), chance)
        with open(os.path.join(WORK, "files", "damaged.xml"), "wb") as file:
            file.write(data)
        said = complaint(expected)
        if said:
            found += 1
            kept = os.path.join(FOUND, f"{seed}-{rounds}.xml")
            shutil.copy(os.path.join(WORK, "files", "damaged.xml"), kept)
            print(f"{kept}: {said}", flush=True)
    print(f"{rounds} imports, {found} went wrong")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
