from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from tests.flows.calculators.labor import run

A = {
    "hire": date(2024, 3, 1),
    "last": date(2026, 10, 31),
    "three-months": 8_400_000,
    "bonus": 2_400_000,
    "leave-pay": 600_000,
    "hourly": 12_000,
    "daily": 480,
}
B = {"hire": date(2025, 6, 1), "last": date(2026, 5, 31), "three-months": 6_470_640}


def test_the_average_wage_counts_when_it_is_more() -> None:
    found = run("severance-pay", A)
    assert (found["pay"], found["days"], found["window"]) == (7_970_146, 975, 92), "§23-5 예 A"
    assert (found["average"], found["ordinary"], found["basis"]) == (Decimal("99456.52"), 96_000, "average")
    assert found["pay-by"] == date(2026, 11, 14), "SV-06"


def test_the_ordinary_wage_counts_when_it_is_more() -> None:
    found = run("severance-pay", {**B, "hourly": 10_320, "daily": 480})
    assert (found["pay"], found["days"], found["window"]) == (2_476_800, 365, 92), "§23-5 예 B"
    assert (found["average"], found["ordinary"], found["basis"]) == (Decimal("70333.04"), 82_560, "ordinary")


def test_without_the_ordinary_wage_it_would_be_too_little() -> None:
    assert run("severance-pay", B)["pay"] == 2_109_991, "§23-5 예 B, 과소"


@pytest.mark.parametrize(
    ("fact", "last", "weekly", "reason"),
    [
        ("SV-01 a day short of a year", date(2026, 5, 30), 2400, "under-a-year"),
        ("SV-01 a year", date(2026, 5, 31), 2400, "due"),
        ("SV-01 15 hours", date(2026, 5, 31), 900, "due"),
        ("SV-01 under 15 hours", date(2026, 5, 31), 899, "short"),
        ("PT-01 short hours, however long", date(2030, 5, 31), 840, "short"),
    ],
)
def test_who_has_a_right_to_it(fact: str, last: date, weekly: int, reason: str) -> None:
    found = run("severance-pay", {**B, "last": last, "weekly": weekly})
    assert found["reason"] == reason, fact
    assert (found["pay"] > 0) == (reason == "due")


@pytest.mark.parametrize(
    ("last", "window"),
    [(date(2026, 2, 28), 90), (date(2026, 4, 30), 89), (date(2026, 5, 31), 92), (date(2026, 12, 31), 92), (date(2026, 9, 30), 92)],
)
def test_three_months_have_89_to_92_days(last: date, window: int) -> None:
    assert run("severance-pay", {**B, "last": last})["window"] == window, "SV-02"


def test_the_right_alone_is_told_before_the_amounts() -> None:
    found = run("severance-right", {"hire": date(2025, 6, 1), "last": date(2026, 5, 30)})
    assert found == {"reason": "under-a-year", "days": 364, "year-full-on": date(2026, 6, 1), "pay-by": date(2026, 6, 13)}, "SV-01, SV-06"
    assert run("severance-right", {"hire": date(2025, 6, 1), "last": date(2026, 5, 31)})["reason"] == "due"


def test_leaving_before_coming_is_impossible() -> None:
    with pytest.raises(Impossible, match="before-hire"):
        run("severance-pay", {**B, "last": date(2025, 5, 31)})


def test_a_defined_contribution_plan() -> None:
    assert run("pension-contribution", {"wages": 33_600_000, "bonus": 2_400_000})["contribution"] == 3_000_000, "§23-5 DC"
    assert run("pension-contribution", {"wages": 33_600_001})["contribution"] == 2_800_001, "SV-09: a twelfth or more"


@pytest.mark.parametrize(
    ("fact", "inputs", "pay"),
    [
        ("§23-8 휴업수당", {"three-months": 8_400_000, "window": 92, "days": 10}, 639_130),
        ("§23-8 ordinary wage less than 70%", {"three-months": 9_200_000, "window": 92, "days": 10, "ordinary": 60_000}, 600_000),
        ("§23-8 ordinary wage more than 70%", {"three-months": 9_200_000, "window": 92, "days": 10, "ordinary": 96_000}, 700_000),
    ],
)
def test_days_without_work(fact: str, inputs: dict[str, int], pay: int) -> None:
    assert run("layoff-pay", inputs)["pay"] == pay, fact


@pytest.mark.parametrize(("days", "interest"), [(0, 0), (30, 32_877), (365, 400_000)])
def test_interest_on_late_wages(days: int, interest: int) -> None:
    assert run("late-interest", {"amount": 2_000_000, "days": days})["interest"] == interest, "§23-8 지연이자"


@given(st.dates(date(2005, 1, 1), date(2026, 1, 1)), st.integers(0, 9000), st.integers(0, 10**8), st.integers(0, 10**6))
def test_severance_grows_with_pay_and_is_a_month_a_year(hire: date, employed: int, pay: int, more: int) -> None:
    last = hire + timedelta(days=employed)
    low, high = (run("severance-pay", {"hire": hire, "last": last, "three-months": wage}) for wage in (pay, pay + more))
    assert low["pay"] <= high["pay"]
    assert low["pay"] == 0 or low["days"] >= 365
