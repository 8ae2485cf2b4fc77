#!/usr/bin/env bash
# From published files to a brief: each example into a fresh store, then a brief in English and one in Japanese.
#
#     Scripts/demo.sh [BINARY]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
binary=${1:-.build/release/concord}
folder=.build/demo

concord() {
    echo "\$ concord $*"
    "$binary" "$@"
}

# example NAME COUNTRIES
example() {
    local store="$folder/$1.db"
    concord --store "$store" import "Examples/$1"
    concord --store "$store" brief --country "$2" -o "$folder/$1.html"
    concord --store "$store" brief --country "$2" --lang ja -o "$folder/$1.ja.html"
}

rm -rf "$folder"
mkdir -p "$folder"
example sudan-2011 SD,SS
example afghanistan-2011 AF

echo
echo "Written:"
ls -1 "$folder"/*.html
