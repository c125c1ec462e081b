from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.rates import NoRate
from tests.flows.calculators.labor import run

WON = st.integers(0, 10**11)
EXAMPLE = {"sales": 80_000_000, "exempt-sales": 20_000_000, "input-tax": 3_000_000, "common-input-tax": 1_000_000}


def test_the_worked_example() -> None:
    found = run("vat", EXAMPLE)
    assert (found["output-tax"], found["denied"], found["deducted"]) == (8_000_000, 200_000, 3_800_000), "K3"
    assert (found["payable"], found["refund"], found["next-notice"]) == (4_200_000, 0, 2_100_000), "K3"


@pytest.mark.parametrize(
    ("fact", "given_values", "denied", "whole"),
    [
        ("VAT-11 under 5% and 5 million", {"sales": 95_000_001, "exempt-sales": 4_999_999, "common-input-tax": 4_999_999}, 0, True),
        ("VAT-11 at 5%", {"sales": 95_000_000, "exempt-sales": 5_000_000, "common-input-tax": 1_000_000}, 50_000, False),
        ("VAT-11 at 5 million", {"sales": 99_000_000, "exempt-sales": 1_000_000, "common-input-tax": 5_000_000}, 50_000, False),
        ("VAT-11 under 50,000", {"sales": 1_000_000, "exempt-sales": 9_000_000, "common-input-tax": 49_999}, 0, True),
        ("VAT-11 at 50,000", {"sales": 1_000_000, "exempt-sales": 9_000_000, "common-input-tax": 50_000}, 45_000, False),
    ],
)
def test_when_shared_purchases_count_whole(fact: str, given_values: dict[str, int], denied: int, whole: bool) -> None:
    found = run("vat", given_values)
    assert (found["denied"], found["whole"]) == (denied, whole), fact


def test_prepaid_tax_and_penalties_count() -> None:
    assert run("vat", {**EXAMPLE, "prepaid": 2_100_000, "penalty": 100_000})["payable"] == 2_200_000, "K3"
    found = run("vat", {**EXAMPLE, "prepaid": 5_000_000})
    assert (found["payable"], found["refund"]) == (0, 800_000), "VAT-15"
    assert found["next-notice"] == 2_100_000, "VAT-02 half of the period's tax, whatever was prepaid of it"


def test_shared_purchases_need_sales() -> None:
    with pytest.raises(Impossible, match="nothing-sold"):
        run("vat", {"sales": 0, "common-input-tax": 1})


def test_a_period_without_business_owes_nothing() -> None:
    assert run("vat", {"sales": 0})["payable"] == 0, "V01"


def test_a_day_without_rates_is_refused() -> None:
    run("vat", {**EXAMPLE, "on": date(2026, 1, 1)})
    with pytest.raises(NoRate):
        run("vat", {**EXAMPLE, "on": date(2025, 12, 31)})


@pytest.mark.parametrize(
    ("half", "today", "by", "year"),
    [
        ("first", date(2027, 7, 26), date(2027, 7, 26), "2027"),  # the 25th is a Sunday (accounting 9-6); the last day still counts
        ("first", date(2027, 7, 27), date(2028, 7, 25), "2028"),
        ("first", date(2026, 11, 25), date(2027, 7, 26), "2027"),
        ("second", date(2026, 11, 25), date(2027, 1, 25), "2026"),  # the half year that ended before January
        ("second", date(2027, 1, 26), date(2028, 1, 25), "2027"),
    ],
)
def test_the_next_return_of_a_half_year(half: str, today: date, by: date, year: str) -> None:
    assert run("vat-return", {"half": half}, today) == {"by": by, "year": year}, "VAT-01"


@pytest.mark.parametrize(
    ("fact", "supplies", "paid", "way", "notice"),
    [
        ("VAT-02 from 150 million", 150_000_000, 4_200_000, "report", 0),
        ("VAT-02 under 150 million", 149_999_999, 4_200_000, "notice", 2_100_000),
        ("VAT-02 whole thousands", 100_000_000, 1_001_999, "notice", 500_000),
        ("VAT-02 under 500,000 is not collected", 100_000_000, 999_998, "nothing", 0),
        ("VAT-02 at 500,000", 100_000_000, 1_000_000, "notice", 500_000),
    ],
)
def test_in_april_and_october(fact: str, supplies: int, paid: int, way: str, notice: int) -> None:
    assert run("vat-interim", {"supplies": supplies, "paid": paid}) == {"way": way, "notice": notice}, fact


@given(st.integers(1, 10**11), WON, WON, WON)
def test_payable_or_refund_but_never_both(sales: int, exempt: int, own: int, common: int) -> None:
    found = run("vat", {"sales": sales, "exempt-sales": exempt, "input-tax": own, "common-input-tax": common})
    assert not found["payable"] or not found["refund"]
    assert found["denied"] <= common
    assert found["payable"] % 10 == 0


@given(WON, st.integers(0, 10**9))
def test_more_sales_are_never_taxed_less(sales: int, more: int) -> None:
    low, high = (run("vat", {"sales": amount, "input-tax": 1_000_000}) for amount in (sales, sales + more))
    assert low["payable"] <= high["payable"]
