from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rates import NoRate
from tests.flows.calculators.labor import RATES, run

FULL = 40 * 60


@pytest.mark.parametrize(
    ("fact", "on", "base", "allowances", "hourly", "verdict", "shortfall"),
    [
        ("§23-2 예1", date(2026, 11, 22), 1_900_000, 250_000, 10_287, "below", 6_880),
        ("§23-2 예2", date(2026, 11, 22), 1_950_000, 200_000, 10_287, "below", 6_880),
        ("§23-2 예3", date(2026, 12, 31), 2_000_000, 200_000, 10_526, "enough", 0),
        ("§23-2 예3, 2027", date(2027, 1, 1), 2_000_000, 200_000, 10_526, "below", 36_300),
        ("MW-02 2025, last day", date(2025, 12, 31), 2_096_270, 0, 10_030, "enough", 0),
        ("MW-02 2026, first day", date(2026, 1, 1), 2_096_270, 0, 10_030, "below", 60_610),
        ("MW-02 2026", date(2026, 1, 1), 2_156_880, 0, 10_320, "enough", 0),
        ("MW-02 2026, a won short", date(2026, 1, 1), 2_156_879, 0, 10_319, "below", 1),
        ("MW-02 2026, last day", date(2026, 12, 31), 2_156_880, 0, 10_320, "enough", 0),
        ("MW-02 2027, first day", date(2027, 1, 1), 2_156_880, 0, 10_320, "below", 79_420),
        ("MW-02 2027", date(2027, 12, 31), 2_236_300, 0, 10_700, "enough", 0),
    ],
)
def test_a_full_week(fact: str, on: date, base: int, allowances: int, hourly: int, verdict: str, shortfall: int) -> None:
    found = run("minimum-wage", {"base": base, "allowances": allowances, "weekly": FULL}, on)
    assert (found["hourly"], found["verdict"], found["shortfall"], found["hours"]) == (hourly, verdict, shortfall, 209), fact


@pytest.mark.parametrize(
    ("fact", "hours", "paid", "least"),
    [
        ("MW-04", 40, 209, 2_156_880),
        ("§23-2 주 30h", 30, 157, 1_620_240),
        ("§23-2 주 20h", 20, 105, 1_083_600),
        ("§23-2 주 15h", 15, 79, 815_280),
        ("PT-01 no rest under 15", 14, 61, 629_520),
    ],
)
def test_hours_of_a_month(fact: str, hours: int, paid: int, least: int) -> None:
    found = run("minimum-wage", {"base": least, "weekly": hours * 60}, date(2026, 6, 1))
    assert (found["hours"], found["least-monthly"], found["verdict"]) == (paid, least, "enough"), fact


@pytest.mark.parametrize(
    ("base", "verdict"),
    [(1_620_240, "enough"), (1_620_239, "edge"), (1_614_343, "edge"), (1_614_342, "below")],
    ids=["157 hours", "under 157", "156.43 hours", "under 156.43"],
)
def test_short_weeks_have_an_edge_between_the_exact_and_the_whole_hours(base: int, verdict: str) -> None:
    assert run("minimum-wage", {"base": base, "weekly": 30 * 60}, date(2026, 6, 1))["verdict"] == verdict


@pytest.mark.parametrize(
    ("fact", "on", "least", "monthly"),
    [
        ("MW-08 2026", date(2026, 12, 31), 9_288, 1_941_192),
        ("MW-08 2027", date(2027, 1, 1), 9_630, 2_012_670),
        ("MW-08 2025, 90% of 10,030", date(2025, 12, 31), 9_027, 1_886_643),
    ],
)
def test_probation(fact: str, on: date, least: int, monthly: int) -> None:
    found = run("minimum-wage", {"base": monthly, "weekly": FULL, "reduced": True}, on)
    assert (found["least-hourly"], found["least-monthly"], found["verdict"]) == (least, monthly, "enough"), fact


@pytest.mark.parametrize("on", [date(2024, 12, 31), date(2028, 1, 1)])
def test_a_year_without_a_rate_is_refused(on: date) -> None:
    with pytest.raises(NoRate):
        run("minimum-wage", {"base": 3_000_000, "weekly": FULL}, on)


def test_the_day_asked_for_counts_instead_of_today() -> None:
    found = run("minimum-wage", {"base": 2_200_000, "weekly": FULL, "on": date(2027, 1, 1)}, date(2026, 11, 25))
    assert found["least-hourly"] == 10_700


@pytest.mark.parametrize(
    ("fact", "monthly", "weekly", "hourly"),
    [("§23-3 통상시급", 2_508_000, FULL, 12_000), ("OW-04 minimum", 2_156_880, FULL, 10_320), ("§23-2 30h", 1_620_240, 1800, 10_320)],
)
def test_an_hour_of_the_ordinary_wage(fact: str, monthly: int, weekly: int, hourly: int) -> None:
    assert run("ordinary-hourly", {"monthly": monthly, "weekly": weekly})["hourly"] == hourly, fact


@pytest.mark.parametrize(("weekly", "minutes", "daily"), [(FULL, 480, 96_000), (1200, 240, 48_000), (45 * 60, 480, 96_000)])
def test_a_day_is_a_fifth_of_the_week(weekly: int, minutes: int, daily: int) -> None:
    found = run("ordinary-hourly", {"hourly": 12_000, "weekly": weekly})
    assert (found["hourly"], found["day-minutes"], found["daily"]) == (12_000, minutes, daily), "AL-09, 별표 2"


@pytest.mark.parametrize(
    ("on", "hourly", "verdict"),
    [
        (date(2026, 12, 31), 10_320, "enough"),
        (date(2026, 12, 31), 10_319, "below"),
        (date(2027, 1, 1), 10_320, "below"),
        (date(2027, 1, 1), 10_700, "enough"),
    ],
)
def test_an_hourly_wage_is_judged_at_every_length_of_week(on: date, hourly: int, verdict: str) -> None:
    for weekly in (600, 900, 1800, FULL):
        assert run("minimum-wage", {"hourly": hourly, "weekly": weekly}, on)["verdict"] == verdict, "MW-01"


@given(st.integers(0, 10**7), st.integers(0, 10**6), st.integers(60, 52 * 60))
def test_more_pay_is_never_worse(base: int, more: int, weekly: int) -> None:
    order = ("below", "edge", "enough")
    low, high = (run("minimum-wage", {"base": pay, "weekly": weekly}) for pay in (base, base + more))
    assert order.index(low["verdict"]) <= order.index(high["verdict"])
    assert low["shortfall"] >= high["shortfall"]
    assert (low["shortfall"] == 0) == (low["verdict"] == "enough")


@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31)])
def test_the_rates_that_follow_from_the_hourly_wage_agree_with_it(on: date) -> None:
    hourly = RATES.won("minimum-wage-hourly", on)
    assert RATES.won("minimum-wage-monthly", on) == hourly * 209, "MW-02"
    assert RATES.won("minimum-wage-daily", on) == hourly * 8, "MW-03"
    assert RATES.won("minimum-wage-with-weekly-holiday", on) * 10 == hourly * 12, "MW-03, JH-06"
    assert RATES.won("minimum-wage-probation", on) * 10 == hourly * 9, "MW-08"
    assert RATES.won("minimum-wage-probation-monthly", on) * 10 == hourly * 9 * 209, "§23-2"


@pytest.mark.parametrize(
    ("on", "weekly", "pay", "low", "doubtful"),
    [
        (date(2026, 12, 31), FULL, {"monthly": 2_156_880}, False, False),
        (date(2026, 12, 31), FULL, {"monthly": 2_100_000}, True, False),
        (date(2027, 1, 1), FULL, {"monthly": 2_156_880}, True, False),
        (date(2026, 12, 31), FULL, {"monthly": 299_999}, False, True),
        (date(2026, 12, 31), FULL, {"monthly": 300_000}, True, False),
        (date(2026, 12, 31), 3 * 60, {"monthly": 150_000}, False, False),
        (date(2026, 12, 31), FULL, {"monthly": 12_000_000}, False, False),
        (date(2026, 12, 31), FULL, {"monthly": 100_000_001}, False, True),
        (date(2026, 12, 31), FULL, {"hourly": 10_319}, True, False),
        (date(2026, 12, 31), FULL, {"hourly": 2_500_000}, False, True),
        (date(2026, 12, 31), FULL, {"hourly": 80_000}, False, True),
        (date(2026, 12, 31), FULL, {"hourly": 60_000}, False, False),
        (date(2026, 12, 31), 8 * 60, {"monthly": 2_300_000}, False, True),
        (date(2020, 1, 1), FULL, {"monthly": 1_000_000}, False, False),
    ],
)
def test_pay_below_the_minimum_of_the_day_or_hardly_meant_so(on: date, weekly: int, pay: dict[str, int], low: bool, doubtful: bool) -> None:
    found = run("ordinary-hourly", {**pay, "weekly": weekly, "on": on}, date(2026, 11, 25))
    assert (found["low"], found["doubtful"]) == (low, doubtful)


@pytest.mark.parametrize(
    ("base", "weekly", "doubtful"), [(215, FULL, True), (2_000_000, FULL, False), (25_000_000_000, FULL, True), (150_000, 3 * 60, False)]
)
def test_pay_that_was_hardly_meant_so_is_doubted(base: int, weekly: int, doubtful: bool) -> None:
    assert run("minimum-wage", {"base": base, "weekly": weekly}, date(2026, 6, 1))["doubtful"] is doubtful
