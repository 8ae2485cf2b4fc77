#!/usr/bin/env python3
"""Takes the measurements that README.md lists. Start it with run.sh, which sets up what it needs."""

import csv
import glob
import gzip
import os
import platform
import shutil
import subprocess
import sys
import time

import queries
from process import MB, Failed, Run, run
from report import Report, median, milliseconds, percentile, progress

HERE = os.path.dirname(os.path.abspath(__file__))
HOUSE = os.path.dirname(HERE)
RESULTS = os.path.join(HERE, "results")
WORK = os.path.join(HOUSE, ".build", "bench")
LOG = os.path.join(WORK, "log")

QUICK = os.environ.get("QUICK", "") not in ("", "0")


def setting(name, usual, quick):
    return os.environ.get(name) or (quick if QUICK else usual)


BINARY = os.path.abspath(os.environ.get("BENCH_BINARY", os.path.join(HOUSE, ".build/release/concord")))
SIZE_MB = float(setting("BENCH_MB", 500, 50))
ACTIVITIES = int(setting("BENCH_ACTIVITIES", 1_000_000, 20_000))
RUNS = int(setting("BENCH_RUNS", 20, 5))
SHEET_MB = float(setting("BENCH_SHEET_MB", 200, 20))
SHEETS = os.environ.get("BENCH_SHEETS", os.path.join(HOUSE, "../shared/data/hxl/3w"))
EVENTS = int(setting("BENCH_EVENTS", 1_000_000, 20_000))
CONFLICT = os.environ.get("BENCH_CONFLICT", os.path.join(HOUSE, "../shared/data/conflict"))
CHECK_MB = float(setting("BENCH_CHECK_MB", 100, 20))
SCHEMAS = os.environ.get("BENCH_SCHEMAS", os.path.join(HOUSE, "../shared/data/schemas"))
REAL = os.environ.get("BENCH_REAL", os.path.join(HOUSE, "../shared/data/iati/usg"))
SOURCES = os.environ.get("BENCH_SOURCES", "").split()
PARTS = (os.environ.get("BENCH_ONLY") or "import,memory,size,queries,events,sheets,check,demo").split(",")
KEEP = os.environ.get("KEEP", "") not in ("", "0")

IMPORT_RUNS = 3
VALIDATED_ROWS = 20_000  # of which the peer takes seconds
QUERY_SECONDS = 15  # a query that takes long is run less often, three times at least


# ---- Corpora and stores

def corpus(name, *options):
    """Makes a corpus, reads it once so that the disk's cache is warm, and returns its folder."""
    folder = os.path.join(WORK, name)
    shutil.rmtree(folder, ignore_errors=True)
    made = run([sys.executable, os.path.join(HERE, "make_corpus.py"), "-o", folder, *options, *SOURCES], LOG)
    progress(f"{name}: {made.output.strip()}")
    xml_size(folder)
    return folder


def discard(*paths):
    for path in paths if not KEEP else []:
        shutil.rmtree(path, ignore_errors=True)


def xml_files(folder):
    for path, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(path, name) for name in sorted(names) if name.endswith((".xml", ".xml.gz")))


def xml_size(folder):
    """Bytes of XML in a folder, unpacked."""
    total = 0
    for path in xml_files(folder):
        with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
            while block := file.read(1 << 20):
                total += len(block)
    return total


class Store:
    """A store of its own in the work folder."""

    def __init__(self, name):
        self.path = os.path.join(WORK, name + ".db")

    def remove(self):
        for path in glob.glob(glob.escape(self.path) + "*"):
            os.remove(path)

    def size(self):
        return sum(os.path.getsize(path) for path in glob.glob(glob.escape(self.path) + "*"))

    def run(self, *words):
        return run([BINARY, "--store", self.path, *words], LOG)

    def fresh_import(self, folder):
        self.remove()
        return self.run("import", folder)


def rate(size, runs):
    return size / MB / median([one.seconds for one in runs])


# ---- Parts

def measure_import(report):
    """Import and bare iteration in turns, then the same files again. Returns what later parts reuse."""
    folder, store = corpus("import", "--mb", f"{SIZE_MB:g}"), Store("import")
    size, ours, theirs = xml_size(folder), [], []
    for number in range(IMPORT_RUNS):
        progress(f"import {number + 1} of {IMPORT_RUNS}")
        ours.append(store.fresh_import(folder))
        theirs.append(iterate_once(folder))
    again = [store.run("import", folder) for _ in range(IMPORT_RUNS)]
    ratio = rate(size, ours) / rate(size, theirs)
    report.table(
        f"Import of {size / MB:.0f} MB, median of {IMPORT_RUNS}, in turns", ["what", "MB/s", "against lxml", "aim"],
        [["concord import", f"{rate(size, ours):.1f}", f"{ratio:.2f}", "1.0 at least, 1.5 aimed at; 60 MB/s"],
         ["lxml, bare iteration", f"{rate(size, theirs):.1f}", "1.00", ""]])
    report.table(
        "Read again, nothing changed", ["what", "seconds", "against the first import", "aim"],
        [["first import", f"{median([one.seconds for one in ours]):.2f}", "1.000", ""],
         ["the same again", f"{median([one.seconds for one in again]):.2f}",
          f"{median([one.seconds for one in again]) / median([one.seconds for one in ours]):.3f}", "the disk's pace"]])
    kept = {"size": size, "peak": max(one.peak_mb for one in ours), "store": store.size()}
    store.remove()
    discard(folder)
    return kept


def iterate_once(folder):
    """The peer by its own clock, which leaves out what starting Python costs; ours is the whole process."""
    peer = run([sys.executable, os.path.join(HERE, "lxml_iterate.py"), folder], LOG)
    said = dict(word.split("=") for word in peer.output.split())
    return Run(float(said["seconds"]), peer.peak_mb, peer.output)


def measure_memory(report, first):
    rows = []
    for size in (SIZE_MB / 10, SIZE_MB, SIZE_MB * 4):
        peak = first["peak"] if size == SIZE_MB and first else one_peak(size)
        rows.append([f"{size:g} MB", f"{peak:.0f} MB", "256 MB at any size"])
    report.table("Peak memory of an import, resident", ["corpus", "peak", "aim"], rows)


def one_peak(size):
    folder, store = corpus(f"memory-{size:g}", "--mb", f"{size:g}"), Store("memory")
    peak = store.fresh_import(folder).peak_mb
    store.remove()
    discard(folder)
    return peak


def measure_size(report, first):
    rows = []
    if first:
        rows.append(size_row("the corpus (kinder than life: texts repeat)", first["size"], first["store"]))
    if os.path.isdir(REAL):
        store = Store("real")
        store.fresh_import(REAL)
        rows.append(size_row("real files, " + os.path.basename(REAL), xml_size(REAL), store.size()))
        store.remove()
    if rows:
        report.table("Size of the store", ["what", "XML", "store", "store / XML", "aim"], rows)


def size_row(what, xml, store):
    return [what, f"{xml / MB:.1f} MB", f"{store / MB:.1f} MB", f"{store / xml:.2f}", "0.5 at most"]


def measure_queries(report):
    folder, store = corpus("queries", "--activities", str(ACTIVITIES), "--spread"), Store("queries")
    imported = store.fresh_import(folder)
    size = xml_size(folder)
    discard(folder)
    report.text("", f"The store below: {ACTIVITIES:,} activities, {size / MB:.0f} MB of XML imported in {imported.seconds:.1f} s "
                f"with {imported.peak_mb:.0f} MB resident, {store.size() / MB:.0f} MB.")
    details = []
    start_up(report)
    measure_totals(report, store, details)
    measure_listed(report, store, details, "Totals, other combinations", queries.others(), "under 1 s")
    measure_listed(report, store, details, "Country pictures", queries.briefs(os.path.join(WORK, "brief")), "under 100 ms")
    with open(os.path.join(RESULTS, "queries.csv"), "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["query", "runs", "median_seconds", "p95_seconds"], *details])
    if not KEEP:
        store.remove()


def start_up(report):
    times = [run([BINARY, "--help"], LOG).seconds for _ in range(RUNS)]
    report.text("", f"Times are of whole processes, of which starting one (`--help`) is {milliseconds(median(times))}.")


def repeat(store, command):
    """Times of one query, after a first run that is not counted."""
    times = [store.run(*command).seconds]
    for _ in range(RUNS):
        times.append(store.run(*command).seconds)
        if sum(times) > QUERY_SECONDS and len(times) > 3:
            break
    return times[1:]


def measure_totals(report, store, details):
    groups = {}
    for group, command in queries.totals():
        if group not in groups:
            progress("totals:", "rule {}, flow {}, by {}".format(*group))
        times = timed(report, store, command, details)
        groups.setdefault(group, []).append((command[2], times))
    rows = [[rule, flow, count, *summary(measured), "under 50 ms"] for (rule, flow, count), measured in groups.items()
            if any(times for _, times in measured)]
    report.table(f"Totals by up to three of {', '.join(queries.DIMENSIONS)}; {RUNS} runs each",
                 ["rule", "flow", "dimensions", "queries", "median", "p95", "slowest query", "its median", "aim"], rows)


def summary(measured):
    measured = [(name, times) for name, times in measured if times]
    every = [seconds for _, times in measured for seconds in times]
    name, slowest = max(measured, key=lambda one: median(one[1]))
    return [len(measured), milliseconds(median(every)), milliseconds(percentile(every, 95)), name, milliseconds(median(slowest))]


def measure_listed(report, store, details, title, commands, aim):
    progress(title)
    rows = []
    for command in commands:
        times = timed(report, store, command, details)
        if times:
            rows.append([shown(command), len(times), milliseconds(median(times)), milliseconds(percentile(times, 95)), aim])
    report.table(title, ["query", "runs", "median", "p95", "aim"], rows)


def shown(command):
    """A command as one would type it, without where its output goes."""
    words, _, target = " ".join(command).split(" --format")[0].partition(" -o ")
    return f"{words} (.{target.rpartition('.')[2]})" if target else words


def timed(report, store, command, details):
    try:
        times = repeat(store, command)
    except Failed as error:
        report.failed(shown(command), error)
        return []
    details.append([shown(command), len(times), f"{median(times):.4f}", f"{percentile(times, 95):.4f}"])
    return times


def measure_events(report):
    """Datasets of conflict events into a fresh store, up to their sums by month, and then one of those sums; whole processes."""
    sources = conflict_sheets()
    if not sources:
        report.text("", f"Conflict events are left out: there is no dataset in {CONFLICT} (BENCH_CONFLICT).")
        return
    folder, store = os.path.join(WORK, "events"), Store("events")
    shutil.rmtree(folder, ignore_errors=True)
    made = run([sys.executable, os.path.join(HERE, "make_events.py"), str(EVENTS), folder, *sources], LOG)
    count = int(dict(word.split("=") for word in made.output.split())["rows"])
    imports = []
    for number in range(IMPORT_RUNS):
        progress(f"events, import {number + 1} of {IMPORT_RUNS}")
        imports.append(store.fresh_import(folder))
    seconds, months = median([one.seconds for one in imports]), repeat(store, ["events", "--by", "country,month", "--format", "csv"])
    report.table(
        f"{count:,} conflict events, import: median of {IMPORT_RUNS}", ["what", "seconds", "events/s", "peak", "aim"],
        [["import, with sums by month", f"{seconds:.1f}", f"{count / seconds:,.0f}", peak(imports), "15 s for a million"],
         ["events by country and month", f"{median(months):.3f}", "", "", "0.100"]])
    store.remove()
    discard(folder)


def conflict_sheets():
    """Datasets whose events have identifiers, which monthly counts have not."""
    paths = sorted(glob.glob(os.path.join(CONFLICT, "*.csv")) + glob.glob(os.path.join(CONFLICT, "*.csv.gz")))
    return [path for path in paths if os.path.basename(path).startswith(("acled", "ucdp"))]


def sheets():
    """Name and path of each sheet, one at a time."""
    for source in sorted(glob.glob(os.path.join(SHEETS, "*.csv"))) or [None]:
        sheet = os.path.join(WORK, "sheet.csv")
        run([sys.executable, os.path.join(HERE, "make_sheet.py"), f"{SHEET_MB:g}", sheet, *([source] if source else [])], LOG)
        yield os.path.basename(source) if source else "rows by hand", sheet
        os.remove(sheet)


def measure_sheets(report):
    """Rows of tagged sheets, in turns with libhxl; ours is the whole process and writes every row, the peer counts them by its own clock."""
    rows = []
    for name, sheet in sheets():
        ours, theirs, count = [], [], 0
        for _ in range(IMPORT_RUNS):
            progress("sheets:", name)
            ours.append(run([BINARY, "rows", sheet, "--format", "csv"], LOG, keep=False))
            peer = run([sys.executable, os.path.join(HERE, "hxl_iterate.py"), sheet], LOG)
            said = dict(word.split("=") for word in peer.output.split())
            count, seconds = int(said["rows"]), float(said["seconds"])
            theirs.append(seconds)
        mine, peer = median([one.seconds for one in ours]), median(theirs)
        rows.append([name, f"{count:,}", f"{count / mine:,.0f}", f"{count / peer:,.0f}", f"{peer / mine:.2f}",
                     peak(ours), "1.5 times"])
    report.table(f"Sheets of {SHEET_MB:g} MB, median of {IMPORT_RUNS}, in turns",
                 ["sheet", "rows", "concord rows/s", "libhxl rows/s", "against libhxl", "peak", "aim"], rows)


def measure_check(report):
    if os.path.isdir(SCHEMAS):
        rows = check_rows("the examples", corpus("check", "--mb", f"{CHECK_MB:g}"))
        if os.path.isdir(REAL):
            rows += check_rows("real files, " + os.path.basename(REAL), corpus("check", "--mb", f"{CHECK_MB:g}", REAL))
        report.table(f"Check of {CHECK_MB:g} MB, median of {IMPORT_RUNS}, in turns",
                     ["corpus", "what", "MB/s", "against lxml", "peak", "aim"], rows)
    else:
        report.text("", f"Check beside lxml is left out: there are no schemas in {SCHEMAS} (BENCH_SCHEMAS).")
    measure_sheet_check(report)


def check_rows(name, folder):
    """Structure, code lists, rules and quality against reading and validation by the schema; ours is the whole process."""
    files = list(xml_files(folder))
    size, ours, theirs, inside = xml_size(folder), [], [], []
    for _ in range(IMPORT_RUNS):
        progress("check:", name)
        ours.append(run([BINARY, "check", "--format", "csv", *files], LOG, keep=False, codes=(0, 1)))
        peer = run([sys.executable, os.path.join(HERE, "lxml_validate.py"), SCHEMAS, *files], LOG)
        said = dict(word.split("=") for word in peer.output.split())
        theirs.append(Run(float(said["seconds"]), peer.peak_mb, ""))
        inside.append(Run(float(said["inside"]), 0, ""))
    discard(folder)
    whole = rate(size, theirs)
    return [[name, "concord check, everything", f"{rate(size, ours):.1f}", f"{rate(size, ours) / whole:.2f}", peak(ours), "2.0"],
            [name, "lxml, read and validate", f"{whole:.1f}", "1.00", peak(theirs), ""],
            [name, "of it validation", f"{rate(size, inside):.1f}", f"{rate(size, inside) / whole:.2f}", "", ""]]


def peak(runs):
    return f"{max(one.peak_mb for one in runs):.0f} MB"


def measure_sheet_check(report):
    """Whole sheets by ours, by libhxl the first rows of them."""
    rows = []
    for name, sheet in sheets():
        progress("check:", name)
        with open(sheet, "rb") as file:
            count = sum(1 for _ in file)
        ours = [run([BINARY, "check", "--format", "csv", sheet], LOG, keep=False, codes=(0, 1)) for _ in range(IMPORT_RUNS)]
        peer = run([sys.executable, os.path.join(HERE, "hxl_validate.py"), str(VALIDATED_ROWS), sheet], LOG)
        said = dict(word.split("=") for word in peer.output.split())
        mine, theirs = count / median([one.seconds for one in ours]), int(said["rows"]) / float(said["seconds"])
        rows.append([name, f"{count:,}", f"{mine:,.0f}", f"{theirs:,.0f}", f"{mine / theirs:.0f}", peak(ours), "500,000 rows/s"])
    report.table("Check of sheets", ["sheet", "lines", "concord rows/s", "libhxl rows/s", "against libhxl", "peak", "aim"], rows)


def measure_demo(report):
    store, example = Store("demo"), os.path.join(HOUSE, "Examples/sudan-2011")
    brief = ["brief", "--country", "SD,SS", "-o", os.path.join(WORK, "demo.html")]
    first = [store.fresh_import(example).seconds + store.run(*brief).seconds for _ in range(IMPORT_RUNS)]
    store.remove()
    whole = run([os.path.join(HOUSE, "Scripts/demo.sh"), BINARY], LOG).seconds
    report.table("From nothing to a brief, built already", ["what", "seconds"],
                 [["import Examples/sudan-2011 and write its brief", f"{median(first):.2f}"],
                  ["all of `make demo` but the build", f"{whole:.2f}"]])


# ----

def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    name = names[0] if names else platform.machine()
    return f"{name}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, Linux {platform.release()}"


def said(*command):
    try:
        return subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True).stdout.strip() or "unknown"
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def heading():
    from lxml import etree
    report = Report("Measurements")
    report.text("", f"- {time.strftime('%Y-%m-%d %H:%M')}, commit {said('git', 'describe', '--always', '--dirty')}",
                f"- {machine()}",
                f"- {said('swift', '--version').splitlines()[0]}; lxml {etree.__version__}, Python {platform.python_version()}")
    return report


def check_space():
    """Corpora and stores come and go; the largest pair has to fit."""
    needed = 1.6 * max(SIZE_MB * 4 if "memory" in PARTS else SIZE_MB, ACTIVITIES * 0.0055 if "queries" in PARTS else 0) * MB
    free = shutil.disk_usage(WORK).free
    if free < needed:
        sys.exit(f"{needed / 1e9:.1f} GB of disk are needed and {free / 1e9:.1f} GB are free; lower BENCH_MB or BENCH_ACTIVITIES")


def attempt(report, part, measure, *arguments):
    if part not in PARTS:
        return None
    progress(part)
    try:
        return measure(report, *arguments)
    except Failed as error:
        report.failed(part, error)
        return None


def main():
    os.makedirs(WORK, exist_ok=True)
    os.makedirs(RESULTS, exist_ok=True)
    check_space()
    report = heading()
    first = attempt(report, "import", measure_import)
    attempt(report, "memory", measure_memory, first)
    attempt(report, "size", measure_size, first)
    attempt(report, "queries", measure_queries)
    attempt(report, "events", measure_events)
    attempt(report, "sheets", measure_sheets)
    attempt(report, "check", measure_check)
    attempt(report, "demo", measure_demo)
    report.write(os.path.join(RESULTS, "latest.md"))
    if not KEEP:
        shutil.rmtree(WORK, ignore_errors=True)
    progress("written to", os.path.relpath(os.path.join(RESULTS, "latest.md"), HOUSE))
    sys.exit(1 if report.failures else 0)


if __name__ == "__main__":
    main()
