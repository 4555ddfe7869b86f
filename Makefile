# The two commands: `make demo` puts out a crisis, `make test` passes.
# Both set up what they need in .venv with pip alone.
# the first interpreter that really starts and is new enough (a pyenv shim may exist and fail)
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-$(shell cat requirements/runtime.lock pyproject.toml | cksum | cut -d' ' -f1)
DEV := $(VENV)/.dev-$(shell cat requirements/runtime.lock requirements/dev.lock pyproject.toml | cksum | cut -d' ' -f1)
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check --no-input

# one process a core, at most four: each file's tests stay together, for their fixtures
ABREAST := -n auto --maxprocesses 4 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help demo run test slow check format lint types contracts crash bench lock clean

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Sondir needs Python 3.11 or newer and found none. Set PYTHON=/path/to/python3.11"; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements/runtime.lock pyproject.toml | $(BIN)/python
	@echo "setting up (once): packages of requirements/runtime.lock"
	@$(PIP) --require-hashes --only-binary :all: -r requirements/runtime.lock
	@echo "$(CURDIR)/src" > $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')/sondir.pth
	@printf '#!/bin/sh\nexec "%s/$(BIN)/python" -m sondir "$$@"\n' "$(CURDIR)" > $(BIN)/sondir && chmod +x $(BIN)/sondir
	@rm -f $(VENV)/.runtime-*; touch $@

$(DEV): requirements/dev.lock $(RUNTIME)
	@echo "setting up (once): packages of requirements/dev.lock"
	@$(PIP) --require-hashes --only-binary :all: -r requirements/dev.lock
	@rm -f $(VENV)/.dev-*; touch $@

demo: $(RUNTIME) ## put out one crisis, end to end (SEED=, CASE=name, WORLD=file, KEEP=1)
	@$(BIN)/python -m sondir demo $(if $(SEED),--seed $(SEED)) $(if $(CASE),--case $(CASE)) $(if $(WORLD),--world $(WORLD)) $(if $(KEEP),--keep)

run: $(RUNTIME) ## serve for real from sondir.toml or the environment
	@$(BIN)/python -m sondir run

test: $(DEV) ## all quick tests
	@$(BIN)/python -m pytest -m "not slow" $(ABREAST)

slow: $(DEV) ## what the quick tests leave out; .ci/run does all of it
	@$(BIN)/python -m pytest -m "slow" $(ABREAST) --durations=10

check: $(DEV) format lint types contracts test ## everything CI checks

format: $(DEV)
	@$(BIN)/ruff format --check -q . || { echo "run: .venv/bin/ruff format ."; exit 1; }

lint: $(DEV)
	@$(BIN)/ruff check -q .

types: $(DEV)
	@$(BIN)/mypy

contracts: $(DEV)
	@$(BIN)/lint-imports --no-logo > $(VENV)/contracts.txt || { cat $(VENV)/contracts.txt; exit 1; }

crash: $(DEV) ## the whole crash suite: real SIGKILLs
	@$(BIN)/python -m pytest -m "crash" tests/crash --durations=10

bench: $(DEV) ## benchmarks: ratios measured in one run, into benchmarks/results/
	@for f in benchmarks/*/run.py; do echo "== $$f"; $(BIN)/python $$f || exit 1; done

lock: ## renew the locks (needs uv)
	@cd requirements && for f in runtime dev; do uv pip compile --generate-hashes --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 --no-header $$f.in -o $$f.lock -q; done

clean: ## remove the virtual environment and caches
	@rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache .hypothesis
