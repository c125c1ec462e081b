from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.rates import NoRate
from tests.flows.calculators.labor import run

BASE = {"hire": date(2024, 3, 1), "end": date(2026, 12, 1), "notice": date(2026, 11, 25), "hourly": 12_000, "daily": 480}


@pytest.mark.parametrize(
    ("fact", "hourly", "daily", "pay"),
    [
        ("§23-7 12,000원 8h", 12_000, 480, 2_880_000),
        ("§23-7 최저시급 8h", 10_320, 480, 2_476_800),
        ("§23-7 하루 4h", 10_320, 240, 1_238_400),
    ],
)
def test_thirty_days_of_ordinary_wage(fact: str, hourly: int, daily: int, pay: int) -> None:
    assert run("dismissal-notice", {**BASE, "hourly": hourly, "daily": daily})["pay"] == pay, fact


@pytest.mark.parametrize(
    ("fact", "change", "reason", "pay"),
    [
        ("DS-03 30 days", {"notice": date(2026, 11, 1)}, "noticed", 0),
        ("DS-03 29 days cost all of it", {"notice": date(2026, 11, 2)}, "due", 2_880_000),
        ("DS-03 no notice", {"notice": date(2026, 12, 1)}, "due", 2_880_000),
        ("DS-03 told afterwards", {"notice": date(2026, 12, 5)}, "due", 2_880_000),
        ("DS-03 under three months", {"hire": date(2026, 9, 2)}, "new", 0),
        ("DS-03 three months", {"hire": date(2026, 9, 1)}, "due", 2_880_000),
        ("DS-03 a cause on the list", {"listed-cause": True}, "cause", 0),
        ("DS-03 a cause on the list, told in time", {"listed-cause": True, "notice": date(2026, 11, 1)}, "noticed", 0),
    ],
)
def test_when_it_is_owed(fact: str, change: dict[str, date | bool], reason: str, pay: int) -> None:
    found = run("dismissal-notice", {**BASE, **change})
    assert (found["reason"], found["pay"]) == (reason, pay), fact


def test_the_days_that_run() -> None:
    found = run("dismissal-notice", BASE)
    assert found["contest-by"] == date(2027, 3, 2), "DS-02, 1 March is a holiday"
    assert found["free-from"] == date(2026, 12, 25), "DS-03"
    assert run("dismissal-notice", {**BASE, "end": date(2026, 11, 30)})["contest-by"] == date(2027, 3, 2), "DS-02, short month, Sunday"
    assert run("dismissal-notice", {**BASE, "end": date(2027, 2, 28)})["contest-by"] == date(2027, 5, 31), "DS-02, 민법 제160조"


def test_without_a_day_the_notice_is_given_today() -> None:
    inputs = {name: value for name, value in BASE.items() if name != "notice"}
    assert run("dismissal-notice", inputs, date(2026, 11, 1))["reason"] == "noticed"
    assert run("dismissal-notice", inputs, date(2026, 11, 2))["reason"] == "due"


def test_an_end_before_the_hire_is_impossible() -> None:
    with pytest.raises(Impossible, match="before-hire"):
        run("dismissal-notice", {**BASE, "end": date(2024, 2, 1)})


@pytest.mark.parametrize(
    ("fact", "average", "daily"),
    [
        ("DS-09 least", 50_000, 66_048),
        ("DS-09 between", 112_000, 67_200),
        ("DS-09 most", 200_000, 68_100),
        ("DS-09 at most", 113_500, 68_100),
    ],
)
def test_the_unemployment_benefit(fact: str, average: int, daily: int) -> None:
    assert run("unemployment-benefit", {"average": average}, date(2026, 11, 22))["daily"] == daily, fact


@pytest.mark.parametrize("on", [date(2025, 12, 31), date(2027, 1, 1)])
def test_the_limits_of_other_years_are_refused(on: date) -> None:
    with pytest.raises(NoRate):
        run("unemployment-benefit", {"average": 100_000}, on)


@given(st.integers(0, 60), st.integers(0, 4000), st.integers(1, 10**5), st.integers(1, 720))
def test_notice_in_time_or_the_whole_pay(ahead: int, employed: int, hourly: int, daily: int) -> None:
    end = date(2026, 12, 1)
    found = run(
        "dismissal-notice",
        {"hire": end - timedelta(days=employed), "end": end, "notice": end - timedelta(days=ahead), "hourly": hourly, "daily": daily},
    )
    assert found["pay"] in (0, found["full"])
    assert (found["pay"] == 0) == (ahead >= 30 or employed < 91 or found["reason"] == "new" or found["full"] == 0)
