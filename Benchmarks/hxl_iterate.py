#!/usr/bin/env python3
"""The peer of `concord rows`: libhxl reads every row of a tagged sheet and does nothing with it.

    hxl_iterate.py FILE

Prints one line: rows, seconds, by its own clock and by the processor's.
"""

import logging
import sys
import time

import hxl

logging.disable(logging.CRITICAL)


def main(path):
    started, worked = time.perf_counter(), time.process_time()
    with hxl.data(path, hxl.InputOptions(allow_local=True)) as source:
        rows = sum(1 for _ in source)
    print(f"rows={rows} seconds={time.perf_counter() - started:.3f} processor={time.process_time() - worked:.3f}")


if __name__ == "__main__":
    main(sys.argv[1])
