import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.labels import Rhetoric, Stance

# The table of the labelling contract: rhetoric value to CAMEO codes.
TABLE = {
    "praise": "051 052 053",
    "pledge": "03",
    "cooperate": "04 050 054 055 056 057 06 07 08",
    "appeal": "02",
    "demand": "10",
    "criticise": "09 11 14",
    "reject": "12 160 161 162 164 165",
    "threaten": "13 15 163 166 17 18 19 20",
    "report": "01",
}
PREFIXES = [(prefix, rhetoric) for rhetoric, prefixes in TABLE.items() for prefix in prefixes.split()]


@pytest.mark.parametrize(("prefix", "rhetoric"), PREFIXES)
def test_cameo_prefix_has_the_rhetoric_of_the_contract(prefix, rhetoric):
    assert Rhetoric.from_cameo(prefix) is Rhetoric(rhetoric)


@settings(deadline=None)
@given(prefix=st.sampled_from([prefix for prefix, _ in PREFIXES]), rest=st.text("0123456789", max_size=2))
def test_cameo_code_has_the_rhetoric_of_its_longest_prefix(prefix, rest):
    code = (prefix + rest)[:4]
    longest = max((other for other, _ in PREFIXES if code.startswith(other)), key=len)
    assert Rhetoric.from_cameo(code) == dict(PREFIXES)[longest]


@pytest.mark.parametrize(
    "code", ["", "0", "1", "00", "21", "99", "210", "1A", "01x", "x01", "13 ", "-13", "1.3", "01011"]
)
def test_cameo_code_that_is_not_in_the_table_is_refused(code):
    with pytest.raises(ValueError, match="got CAMEO code"):
        Rhetoric.from_cameo(code)


@pytest.mark.parametrize("code", ["١٣", "１３", "1³"])
def test_cameo_code_in_other_digits_is_refused(code):
    with pytest.raises(ValueError, match="got CAMEO code"):
        Rhetoric.from_cameo(code)


@settings(deadline=None)
@given(code=st.text(string.printable, max_size=5))
def test_cameo_code_of_any_form_gives_a_label_or_a_value_error(code):
    try:
        assert Rhetoric.from_cameo(code) in Rhetoric
    except ValueError as error:
        assert repr(code) in str(error)  # noqa: PT017


@pytest.mark.parametrize("labels", [Stance, Rhetoric])
def test_labels_stand_in_alphabetical_order(labels):
    assert [str(label) for label in labels] == sorted(map(str, labels))


def test_labels_are_those_of_the_contract():
    assert {str(label) for label in Rhetoric} == set(TABLE)
    assert {str(label) for label in Stance} == {"supportive", "warning", "neutral"}


def test_label_equals_its_text():
    assert Stance("warning") == "warning"
    assert f"{Rhetoric.CRITICISE}" == "criticise"
