# Two commands do everything from a fresh clone:
#   make demo    a synthetic market, published and served on http://127.0.0.1:8000
#   make test    every test that runs in minutes
# `make demo DEMO_FLAGS="--adverts 20000 --no-serve"` passes flags on.

PYTHON ?= python3
BIN := .venv/bin
STAMPS := .venv/.stamps
DEMO_FLAGS ?=
AUDIT_FLAGS ?=
TEST_FLAGS ?=

.PHONY: demo test test-all lint lock method screenshots notebooks audit clean help

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -4

demo: $(STAMPS)/run
	$(BIN)/jobtide demo $(DEMO_FLAGS)

test: $(STAMPS)/test $(STAMPS)/browser
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" $(TEST_FLAGS)

# Also what takes longer, a Spark cluster on this machine among it (that needs Java 17).
test-all: $(STAMPS)/test $(STAMPS)/spark $(STAMPS)/browser
	$(BIN)/python -m pytest -n 2 --dist worksteal $(TEST_FLAGS)

lint: $(STAMPS)/test
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks

# docs/method.md, from the definitions of figures in reference/measures/.
method: $(STAMPS)/run
	$(BIN)/jobtide measures --markdown > docs/method.md.new && mv docs/method.md.new docs/method.md

# What the README and docs show, made anew from the demo.
screenshots: $(STAMPS)/test $(STAMPS)/browser
	$(BIN)/python docs/screenshots.py

# docs/notebooks, run again on the demo (on the market in JOBTIDE_HOME, where that is set).
notebooks: $(STAMPS)/run
	$(BIN)/python docs/notebooks/make.py

# What the Nu HTML checker and Lighthouse say of each kind of page (needs npm and Java).
audit: $(STAMPS)/run $(STAMPS)/browser
	@test -e .venv/audit/node_modules/lighthouse || npm install --prefix .venv/audit --no-audit --no-fund --silent vnu-jar@26 lighthouse@12
	$(BIN)/python benchmarks/audit.py --tools .venv/audit $(AUDIT_FLAGS)

# The sets of packages that are known to work together, without any registry's address in them.
lock: $(STAMPS)/venv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements/run.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links pyproject.toml --extra test --extra dev -c requirements/run.lock \
	  -o requirements/test.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links pyproject.toml --extra spark -c requirements/test.lock \
	  -o requirements/spark.lock

clean:
	rm -rf .venv build dist

# -- set-up: done once, and again when a lock or pyproject.toml changes ----------------------------------------------

$(STAMPS)/venv:
	@sh requirements/venv.sh $(PYTHON)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: $(STAMPS)/venv requirements/run.lock pyproject.toml
	@test -e $(STAMPS)/test || sh requirements/install.sh requirements/run.lock
	@touch $@

$(STAMPS)/test: $(STAMPS)/venv requirements/test.lock pyproject.toml
	@sh requirements/install.sh requirements/test.lock
	@touch $@

$(STAMPS)/spark: $(STAMPS)/test requirements/spark.lock
	@sh requirements/install.sh requirements/spark.lock
	@touch $@

$(STAMPS)/browser: | $(STAMPS)/venv
	@sh requirements/chromium.sh
	@touch $@
