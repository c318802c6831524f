# `make run` opens the app on real content; `make test` checks everything, `make bench` times it, `make soak` looks for
# trouble for hours. All set themselves up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock
export JSI_DATA ?= $(CURDIR)/.data/demo

.PHONY: run setup test check bench soak clean

run: setup
	@$(BIN)/jsi demo --if-missing
	@$(BIN)/jsi serve

setup: $(VENV)/.ready

$(VENV)/.ready: $(LOCK) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "JSI Monitor needs Python 3.11 or newer: make run PYTHON=python3.12"; exit 4; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Python has no venv here. Type:  sudo apt install python3-venv"; exit 4; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r $(LOCK)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/sqlfluff lint --disable-progress-bar warehouse/sql expectations/violations expectations/views etl/readings

test: check
	$(BIN)/pytest

bench: setup
	$(BIN)/python -m benchmarks

# Fewer, or none, of a kind: KILLS=20 STEPS=0 MUTATIONS=40 HISTORIES=20 TOGETHER=2. Other draws: SEED=…
# The rest of them at another sitting: FROM=250. One of them again: ONE=histories/17, with the same SEED.
soak: setup
	@PYTHONPATH=tests $(BIN)/python -m soak

clean:
	rm -rf $(VENV) .data
