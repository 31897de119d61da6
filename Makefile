# `make run` and `make test` are all a newcomer needs; both call `make setup` first.
.DEFAULT_GOAL := help
.PHONY: help setup run test check lint evening load bench bench-nlu fuzz-nlu bench-planner bench-follow-ups bench-demand bench-cost soak soak-kill screenshots clean

PY := .venv/bin/python
# The first interpreter from 3.11 to 3.13 that really runs; PYTHON=... names another.
FIND_PYTHON = for p in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo "$$p"; break; }; done
READY := .venv/.ready
# The tests of a file stay in one process: they share what is slow to make. Long files come early, as they stand.
PYTEST := $(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

help:
	@echo "make run      set everything up, and start the sandbox: the whole bot without a token"
	@echo "make test     set everything up, and run the tests"
	@echo "make check    ruff, mypy, import-linter and the tests"
	@echo "make bench    how fast reading, planning and an order's way are on this machine"
	@echo "make bench-nlu EVAL=path      how fast messages are read, and how well, by the sets and the scorer in that folder"
	@echo "make fuzz-nlu                 ten thousand messages that nobody would write: failures, time, memory"
	@echo "make bench-planner EVAL=path  how good plans are, by the generator and the checker in that folder (half an hour)"
	@echo "make bench-follow-ups         what a claim costs with a million follow-ups pending, on SQLite and on PostgreSQL"
	@echo "make bench-demand             how good forecasts of demand are, against “as a week before” (three minutes)"
	@echo "make bench-responsiveness     how long a command waits while plans are made and messages read"
	@echo "make bench-cost               what an order costs with 1,000 to 100,000 orders in the database (some minutes)"
	@echo "make evening                  forty customers, pools: what each pays alone and together (a few minutes)"
	@echo "make load                     orders at random moments, more and more: who waits how long, and for what (some minutes)"
	@echo "make soak                     a crash at every commit and call of an order's life; ten thousand orders (hours)"
	@echo "make soak-kill                two hundred kills over two thousand orders: what is lost or done twice (half an hour)"
	@echo "make train-intents  the weights of the trained intents anew, from nlu/training"
	@echo "make setup    only set up (.venv, pinned and hashed dependencies)"
	@echo "make clean    remove .venv and caches; the sandbox's data stays in data/"

setup:
	@echo "Bespoke: looking at what is set up ..."
	@$(MAKE) --no-print-directory $(READY)

$(READY): requirements.lock pyproject.toml
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then echo "Bespoke needs Python 3.11, 3.12 or 3.13 on PATH (or PYTHON=/path/to/python make ...)." >&2; exit 1; fi; \
	echo "1/4 making .venv with $$($$python --version)"; \
	$$python -m venv --clear .venv
	@echo "2/4 installing the pinned dependencies (about 400 MB, one to three minutes) ..."
	@$(PY) -m pip install --disable-pip-version-check --no-input --progress-bar off --require-hashes -r requirements.lock 2>.venv/pip.log \
		| awk '/^Collecting/ { n++; if (n % 10 == 1) { printf "    %d packages, now %s\n", n, $$2; fflush() } } /^Installing/ { print "    unpacking ..."; fflush() }' \
		; test -e .venv/bin/ruff || { cat .venv/pip.log >&2; exit 1; }
	@echo "3/4 installing bespoke itself"
	@$(PY) -m pip install --disable-pip-version-check --no-input -q --no-deps --no-build-isolation -e . 2>>.venv/pip.log || { cat .venv/pip.log >&2; exit 1; }
	@echo "4/4 compiling the planner's inner loops (a quarter of a minute or so)"
	@$(PY) -m planner.solver.joint.warm
	@touch $(READY)
	@echo "Set up."

run: setup
	@.venv/bin/bespoke sandbox

test: setup
	@$(PYTEST)

lint: setup
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(PY) -m tests.security.entities_only

check: lint
	@$(PYTEST)

bench: setup
	@$(PY) -m tests.bench

bench-nlu: setup
	@$(PY) -m tests.bench.nlu "$(EVAL)"

fuzz-nlu: setup
	@$(PY) -m tests.bench.fuzzing

bench-planner: setup
	@$(PY) -m tests.bench.plans "$(EVAL)"

bench-follow-ups: setup
	@$(PY) -m tests.bench.follow_ups

bench-demand: setup
	@$(PY) -m tests.bench.demand

# Each ends with an error where anything was lost, doubled, or left waiting.
soak: setup
	@$(PY) -m tests.crash.every_boundary
	@$(PY) -m tests.crash.many_orders

soak-kill: setup
	@$(PY) -m tests.crash.kill_nine

bench-cost: setup
	@$(PY) -m tests.bench.flat_cost

evening: setup
	@$(PY) -m tests.bench.evening

load: setup
	@$(PY) -m tests.bench.load --ramp
	@$(PY) -m tests.bench.load --ramp --on postgresql --workers 2

bench-responsiveness: setup
	@$(PY) -m tests.bench.responsiveness

train-intents: setup
	@$(PY) -m nlu.learned.training

screenshots: setup
	@$(PY) -m tests.e2e.screenshots docs

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find bot nlu planner storage tests -name __pycache__ -type d -prune -exec rm -rf {} +
