#!/usr/bin/env bash
# Fuzzes what reads published bytes (XML, Sheets, Ingest, Text) for some seconds with libFuzzer and AddressSanitizer:
#
#     Scripts/fuzz-records.sh SECONDS
#
# What was found to lead further is kept under .build/fuzz-records/corpus; an input that breaks something is left beside it as crash-*,
# and becomes a test of the module when it is mended. Seeds: Scripts/fuzz-seeds.py.
set -euo pipefail
seconds=${1:?usage: Scripts/fuzz-records.sh SECONDS}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${FUZZ_OUT:-.build/fuzz-records}
mkdir -p "$out/corpus" "$out/CICU"
libraries=Sources/Libraries

# The C target as a module map of its own, for swiftc outside the package manager.
cp $libraries/CICU/include/CICU.h "$out/CICU/"
printf 'module CICU { header "CICU.h" export * }\n' >"$out/CICU/module.modulemap"
for part in text conversion; do
    clang -O -g -fPIC -fsanitize=address,fuzzer-no-link -I $libraries/CICU/include -c $libraries/CICU/$part.c -o "$out/icu-$part.o"
done

flags=(-swift-version 6 -O -g -wmo -parse-as-library -enable-testing -sanitize=fuzzer,address -I "$out" -I "$out/CICU")
for map in $libraries/C*/module.modulemap; do flags+=(-I "$(dirname "$map")"); done
for flag in $(pkg-config --cflags libxml-2.0); do flags+=(-Xcc "$flag"); done

# compile MODULE FILE...: unless neither it nor what it is made from has changed since.
changed=
compile() {
    local module=$1
    shift
    if [ -z "$changed" ] && [ -f "$out/$module.o" ] && [ -z "$(find "$@" $libraries/C[[:upper:]]* Scripts/fuzz-records.sh -newer "$out/$module.o")" ]; then return; fi
    changed=yes
    swiftc "${flags[@]}" -module-name "$module" -emit-module -emit-module-path "$out/$module.swiftmodule" -c "$@" -o "$out/$module.o"
}

compile Compression $libraries/Compression/*.swift
compile XML $libraries/XML/*.swift
compile Text $libraries/Text/*.swift
compile Sheets $(find $libraries/Sheets -name "*.swift")
compile Records Sources/Records/*.swift
compile Ingest $(find Sources/Ingest -name "*.swift")
compile RecordsFuzz Tests/Fuzz/*.swift Tests/SheetsTests/Archive.swift
swiftc -sanitize=fuzzer,address "$out"/{Compression,XML,Text,Sheets,Records,Ingest,RecordsFuzz,icu-text,icu-conversion}.o \
    -licuuc -licui18n -o "$out/records-fuzz" 2>"$out/link.log" || { cat "$out/link.log"; exit 1; }

rm -rf "$out/seeds"
python3 Scripts/fuzz-seeds.py "$out/seeds"
SWIFT_BACKTRACE=enable=no "$out/records-fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=8192 -print_final_stats=1 \
    -dict=Tests/Fuzz/xml.dict -artifact_prefix="$out/" "$out/corpus" Tests/Fuzz/Seeds "$out/seeds"
