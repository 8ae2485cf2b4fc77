"""Runs one program and says how long it took and how much memory it held at its peak."""

import os
import time
from dataclasses import dataclass

MB = 1_000_000


class Failed(Exception):
    """A program ended otherwise than it should."""


@dataclass
class Run:
    seconds: float
    peak_mb: float
    output: str


def run(command, log, keep=True, codes=(0,)):
    """Waits for the program, which has to end with one of the codes; its standard error goes to the file `log`, its standard output is returned, or thrown away.

    The peak is the kernel's account of resident memory. It never reads below this Python's own, some 20 MB, because a
    new process starts out as a copy of its parent.
    """
    out = log + ".out" if keep else os.devnull
    started = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
    ])
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    if code not in codes:
        raise Failed(f"exit {code}: {last_line(log)}")
    with open(out, encoding="utf-8", errors="replace") as file:
        return Run(seconds, usage.ru_maxrss * 1024 / MB, file.read())


def last_line(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = [line.strip() for line in file if line.strip()]
    return lines[-1] if lines else "nothing said"
