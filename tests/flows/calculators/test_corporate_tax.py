from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.rates import NoRate
from tests.flows.calculators.labor import run

Y2025, Y2026 = date(2025, 1, 1), date(2026, 1, 1)
BASE = st.integers(0, 10**12)


@pytest.mark.parametrize(
    ("base", "old", "new", "local"),
    [
        (30_000_000, 2_700_000, 3_000_000, 300_000),
        (150_000_000, 13_500_000, 15_000_000, 1_500_000),
        (250_000_000, 27_500_000, 30_000_000, 3_000_000),
        (500_000_000, 75_000_000, 80_000_000, 8_000_000),
    ],
)
def test_the_table_of_the_dossier(base: int, old: int, new: int, local: int) -> None:
    assert run("corporate-tax", {"base": base, "on": Y2025})["tax"] == old, "K7 2025"
    assert run("corporate-tax", {"base": base, "on": date(2025, 12, 31)})["tax"] == old, "CHG-04 begun on the last day of 2025"
    assert run("corporate-tax", {"base": base, "on": Y2026})["tax"] == new, "K7 2026, CHG-04 begun on the first day of 2026"
    assert run("local-corporate-tax", {"base": base, "on": Y2026})["tax"] == local, "K7 local 2026"


@pytest.mark.parametrize(
    ("fact", "base", "tax"),
    [
        ("CIT-05 at the first step", 200_000_000, 20_000_000),
        ("CIT-05 second step", 200_000_100, 20_000_020),
        ("CIT-05 at the second step", 20_000_000_000, 3_980_000_000),
        ("CIT-05 third step", 20_000_001_000, 3_980_000_220),
        ("CIT-05 at the third step", 300_000_000_000, 65_580_000_000),
        ("CIT-05 fourth step", 300_000_001_000, 65_580_000_250),
    ],
)
def test_steps(fact: str, base: int, tax: int) -> None:
    assert run("corporate-tax", {"base": base, "on": Y2026})["tax"] == tax, fact


def test_a_short_first_year_is_taxed_as_a_full_one() -> None:
    found = run("corporate-tax", {"base": 80_000_000, "months": 4, "on": Y2026})
    assert (found["exact"], found["tax"]) == (9_333_333, 9_333_330), "K7 first year, CIT-12"
    assert run("local-corporate-tax", {"base": 80_000_000, "months": 4, "on": Y2026})["tax"] == 933_330, "K7 first year"


@pytest.mark.parametrize("months", [0, 13])
def test_a_year_has_one_to_twelve_months(months: int) -> None:
    with pytest.raises(Impossible, match="no-such-months"):
        run("corporate-tax", {"base": 1, "months": months, "on": Y2026})
    with pytest.raises(Impossible, match="no-such-months"):
        run("interim-payment", {"tax": 1, "months": months})
    with pytest.raises(Impossible, match="no-such-months"):
        run("entertainment-limit", {"sales": 1, "months": months})


def test_a_social_cooperative_puts_half_aside() -> None:
    found = run("tax-base", {"kind": "social", "income": 40_000_000, "interest": 1_000_000})
    assert found == {"reserve": 21_000_000, "base": 20_000_000}, "K7 social, CIT-18"
    assert run("corporate-tax", {"base": 20_000_000, "prepaid": 140_000, "on": Y2026})["payable"] == 1_860_000, "K7 social"


def test_a_social_cooperative_may_put_less_aside() -> None:
    found = run("tax-base", {"kind": "social", "income": 40_000_000, "wanted-reserve": 5_000_000})
    assert found == {"reserve": 5_000_000, "base": 35_000_000}, "CIT-18"


def test_a_general_cooperative_puts_nothing_aside() -> None:
    assert run("tax-base", {"kind": "general", "income": 40_000_000, "interest": 1_000_000}) == {"reserve": 0, "base": 41_000_000}, "CIT-01"


def test_reliefs_and_prepaid_tax() -> None:
    found = run("corporate-tax", {"base": 30_000_000, "cut": 1_000_000, "prepaid": 2_500_000, "on": Y2026})
    assert (found["tax"], found["payable"], found["back"]) == (2_000_000, 0, 500_000), "K7"
    assert run("corporate-tax", {"base": 30_000_000, "cut": 9_000_000, "on": Y2026})["tax"] == 0, "K7"


def test_the_least_tax_of_a_small_company() -> None:
    assert run("minimum-tax", {"base": 30_000_000})["least"] == 2_100_000, "K7 least tax, INC-09"


@pytest.mark.parametrize(
    ("fact", "base", "later"),
    [
        ("CIT-13 at ten million", 100_000_000, 0),
        ("CIT-13 above ten million", 150_000_000, 5_000_000),
        ("CIT-13 at twenty million", 200_000_000, 10_000_000),
        ("CIT-13 above twenty million", 250_000_000, 15_000_000),
    ],
)
def test_what_may_be_paid_later(fact: str, base: int, later: int) -> None:
    assert run("corporate-tax", {"base": base, "on": Y2026})["later"] == later, fact


def test_local_tax_above_a_million_may_be_paid_in_parts() -> None:
    assert not run("local-corporate-tax", {"base": 100_000_000, "on": Y2026})["instalments"], "CIT-13"
    assert run("local-corporate-tax", {"base": 100_001_000, "on": Y2026})["instalments"], "CIT-13"


def test_years_without_rates_are_refused() -> None:
    with pytest.raises(NoRate):
        run("corporate-tax", {"base": 1, "on": date(2022, 12, 31)})
    with pytest.raises(NoRate):
        run("local-corporate-tax", {"base": 1, "on": date(2025, 12, 31)})


@pytest.mark.parametrize(
    ("fact", "given_values", "way", "amount"),
    [
        ("K9 CIT-14 under the limit", {"tax": 999_999}, "exempt", 0),
        ("K9 CIT-14 at the limit", {"tax": 1_000_000}, "due", 500_000),
        ("K9 CIT-14 reliefs count", {"tax": 1_500_000, "cut": 600_000}, "exempt", 0),
        ("K9 CIT-14 short last year", {"tax": 999_999, "months": 6}, "due", 999_990),
        ("CIT-14 not small", {"tax": 999_999, "small": False}, "due", 499_990),
        ("CIT-14 first year", {"tax": 5_000_000, "first-year": True}, "first-year", 0),
        ("CIT-15 no tax last year", {"tax": 0}, "half-year", 0),
    ],
)
def test_the_payment_of_august(fact: str, given_values: dict[str, int | bool], way: str, amount: int) -> None:
    found = run("interim-payment", given_values)
    assert (found["way"], found["amount"]) == (way, amount), fact


@pytest.mark.parametrize(
    ("fact", "given_values", "limit"),
    [
        ("K9 12 months", {"sales": 200_000_000}, 36_600_000),
        ("K9 6 months", {"sales": 100_000_000, "months": 6}, 18_300_000),
        ("CIT-24 not small", {"sales": 200_000_000, "small": False}, 12_600_000),
    ],
)
def test_entertaining_has_a_limit(fact: str, given_values: dict[str, int | bool], limit: int) -> None:
    assert run("entertainment-limit", given_values)["limit"] == limit, fact


def test_larger_sales_are_not_covered() -> None:
    run("entertainment-limit", {"sales": 10_000_000_000})
    with pytest.raises(Impossible, match="too-large"):
        run("entertainment-limit", {"sales": 10_000_000_001})


def test_interest_on_money_lent_to_members() -> None:
    assert run("deemed-interest", {"amount": 10_000_000, "days": 90})["interest"] == 113_424, "K9 CIT-26"


@pytest.mark.parametrize(
    ("fact", "tax", "revenue", "penalty"),
    [("CIT-17 by tax", 3_000_000, 100_000_000, 600_000), ("CIT-17 by revenue", 0, 100_000_000, 70_000)],
)
def test_not_reporting_costs(fact: str, tax: int, revenue: int, penalty: int) -> None:
    assert run("no-filing-penalty", {"tax": tax, "revenue": revenue, "days": 30})["penalty"] == penalty, fact


@given(BASE, st.integers(0, 10**9), st.integers(1, 12))
def test_more_income_is_never_taxed_less(base: int, more: int, months: int) -> None:
    low, high = (run("corporate-tax", {"base": amount, "months": months, "on": Y2026}) for amount in (base, base + more))
    assert low["tax"] <= high["tax"] <= (base + more) // 4
    assert low["tax"] % 10 == 0
