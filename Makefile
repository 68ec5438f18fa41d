# Two commands are enough: `make demo` and `make test`. Each does all of its own set-up.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
# Python keeps what it compiled, also where the surroundings say otherwise: each program would compile all of ours again.
export PYTHONDONTWRITEBYTECODE :=
# Compiled once here, and not by every process that starts: half of the time of a command, and many tests start one.
UV_FLAGS := --quiet --system-certs --require-hashes --compile-bytecode --python $(BIN)/python

.PHONY: demo test lanes check core definitions pipeline site site-postgresql browser chromium bench pictures requirements lock clean

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

# Everything that must hold before a change lands. A lane is one process, and there is one more of them at work than the
# machine has processors: where one waits, another works. The two longest begin at once, beside what is soon wrong. What a
# lane says comes when it is done. They have one folder together, new in every run: the world of the demo is made in it
# once. Chromium is there by then: the lane that needs it would lose its turn by looking for it again.
test: .venv/test.stamp chromium
	@TESTS_TOGETHER=$$(mktemp -d) && export TESTS_TOGETHER && trap 'rm -rf "$$TESTS_TOGETHER"' EXIT INT TERM && \
		$(MAKE) --no-print-directory --jobs=$$(($$(getconf _NPROCESSORS_ONLN) + 1)) --output-sync --old-file=chromium lanes
	@echo "Alles in orde."

lanes: browser site-postgresql check pipeline core definitions site

TEST := GROEIRUIMTE_MODE=test $(BIN)/python -W ignore::RuntimeWarning -m pytest --quiet
# Plugins that a lane has no use for take longer to load than many a test.
NO_BROWSER := -p no:playwright -p no:base_url
NO_PROPERTIES := -p no:hypothesispytest

check: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	GROEIRUIMTE_MODE=test GROEIRUIMTE_DATA=.mypy_cache/data $(BIN)/mypy groeiruimte
	GROEIRUIMTE_MODE=test GROEIRUIMTE_DATA=.mypy_cache/data $(BIN)/python -m django makemigrations --check --dry-run \
		--settings groeiruimte.config.settings
	$(TEST) $(NO_BROWSER) $(NO_PROPERTIES) tests/house

core: .venv/test.stamp
	$(TEST) $(NO_BROWSER) -p no:django tests/core

definitions: .venv/test.stamp
	$(BIN)/groeiruimte programmes check
	$(TEST) $(NO_BROWSER) $(NO_PROPERTIES) -p no:django tests/definitions

pipeline: .venv/test.stamp
	$(TEST) $(NO_BROWSER) -p no:django tests/pipeline

# What is about a database, on SQLite; the pages of practices and regions are asked on PostgreSQL (docs/adr/0016).
ABOUT_A_DATABASE = trust matrix faults canaries demo operate post respond/test_unlinkable.py
site: .venv/test.stamp
	$(TEST) $(NO_BROWSER) $(NO_PROPERTIES) $(ABOUT_A_DATABASE:%=tests/site/%)

site-postgresql: .venv/test.stamp
	$(TEST) $(NO_BROWSER) $(NO_PROPERTIES) -p tests.postgresql tests/site

browser: .venv/test.stamp chromium
	$(TEST) $(NO_PROPERTIES) tests/browser

# Chromium as it stands on the machine, or from the machine's own packages; without a window it needs half of the work.
# What it recommends besides is a desktop with printers, and it upgrades the machine: only the letters are of use here.
LEAN := --yes -qq --no-install-recommends
chromium:
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || \
		command -v chromium-browser >/dev/null || { SUDO=$$(command -v sudo || true); $$SUDO apt-get update -qq && \
		{ $$SUDO apt-get install $(LEAN) chromium-headless-shell fonts-liberation || \
		$$SUDO apt-get install $(LEAN) chromium fonts-liberation; }; }

bench: .venv/bench.stamp
	$(BIN)/python bench/run.py

# The pictures in the README, taken from a demo that runs.
pictures: .venv/test.stamp chromium
	$(BIN)/python docs/pictures/take.py

# docs/requirements.md, from the definitions, the code and the tests.
requirements: .venv/test.stamp
	$(BIN)/python docs/requirements.py

lock:
	$(UV) pip compile --system-certs --universal --generate-hashes --no-header --python-version 3.11 --quiet \
		--group build pyproject.toml -o requirements/run.txt
	$(UV) pip compile --system-certs --universal --generate-hashes --no-header --python-version 3.11 --quiet \
		--group build --group test -c requirements/run.txt pyproject.toml -o requirements/test.txt
	$(UV) pip compile --system-certs --universal --generate-hashes --no-header --python-version 3.11 --quiet \
		--group build --group test --group bench -c requirements/test.txt pyproject.toml -o requirements/bench.txt

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis
