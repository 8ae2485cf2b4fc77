#!/usr/bin/env bash
# Fuzzes all that reads published bytes for some seconds, with libFuzzer and AddressSanitizer:
#
#     Scripts/fuzz-records.sh SECONDS
#
# What was found to lead further is kept under .build/fuzz-records/corpus; an input that breaks something is left beside it as crash-*,
# and becomes a test of its module when it is mended. At the end it says which kinds of file and which rules it met.
set -euo pipefail
seconds=${1:?usage: Scripts/fuzz-records.sh SECONDS}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${FUZZ_OUT:-.build/fuzz-records}
mkdir -p "$out/corpus"

CONCORD_FUZZ=1 CONCORD_SANITIZE=1 swift build -c release --jobs "${JOBS:-2}" --scratch-path "$out/build" \
    --product RecordsFuzz --sanitize=fuzzer --sanitize=address -Xswiftc -sanitize=fuzzer,address -Xswiftc -enable-testing
rm -rf "$out/seeds"
python3 Scripts/fuzz-seeds.py "$out/seeds"
export LSAN_OPTIONS="suppressions=$PWD/Scripts/leaks.supp:print_suppressions=0"
SWIFT_BACKTRACE=enable=no "$out/build/release/RecordsFuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=8192 \
    -print_final_stats=1 -dict=Tests/Fuzz/xml.dict -artifact_prefix="$out/" "$out/corpus" Tests/Fuzz/Seeds "$out/seeds"
