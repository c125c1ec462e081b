from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from tests.flows.calculators.labor import run

HIRE = date(2025, 3, 1)
days = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("fact", "on", "monthly", "latest", "total"),
    [
        ("§23-4 2025-03-01 입사, 2026-11-22", date(2026, 11, 22), 11, 15, 26),
        ("AL-03 exactly one year", date(2026, 2, 28), 11, 0, 11),
        ("AL-03 a year and a day", date(2026, 3, 1), 11, 15, 26),
        ("AL-01 before the first month is full", date(2025, 3, 31), 0, 0, 0),
        ("AL-01 one month", date(2025, 4, 1), 1, 0, 1),
        ("AL-01 six months", date(2025, 9, 1), 6, 0, 6),
        ("AL-01 eleven months", date(2026, 2, 1), 11, 0, 11),
        ("AL-02 two years", date(2027, 3, 1), 11, 15, 41),
        ("AL-02 three years", date(2028, 3, 1), 11, 16, 57),
    ],
)
def test_by_the_date_of_hire(fact: str, on: date, monthly: int, latest: int, total: int) -> None:
    found = run("annual-leave", {"hire": HIRE}, on)
    assert (found["monthly"], found["latest"], found["total"]) == (monthly, latest, total), fact


@pytest.mark.parametrize(
    ("years", "latest"),
    [(1, 15), (2, 15), (3, 16), (4, 16), (5, 17), (6, 17), (10, 19), (20, 24), (21, 25), (22, 25), (35, 25)],
)
def test_longer_employment(years: int, latest: int) -> None:
    assert run("annual-leave", {"hire": date(1990, 3, 1)}, date(1990 + years, 3, 1))["latest"] == latest, "AL-02"


@pytest.mark.parametrize(
    ("fact", "on", "current", "settled"),
    [
        ("AL-01 six months", date(2025, 9, 1), 6, 6),
        ("AL-03 the last day of the first year", date(2026, 2, 28), 11, 11),
        ("AL-03 a day more brings 15, and the first year's days lapse into pay", date(2026, 3, 1), 15, 26),
        ("AL-06 two years: what is older was paid", date(2027, 3, 1), 15, 15),
        ("AL-02 three years", date(2028, 3, 1), 16, 16),
    ],
)
def test_what_can_be_taken_and_what_is_settled(fact: str, on: date, current: int, settled: int) -> None:
    found = run("annual-leave", {"hire": HIRE}, on)
    assert (found["current"], found["settled"]) == (current, settled), fact


@pytest.mark.parametrize(
    ("fact", "on", "current"),
    [
        ("AL-01 in the year of hire", date(2025, 12, 31), "5"),
        ("AL-08 the first January, with the months so far", date(2026, 1, 1), "13.56"),
        ("AL-06 the first year is full", date(2026, 7, 1), "7.56"),
        ("AL-08 the second January", date(2027, 1, 1), "15"),
        ("AL-02 the fourth January", date(2029, 1, 1), "16"),
    ],
)
def test_what_can_be_taken_by_the_calendar_year(fact: str, on: date, current: str) -> None:
    assert run("fiscal-leave", {"hire": date(2025, 7, 1), "on": on})["current"] == Decimal(current), fact


def test_the_next_grant_is_told() -> None:
    found = run("annual-leave", {"hire": HIRE}, date(2026, 11, 22))
    assert (found["next-on"], found["next-days"]) == (date(2027, 3, 1), 15)


@pytest.mark.parametrize(
    ("fact", "weekly", "minutes", "total"),
    [("§23-4 주 20시간", 1200, 60 * 60, 26), ("AL-09 주 40시간", 2400, 120 * 60, 26), ("AL-09 주 14시간", 840, 0, 0)],
)
def test_part_time_leave_is_counted_in_hours(fact: str, weekly: int, minutes: int, total: int) -> None:
    found = run("annual-leave", {"hire": HIRE, "weekly": weekly}, date(2026, 11, 22))
    assert (found["minutes"], found["total"]) == (minutes, total), fact


def test_under_eighty_percent_the_full_months_count() -> None:
    found = run("annual-leave", {"hire": HIRE, "attended": False, "full-months": 7}, date(2026, 11, 22))
    assert (found["latest"], found["total"]) == (7, 18), "AL-04"


def test_a_day_before_the_hire_is_impossible() -> None:
    with pytest.raises(Impossible, match="before-hire"):
        run("annual-leave", {"hire": HIRE}, date(2025, 2, 28))


@pytest.mark.parametrize(
    ("fact", "hire", "on", "first", "total"),
    [
        ("§23-4 2025-07-01 입사", date(2025, 7, 1), date(2026, 1, 1), "7.56", "13.56"),
        ("AL-08 with all months", date(2025, 7, 1), date(2026, 11, 22), "7.56", "18.56"),
        ("AL-08 the second January", date(2025, 7, 1), date(2027, 1, 1), "7.56", "33.56"),
        ("AL-08 hired on the first of January", date(2025, 1, 1), date(2026, 1, 1), "15", "26"),
        ("AL-08 a leap year is no more than 15", date(2024, 1, 1), date(2025, 1, 1), "15", "26"),
    ],
)
def test_by_the_calendar_year(fact: str, hire: date, on: date, first: str, total: str) -> None:
    found = run("fiscal-leave", {"hire": hire, "on": on})
    assert (found["first"], found["total"]) == (Decimal(first), Decimal(total)), fact


def test_who_leaves_gets_the_better_of_both_ways() -> None:
    found = run("fiscal-leave", {"hire": date(2025, 7, 1), "on": date(2026, 7, 1)})
    assert (found["by-hire"], found["total"], found["owed"]) == (26, Decimal("18.56"), Decimal("7.44")), "AL-08"


@pytest.mark.parametrize(
    ("fact", "hourly", "daily", "count", "pay"),
    [("§23-4 5일", 12_000, 480, 5, 480_000), ("minimum wage", 10_320, 240, 3, 123_840), ("none left", 12_000, 480, 0, 0)],
)
def test_pay_for_what_was_not_taken(fact: str, hourly: int, daily: int, count: int, pay: int) -> None:
    assert run("unused-leave-pay", {"hourly": hourly, "daily": daily, "days": count})["pay"] == pay, fact


@given(days, st.integers(0, 4000), st.integers(0, 400))
def test_leave_never_shrinks_with_time(hire: date, employed: int, more: int) -> None:
    low, high = (run("annual-leave", {"hire": hire, "on": hire + timedelta(days=count)}) for count in (employed, employed + more))
    assert low["total"] <= high["total"]
    assert low["latest"] <= high["latest"] <= 25
    assert low["monthly"] <= 11
