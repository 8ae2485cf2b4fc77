"""Imports damaged files beside a sound one, and asks the store about them. Start it with fuzz.sh.

Whatever the damage, an import must

- end by itself within the time limit, with exit status 0 or 3, not by a signal;
- stay below the memory limit;
- leave the sound file's records as they are: bad input loses itself only.

Every question must then be answered. A round is one example badly damaged, or a crowd of small inputs that the fuzzer of the readers found
to lead somewhere. A store is imported into several times over, so that files change, come and go.
"""

import csv
import glob
import gzip
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
CORPUS = os.environ.get("FUZZ_CORPUS", ".build/fuzz-records/corpus")
SOUND = "Examples/sudan-2011/peacewinds.xml"
COMPANIONS = [f"Tests/Fuzz/Seeds/{name}" for name in ["deflators.csv", "rates.csv", "places.csv", "areas.geojson"]]  # what questions need
TIME_LIMIT = 20
MEMORY_LIMIT = 1 << 32  # of address space, which a sanitizer does not respect; the peak is judged below
PEAK_LIMIT_KB = 256_000
SANITIZED = "sanitize" in BINARY
CROWD = 40
ROUNDS_A_STORE = 8
QUESTIONS = [["totals", "--by", "country,year"], ["totals", "--by", "party,theme", "--rule", "net"],
             ["totals", "--by", "activity", "--currency", "original", "--flow", "budgets"], ["totals", "--by", "place,assistance"],
             ["totals", "--by", "reporter,funder,implementer", "--year", "fiscal:JPN", "--prices", "constant:2015"],
             ["activities"], ["activities", "--search", "water 水"], ["problems"], ["parties", "--unresolved"],
             ["brief", "--country", "SS,SD"], ["brief", "--country", "AF", "--lang", "ja", "-o", os.path.join(WORK, "brief.html")]]

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


def pack(data, chance):
    return gzip.compress(data, 1)


DAMAGES = [cut, drop, flip, flip, insert, insert, overwrite_text, overwrite_text, repeat, recode, pack]


def damaged(data, chance):
    for _ in range(chance.randrange(1, 5)):
        data = chance.choice(DAMAGES)(data, chance) or b"<"
    return data


def read(path):
    with open(path, "rb") as file:
        return file.read()


def make_files(chance, examples, small):
    """What stands beside the sound file this time."""
    for path in glob.glob(os.path.join(WORK, "files", "damaged*")):
        os.remove(path)
    if small and chance.random() < 0.3:
        made = [read(path) for path in chance.sample(small, min(CROWD, len(small)))]
    else:
        made = [damaged(read(chance.choice(examples)), chance)]
    for number, data in enumerate(made):
        with open(os.path.join(WORK, "files", f"damaged-{number}.xml"), "wb") as file:
            file.write(data)


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


def ask(chance):
    """What is wrong with an answer, or nothing."""
    identifiers = [row["identifier"] for row in csv.DictReader(io.StringIO(concord("activities", "--format", "csv")[1]))]
    questions = chance.sample(QUESTIONS, 2)
    if identifiers:
        chosen = chance.choice(identifiers)
        questions += [["show", "--", chosen], ["trace", "--xml", "--", chosen]]
    for words in questions:
        status, _, err, _ = concord(*words)
        if status != 0:
            return f"{' '.join(words)}: exit {status}: {err.strip()[-300:]}"
    return None


def complaint(expected, chance):
    """Imports the folder and says what is wrong, or nothing."""
    status, _, err, peak = concord("import", os.path.join(WORK, "files"))
    if status is None:
        return f"did not end within {TIME_LIMIT} s"
    if status not in (0, 3):
        return f"exit {status}: {err.strip()[-300:]}"
    if peak > PEAK_LIMIT_KB and not SANITIZED:
        return f"peak memory {peak} KB"
    records = sound_records()
    return ask(chance) if records == expected else f"sound file: {records} records instead of {expected}"


def keep(name):
    """The files, and the store as it has become, for whoever looks into it."""
    kept = os.path.join(FOUND, name)
    shutil.copytree(os.path.join(WORK, "files"), kept)
    for path in glob.glob(os.path.join(WORK, "fuzz.db*")):
        shutil.copy(path, kept)
    return kept


def prepare():
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(os.path.join(WORK, "files"))
    os.makedirs(FOUND)
    shutil.copy(SOUND, os.path.join(WORK, "files", "sound.xml"))
    for path in COMPANIONS:
        shutil.copy(path, os.path.join(WORK, "files"))
    remove_store()
    status, _, err, _ = concord("import", os.path.join(WORK, "files"))
    if status != 0:
        sys.exit(f"the sound file alone could not be imported: exit {status}: {err}")
    return sound_records()


def main():
    seconds, seed = float(sys.argv[1]), int(sys.argv[2])
    chance, expected = random.Random(seed), prepare()
    examples = [path for path in sorted(glob.glob("Examples/*/*.xml")) if path != SOUND] + sorted(glob.glob("Tests/Fuzz/Seeds/*"))
    small = sorted(glob.glob(os.path.join(CORPUS, "*")))
    print(f"seed {seed}, {len(examples)} files to damage, {len(small)} small ones, {seconds:g} s", flush=True)
    rounds, found, until = 0, 0, time.monotonic() + seconds
    while time.monotonic() < until:
        if rounds % ROUNDS_A_STORE == 0:
            remove_store()
        rounds += 1
        make_files(chance, examples, small)
        said = complaint(expected, chance)
        if said:
            found += 1
            print(f"{keep(f'{seed}-{rounds}')}: {said}", flush=True)
            remove_store()
    print(f"{rounds} imports, {found} went wrong")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
