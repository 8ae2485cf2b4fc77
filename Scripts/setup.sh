#!/usr/bin/env bash
# Brings this machine to where Concord can be built, tested or measured. Says nothing when it already is.
#
#     Scripts/setup.sh build    a Swift toolchain, the C libraries, and what turns a brief into a PDF
#     Scripts/setup.sh test     the same, xmllint, a PostgreSQL server, and a Python environment in .build/venv
#     Scripts/setup.sh bench    as build, and the Python environment
#
# Debian packages come from the distribution in use, at least at the versions below; Python packages are pinned by hash.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

libraries=(libxml2-dev libsqlite3-dev libzstd-dev libicu-dev zlib1g-dev libxxhash-dev libssl-dev libzip-dev libxlsxwriter-dev libgeos-dev libcurl4-openssl-dev libpq-dev ca-certificates pkg-config)
pages=(chromium fonts-noto-core fonts-noto-cjk poppler-utils)
tools=(libxml2-utils postgresql)
modules="libxml-2.0 >= 2.9.14  sqlite3 >= 3.40  icu-uc >= 72  libzstd >= 1.5.4  zlib >= 1.2.13  libxxhash >= 0.8.1  libcrypto >= 3.0  libzip >= 1.7.3  xlsxwriter  geos >= 3.11  libcurl >= 7.85  libpq >= 15"

requirements=Tests/Independent/requirements.txt
sources=Tests/Independent/requirements-source.txt
environment=.build/venv
log=.build/setup.log

say() { printf '%s\n' "$@" >&2; }
fail() { say "$@"; exit 1; }

# Runs a command, its output in the log, up to three times: networks have bad moments.
retry() {
    local attempt
    for attempt in 1 2 3; do
        "$@" >>"$log" 2>&1 </dev/null && return
        [ "$attempt" = 3 ] || { say "  attempt $attempt failed, trying again"; sleep $((attempt * 5)); }
    done
    tail -n 15 "$log" >&2
    return 1
}

# ---- Swift

check_swift() {
    local version
    command -v swift >/dev/null || fail "Swift is missing. Concord needs Swift 6.0 or later: https://www.swift.org/install/linux" \
        "If it is installed, put its usr/bin on PATH."
    version=$(swift --version 2>&1 | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -n 1)
    [ "${version%%.*}" -ge 6 ] 2>/dev/null ||
        fail "Swift ${version:-of unknown version} is too old. Concord needs 6.0 or later: https://www.swift.org/install/linux"
}

# ---- Debian packages

missing_of() {
    local installed
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' || true)
    printf '%s\n' "$@" | grep -vxF -- "$installed" || true
}

install_once() {
    apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=120 "$@"
}

# The package lists are only fetched when what they say is absent or outdated.
install_packages() {
    install_once "$@" || { apt-get update -q -o DPkg::Lock::Timeout=120 && install_once "$@"; }
}

is_root() { [ "$(id -u)" = 0 ]; }

# Installs the named packages of those in `missing`, or says what somebody with the rights has to run.
provide() {
    local wanted
    mapfile -t wanted < <(printf '%s\n' "$@" | grep -xF -- "$missing" || true)
    [ ${#wanted[@]} -gt 0 ] || return 0
    if ! is_root; then
        say "Missing packages: ${wanted[*]}" "Install them with:" \
            "    sudo apt-get update && sudo apt-get install --no-install-recommends ${wanted[*]}"
        return 1
    fi
    say "Installing ${wanted[*]}"
    DEBIAN_FRONTEND=noninteractive retry install_packages "${wanted[@]}" || { say "apt-get failed; all it said is in $log"; return 1; }
}

# Elsewhere than on Debian and its kin nothing is installed; what lacks is said.
check_elsewhere() {
    local absent
    command -v pkg-config >/dev/null || fail "pkg-config is missing; install it and the development files of: $modules"
    absent=$(pkg-config --print-errors --exists "$modules" 2>&1) || fail "Development files are missing or too old:" "$absent"
    [ "$mode" != test ] || command -v xmllint >/dev/null || fail "xmllint (of libxml2) is missing."
    [ "$mode" != test ] || command -v initdb >/dev/null || fail "initdb (of the PostgreSQL server) is missing."
    command -v chromium >/dev/null || say "Chromium is missing: briefs can be written as HTML and Markdown, not as PDF."
}

check_packages() {
    local required=("${libraries[@]}") optional=("${pages[@]}")
    [ "$mode" != test ] || { required+=("${tools[@]}" "${pages[@]}"); optional=(); }
    missing=$(missing_of "${required[@]}" "${optional[@]}")
    if [ -n "$missing" ]; then
        provide "${required[@]}" || exit 1
        provide "${optional[@]}" || say "Going on without: briefs can be written as HTML and Markdown, not as PDF."
    fi
    pkg-config --print-errors --exists "$modules" >&2 || fail "A library is too old; Debian 12 and later have what is needed."
}

# ---- Python

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
has_venv() { "$1" -c 'import venv, ensurepip' 2>/dev/null; }
has_pip() { "$1" -m pip --version >/dev/null 2>&1; }

# The first Python that is new enough and can install packages.
find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
        command -v "$candidate" >/dev/null && is_new_enough "$candidate" || continue
        if has_venv "$candidate" || has_pip "$candidate"; then command -v "$candidate"; return; fi
    done
    return 1
}

pip_install() {
    "$@" --require-hashes --only-binary :all: --no-deps --disable-pip-version-check -r "$requirements"
}

# What comes as source is built by the packages just installed, of which nothing is fetched.
pip_build() {
    "$@" --require-hashes --no-binary :all: --no-build-isolation --no-deps --disable-pip-version-check -r "$sources"
}

# Without the venv module: packages in a folder, and a `python` that looks there.
make_plain_environment() {
    mkdir -p "$environment/bin"
    retry pip_install "$1" -m pip install --target "$environment/packages" || return 1
    PYTHONPATH="$PWD/$environment/packages" retry pip_build "$1" -m pip install --target "$environment/packages" || return 1
    printf '#!/bin/sh\nhere=$(cd "$(dirname "$0")/.." && pwd)\nPYTHONPATH="$here/packages${PYTHONPATH:+:$PYTHONPATH}" exec "%s" "$@"\n' \
        "$1" >"$environment/bin/python"
    chmod +x "$environment/bin/python"
}

make_environment() {
    rm -rf "$environment"
    if has_venv "$1"; then
        "$1" -m venv "$environment" >>"$log" 2>&1 && retry pip_install "$environment/bin/python" -m pip install &&
            retry pip_build "$environment/bin/python" -m pip install
    else
        make_plain_environment "$1"
    fi
}

check_environment() {
    local fingerprint python
    fingerprint=$(cat "$requirements" "$sources" | sha256sum)
    [ "$(cat "$environment/made-from" 2>/dev/null)" = "$fingerprint" ] && [ -x "$environment/bin/python" ] && return
    say "Making a Python environment in $environment"
    if ! python=$(find_python); then
        missing=$(missing_of python3 python3-venv)
        provide python3 python3-venv || exit 1
        python=$(find_python) || fail "Python 3.11 or later with venv or pip is needed for this; none was found."
    fi
    make_environment "$python" || fail "Python's packages could not be installed; all that was said is in $log"
    printf '%s\n' "$fingerprint" >"$environment/made-from"
}

# ----

mode=${1:-build}
case $mode in
    build | test | bench) ;;
    *) say "usage: Scripts/setup.sh build|test|bench"; exit 2 ;;
esac
mkdir -p .build
: >"$log"
check_swift
if command -v dpkg-query >/dev/null; then check_packages; else check_elsewhere; fi
[ "$mode" = build ] || check_environment
