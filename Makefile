# Two commands are enough: `make demo` and `make test`. Each does all of its own set-up.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
UV_FLAGS := --quiet --system-certs --require-hashes --python $(BIN)/python

.PHONY: demo test check core definitions pipeline site site-postgresql browser bench lock clean

demo: .venv
	$(BIN)/groeiruimte demo $(if $(RESET),--reset)

# The environment with the command in .venv/bin: run-time packages only.
.venv: .venv/run.stamp

.venv/run.stamp: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv==0.13.*'
	$(UV) pip install $(UV_FLAGS) -r requirements/run.txt
	$(UV) pip install --quiet --no-build-isolation --no-deps --python $(BIN)/python -e .
	touch $@

.venv/test.stamp: .venv/run.stamp requirements/test.txt
	$(UV) pip install $(UV_FLAGS) -r requirements/test.txt
	touch $@

.venv/bench.stamp: .venv/test.stamp requirements/bench.txt
	$(UV) pip install $(UV_FLAGS) -r requirements/bench.txt
	touch $@

lock:
	$(UV) pip compile --system-certs --universal --generate-hashes --no-header --python-version 3.11 --quiet \
		--group build pyproject.toml -o requirements/run.txt
	$(UV) pip compile --system-certs --universal --generate-hashes --no-header --python-version 3.11 --quiet \
		--group build --group test -c requirements/run.txt pyproject.toml -o requirements/test.txt
	$(UV) pip compile --system-certs --universal --generate-hashes --no-header --python-version 3.11 --quiet \
		--group build --group test --group bench -c requirements/test.txt pyproject.toml -o requirements/bench.txt
