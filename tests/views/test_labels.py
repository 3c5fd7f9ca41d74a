import pytest

from stance.views.labels import NONE, WRITER, full_name, full_tie, holder_and_tie, holder_of, tie_of

TEXT = "Talks."


@pytest.mark.parametrize(
    ("holder", "tie", "named", "told"),
    [
        ("CHN", ("CHN", "USA"), "CHN", "CHN: CHN–USA"),
        (None, ("CHN", "USA"), WRITER, "the writer: CHN–USA"),
        ("CHN", None, "CHN", "CHN"),
        (None, None, NONE, ""),
    ],
)
def test_a_holder_is_a_party_the_writer_or_none(holder, tie, named, told, state, parse):
    statement = state(TEXT, 0, 6, "warning", holder, tie)
    assert holder_of(statement) == named
    assert parse(holder_and_tie(statement)).text() == told


@pytest.mark.parametrize(
    ("tie", "codes", "names"),
    [
        (None, "none", "none"),
        (("CHN", "USA"), "CHN–USA", "China (CHN) – United States (USA)"),
        (("AUS", "GBR", "USA"), "AUS–GBR–USA", "Australia (AUS) – United Kingdom (GBR) – United States (USA)"),
    ],
)
def test_a_tie_is_told_by_codes_and_by_names(tie, codes, names):
    assert (tie_of(tie), full_tie(tie)) == (codes, names)


def test_a_code_that_is_not_known_is_told_as_it_is():
    assert full_name("XYZ") == "XYZ"
