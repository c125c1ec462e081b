from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculators.assembly import founders_quorum, share_limit
from flows.rates import Rates
from flows.values import Inputs, Value

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("consenters", "attending", "attend", "approve", "valid", "why"),
    [
        (5, 3, 3, 2, True, "F-312: five agreed, three must come, two of three must agree"),
        (5, 2, 3, 2, False, "one too few came"),
        (5, 5, 3, 4, True, "two thirds of five are four"),
        (6, 4, 4, 3, True, "more than half of six is four"),
        (10, 6, 6, 4, True, "two thirds of six are exactly four"),
        (5, 6, 3, 4, False, "more than there are cannot come"),
    ],
)
def test_quorum_of_a_founders_assembly(consenters: int, attending: int, attend: int, approve: int, valid: bool, why: str) -> None:
    outputs = founders_quorum(Inputs({"consenters": consenters, "attending": attending}), Rates(), TODAY)
    assert outputs == {"attend": attend, "approve": approve, "valid": valid}, why


@given(st.integers(5, 100_000))
def test_the_quorum_is_more_than_half_and_two_thirds(consenters: int) -> None:
    outputs = founders_quorum(Inputs({"consenters": consenters}), Rates(), TODAY)
    attend, approve = outputs["attend"], outputs["approve"]
    assert isinstance(attend, int)
    assert isinstance(approve, int)
    assert 2 * attend > consenters >= 2 * (attend - 1)
    assert 3 * approve >= 2 * attend > 3 * (approve - 1)


@pytest.mark.parametrize(
    ("total", "own", "organisation", "most", "allowed", "excess", "why"),
    [
        (100, 30, "cooperative", 30, True, 0, "F-503: exactly 30% is allowed"),
        (100, 31, "cooperative", 30, False, 1, "one share too many"),
        (99, 29, "cooperative", 29, True, 0, "29.7 shares round down"),
        (100, 40, "federation", 40, True, 0, "F-503: 40% in a federation"),
        (100, 41, "federation", 40, False, 1, "one share too many in a federation"),
        (0, 0, "cooperative", 0, True, 0, "nothing paid in yet"),
    ],
)
def test_share_limit(total: int, own: int, organisation: str, most: int, allowed: bool, excess: int, why: str) -> None:
    given_values: dict[str, Value] = {"total-shares": total, "own-shares": own, "organisation": organisation}
    assert share_limit(Inputs(given_values), Rates(), TODAY) == {"most": most, "allowed": allowed, "excess": excess}, why
