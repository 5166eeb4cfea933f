# Two commands do all the set-up on a fresh machine: `make run` and `make test`.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin

.PHONY: soak schema-run chaos help run test check obligations bench openapi sbom audit lock clean unit contracts api workers simulation frontend-test e2e tools

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

tools:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: $(PYTHON) was not found."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is needed (Debian: apt-get install python3-venv)."; exit 1; }
	@command -v node >/dev/null || { echo "Node.js 20.19 or newer is needed: node was not found."; exit 1; }
	@node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(Number(major < 20 || (major === 20 && minor < 19)))' || { echo "Node.js 20.19 or newer is needed; this is $$(node --version)."; exit 1; }
	@command -v npm >/dev/null || { echo "npm is needed: it was not found."; exit 1; }

.venv/.runtime: requirements.lock | tools
	@echo "Installing the Python packages…"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock | tools
	@echo "Installing the Python packages and the tools of the tests…"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/.runtime

frontend/node_modules/.done: frontend/package-lock.json | tools
	@echo "Installing the SPA's packages…"
	@cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

FRONTEND := $(shell find frontend/src frontend/public -type f 2>/dev/null) $(wildcard frontend/*.ts frontend/*.json frontend/*.html)
frontend/dist/index.html: frontend/node_modules/.done $(FRONTEND)
	@echo "Building the SPA…"
	@cd frontend && npm run --silent build
	@touch $@

run: .venv/.runtime frontend/dist/index.html ## the whole product, no key, no account
	@$(BIN)/python -m adapters.bootstrap.local

test: check ## everything CI runs, two suites at a time, and the browser's alone
	@echo "The suites run; each prints when it is done…"
	@$(MAKE) --no-print-directory -j2 --output-sync=target api unit contracts workers simulation frontend-test
	@$(MAKE) --no-print-directory e2e
	@$(BIN)/python -m tests.summary

check: .venv/.dev frontend/node_modules/.done ## formats, lint, types, import rules, spelling, freshness
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/python -m api.export --check
	$(BIN)/python -m tests.supply --check
	cd frontend && npm run --silent check

PYTEST := $(BIN)/python -m pytest -q
unit: .venv/.dev
	$(PYTEST) tests/unit tests/sandbox tests/obligations
contracts: .venv/.dev
	$(PYTEST) tests/contracts
api: .venv/.dev
	$(PYTEST) tests/api
workers: .venv/.dev
	$(PYTEST) tests/workers
simulation: .venv/.dev
	$(PYTEST) tests/simulation
frontend-test: frontend/node_modules/.done
	cd frontend && npm run --silent test
e2e: .venv/.dev frontend/dist/index.html
	$(PYTEST) tests/e2e

obligations: .venv/.dev ## each promise of the policy → its proof → docs/obligations.md
	$(BIN)/python -m tests.obligations $(ARGS)

SEEDS ?= 2000
soak: .venv/.dev ## the delivery simulation over many seeds (SEEDS=2000); a failing one says how to replay it
	SIM_SEEDS=0-$$(( $(SEEDS) - 1 )) $(PYTEST) tests/simulation -k whatever

EXAMPLES ?= 100
schema-run: .venv/.dev ## generated requests to every operation of the API (EXAMPLES=100 of each kind)
	SCHEMA_EXAMPLES=$(EXAMPLES) SCHEMA_PER_TAG=1000 $(PYTEST) tests/api/test_schema_run.py --timeout=3000

ACTIONS ?= 10000
chaos: .venv/.dev ## real workers, killed at any point, through the simulated vendor (ACTIONS=10000)
	$(BIN)/python -m tests.chaos --actions $(ACTIONS)

bench: .venv/.dev ## ratios into docs/benchmarks.md (ARGS="--queued 100000 --waiting 10000 1000000")
	$(BIN)/python -m tests.bench $(ARGS)

eval: .venv/.dev ## how replies are read: confusion matrix, objection recall
	$(BIN)/python -m tests.eval

openapi: .venv/.dev frontend/node_modules/.done ## the API document and the SPA's client
	$(BIN)/python -m api.export
	cd frontend && npm run --silent generate

sbom: .venv/.dev ## what the product is made of, from the locks → docs/security/sbom.cdx.json
	$(BIN)/python -m tests.supply

audit: .venv/.dev frontend/node_modules/.done ## known vulnerabilities of locked packages; asks the network
	cd frontend && npm audit --omit=dev --audit-level=high
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/python -c 'import socket; socket.create_connection(("api.osv.dev", 443), 10)' 2>/dev/null || { echo "The Python packages were not audited: api.osv.dev cannot be reached from here."; exit 1; }
	$(BIN)/uv tool run pip-audit@2.10.1 --requirement requirements.lock --require-hashes --disable-pip --vulnerability-service osv

UV := $(BIN)/uv pip compile pyproject.toml --quiet --generate-hashes --universal --custom-compile-command "make lock"
lock: .venv/.dev ## the Python locks
	@$(BIN)/python -m pip install --quiet uv
	$(UV) -o requirements.lock
	$(UV) --extra dev -o requirements-dev.lock

clean: ## remove data, builds and caches (the tools stay)
	rm -rf .data frontend/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache test-results
