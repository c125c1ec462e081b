from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rates import NoRate
from tests.flows.calculators.labor import run


@pytest.mark.parametrize(
    ("fact", "on", "hours", "pay"),
    [
        ("§23-1 15h", date(2026, 11, 22), 15, 30_960),
        ("§23-1 20h", date(2026, 11, 22), 20, 41_280),
        ("§23-1 24h", date(2026, 11, 22), 24, 49_536),
        ("§23-1 25h", date(2026, 11, 22), 25, 51_600),
        ("§23-1 30h", date(2026, 11, 22), 30, 61_920),
        ("§23-1 35h", date(2026, 11, 22), 35, 72_240),
        ("§23-1 40h", date(2026, 12, 31), 40, 82_560),
        ("§23-1 2027 20h", date(2027, 1, 1), 20, 42_800),
        ("§23-1 2027 40h", date(2027, 12, 31), 40, 85_600),
        ("MW-01 2025 40h", date(2025, 12, 31), 40, 80_240),
        ("MW-01 2026 40h, first day", date(2026, 1, 1), 40, 82_560),
        ("JH-03 over 40h stays at 8 hours", date(2026, 11, 22), 45, 82_560),
        ("§23-1 14h", date(2026, 11, 22), 14, 0),
    ],
)
def test_the_weekly_rest_at_the_minimum_wage(fact: str, on: date, hours: int, pay: int) -> None:
    assert run("weekly-holiday-pay", {"weekly": hours * 60}, on)["pay"] == pay, fact


@pytest.mark.parametrize(
    ("weekly", "attended", "reason", "pay"),
    [(900, True, "due", 36_000), (899, True, "short", 0), (900, False, "absent", 0), (2400, True, "due", 96_000)],
)
def test_who_has_a_right_to_it(weekly: int, attended: bool, reason: str, pay: int) -> None:
    found = run("weekly-holiday-pay", {"weekly": weekly, "hourly": 12_000, "attended": attended})
    assert (found["reason"], found["pay"]) == (reason, pay), "JH-01"


def test_the_minimum_wage_of_an_unknown_year_is_refused_but_an_agreed_wage_counts() -> None:
    with pytest.raises(NoRate):
        run("weekly-holiday-pay", {"weekly": 2400}, date(2028, 1, 1))
    assert run("weekly-holiday-pay", {"weekly": 2400, "hourly": 12_000}, date(2028, 1, 1))["pay"] == 96_000


@pytest.mark.parametrize(
    ("fact", "inputs", "pay", "small"),
    [
        ("§23-3 연장 10h", {"overtime": 600}, 180_000, 120_000),
        ("§23-3 연장 10h 중 야간 4h", {"overtime": 600, "night": 240}, 204_000, 120_000),
        ("§23-3 휴일 10h", {"holiday": 480, "holiday-over": 120}, 192_000, 120_000),
        ("OT-02 야간만 4h", {"night": 240}, 24_000, 0),
        ("OT-02 휴일 8h", {"holiday": 480}, 144_000, 96_000),
        ("OT-02 휴일 10h 중 야간 2h", {"holiday": 480, "holiday-over": 120, "night": 120}, 204_000, 120_000),
        ("nothing", {}, 0, 0),
    ],
)
def test_work_beyond_the_agreed_hours(fact: str, inputs: dict[str, int], pay: int, small: int) -> None:
    for is_small, wanted in ((False, pay), (True, small)):
        found = run("premium-pay", {"hourly": 12_000, "small": is_small, **inputs})
        assert found["pay"] == wanted, fact
        assert found["for-time"] + found["extra"] == wanted
        assert found["overtime-pay"] + found["night-pay"] + found["holiday-pay"] == wanted


minutes = st.integers(0, 3000)


@given(st.integers(0, 60 * 60), st.integers(0, 600), st.integers(1, 100_000))
def test_more_hours_never_bring_less_rest(weekly: int, more: int, hourly: int) -> None:
    low, high = (run("weekly-holiday-pay", {"weekly": time, "hourly": hourly})["pay"] for time in (weekly, weekly + more))
    assert low <= high <= 8 * hourly


@given(minutes, minutes, minutes, minutes, st.integers(1, 100_000))
def test_premiums_lie_between_the_time_and_double(overtime: int, night: int, holiday: int, over: int, hourly: int) -> None:
    found = run("premium-pay", {"hourly": hourly, "overtime": overtime, "night": night, "holiday": holiday, "holiday-over": over})
    assert found["for-time"] <= found["pay"] <= 2 * found["for-time"] + found["night-pay"] + 1
