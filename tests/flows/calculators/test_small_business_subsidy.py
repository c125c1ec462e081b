from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rates import NoRate
from tests.flows.calculators.labor import run

ON = date(2026, 11, 22)
NEW = {"pay": 2_500_000, "workers": 5, "new": True}


def test_both_sides_get_eighty_percent() -> None:
    found = run("small-business-subsidy", NEW, ON)
    assert (found["worker-support"], found["employer-support"], found["months"]) == (113_000, 118_000, 36), "§23-6 두루누리"


@pytest.mark.parametrize(
    ("fact", "change", "reason"),
    [
        ("DR-01 nine workers", {"workers": 9}, "fits"),
        ("DR-01 ten workers", {"workers": 10}, "many"),
        ("DR-01 a won under the limit", {"pay": 2_699_999}, "fits"),
        ("DR-01 the limit", {"pay": 2_700_000}, "paid"),
        ("DR-01 insured before", {"new": False}, "known"),
        ("DR-01 property", {"wealthy": True}, "wealthy"),
    ],
)
def test_who_gets_it(fact: str, change: dict[str, int | bool], reason: str) -> None:
    found = run("small-business-subsidy", {**NEW, **change}, ON)
    assert found["reason"] == reason, fact
    assert found["fits"] == (reason == "fits") == (found["worker-support"] > 0)


@pytest.mark.parametrize("on", [date(2025, 7, 1), date(2026, 1, 1), date(2026, 12, 31)])
def test_years_with_a_rule(on: date) -> None:
    assert run("small-business-subsidy", NEW, on)["fits"]


def test_the_rule_of_2027_is_not_known() -> None:
    with pytest.raises(NoRate):
        run("small-business-subsidy", NEW, date(2027, 1, 1))


@given(st.integers(0, 10**7), st.integers(0, 100), st.booleans(), st.booleans())
def test_never_more_than_the_contributions(pay: int, workers: int, new: bool, wealthy: bool) -> None:
    found = run("small-business-subsidy", {"pay": pay, "workers": workers, "new": new, "wealthy": wealthy}, ON)
    shares = run("insurance", {"pay": pay}, ON)
    assert found["worker-support"] <= shares["pension"] + shares["employment"]
