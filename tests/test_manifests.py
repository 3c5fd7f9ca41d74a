import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.errors import DamagedModel
from stance.manifests import number


@given(value=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**300), 10**300))
def test_a_finite_number_is_returned(value):
    assert number("m", "weight", value) == float(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 10**400, True, None, "1", [1.0]])
def test_what_is_no_finite_number_is_refused(value):
    with pytest.raises(DamagedModel, match=r"^m: got weight .*; expected a finite number"):
        number("m", "weight", value)


@given(value=st.floats())
def test_a_number_is_in_its_range(value):
    if 0 <= value <= 1:
        assert number("m", "weight", value, least=0, most=1) == value
    else:
        with pytest.raises(DamagedModel, match="expected a number from 0 to 1"):
            number("m", "weight", value, least=0, most=1)
