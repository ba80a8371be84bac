# Needs Python 3.11 or newer with pip, and nothing else; written for GNU Make 3.81 and later.

SHELL = /bin/sh
PYTHONS = python3.14 python3.13 python3.12 python3.11 python3
FITS = import sys, pip; sys.exit(sys.version_info < (3, 11) or [int(n) for n in pip.__version__.split(".")[:2]] < [22, 3])
# The newest Python that fits; looked for only when the environment is made.
PYTHON = $(shell for name in $(PYTHONS); do \
	"$$name" -c '$(FITS)' >/dev/null 2>&1 && echo "$$name" && break; done)
ENVIRONMENT = .venv
PIP = -m pip --disable-pip-version-check --no-input --quiet
# A worker a core; one that has nothing left to do takes from another. A run ends within the 40
# minutes, and says how far it came.
PYTEST = $(ENVIRONMENT)/bin/python -m pytest --numprocesses auto --dist worksteal \
	--session-timeout 2400

# Without compiled files each program that a test starts would compile all of rp_tui anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup play test slow check bench torture constraints clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(ENVIRONMENT)/.stamp ## install everything into .venv, once

play: setup ## start the program
	@$(ENVIRONMENT)/bin/python -m rp_tui

test: setup ## run the tests
	@$(PYTEST)

slow: setup ## run the tests that take long
	@$(PYTEST) -m slow

check: setup ## run every gate: lint, format, types, layers, tests
	$(ENVIRONMENT)/bin/ruff check .
	$(ENVIRONMENT)/bin/ruff format --check .
	$(ENVIRONMENT)/bin/mypy
	$(ENVIRONMENT)/bin/lint-imports
	$(PYTEST)

bench: setup ## measure the store against floors of the same run
	@$(ENVIRONMENT)/bin/python -m rp_tui bench store

torture: setup ## kill engines and writers, fill and damage the store; nothing is lost
	@$(ENVIRONMENT)/bin/python -m tests.torture

# pip's --python fills an environment that has no pip of its own, as Debian's Pythons make them.
$(ENVIRONMENT)/.stamp: pyproject.toml constraints.txt
	@python="$(PYTHON)"; \
	if [ -z "$$python" ]; then \
		echo "rp-tui needs Python 3.11 or newer with pip 22.3 or newer on the PATH." >&2; \
		exit 1; \
	fi; \
	$(ENVIRONMENT)/bin/python -c '' 2>/dev/null || \
		"$$python" -m venv --clear --without-pip $(ENVIRONMENT) && \
	"$$python" $(PIP) --python $(ENVIRONMENT)/bin/python install -c constraints.txt -e '.[dev]' && \
	touch $(ENVIRONMENT)/.stamp

constraints: ## choose the newest versions that fit, and pin them in constraints.txt
	@python="$(PYTHON)"; folder=$(ENVIRONMENT)-constraints; \
	"$$python" -m venv --clear --without-pip $$folder && \
	"$$python" $(PIP) --python $$folder/bin/python install '.[dev]' && \
	{ \
		echo "# The exact set that is tested; 'make constraints' chooses it anew."; \
		"$$python" $(PIP) --python $$folder/bin/python freeze --exclude rp-tui; \
	} > $$folder/constraints.txt && \
	mv $$folder/constraints.txt constraints.txt && \
	rm -rf $$folder

clean: ## remove what was installed and cached; your data stays
	rm -rf $(ENVIRONMENT) $(ENVIRONMENT)-constraints dist
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find rp_tui tests -name __pycache__ -type d -prune -exec rm -rf {} +
