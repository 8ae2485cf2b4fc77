#!/bin/sh
# Fuzzes the XML and IATI readers for some seconds with libFuzzer and AddressSanitizer: Scripts/fuzz-records.sh SECONDS
# What was found before is kept under .build/fuzz-records; an input that breaks something is left there as crash-*.
set -eu
seconds=${1:?usage: Scripts/fuzz-records.sh SECONDS}
cd "$(dirname "$0")/.."
out=${FUZZ_OUT:-.build/fuzz-records}
mkdir -p "$out/corpus"

includes=""
for module in CLibXML2 CZlib CZstd CXXHash; do includes="$includes -I Sources/Libraries/$module"; done
includes="$includes -I $out/CICU"
for flag in $(pkg-config --cflags libxml-2.0 icu-uc zlib libzstd libxxhash); do includes="$includes -Xcc $flag"; done
flags="-swift-version 6 -O -g -wmo -parse-as-library -sanitize=fuzzer,address -I $out $includes"

# The C target as a module map of its own, for swiftc outside the package manager.
mkdir -p "$out/CICU"
cp Sources/Libraries/CICU/include/CICU.h "$out/CICU/"
printf 'module CICU { header "CICU.h" export * }\n' >"$out/CICU/module.modulemap"
for part in text conversion; do
    cc -O -g -fPIC -I Sources/Libraries/CICU/include -c "Sources/Libraries/CICU/$part.c" -o "$out/icu-$part.o"
done

# compile MODULE FILE...
compile() {
    module=$1
    shift
    swiftc $flags -module-name "$module" -emit-module -emit-module-path "$out/$module.swiftmodule" -c "$@" -o "$out/$module.o"
}

compile Compression Sources/Libraries/Compression/*.swift
compile XML Sources/Libraries/XML/*.swift
compile Records Sources/Records/*.swift
compile Ingest $(find Sources/Ingest -name "*.swift")
compile RecordsFuzz Tests/Fuzz/*.swift

# The beginnings of the examples: real shapes of every version.
mkdir -p "$out/seeds"
for file in Examples/*/*.xml; do head -c 12000 "$file" >"$out/seeds/$(echo "$file" | tr / -)"; done
swiftc -sanitize=fuzzer,address "$out/Compression.o" "$out/XML.o" "$out/Records.o" "$out/Ingest.o" "$out/RecordsFuzz.o" "$out/icu-text.o" "$out/icu-conversion.o" \
    -lxml2 -licuuc -licui18n -lz -lzstd -lxxhash -o "$out/records-fuzz" 2>"$out/link.log" || { cat "$out/link.log"; exit 1; }

SWIFT_BACKTRACE=enable=no "$out/records-fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=16384 -print_final_stats=1 \
    -dict=Tests/Fuzz/xml.dict -artifact_prefix="$out/" "$out/corpus" Tests/Fuzz/Seeds "$out/seeds"
