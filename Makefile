# make run    the office at http://127.0.0.1:8000 (or the next free port) with its demo accounts
# make test   every test but the drills; make drills: those; make lint: style, types, floors
# Both set up what they need first: make setup.  Elsewhere: make VENV=/path PYTHON=python3.12
VENV   ?= .venv
PYTHON ?=
BIN    := $(VENV)/bin
MODULES := node_modules
TINOS  := $(MODULES)/@expo-google-fonts/tinos
FONTS  := $(addprefix build/fonts/Tinos-,Regular.ttf Italic.ttf Bold.ttf BoldItalic.ttf)
TESSDATA := build/tessdata/vie.traineddata
FRONT  := $(shell find static/src -type f 2>/dev/null)
# What plays a whole office: pages in browsers, walks through all its doors, each value at each door
# of programs, processes that are killed, a year or thousands of papers.
DRILLS := $(addprefix tests/,backup demo entry hostile look story walks \
	api/test_true_to_its_document.py matrix)
TRY    := $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -rsxX
WORDS  := $(patsubst %.po,%.mo,$(wildcard server/translations/*/LC_MESSAGES/messages.po))
NETWORK := Is the network there, and its proxy in the environment?

.PHONY: setup run test drills judges lint lock migration strings clean
unexport PYTHONDONTWRITEBYTECODE # forty processes of a test run would compile everything anew

.DELETE_ON_ERROR:
.NOTPARALLEL:

setup: $(VENV)/.ready $(MODULES)/.ready static/dist/manifest.json $(FONTS) $(TESSDATA) $(WORDS)
	@:

run: setup
	@exec $(BIN)/congso run

test: judges
	@$(TRY) $(addprefix --ignore=,$(DRILLS))
	@echo "Not tried here: the drills ($(DRILLS)). make drills tries them, and .ci/run both."

drills: judges
	@$(TRY) $(DRILLS)

judges: setup # what judges beside us, and everything compiled once: else each of forty processes does it
	@.ci/chromium
	@.ci/softhsm
	@.ci/judges
	@.ci/verapdf
	@$(BIN)/python -m compileall -qq -j 2 $(BIN)/../lib server signing workflows
	@$(BIN)/python -m tests.compiled

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/.ready: requirements.lock setup.cfg pyproject.toml
	@.ci/python "$(PYTHON)" $(VENV)
	@.ci/step "Python packages, each by its hash" "$(NETWORK)" .ci/packages $(VENV)
	@touch $@

$(MODULES)/.ready: package-lock.json .npmrc | $(VENV)/.ready
	@.ci/step "front-end packages" "$(NETWORK)" .ci/node $(VENV) npm ci --ignore-scripts
	@touch $@

static/dist/manifest.json: $(MODULES)/.ready build.mjs $(FRONT)
	@.ci/step "pages' scripts and styles" "Something in static/src does not build" .ci/node $(VENV) build.mjs

build/fonts/Tinos-Regular.ttf:    FACE := 400Regular/Tinos_400Regular.ttf
build/fonts/Tinos-Italic.ttf:     FACE := 400Regular_Italic/Tinos_400Regular_Italic.ttf
build/fonts/Tinos-Bold.ttf:       FACE := 700Bold/Tinos_700Bold.ttf
build/fonts/Tinos-BoldItalic.ttf: FACE := 700Bold_Italic/Tinos_700Bold_Italic.ttf
build/fonts/%.ttf: signing/font.py signing/letters.py $(MODULES)/.ready
	@mkdir -p $(@D)
	@.ci/step "the paper's font, $(@F)" "" $(BIN)/python -m signing.font $(TINOS)/$(FACE) $@

$(TESSDATA): $(MODULES)/.ready
	@mkdir -p $(@D)
	@.ci/step "the data that reads Vietnamese scans" "" $(BIN)/python -c \
	    'import gzip, pathlib, sys; pathlib.Path(sys.argv[2]).write_bytes(gzip.open(sys.argv[1]).read())' \
	    $(MODULES)/@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz $@

%.mo: %.po
	@.ci/step "words, $(*D)" "" $(BIN)/pybabel compile -i $< -o $@

lock: # ranges: setup.cfg and package.json
	$(BIN)/uv pip compile -q setup.cfg --extra dev --universal --python-version 3.11 \
	    --generate-hashes --no-header -o requirements.lock
	.ci/node $(VENV) npm install --package-lock-only --ignore-scripts

migration: # after a change of the models: make migration SAYS="what changed"; then read it through
	$(BIN)/python -m server.migrations.new "$(SAYS)"
	$(BIN)/ruff check -q --fix server/migrations
	$(BIN)/ruff format -q server/migrations

strings: # after a change of words: the catalogues follow, then a translator fills them in
	@mkdir -p build
	$(BIN)/pybabel -q extract -F server/translations/babel.cfg -k later -k counted:1,1 --sort-by-file \
	    --add-location file --no-wrap -o build/messages.pot .
	$(BIN)/pybabel -q update -N --no-wrap --ignore-obsolete --ignore-pot-creation-date \
	    -i build/messages.pot -d server/translations
	$(BIN)/pybabel -q compile -d server/translations

clean: # what was fetched and built; the office's own folder (var/) stays
	rm -rf $(VENV) $(MODULES) static/dist build *.egg-info .hypothesis .*_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
