from dataclasses import replace

import pytest

from stance.api.learning import KINDS
from stance.artifacts import Manifest
from stance.evaluation.card import model_card, model_index, parts_of

MANIFEST = Manifest(
    name="tale-v1",
    kind="linear",
    params={"min_df": 2, "class_weight": "balanced"},
    classes=["neutral", "supportive", "warning"],
    rhetoric_classes=["demand", "report"],
    calibration={"method": "temperature scaling", "stance": 1.5, "rhetoric": 2.5},
    abstention=None,
    data={"fingerprint": "f" * 64, "rows": 6, "groups": ["a", "b", "c"]},
    versions={"stance-ties": "9.8.7", "numpy": "6.5.4"},
)


@pytest.fixture(scope="module")
def card(report):
    return model_card(MANIFEST, report)


@pytest.mark.parametrize(
    "said",
    [
        "# tale-v1\n",
        "stance (neutral, supportive, warning)",
        "rhetoric (demand, report)",
        "6 sentences of 3 groups (a, b, c)",
        "`class_weight='balanced'`, `min_df=2`",
        "stance-ties 9.8.7, numpy 6.5.4",
        "`python -m stance train linear`",
        "**Calibration**: temperature scaling.",
        "**Abstention**: none: `abstain` is always false.",
        "and checked by no person",
        "**Limits**: English only.",
    ],
)
def test_card_says_what_the_manifest_does(card, said):
    assert said in card


def test_card_says_what_the_report_does(card, report):
    measures = [line for line in report.to_markdown().splitlines() if line and not line.startswith("#")]
    assert all(f"\n{line}\n" in card for line in measures)


def test_card_names_the_machine_that_measured(card, report):
    assert all(report.machine[name] in card for name in ("processor", "cores", "python"))


def test_card_puts_the_headings_of_the_report_below_its_own(card):
    headings = [line for line in card.splitlines() if line.startswith("#")]
    assert headings == ["# tale-v1", "## tale-v1 on six rows", "### Stance", "### Rhetoric"]


def test_card_leaves_a_sharp_sign_inside_a_name_alone(report):
    card = model_card(MANIFEST, replace(report, data="file # 3"))
    assert "\n## tale-v1 on file # 3\n" in card


def test_card_names_the_abstention_threshold(report):
    assert "**Abstention**: below a top probability of 0.550." in model_card(replace(MANIFEST, abstention=0.55), report)


def test_card_says_what_the_abstention_threshold_keeps_to(report):
    manifest = replace(MANIFEST, abstention=0.55, calibration=MANIFEST.calibration | {"risk": 0.05})
    assert "0.550, chosen so that at most 5 % of the answers above it were wrong" in model_card(manifest, report)


def test_card_tells_the_licence_of_the_base_of_weights_and_of_their_blend(report):
    fine_tuned = replace(MANIFEST, name="two", kind="onnx", params={"encoder": "minilm"})
    blend = replace(MANIFEST, kind="blend", params={"first": "tale-v1", "second": "two"})
    line = "\n- **Base and licence**: all-MiniLM-L6-v2 (Apache-2.0); these weights Apache-2.0.\n- **Made with**"
    assert line in model_card(fine_tuned, report)
    assert line in model_card(blend, report, [MANIFEST, fine_tuned])
    assert line not in model_card(MANIFEST, report)


@pytest.fixture
def known():
    other = replace(MANIFEST, name="other", files={"weights": {"bytes": 2**20, "sha256": "0"}})
    blend = replace(MANIFEST, name="blend", kind="blend", params={"first": "tale-v1", "second": "other"})
    cascade = replace(MANIFEST, name="fast", kind="cascade", params={"first": "tale-v1", "second": "blend"})
    return {each.name: each for each in (MANIFEST, other, blend, cascade)}


def test_parts_are_what_a_model_is_made_of_each_once(known):
    assert parts_of(known["other"], known.__getitem__) == [known["other"]]
    assert parts_of(known["fast"], known.__getitem__) == [MANIFEST, known["other"]]


def test_index_gives_the_size_of_parts_and_marks_the_default(known):
    figures = {"macro_f1": 0.5, "low": 0.4, "high": 0.6, "calibration_error": 0.1, "data": "six rows"}
    index = model_index({name: (each, figures) for name, each in known.items()}, "blend")
    assert index.count("(the default)") == 1
    assert "| [blend](blend/README.md) (the default) | blend |" in index
    assert index.count("| 1.0 MiB: tale-v1 and other |") == 2
    assert "| [other](other/README.md) | linear | 6 | six rows | 0.50 (0.40 to 0.60) | 0.10 | 1.0 MiB |" in index


def test_card_lists_the_first_of_many_groups(report):
    manifest = replace(MANIFEST, data={"rows": 8, "groups": list("abcdefgh")})
    assert "8 sentences of 8 groups (a, b, c, d, e, f, …)" in model_card(manifest, report)


def test_card_of_a_model_without_arguments_says_none(report):
    assert "**Made with**: none;" in model_card(replace(MANIFEST, params={}), report)


@pytest.mark.parametrize("kind", KINDS)
def test_card_says_what_each_kind_is_for(report, kind):
    paragraphs = model_card(replace(MANIFEST, kind=kind), report).split("\n\n")
    assert len(paragraphs[1].split()) > 10
