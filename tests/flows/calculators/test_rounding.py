from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculators.rounding import at_least, hundredths, nearest, reached, without_ones

amounts = st.fractions(min_value=0, max_value=10**12)


@pytest.mark.parametrize(("value", "won"), [(Fraction(1, 2), 1), (Fraction(49, 100), 0), (Fraction(7), 7), (Fraction(3, 2), 2)])
def test_halves_go_up(value: Fraction, won: int) -> None:
    assert nearest(value) == won


@pytest.mark.parametrize(("value", "won"), [(Fraction(9), 0), (Fraction(10), 10), (Fraction(102419, 1), 102410)])
def test_ones_are_dropped(value: Fraction, won: int) -> None:
    assert without_ones(value) == won


def test_two_digits_behind_the_point() -> None:
    assert hundredths(Fraction(2, 3)) == Decimal("0.67")
    assert reached(Fraction(2, 3), 1) == Decimal("0.67")
    assert reached(Fraction(49_999, 1000), 50) == Decimal("49.99"), "short of the threshold"


@given(amounts)
def test_no_way_is_off_by_more_than_it_says(value: Fraction) -> None:
    assert abs(nearest(value) - value) <= Fraction(1, 2)
    assert value <= at_least(value) < value + 1
    assert value - 10 < without_ones(value) <= value
