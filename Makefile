# Concord. `make` alone lists what can be made.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Two compilers side by side suit a small machine and its memory; on a larger one say `make build JOBS=8`.
CORES := $(shell nproc 2>/dev/null || echo 2)
JOBS ?= $(shell echo $$(( $(CORES) < 2 ? 1 : 2 )))
SECONDS_ ?= 600
PREFIX ?= /usr/local
DESTDIR ?=

BINARY := .build/release/concord
PYTHON := .build/venv/bin/python
RELEASE := swift build -c release --jobs $(JOBS)

.PHONY: help build demo test lint format fuzz sanitize bench install uninstall clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## the release binary, .build/release/concord
	@Scripts/setup.sh build
	$(RELEASE)

demo: build ## the two examples, imported and briefed in English and Japanese, in .build/demo/
	@Scripts/demo.sh $(BINARY)

test: ## all tests: Swift, then the independent oracle's own in Python
	@Scripts/setup.sh test
	swift build --build-tests --jobs $(JOBS)
	@failed=; \
	Scripts/with-postgresql.sh swift test --skip-build || failed="$$failed swift"; \
	(cd Tests/Independent && ../../$(PYTHON) -m unittest) || failed="$$failed python"; \
	[ -z "$$failed" ] || { echo "Tests failed:$$failed" >&2; exit 1; }

lint: ## what the formatter would change, as errors
	swift format lint --strict --recursive Sources Tests Package.swift

format: ## sources laid out as .swift-format says
	swift format --in-place --recursive Sources Tests Package.swift

fuzz: $(BINARY) ## hostile input at random for ten minutes, or SECONDS_=n
	Scripts/fuzz-records.sh $(SECONDS_)
	Scripts/fuzz.sh $(SECONDS_)

sanitize: ## Swift tests inside one process under the thread and then the address sanitizer
	@Scripts/setup.sh test
	CONCORD_SANITIZE=1 swift test --jobs $(JOBS) --sanitize=thread --scratch-path .build/sanitize-thread --skip EndToEnd --skip HouseTests
	LSAN_OPTIONS=suppressions=$(CURDIR)/Scripts/leaks.supp:print_suppressions=0 \
	CONCORD_SANITIZE=1 swift test --jobs $(JOBS) --sanitize=address --scratch-path .build/sanitize-address --skip EndToEnd --skip HouseTests

bench: build ## measurements against their peers; QUICK=1 for a small round (Benchmarks/README.md)
	Benchmarks/run.sh

$(BINARY):
	@Scripts/setup.sh build
	$(RELEASE)

install: $(BINARY) ## the binary and what it reads, under PREFIX (/usr/local); DESTDIR is honoured
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/concord"
	install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/concord"
	rm -rf "$(DESTDIR)$(PREFIX)/share/concord/Resources"
	cp -R Resources "$(DESTDIR)$(PREFIX)/share/concord/Resources"
	chmod -R u+w,a+rX "$(DESTDIR)$(PREFIX)/share/concord/Resources"

uninstall: ## what install put there
	rm -f "$(DESTDIR)$(PREFIX)/bin/concord"
	rm -rf "$(DESTDIR)$(PREFIX)/share/concord/Resources"
	@rmdir "$(DESTDIR)$(PREFIX)/share/concord" 2>/dev/null || true

clean: ## away with everything built
	rm -rf .build Benchmarks/results
