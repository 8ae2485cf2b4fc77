#!/usr/bin/env bash
# Measures the release binary against its peers; README.md beside this file says what and how.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export BENCH_BINARY=${BENCH_BINARY:-.build/release/concord}
[ -x "$BENCH_BINARY" ] || { echo "$BENCH_BINARY is missing: make build" >&2; exit 1; }
Scripts/setup.sh bench
exec .build/venv/bin/python Benchmarks/measure.py
