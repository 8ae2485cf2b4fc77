#!/usr/bin/env bash
# Damages example files at random and imports them, for the given number of seconds. What goes wrong is kept in .build/fuzz/found.
#
#     Scripts/fuzz.sh [SECONDS] [SEED]
#
# FUZZ_BINARY names another build, one made with a sanitizer for instance.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export FUZZ_BINARY=${FUZZ_BINARY:-.build/release/concord}
[ -x "$FUZZ_BINARY" ] || { echo "$FUZZ_BINARY is missing: make build" >&2; exit 1; }
exec python3 Scripts/fuzz.py "${1:-600}" "${2:-$RANDOM}"
