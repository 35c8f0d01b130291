# Perille's commands. `make run` shows it at work, `make test` proves it; both need only a Swift toolchain and apt.

# Where `make run` puts its copy of the samples, and the day it decides for.
DIR ?= .build/sample-night
AS_OF ?= 2026-11-20
# Companies of the samples whose plan-only time is over.
ACTIVE := olematon pahittad
PREFIX ?= /usr/local
SWIFT ?= swift
export SWIFT

RELEASE := --configuration release --static-swift-stdlib
BINARY := .build/release/perille
ORACLES := $(CURDIR)/.build/oracles
SOURCES := Package.swift Sources Tests
RUN_PACKAGES := libxml2-dev libsqlite3-dev pkg-config
TEST_PACKAGES := libxml2-utils hledger python3-venv strace

.PHONY: setup run test build install lint format golden conformance fuzz test-faults bench instructions clean

setup:
	@.ci/setup $(RUN_PACKAGES)

build: setup
	$(SWIFT) build $(RELEASE) --product perille

# A fresh copy every time; only the default folder is ever thrown away.
run: build
	@if [ "$(DIR)" = .build/sample-night ]; then rm -rf "$(DIR)"; fi
	@if [ -e "$(DIR)" ]; then echo "make run: $(DIR) is there already; name a new folder with DIR=" >&2; exit 1; fi
	@mkdir -p "$(dir $(DIR))" && cp -R Samples/exchange "$(DIR)"
	@for company in $(ACTIVE); do $(BINARY) activate $$company --root "$(DIR)" --as-of $(AS_OF); done
	@echo "perille run --root $(DIR) --as-of $(AS_OF)"; echo; \
	$(BINARY) run --root "$(DIR)" --as-of $(AS_OF); status=$$?; \
	if [ $$status -gt 1 ]; then exit $$status; fi; echo; \
	echo "Exit $$status. Look at $(DIR)/outbox, ledger, quarantine and reports, or ask why:"; \
	echo "  $(BINARY) explain NUMBER --root $(DIR)      (numbers: $(BINARY) list receivables --root $(DIR))"

test: export PATH := $(ORACLES)/bin:$(PATH)
test:
	@ORACLES="$(ORACLES)" .ci/setup $(RUN_PACKAGES) $(TEST_PACKAGES)
	$(MAKE) --no-print-directory lint
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

# Every document of the shared corpus against the publishers' verdict, family by family.
conformance:
	@.ci/setup $(RUN_PACKAGES)
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --filter ConformanceTests

# libFuzzer with AddressSanitizer on each format's reader and rules: SECONDS for each, FORMATS some of them.
SECONDS ?= 60
fuzz:
	@.ci/setup $(RUN_PACKAGES)
	Tests/Fuzz/fuzz.sh $(SECONDS) $(FORMATS)

# Kills the batch at every file and sync call of a small night and at moments of a large one and starts it again, fails its disk, feeds it
# files of 1 GB: minutes.
test-faults: build
	@.ci/setup $(RUN_PACKAGES) strace
	python3 Tests/Faults/kill_everywhere.py $(BINARY)
	python3 Tests/Faults/odd_runs.py $(BINARY)
	python3 Tests/Faults/large_files.py $(BINARY)
	python3 Tests/Faults/kill_large.py $(BINARY)

# What invoices and the way back cost, against xmllint on the same files; BENCH=--quick for a look whether it works. Minutes, on an idle
# machine.
bench: build
	@.ci/setup $(RUN_PACKAGES) libxml2-utils
	python3 Tests/Bench/check.py $(BINARY) $(BENCH)
	python3 Tests/Bench/bench.py $(BINARY) $(BENCH)

# The instructions that a check takes, counted by callgrind, against the budget in Tests/Bench/instructions.txt; BUDGET=--renew writes it.
instructions: build
	@.ci/setup $(RUN_PACKAGES) valgrind
	python3 Tests/Bench/instructions.py $(BINARY) $(BUDGET)

lint:
	$(SWIFT) format lint --strict --recursive $(SOURCES)

format:
	$(SWIFT) format --in-place --recursive $(SOURCES)

# Renews the golden files; read what it changed before you commit.
golden:
	UPDATE_GOLDEN=1 $(SWIFT) test

install: build
	install -D -m 0755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/perille"
	install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d" "$(DESTDIR)$(PREFIX)/share/man/man1"
	$(BINARY) --generate-completion-script bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/perille"
	$(BINARY) --generate-completion-script zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_perille"
	$(BINARY) --generate-completion-script fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/perille.fish"
	mkdir -p .build/manual
	$(SWIFT) package --allow-writing-to-package-directory generate-manual --output-directory .build/manual
	install -m 0644 .build/manual/perille.1 "$(DESTDIR)$(PREFIX)/share/man/man1/perille.1"

clean:
	rm -rf .build
