from datetime import date
from decimal import Decimal

import pytest

from flows.values import Inputs, MissingInput, Period

INPUTS = Inputs(
    {"n": 5, "p": Decimal("1.5"), "f": True, "t": "x", "d": date(2026, 1, 1), "m": Period(1, 0), "c": ("a", "b"), "r": ({"n": 1},)}
)


def test_values_come_out_with_their_type() -> None:
    assert INPUTS.whole("n") == 5
    assert INPUTS.decimal("p") == Decimal("1.5")
    assert INPUTS.decimal("n") == 5
    assert INPUTS.flag("f")
    assert INPUTS.text("t") == "x"
    assert INPUTS.day("d") == date(2026, 1, 1)
    assert INPUTS.period("m") == Period(1, 0)
    assert INPUTS.chosen("c") == ("a", "b")
    assert [row.whole("n") for row in INPUTS.rows("r")] == [1]


def test_defaults_stand_in_for_what_was_skipped() -> None:
    assert INPUTS.whole("missing", 3) == 3
    assert INPUTS.text("missing", "y") == "y"
    assert INPUTS.flag("missing", default=False) is False
    assert "missing" not in INPUTS
    with pytest.raises(MissingInput):
        INPUTS.whole("missing")


@pytest.mark.parametrize("read", [INPUTS.whole, INPUTS.decimal, INPUTS.flag, INPUTS.day, INPUTS.period, INPUTS.chosen, INPUTS.rows])
def test_a_value_of_another_type_is_refused(read: object) -> None:
    assert callable(read)
    with pytest.raises(TypeError):
        read("t")


def test_periods_compare_by_length() -> None:
    assert Period(0, 30) < Period(1, 0) < Period(0, 31) < Period(2, 0)
    assert sorted([Period(12, 0), Period(0, 364), Period(0, 366)]) == [Period(0, 364), Period(12, 0), Period(0, 366)]
