# Needs Python 3.11 or later, found as python3 (or: make PYTHON=python3.12 …). Everything is installed into .venv.
PYTHON ?= python3
ARTICLE ?=
DATA ?= ../shared/data
MODEL := lib/newsframes/reader/model
SEED := seeds/000_bfc59336010fc295.txt
BIN := .venv/bin
CHROMIUM := /usr/bin/chromium
# A process for each processor, which runs whole files.
PARALLEL := $(BIN)/pytest -n logical --dist loadfile
NOTEBOOKS := $(sort $(wildcard notebooks/*.ipynb))
export PYTHONHASHSEED = 0
export TZ = UTC

# Modules are compiled when they are first imported: most never are.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
COMPILE := .venv-tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run check lab test browser notebooks docs rules trial corrections-trial review-speed cases calibrate score links ledger bench corpus-bench refit about train lock audit wheels offline processors fuzz screens gallery screenshot clean bench-long second-runner run-speed

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

# The stamp is newer than what it was made from, so a second run installs nothing.
.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Cannot set up: $$($(PYTHON) --version) is too old. Expected 3.11 or later; run make PYTHON=python3.11 …"; exit 1; }
	@echo "Installing into .venv, which takes a minute or two and happens once …"
	@start=$$(date +%s); { test -x $(BIN)/python || $(PYTHON) -m venv .venv; } \
		&& $(PIP) --require-hashes -r requirements.lock \
		&& $(PIP) --no-deps --no-build-isolation -e . \
		&& echo "Installed in $$(($$(date +%s) - start)) s."
	@touch $@

run: .venv/installed ## read the seed (or ARTICLE=path or address): tables, report.html and a notebook in out/
	@$(BIN)/python -m newsframes report "$(or $(ARTICLE),$(SEED))" --out out --notebook notebooks/99-your-article.ipynb

check: .venv/installed ## compare a DRAFT with its SOURCE (a file, a folder or an address): page in out/check.html
	@$(BIN)/python -m newsframes check "$(DRAFT)" "$(SOURCE)" --out out/check.html

lab: .venv/installed ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir=. --LabApp.default_url=/lab/tree/notebooks/00-start-here.ipynb

test: .venv/installed ## everything that CI runs: ruff, mypy, pytest, strict nbval, and, if Chromium is there, a real JupyterLab
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(PARALLEL)
	$(PARALLEL) --nbval --nbval-current-env -p no:cacheprovider -W default notebooks
	@if test -x $(CHROMIUM); then $(MAKE) --no-print-directory browser; \
		else echo "Chromium is not installed, so the browser tests are left out (Debian: apt install chromium)."; fi

browser: .venv/browser ## the browser tests alone: run the notebooks in JupyterLab in Chromium, pictures to out/screens
	$(BIN)/pytest -o addopts="-q --strict-markers" -W default tests/browser

.venv/browser: tests/browser/requirements.lock .venv/installed
	$(PIP) --require-hashes -r tests/browser/requirements.lock
	@touch $@

.venv/second-runner: .ci/second-runner.lock .venv/installed
	$(PIP) --require-hashes -r .ci/second-runner.lock
	@touch $@

# Stored notebooks hold no versions of the language, which pytest-notebook would otherwise compare.
second-runner: .venv/second-runner ## compare the notebooks with what a second runner (pytest-notebook) makes of them; nbval is CI's
	$(BIN)/pytest -p no:cacheprovider -o addopts=-q -o nb_diff_ignore=/metadata/language_info -W default --nb-test-files notebooks

notebooks: .venv/installed ## run the notebooks in place, reproducibly
	@$(BIN)/python -m newsframes rerun $(NOTEBOOKS)

docs: .venv/installed ## write the generated parts of README.md and docs/ anew
	@$(BIN)/python tests/pages.py

rules: .venv/installed ## count every rule on the development sets of DATA, and what its removal costs (minutes): docs/rules.md
	PYTHONPATH=lib $(BIN)/python -m evaluation.rules --data $(DATA)

trial: .venv/installed ## run 99-your-article on the 171 Wikinews articles of DATA, and on an empty, a short and a long one
	@$(BIN)/python tests/trial.py $(DATA)/wikinews/wikinews_2019.csv

corrections-trial: .venv/installed ## 10,000 random sequences of corrections: the contract holds, undo and replay give the same (a quarter of an hour of processor time)
	$(BIN)/pytest --hypothesis-profile=trial --hypothesis-show-statistics tests/corrections/test_random_sequences.py

review-speed: .venv/browser ## keystrokes to review the seed, and the time of one decision among 300 rows, in a real JupyterLab
	@$(BIN)/python tests/browser/measure_review.py

cases: .venv/installed ## run the cases modelled on public bug reports, and count those that are right
	@$(BIN)/python tests/cases.py

calibrate: .venv/installed ## fit the weights of the confidences from DATA, after the reader or the coreference changed (minutes)
	PYTHONPATH=lib $(BIN)/python -m training.confidence_fitting --data $(DATA)

score: .venv/installed ## score the reader on the development sets of DATA (minutes), or against your CORRECTIONS of an ARTICLE
ifdef CORRECTIONS
	@$(BIN)/python -m newsframes corrections score "$(CORRECTIONS)" "$(ARTICLE)"
else
	@$(PIP) --no-deps --require-hashes -r lib/evaluation/requirements.txt
	PYTHONPATH=lib $(BIN)/python -m evaluation.score --data $(DATA) --write $(MODEL)/scores.json
	@$(BIN)/python tests/pages.py
endif

links: .venv/installed ## score the links of the coreference head between gold mentions of DATA (minutes)
	PYTHONPATH=lib $(BIN)/python -m training.links --data $(DATA)

ledger: .venv/installed ## score the ledger's relations between figures of many events of DATA, against pairs marked by hand (minutes)
	PYTHONPATH=lib $(BIN)/python -m evaluation.ledger_marks --data $(DATA)

bench: .venv/installed .venv-chain/installed ## measure speed and memory on articles of DATA, against spaCy and a chain of packages: docs/speed.md
	@$(PIP) --no-deps --require-hashes -r lib/evaluation/requirements.txt
	PYTHONPATH=lib $(BIN)/python -m evaluation.benchmark --data $(DATA) --seed $(SEED) --write $(MODEL)/bench.json
	PYTHONPATH=lib $(BIN)/python -m evaluation.speed --data $(DATA) --chain .venv-chain/bin/python --write docs/speed.md
	@$(BIN)/python tests/pages.py

.venv-chain/installed: lib/evaluation/chain.txt lib/evaluation/requirements.txt
	@test -x .venv-chain/bin/python || $(PYTHON) -m venv .venv-chain
	@.venv-chain/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		-r lib/evaluation/chain.txt -r lib/evaluation/requirements.txt
	@touch $@

# PARTS are what is measured, the others stay as they were; COPIES and LEADS how often each of the 171 Wikinews articles is
# read, whole or its first paragraphs alone, each time with days of another year.
PARTS ?= plain workers whole leads
COPIES ?= 1 10
LEADS ?= 10
corpus-bench: .venv/installed ## measure corpora of Wikinews articles of DATA (an hour; PARTS=plain: minutes; LEADS="10 100": another): docs/corpus.md
	PYTHONPATH=lib $(BIN)/python -m evaluation.corpus_benchmark --data $(DATA) --parts $(PARTS) --copies $(COPIES) --leads $(LEADS) \
		--write $(MODEL)/corpus-bench.json
	@$(BIN)/python tests/pages.py

run-speed: .venv/installed ## time and processor time of make run on an own short ARTICLE, after installation (the seed's text by default)
	@PYTHONPATH=lib $(BIN)/python -m evaluation.run_speed "$(or $(ARTICLE),$(SEED))"

bench-long: .venv/installed ## time tabulate on texts of 10 to 320 kB of DATA, which must be linear, and on three odd shapes (minutes)
	PYTHONPATH=lib $(BIN)/python -m evaluation.long_texts --data $(DATA)

# WORK keeps checkpoints, outside git. ENCODER is the folder of the official MPNet-base; docs/training.md says where from.
WORK ?= ../newsframes-training
ENCODER ?= $(WORK)/all-mpnet-base-v2
TRAIN = --data $(abspath $(DATA)) --encoder $(abspath $(ENCODER)) --work $(abspath $(WORK))
refit: .venv/installed ## fit the coreference head of the shipped reader on our judgements of news (minutes)
	test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -r lib/training/requirements.txt
	cd lib && ../.venv-train/bin/python -m training.head_refitting --data $(abspath $(DATA)) --model newsframes/reader/model

about: .venv/installed ## fit the head that says what figures are about on our marks of news (minutes); after train
	test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -r lib/training/requirements.txt
	cd lib && ../.venv-train/bin/python -m training.about_fitting --data $(abspath $(DATA)) --model newsframes/reader/model \
		--marks ../tests/gold/about_train.jsonl --golden ../tests/golden/topics.jsonl

train: .venv/installed ## train the reader anew from DATA and export it (three hours on two cores that know bf16, ten on others)
	test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -r lib/training/requirements.txt
	cd lib && ../.venv-train/bin/python -m training.attribution_patterns --data $(abspath $(DATA)) --out newsframes/language/lexicons
	cd lib && ../.venv-train/bin/python -m training.train $(TRAIN) --stop 1000
	cd lib && ../.venv-train/bin/python -m training.train $(TRAIN) --resume $(abspath $(WORK))/reader.pt \
		--steps 800 --rate 3.8e-5 --alone 0.25 --leading 0
	cd lib && ../.venv-train/bin/python -m training.train $(TRAIN) --resume $(abspath $(WORK))/reader.pt --coreference \
		--steps 1200 --rate 6e-5 --alone 0.25 --leading 0 --room 0.35 --every 2 2 1 --frozen 2
	cd lib && ../.venv-train/bin/python -m training.train $(TRAIN) --resume $(abspath $(WORK))/reader.pt --coreference \
		--steps 280 --rate 3e-5 --scorer-rate 2e-4 --alone 0.25 --leading 0 --every 1 3 2 --frozen 2
	cd lib && ../.venv-train/bin/python -m training.export --checkpoint $(abspath $(WORK))/reader.pt --encoder $(abspath $(ENCODER)) \
		--data $(abspath $(DATA)) \
		--out newsframes/reader/model
	cd lib && ../.venv-train/bin/python -m training.export --checkpoint $(abspath $(WORK))/reader.pt --encoder $(abspath $(ENCODER)) \
		--data $(abspath $(DATA)) \
		--out $(abspath $(WORK))/fp32 --fp32
	PYTHONPATH=lib $(BIN)/python -m evaluation.score --data $(DATA) --model $(WORK)/fp32 --write $(MODEL)/scores-fp32.json

screens: .venv/browser ## pictures of notebooks, reports, explorer and every chart (or of ARTICLE) at three widths, light and dark, colour-blind, in print: out/screens
	PYTHONPATH=lib $(BIN)/python tests/browser/screens.py $(ARTICLE)

gallery: .venv/installed ## write the notebooks as stored, two reports and an explorer as a static site, for GitHub Pages: out/gallery
	@PYTHONPATH=lib $(BIN)/python -m gallery --out out/gallery

screenshot: .venv/browser ## take the README's picture in a real JupyterLab (needs Chromium)
	$(BIN)/python tests/browser/screenshot.py notebooks/00-start-here.ipynb docs/00-start-here.png

.venv-tools/installed: .ci/requirements.lock
	@test -x .venv-tools/bin/python || $(PYTHON) -m venv .venv-tools
	@.venv-tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.lock
	@touch $@

lock: .venv-tools/installed ## pin and hash all packages anew after requirements.txt changed (seconds); LATEST=1 takes the newest of what is not pinned
	$(COMPILE) $(if $(LATEST),--upgrade) requirements.txt --no-emit-package newsframes -o requirements.lock
	$(COMPILE) $(if $(LATEST),--upgrade) tests/browser/requirements.txt -c requirements.lock -o tests/browser/requirements.lock
	$(COMPILE) $(if $(LATEST),--upgrade) .ci/second-runner.txt -c requirements.lock -o .ci/second-runner.lock
	$(COMPILE) $(if $(LATEST),--upgrade) .ci/requirements.txt -o .ci/requirements.lock

audit: .venv/installed .venv-tools/installed ## look up vulnerabilities of the locked packages; bill of materials in out/sbom.cdx.json
	@$(BIN)/python tests/audit.py

WHEELS ?= out/wheels
wheels: .venv/installed ## download what the lock names into WHEELS, to install without network (docs/trust.md)
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes -r requirements.lock -d $(WHEELS)

offline: wheels ## install from WHEELS into an empty environment, without network and with hashes, and read the seed there (minutes)
	@PYTHON=$(PYTHON) tests/offline.sh $(WHEELS)

# EMULATE=Nehalem (or another that qemu-x86_64 -cpu help lists) needs Debian's qemu-user, and about an hour for 24 articles.
processors: .venv/installed ## share of rows that older instructions give alike, on articles of DATA (minutes; EMULATE=…)
	@$(BIN)/python tests/processors.py $(wordlist 1,$(or $(ARTICLES),24),$(wildcard $(DATA)/polnear/dev/*.txt)) \
		$(if $(EMULATE),--emulate $(EMULATE))

fuzz: .venv/installed ## read 50,000 damaged files of every format, tabulate some, damage tables and corrections (an hour; CASES=…, FIRST=…)
	@$(BIN)/python -W error tests/fuzz.py --cases $(or $(CASES),50000) --first $(or $(FIRST),0)

clean: ## remove the environment and the output
	rm -rf .venv .venv-chain out
