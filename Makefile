# Tweipress: `make run` to try it, `make test` to trust it, `make help` for the rest.

.DEFAULT_GOAL := help
.PHONY: help setup run test test-all check types house bench faults farm population words pictures wheel lock fresh clean
.DELETE_ON_ERROR:

BIN := .venv/bin
ROUNDS := 300
DATABASE := both
SUITE := -m "not slow"
# AGAIN=yes runs what failed once more, alone: a merge is not lost to a busy machine, and the log lists
# what passed only then. Few tests may need it: they are defects to mend.
suite = $(BIN)/pytest -n auto $(1) $(SUITE)$(if $(AGAIN), \
	|| $(BIN)/pytest --last-failed --last-failed-no-failures none --maxfail 3 $(1) $(SUITE))
# Where nothing may be kept, each process of the suite compiles all tests anew, for seconds each time.
unexport PYTHONDONTWRITEBYTECODE

##@ Use it

run: setup ## Set up, migrate, fill the demo and serve it on http://127.0.0.1:8000
	@$(BIN)/tweipress demo

setup: .venv/.stamp-run ## Make .venv with .venv/bin/tweipress from the locked requirements

##@ Work on it

test: .venv/.stamp-test ## Checks, then the suite on SQLite and on PostgreSQL, without what is slow by nature
	@sh scripts/chromium.sh
	@sh scripts/node.sh vnu-jar
	@$(MAKE) --no-print-directory check
	$(call suite,--ignore=tests/house)
	$(call suite,--books=postgres)

test-all: .venv/.stamp-test ## The same with everything: short benchmarks, rounds of faults, the farm, deep searches
	@sh scripts/node.sh lighthouse
	@$(MAKE) --no-print-directory test SUITE=--hypothesis-profile=deep

check: .venv/.stamp-test ## Lint, format, types, import contracts and house rules
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target types house

types:
	$(BIN)/mypy

house:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/pytest tests/house

bench: .venv/.stamp-test ## Measure every figure that is claimed, beside its peers; writes docs/benchmarks.md, a chart, and the table of README.md
	$(BIN)/python -m bench

faults: .venv/.stamp-test ## Kill, cut and fill up what runs, 300 rounds a database (ROUNDS=, SEED=, DATABASE=)
	@$(BIN)/python -m tests.faults --rounds $(ROUNDS) --database $(DATABASE) $(if $(SEED),--seed $(SEED))

farm: .venv/.stamp-test ## Let attackers and honest readers loose on a served site; writes docs/attackers.md
	@$(BIN)/python -m farm --write $(if $(SEED),--seed $(SEED))

population: .venv/.stamp-test ## Play 200 readers for 60 days on the rules; writes docs/expectations.md
	@$(BIN)/python -m farm.population --write

words: .venv/.stamp-test ## Extract every sentence, update the catalogues and compile them; says what to translate
	@$(BIN)/python -m scripts.words

fresh: ## What a newcomer sees: make run and make test in an empty clone and environment
	@python3 scripts/fresh.py

pictures: .venv/.stamp-test ## Take the pictures of README.md and docs/ anew, from a freshly filled demo
	@$(BIN)/python -m scripts.pictures

##@ Ship it

wheel: .venv/.stamp-test ## Build dist/tweipress-*.whl, which works alone
	@rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation
	@ls dist

lock: ## Lock the dependencies of pyproject.toml anew (needs uv)
	@sh scripts/lock.sh

##@ Help

help: ## This list
	@awk 'BEGIN { FS = ":.*## " } \
	    /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	    /^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

clean: ## Remove what make made; the site's own files stay
	rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/.stamp-run: requirements/run.txt pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh run
	@touch $@

.venv/.stamp-test: requirements/test.txt .venv/.stamp-run
	@sh scripts/setup.sh test
	@touch $@
