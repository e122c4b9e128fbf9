# Sightline's commands. On a fresh machine only Python 3.11 or later and make are needed: uv comes from PyPI into
# .tools, everything else into .venv from uv.lock.
.DEFAULT_GOAL := help
SHELL := /bin/bash
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --no-sync
DEMO ?= demo
PORT ?= 8000

.PHONY: help install browser demo test check bench soak docs format

help: ## say what each command does
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.tools/bin/uv:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Sightline needs Python 3.11 or later as python3" >&2; exit 1; }
	@python3 -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check uv

.venv/.synced: $(filter-out uv,$(UV)) pyproject.toml uv.lock
	@$(UV) sync --frozen --quiet --compile-bytecode
	@$(RUN) python -m sightline.engines.warm
	@touch $@

install: .venv/.synced ## make the environment in .venv, quietly

browser: install ## bring a Chromium for the tests that look at pages
	@if command -v chromium >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  apt-get update -qq >/dev/null && apt-get install -y -qq chromium >/dev/null; \
	else $(RUN) playwright install chromium >/dev/null; fi

demo: install ## simulate the demonstration council, inspect it, say what an inspector would find, serve the site
	@$(RUN) sightline demo $(DEMO) --port $(PORT)

# what keeps the council's store is tested on PostgreSQL as well as SQLite
AT_ONCE := -n 2 --dist loadfile
STORE_TESTS := tests/unit/ledger tests/unit/access tests/unit/casework tests/unit/inspection tests/unit/improvement \
	tests/unit/scrutiny tests/integration/ledger

test: browser ## run every test, PostgreSQL's and the browser's included
	@SIGHTLINE_TEST_DATABASE=postgres $(RUN) pytest -q $(AT_ONCE) $(STORE_TESTS)
	@$(RUN) pytest -q $(AT_ONCE)

check: install ## lint, types and the fast tests
	@$(RUN) ruff check src tests benchmarks
	@$(RUN) ruff format --check -q src tests benchmarks
	@$(RUN) mypy
	@$(RUN) pytest -q tests/spec tests/unit

bench: install ## measure every figure the README states
	@$(RUN) python -m benchmarks

KILLED := tests/integration/ledger/test_killed.py tests/integration/ledger/test_site_killed.py
CRAWLED := tests/functional/test_hostile_addresses.py tests/functional/test_hostile_forms.py

soak: install ## the long generative runs; every form sent worse by everybody; loader, writer and site killed often on each database
	@HYPOTHESIS_PROFILE=soak SIGHTLINE_TEST_DATABASE=postgres $(RUN) pytest -q $(KILLED)
	@HYPOTHESIS_PROFILE=soak $(RUN) pytest -q tests/generative $(KILLED) $(CRAWLED)

docs: install ## write the generated reference pages again
	@$(RUN) python -m sightline.reference docs/reference

format: install ## format the code
	@$(RUN) ruff check --fix -q src tests benchmarks; $(RUN) ruff format -q src tests benchmarks
