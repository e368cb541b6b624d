# One command each. `make` alone says which.
# Everything is installed into .venv from pinned, hashed lists; nothing outside this folder is touched,
# but that `make test` as root installs Chromium by apt where there is none.

# `app.py` brings the database up to date and prints the one-time set-up code itself.

.DEFAULT_GOAL := help
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
PYTHON ?= python3
BIN := .venv/bin
FLASK := $(BIN)/python -m flask --app app
PYTEST := $(BIN)/python -m pytest
WORKERS ?= 2
DEMO := instance-demo

# A Python that was upgraded or taken away leaves a dead .venv behind.
ifneq ($(MAKECMDGOALS),)
  $(shell test -d .venv && ! $(BIN)/python -c '' 2>/dev/null && rm -rf .venv)
endif

.PHONY: help run demo test test-fast bench lint words lock migration clean

help: ## Say what there is to say
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/.run ## Set everything up and serve the homestays of instance/ (HOMESTAY_PORT, default 8000)
	@exec $(BIN)/python app.py

demo: export HOMESTAY_DATA := $(CURDIR)/$(DEMO)
demo: .venv/.run $(DEMO)/sign-ins.txt ## The same with a sample village of its own in instance-demo/
	@cat $(DEMO)/sign-ins.txt
	@exec $(BIN)/python app.py

test: .venv/.dev ## Run all tests, browser and PostgreSQL included
	@$(BIN)/python -m tests.support.chromium || true
	@$(PYTEST) -n $(WORKERS) $(ARGS)

test-fast: .venv/.dev ## Run the tests that need no browser, no PostgreSQL and little time
	@$(PYTEST) -n $(WORKERS) -m "not browser and not postgresql and not slow" $(ARGS)

bench: .venv/.dev ## Measure the pages and jobs that have a budget
	@$(BIN)/python -m tests.bench $(ARGS)

lint: .venv/.dev ## Check style and types
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy

words: .venv/.dev ## Collect the words of all screens into .cache/words.pot and check their translations
	@mkdir -p .cache
	@$(BIN)/python -m babel.messages.frontend --quiet extract -F pyproject.toml -k _l -k lazy_gettext -o .cache/words.pot .
	@$(PYTEST) tests/test_words.py $(ARGS)

lock: .venv/.lock ## Write the pinned lists anew from requirements*.in (UPGRADE=--upgrade for newer versions)
	@$(BIN)/python -m uv $(COMPILE) requirements.in -o requirements.txt
	@$(BIN)/python -m uv $(COMPILE) requirements-dev.in -c requirements.txt -o requirements-dev.txt

migration: .venv/.run ## Write the next migration from what changed in models/ (MESSAGE="say what it does")
	@test -n "$(MESSAGE)" || { echo 'Say what it does: make migration MESSAGE="let rooms close for a festival"'; exit 2; }
	@$(FLASK) db upgrade
	@$(FLASK) db migrate --rev-id $$(printf '%04d' $$(($$(ls migrations/versions/*.py | wc -l) + 1))) -m "$(MESSAGE)"

clean: ## Take away what was made here, but never instance/
	@rm -rf .venv .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis $(DEMO)
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

COMPILE := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url $(UPGRADE)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

$(DEMO)/sign-ins.txt:
	@mkdir -p $(DEMO) && chmod 700 $(DEMO)
	@$(FLASK) init >/dev/null
	@echo "Making the sample village (once) …"
	@$(FLASK) demo > $@.draft && mv $@.draft $@

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: requirements.txt .venv/.python
	@echo "Installing what the program needs …"
	@$(INSTALL) --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.python
	@echo "Installing what the program and its tests need …"
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.run

.venv/.lock: .venv/.python
	@$(INSTALL) uv
	@touch $@
