# What the README says, word for word what the continuous integration runs.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test train bench clean

# A bare machine to a read article: core dependencies only, article 004 held out.
demo: $(BIN)/stance
	$(BIN)/python -m stance train linear --recipe stance/recipes/linear-v1.toml --split seed --hold-out 004 --out build/demo
	$(BIN)/python -m stance read --model build/demo --format text seeds/text/004.txt

$(BIN)/stance: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --constraint constraints.txt --editable .
	touch $@

# A bare machine to every check: lint, types, import contracts, tests with coverage.
test:
	$(PYTHON) -m venv $(VENV)
	$(PIP) --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports
	$(BIN)/python -m stance corpus check
	$(BIN)/python -m coverage run -m pytest
	$(BIN)/python -m coverage report

# The released models, again. All but the first two need the open sources hydrated: see annotations/README.md. The
# transformer needs the train extra and takes its time; a training that was cut off goes on.
train:
	$(PYTHON) -m venv $(VENV)
	$(PIP) --constraint constraints.txt --editable '.[train]'
	$(BIN)/python -m stance train majority --split seed --out models/majority-v1
	$(BIN)/python -m stance train linear --recipe stance/recipes/linear-v1.toml --split seed --out models/linear-v1
	$(BIN)/python -m stance train linear --split train --out models/linear-v4
	$(BIN)/python -m stance train transformer --out build/minilm
	$(BIN)/python -m stance export build/minilm --out models/minilm-v1
	$(BIN)/python -m stance blend linear-v4 minilm-v1 --out models/blend-v1
	$(BIN)/python -m stance cascade linear-v4 blend-v1 --out models/fast

# The benchmarks, again: many hours. OPEN names the folder of the public files of the open sources, in which their
# sentences are read; without it, these are left out of the benchmark of holders and ties.
bench:
	$(BIN)/python -m benchmarks.quality --profile full
	$(BIN)/python -m benchmarks.speed --profile full
	$(BIN)/python -m benchmarks.realism --profile full
	$(BIN)/python -m benchmarks.curves --profile full
	$(BIN)/python -m benchmarks.ties --profile full
	$(BIN)/python -m benchmarks.ablations --profile full
	$(BIN)/python -m benchmarks.confirmation --profile full
	STANCE_TRAINED=build/minilm $(BIN)/python -m benchmarks.serving --profile full
	STANCE_TRAINED=build/minilm $(BIN)/python -m benchmarks.precision --profile full
	$(BIN)/python -m benchmarks.quotes --profile full
	$(BIN)/python -m benchmarks.reading --profile full $(if $(OPEN),--files $(OPEN))
	$(BIN)/python -m benchmarks.evidence --profile full
	$(BIN)/python -m benchmarks.elsewhere --profile full
	$(BIN)/python -m benchmarks.tables

clean:
	rm -rf build dist $(VENV)
