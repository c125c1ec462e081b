from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.rates import NoRate
from tests.flows.calculators.labor import extended, run

SHARES = ("pension", "health", "care", "employment", "total")
ASSUMED_2027 = (
    "health-insurance-employee",
    "health-insurance-employer",
    "long-term-care-of-health",
    "employment-insurance-employee",
    "employment-insurance-employer",
    "employment-stability-under-150",
    "accident-insurance-average",
    "accident-insurance-commuting",
)


@pytest.mark.parametrize(
    ("pay", "shares"),
    [
        (2_156_880, (102_410, 77_530, 10_180, 19_410, 209_530)),
        (2_500_000, (118_750, 89_870, 11_800, 22_500, 242_920)),
        (3_000_000, (142_500, 107_850, 14_170, 27_000, 291_520)),
        (4_000_000, (190_000, 143_800, 18_890, 36_000, 388_690)),
        (7_000_000, (313_020, 251_650, 33_060, 63_000, 660_730)),
    ],
)
def test_what_is_taken_from_a_wage(pay: int, shares: tuple[int, ...]) -> None:
    found = run("insurance", {"pay": pay}, date(2026, 11, 22))
    assert tuple(found[name] for name in SHARES) == shares, "§23-6, accounting K5"
    assert found["left"] == pay - found["total"]


def test_free_meals_are_paid_but_not_insured() -> None:
    found = run("insurance", {"pay": 2_700_000, "tax-free": 200_000}, date(2026, 11, 22))
    assert (found["insured"], found["total"], found["left"]) == (2_500_000, 242_920, 2_700_000 - 242_920), "IN-08, §23-6"


def test_free_pay_above_all_pay_is_impossible() -> None:
    with pytest.raises(Impossible):
        run("insurance", {"pay": 100_000, "tax-free": 200_000}, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("fact", "on", "total"),
    [
        ("§23-6 2025", date(2025, 12, 31), 282_120),
        ("§23-6 2025, from July", date(2025, 7, 1), 282_120),
        ("§23-6 2026, first day", date(2026, 1, 1), 291_520),
        ("§23-6 2026, last day", date(2026, 12, 31), 291_520),
        ("§23-6 2027, other rates as in 2026", date(2027, 1, 1), 299_020),
    ],
)
def test_a_wage_of_three_million_through_the_years(fact: str, on: date, total: int) -> None:
    rates = extended(date(2027, 12, 31), *ASSUMED_2027)
    assert run("insurance", {"pay": 3_000_000}, on, rates)["total"] == total, fact


def test_pension_in_2027_is_decided() -> None:
    rates = extended(date(2027, 12, 31), *ASSUMED_2027)
    assert run("insurance", {"pay": 2_500_000}, date(2027, 1, 1), rates)["pension"] == 125_000, "K5 2027"


@pytest.mark.parametrize("on", [date(2025, 6, 30), date(2027, 1, 1)])
def test_a_day_without_all_rates_is_refused(on: date) -> None:
    with pytest.raises(NoRate):
        run("insurance", {"pay": 3_000_000}, on)


@pytest.mark.parametrize(
    ("fact", "on", "pay", "pension"),
    [
        ("IN-02 limits of 2025-07", date(2026, 6, 30), 7_000_000, 302_570),
        ("IN-02 limits of 2026-07", date(2026, 7, 1), 7_000_000, 313_020),
        ("IN-02 least of 2025-07", date(2026, 6, 30), 100_000, 19_000),
        ("IN-02 least of 2026-07", date(2026, 7, 1), 100_000, 19_470),
        ("IN-02 the limit itself", date(2026, 7, 1), 6_590_000, 313_020),
        ("IN-02 below the limit", date(2026, 7, 1), 6_589_999, 312_970),
    ],
)
def test_the_pension_counts_between_limits(fact: str, on: date, pay: int, pension: int) -> None:
    assert run("insurance", {"pay": pay}, on)["pension"] == pension, fact


def test_the_limits_end_in_june_2027() -> None:
    rates = extended(date(2027, 12, 31), *ASSUMED_2027)
    assert run("insurance", {"pay": 7_000_000}, date(2027, 6, 30), rates)["pension"] == 329_500
    with pytest.raises(NoRate):
        run("insurance", {"pay": 7_000_000}, date(2027, 7, 1), rates)


def test_what_the_employer_adds() -> None:
    found = run("insurance", {"pay": 3_000_000, "accident": Decimal("0.8")}, date(2026, 11, 22))
    names = ("employer-pension", "employer-health", "employer-care", "employer-employment", "employer-accident", "employer-total")
    assert tuple(found[name] for name in names) == (142_500, 107_850, 14_170, 34_500, 25_800, 324_820), "§23-6"
    assert found["cost"] == 3_324_820


def test_without_a_trade_the_average_accident_rate_counts() -> None:
    assert run("insurance", {"pay": 3_000_000}, date(2026, 11, 22))["employer-accident"] == 44_100, "§10 1.47%"


@pytest.mark.parametrize(
    ("fact", "person", "worker", "employer"),
    [
        ("§10-2 from 60", "sixty", (0, 107_850, 14_170, 27_000), (0, 34_500, 25_800)),
        ("IN-06 hired at 65", "sixty-five", (0, 107_850, 14_170, 0), (0, 7_500, 25_800)),
        ("CO-08 paid chair", "director", (142_500, 107_850, 14_170, 0), (142_500, 0, 0)),
        ("CO-08 unpaid chair", "unpaid-director", (0, 0, 0, 0), (0, 0, 0)),
        ("§10-2 under 60 hours, three months", "short", (0, 0, 0, 27_000), (0, 34_500, 25_800)),
        ("§10-2 under 60 hours, briefly", "brief", (0, 0, 0, 0), (0, 0, 25_800)),
    ],
)
def test_who_is_taken_in(fact: str, person: str, worker: tuple[int, ...], employer: tuple[int, ...]) -> None:
    found = run("insurance", {"pay": 3_000_000, "person": person, "accident": Decimal("0.8")}, date(2026, 11, 22))
    assert tuple(found[name] for name in SHARES[:4]) == worker, fact
    assert tuple(found[name] for name in ("employer-pension", "employer-employment", "employer-accident")) == employer, fact


@pytest.mark.parametrize(
    ("fact", "day", "two_weeks", "fifteenth"),
    [
        ("§10-1 in a month", date(2026, 11, 25), date(2026, 12, 9), date(2026, 12, 15)),
        ("§10-1 over the year", date(2026, 12, 31), date(2027, 1, 14), date(2027, 1, 15)),
        ("§10-1 on the first", date(2026, 12, 1), date(2026, 12, 15), date(2027, 1, 15)),
        ("CAL-06 both on holidays", date(2027, 8, 1), date(2027, 8, 17), date(2027, 9, 17)),
    ],
)
def test_reports_have_their_days(fact: str, day: date, two_weeks: date, fifteenth: date) -> None:
    assert run("insurance-reports", {"day": day}) == {"two-weeks": two_weeks, "fifteenth": fifteenth}, fact


@given(st.integers(0, 10**8), st.integers(0, 10**6))
def test_contributions_grow_with_pay_and_end_in_zero(pay: int, more: int) -> None:
    low, high = (run("insurance", {"pay": wage}, date(2026, 11, 22)) for wage in (pay, pay + more))
    for name in (*SHARES, "employer-total"):
        assert low[name] <= high[name]
        assert low[name] % 10 == 0
