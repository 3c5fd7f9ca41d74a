"""What int8 costs: the released model beside the trained one in full precision, on the validation split.

Needs the folder of the trained transformer, named by ``$STANCE_TRAINED``, and hydrated stand-off sentences. Run:
``python -m benchmarks.precision --profile full``.
"""

from pathlib import Path

from benchmarks.cases import arguments, score, write_result
from benchmarks.serving import MODEL, trained_folder
from stance.api.learning import gold_rows
from stance.api.models import load_model
from stance.corpus.examples import from_gold


def main() -> None:
    """Measure and write the result."""
    options = arguments("Int8 beside full precision.")
    rows = gold_rows(None)
    few = [row for row in rows if row.origin == "composed"][::20]
    validation = from_gold(rows if options.profile == "full" else few, splits=["validation"])
    models = {"full precision": trained_folder(), "int8": Path(MODEL)}
    figures = {name: score(load_model(folder), validation) for name, folder in models.items()}
    print(write_result("precision", options, figures, {"validation": validation}))


if __name__ == "__main__":
    main()
