from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.calculators.changes import CHANGES, deemed_paid
from flows.rates import NoRate
from flows.values import Period, Value
from tests.flows.calculators.labor import RATES, run

DAYS = RATES.workdays
STARTS = st.dates(date(2026, 1, 5), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("fact", "given_values", "register_by"),
    [
        ("F-704 21 days", {"change": "officers", "day": date(2026, 12, 1)}, date(2026, 12, 22)),
        ("F-704 21 days end on a Saturday", {"change": "officers", "day": date(2026, 11, 21)}, date(2026, 12, 14)),
        ("F-709 from the day it holds", {"change": "name", "day": date(2026, 12, 1), "effective": date(2026, 12, 15)}, date(2027, 1, 5)),
        ("F-209 new seat", {"change": "seat", "day": date(2026, 12, 4)}, date(2026, 12, 28)),
        ("F-705 capital, once a year", {"change": "capital", "day": date(2026, 12, 1)}, date(2027, 3, 31)),
        ("F-705 year that ends in June", {"change": "capital", "day": date(2026, 12, 1), "fiscal-month": 6}, date(2027, 9, 30)),
        ("F-705 year that ends in February", {"change": "capital", "day": date(2026, 12, 1), "fiscal-month": 2}, date(2027, 5, 31)),
    ],
)
def test_when_a_change_is_registered(fact: str, given_values: dict[str, Value], register_by: date) -> None:
    found = run("change-deadlines", {"kind": "general", **given_values})
    assert (found["registers"], found["register-by"]) == (True, register_by), fact


@pytest.mark.parametrize(
    ("fact", "kind", "change", "keys"),
    [
        ("F-003, F-704", "general", "officers", {"report", "register"}),
        ("F-711 the chair", "general", "chair", {"report", "register", "tax-office"}),
        ("F-003 the chair's address", "general", "chair-address", {"report", "register"}),
        ("F-709 name", "general", "name", {"report", "register", "tax-office"}),
        ("F-004 members are only reported", "general", "members", {"report-year"}),
        ("F-004, F-705 capital", "general", "capital", {"report-year", "register-capital"}),
        ("F-710 officers of a social one", "social", "officers", {"register"}),
        ("F-702 articles of a social one", "social", "articles", {"permit", "register"}),
        ("F-705 capital of a social one", "social", "capital", {"register-capital"}),
        ("F-003 members of a social one", "social", "members", set()),
    ],
)
def test_what_a_change_asks_for(fact: str, kind: str, change: str, keys: set[str]) -> None:
    found = run("change-deadlines", {"kind": kind, "change": change, "day": date(2026, 12, 1)})
    assert {event.key for event in found["schedule"]} == keys, fact
    assert found["yearly"] is (change in ("capital", "members"))


def test_a_change_cannot_hold_before_it_is_made() -> None:
    with pytest.raises(Impossible, match="effective-before-change"):
        run("change-deadlines", {"kind": "general", "change": "name", "day": date(2026, 12, 2), "effective": date(2026, 12, 1)})
    with pytest.raises(Impossible, match="no-such-month"):
        run("change-deadlines", {"kind": "general", "change": "name", "day": date(2026, 12, 2), "fiscal-month": 0})


@given(st.sampled_from(("general", "social")), st.sampled_from(CHANGES), STARTS, st.integers(1, 12))
def test_no_deadline_of_a_change_is_on_a_day_off(kind: str, change: str, day: date, month: int) -> None:
    for event in run("change-deadlines", {"kind": kind, "change": change, "day": day, "fiscal-month": month})["schedule"]:
        assert not DAYS.is_off(event.day)


@pytest.mark.parametrize(
    ("fact", "name", "day"),
    [
        ("K9 G-8, C01", "notice-by", date(2027, 3, 12)),
        ("K9 G+21, ACC-18", "register-officers-by", date(2027, 4, 12)),
        ("K9 31 March, ACC-18", "register-capital-by", date(2027, 3, 31)),
        ("K9 G+3 months, WHT-07", "deemed-paid", date(2027, 6, 20)),
    ],
)
def test_the_days_around_a_general_meeting(fact: str, name: str, day: date) -> None:
    found = run("meeting-schedule", {"meeting": date(2027, 3, 20), "settlement": True, "officers": True, "dividend": True})
    assert found[name] == day, fact
    assert day in [event.day for event in found["schedule"]], fact


def test_a_meeting_that_expels_tells_so_ten_days_before() -> None:
    found = run("meeting-schedule", {"meeting": date(2027, 3, 20), "expulsion": True})["schedule"]
    assert [event.day for event in found if event.key == "expel"] == [date(2027, 3, 9)], "F-511"


def test_a_notice_that_is_over_is_late() -> None:
    assert not run("meeting-schedule", {"meeting": date(2026, 12, 3)}, date(2026, 11, 25))["late"], "CAL-05"
    assert run("meeting-schedule", {"meeting": date(2026, 12, 2)}, date(2026, 11, 25))["late"], "CAL-05"


@pytest.mark.parametrize(
    ("fact", "resolved", "day"),
    [
        ("WHT-07 March", date(2027, 3, 20), date(2027, 6, 20)),
        ("WHT-07 October", date(2026, 10, 31), date(2027, 1, 31)),
        ("WHT-07 November", date(2026, 11, 1), date(2027, 2, 28)),
        ("WHT-07 December, leap year", date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_a_dividend_counts_as_paid(fact: str, resolved: date, day: date) -> None:
    assert deemed_paid(resolved, RATES) == day, fact


@pytest.mark.parametrize(
    ("fact", "name", "day"),
    [
        ("F-804 report, 14 days", "report-by", date(2026, 12, 15)),
        ("F-804 registration, 14 days", "register-by", date(2026, 12, 15)),
        ("F-804 liquidator, 14 days", "register-liquidator-by", date(2026, 12, 15)),
        ("F-804 claims, two months", "claims-until", date(2027, 2, 1)),
        ("F-804 end, 14 days after the meeting", "register-end-by", date(2027, 3, 8)),
    ],
)
def test_the_days_of_a_dissolution(fact: str, name: str, day: date) -> None:
    assert run("dissolution-schedule", {"kind": "general", "meeting": date(2026, 12, 1)})[name] == day, fact


def test_a_dissolution_takes_about_three_months() -> None:
    found = run("dissolution-schedule", {"kind": "social", "meeting": date(2026, 12, 1)})
    assert found["months"] == 3, "F-804"


def test_a_known_last_meeting_sets_the_end() -> None:
    found = run("dissolution-schedule", {"kind": "social", "meeting": date(2026, 12, 1), "closing": date(2027, 4, 1)})
    assert found["register-end-by"] == date(2027, 4, 15), "F-804"


def test_days_of_a_dissolution_follow_each_other() -> None:
    with pytest.raises(Impossible, match="order-of-days"):
        run("dissolution-schedule", {"kind": "general", "meeting": date(2026, 12, 2), "office": date(2026, 12, 1)})


@given(st.sampled_from(("general", "social")), STARTS, st.integers(0, 60))
def test_no_deadline_of_a_dissolution_is_on_a_day_off(kind: str, meeting: date, later: int) -> None:
    found = run("dissolution-schedule", {"kind": kind, "meeting": meeting, "office": meeting + timedelta(days=later)})
    for event in found["schedule"]:
        assert event.key == "resolution" or not DAYS.is_off(event.day)
    assert found["report-by"] < found["claims-until"] < found["register-end-by"]


@pytest.mark.parametrize(
    ("fact", "start", "period", "nominal", "due"),
    [
        ("9-7 two months after 31 August", date(2026, 8, 31), Period(2, 0), date(2026, 10, 31), date(2026, 11, 2)),
        ("F-318 14 days", date(2027, 2, 22), Period(0, 14), date(2027, 3, 8), date(2027, 3, 8)),
        ("CAL-01 over a holiday", date(2027, 8, 1), Period(0, 14), date(2027, 8, 15), date(2027, 8, 17)),
        ("민법 제160조", date(2027, 2, 28), Period(3, 0), date(2027, 5, 31), date(2027, 5, 31)),
    ],
)
def test_any_period(fact: str, start: date, period: Period, nominal: date, due: date) -> None:
    assert run("deadline", {"start": start, "period": period}) == {"nominal": nominal, "due": due, "moved": due != nominal}, fact


def test_a_period_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(NoRate):
        run("deadline", {"start": date(2028, 1, 1), "period": Period(60, 0)})


@pytest.mark.parametrize(
    ("fact", "given_day", "in_time", "short"),
    [
        ("F-309 Tuesday for a Wednesday", date(2026, 12, 8), True, 0),
        ("F-309 a day late", date(2026, 12, 9), False, 1),
        ("F-309 early", date(2026, 12, 1), True, 0),
    ],
)
def test_notice_of_the_founders_assembly(fact: str, given_day: date, in_time: bool, short: int) -> None:
    found = run("notice-deadline", {"meeting": date(2026, 12, 16), "given": given_day})
    assert found == {"last": date(2026, 12, 8), "in-time": in_time, "short": short}, fact


def test_other_organisations_give_longer_notice() -> None:
    assert run("notice-deadline", {"meeting": date(2026, 12, 16), "days": 15})["last"] == date(2026, 11, 30), "F-1401"
