# make demo   sets everything up and serves the site
# make test   sets up what tests need and runs every check
# make bench  measures ourselves and peers side by side
# make audit  looks up known weaknesses of what we depend on
# make lock   writes requirements.lock anew: every package at its newest, pinned by hash (needs uv)
# make wheel  a package with the built pages, so that an installed copy needs no Node

PYTHON ?= python3
PORT ?= 8000
DATA ?= var
# PINNED=on installs exactly what requirements.lock names, each file by its hash, or nothing.
PINNED ?=
VENV := .venv
RUN := $(VENV)/bin

# What WeasyPrint draws letters with, and the letters' fonts.
LETTER_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-dejavu-core fonts-noto-core
# Chromium for pages, Poppler for letters, Java for Spark.
TEST_PACKAGES := chromium poppler-utils default-jre-headless

.PHONY: demo test audit bench lock wheel format clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.ready frontend/.built
	@$(RUN)/commonweal demo --port $(PORT) --data $(DATA)

test: $(VENV)/.ready-dev frontend/.built
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/pytest -q
	COMMONWEAL_TEST_DATABASE=postgresql $(RUN)/pytest -q tests/office -m "not browser"

audit: $(VENV)/.ready-dev frontend/node_modules/.ready
	@tools/audit

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	@uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --strip-extras --extra postgresql --extra notify --extra oidc --extra solve \
		--output-file requirements.lock pyproject.toml

bench: $(VENV)/.ready-bench frontend/.built
	$(RUN)/python -m benchmarks

wheel: $(VENV)/.ready-dev frontend/.built
	$(RUN)/pip wheel --quiet --no-deps --wheel-dir dist .
	@ls -1 dist

format: $(VENV)/.ready-dev
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

clean:
	rm -rf $(VENV) frontend/node_modules frontend/.built commonweal/office/static/built dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Commonweal needs Python 3.11 or later; $(PYTHON) is older. Set PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || tools/debian-packages python3-venv
	@echo "Setting up Python"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN)/pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'

$(VENV)/.ready: pyproject.toml tools/debian-packages | $(VENV)/bin/python
	@tools/debian-packages $(LETTER_PACKAGES)
	@echo "Installing Commonweal"
	@if [ "$(PINNED)" = on ]; then \
		$(RUN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
		$(RUN)/pip install --quiet --disable-pip-version-check --no-deps --editable .; \
	else \
		$(RUN)/pip install --quiet --disable-pip-version-check --editable .; \
	fi
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	@tools/debian-packages $(TEST_PACKAGES)
	@echo "Installing what tests need"
	@$(RUN)/pip install --quiet --disable-pip-version-check --group dev
	@touch $@

$(VENV)/.ready-bench: $(VENV)/.ready-dev
	@echo "Installing the engines to compare with"
	@$(RUN)/pip install --quiet --disable-pip-version-check --group bench
	@touch $@

frontend/node_modules/.ready: frontend/package-lock.json
	@echo "Fetching the front-end's packages"
	@cd frontend && npm ci --silent --no-audit --no-fund
	@touch $@

# Styles that no template uses are left out, so templates are read too.
FRONTEND := $(shell find frontend/src -type f) $(shell find commonweal/office -path '*/jinja2/*' -name '*.html')

frontend/.built: frontend/node_modules/.ready $(FRONTEND) frontend/build.mjs
	@echo "Building the front-end"
	@cd frontend && npm run --silent build
	@touch $@
