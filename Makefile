# Needs: make, Python 3.11 or newer (PYTHON=… names another one), a package registry. `make help` lists the verbs.
PYTHON ?= python3
DATA ?= data
HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2

BIN := .venv/bin
MAIN := .venv/installed
DEV := .venv/installed-dev
NODE := tests/node/node_modules/installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
# Half-done targets must not look done.
.DELETE_ON_ERROR:
.PHONY: help up node test test-all check fix bench bench-publish bench-serve bench-guard bench-suggestions bench-masking bench-intake bench-cases bench-log bench-face crash attack docs lock clean

help: ## what there is
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

up: $(MAIN) ## the portal with its demo province; Ctrl-C stops it
	@exec $(BIN)/caunoi up --data "$(DATA)" --host "$(HOST)" --port "$(PORT)"

test: $(DEV) ## the tests, on SQLite, without the slow ones and the browser
	$(BIN)/pytest -q -n $(JOBS) -m "not browser and not slow"

test-all: $(DEV) $(NODE) ## all tests: SQLite, PostgreSQL, browser
	@JOBS=$(JOBS) .ci/test-all

check: $(DEV) ## style, types, directions of imports, migrations, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -W ignore -m django makemigrations --check --dry-run
	$(BIN)/pytest -q tests/test_house.py tests/test_docs.py

crash: $(DEV) ## web, worker, clerks, witness, mirror killed in publishes, filings, acts: on SQLite and PostgreSQL
	.ci/machine postgresql
	@for play in "driver run" "intake filing" "intake acting" "followed run"; do for on in "" .ci/with-postgresql; do \
		echo "── $$play $$on ──"; $$on $(BIN)/python -m tests.crash.$$play || exit 1; done; done

attack: $(DEV) ## attacks on a running portal, each real; what prevents or finds them and after how many seconds; a thousand honest releases under watch
	.ci/machine nginx
	$(BIN)/python -m tests.attack.play

fix: $(DEV) ## mend what a machine can mend of style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(DEV) ## are the docs true: links, variables, commands, verbs
	$(BIN)/pytest -q tests/test_docs.py

bench: bench-face bench-guard bench-suggestions bench-masking bench-log bench-cases bench-intake bench-publish bench-numbers bench-serve ## all benchmarks

bench-face: $(DEV) $(NODE) ## pages on a slow telephone, by Lighthouse, beside the ministry's thresholds
	.ci/machine chromium
	$(BIN)/python -m bench.face

bench-log: $(DEV) ## the public log at ten thousand, a million and ten million entries; a mirror of 100,000 pages
	$(BIN)/python -m bench.log

bench-publish: $(DEV) ## publishing at 1,000, 10,000 and 100,000 articles
	$(BIN)/python -m bench.publish

bench-serve: $(DEV) ## pages a second, beside the server's own best
	.ci/machine nginx wrk
	$(BIN)/python -m bench.serve

bench-guard: $(DEV) ## the guard's recall and false alarms
	$(BIN)/python -m bench.guard
	$(BIN)/python -m bench.hard

bench-masking: $(DEV) ## personal data found, missed and falsely found
	$(BIN)/python -m bench.masking

bench-intake: $(DEV) ## submissions accepted, durable and receipted in a second, beside bare inserts; SQLite and PostgreSQL
	.ci/machine postgresql
	$(BIN)/python -m bench.intake
	DURABLE=1 .ci/with-postgresql $(BIN)/python -m bench.intake

bench-cases: $(DEV) ## inbox, case and board at 100,000 cases; SQLite and PostgreSQL
	.ci/machine postgresql
	$(BIN)/python -W ignore -m bench.cases
	.ci/with-postgresql $(BIN)/python -W ignore -m bench.cases

bench-numbers: $(DEV) ## the desk's pages of numbers at 100,000 articles, 100,000 cases and a year of visits; SQLite and PostgreSQL
	.ci/machine postgresql
	$(BIN)/python -W ignore -m bench.numbers
	.ci/with-postgresql $(BIN)/python -W ignore -m bench.numbers

bench-suggestions: $(DEV) ## topics suggested, complaints and denunciations recognised
	$(BIN)/python -m bench.suggestions

lock: $(DEV) ## write both lock files anew from pyproject.toml
	$(PIP) install uv
	@for target in "requirements.lock --group build" "requirements-dev.lock --group build --group dev"; do \
	    set -- $$target; file=$$1; shift; \
	    $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	        --no-emit-index-url --no-emit-find-links pyproject.toml "$$@" --output-file $$file || exit 1; \
	done

clean: ## take away the environment and caches (never the data folder)
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made anew whenever the lock changes, so that nothing lives in it that the lock does not name.
$(MAIN): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Cần Python 3.11 trở lên; chỉ ra bằng: make PYTHON=/đường/dẫn/python3"; exit 1; }
	@echo "Tạo môi trường .venv và cài thư viện (chỉ lần đầu hoặc khi tệp khoá thay đổi) …"
	@$(PYTHON) -m venv --clear .venv || { echo "Không tạo được môi trường; trên Debian/Ubuntu: apt install python3-venv"; exit 1; }
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

# Programs that measure pages (an HTML validator, Lighthouse); nothing of them is shipped or run by the portal.
node: $(NODE)
$(NODE): tests/node/package-lock.json
	@.ci/machine nodejs npm default-jre-headless
	@echo "Cài công cụ đo trang …"
	@cd tests/node && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(DEV): $(MAIN) requirements-dev.lock
	@echo "Cài công cụ phát triển …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
