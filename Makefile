# make demo and make test set up everything they need; Python 3.11+ and make are enough.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check reference bench soak setup clean

demo: setup
	$(BIN)/dure demo

test: setup
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow"

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/yamllint --strict -c .yamllint .
	$(BIN)/dure check

reference: setup
	$(BIN)/python -c 'from flows.calculators import CALCULATORS; from flows.reference import table; print(table(CALCULATORS), end="")' > docs/calculators.md
	$(BIN)/python -c 'from bot.holidays import YEARS; from holidays import country_holidays as days; print(*(f"{day} {name}" for day, name in sorted(days("KR", years=YEARS, language="ko").items())), sep="\n")' > bot/public_holidays.txt
	for name in docs/schema/*.json; do $(BIN)/dure schema $$(basename $$name .json) > $$name; done

bench: setup
	$(BIN)/python -m bench

soak: setup
	$(BIN)/python -m pytest -m slow -o addopts="-ra --strict-markers" tests

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -c 'import uv' 2>/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/python -m uv pip sync --quiet --compile-bytecode requirements.lock
	$(BIN)/python -m uv pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q bot desk faq flows storage
	touch $@

clean:
	rm -rf .venv var build *.egg-info
