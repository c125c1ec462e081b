from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rate_errors import NoRate
from flows.workdays import Workdays, parse_holidays, period_end
from tests.flows.books import SHIPPED, Findings, tree_of

SHIPPED_DAYS = SHIPPED.book.rates.workdays
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 1))


@pytest.mark.parametrize(
    ("nominal", "due"),
    [
        (date(2027, 1, 10), date(2027, 1, 11)),
        (date(2027, 1, 31), date(2027, 2, 1)),
        (date(2027, 2, 28), date(2027, 3, 2)),
        (date(2027, 4, 25), date(2027, 4, 26)),
        (date(2027, 5, 15), date(2027, 5, 17)),
        (date(2027, 7, 25), date(2027, 7, 26)),
        (date(2027, 7, 31), date(2027, 8, 2)),
        (date(2027, 8, 15), date(2027, 8, 17)),
        (date(2027, 9, 15), date(2027, 9, 17)),
        (date(2027, 10, 10), date(2027, 10, 12)),
        (date(2026, 12, 31), date(2026, 12, 31)),
        (date(2026, 10, 31), date(2026, 11, 2)),
        (date(2027, 5, 1), date(2027, 5, 4)),
        (date(2027, 7, 17), date(2027, 7, 20)),
    ],
)
def test_a_last_day_off_moves_on(nominal: date, due: date) -> None:
    assert SHIPPED_DAYS.due(nominal) == due, "accounting 9-6, 9-7, CHG-07"


@pytest.mark.parametrize(
    "day",
    [
        "2026-12-25", "2027-01-01", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09", "2027-03-01", "2027-05-01", "2027-05-03",
        "2027-05-05", "2027-05-13", "2027-06-06", "2027-07-17", "2027-07-19", "2027-08-15", "2027-08-16", "2027-09-14", "2027-09-15",
        "2027-09-16", "2027-10-03", "2027-10-04", "2027-10-09", "2027-10-11", "2027-12-25", "2027-12-27", "2028-01-01",
    ],
)  # fmt: skip
def test_holidays_of_the_dossier(day: str) -> None:
    assert date.fromisoformat(day) in SHIPPED_DAYS.holidays, "accounting 9-5"


def test_there_are_no_other_holidays_in_2027() -> None:
    assert len([day for day in SHIPPED_DAYS.holidays if day.year == 2027]) == 24, "accounting 9-5"


@pytest.mark.parametrize(
    ("why", "start", "days", "months", "end"),
    [
        ("F-309 first day left out", date(2026, 12, 1), 7, 0, date(2026, 12, 8)),
        ("F-323 14 days", date(2027, 1, 25), 14, 0, date(2027, 2, 8)),
        ("months end the day before the one that answers", date(2026, 2, 10), 0, 3, date(2026, 5, 10)),
        ("from the end of February to the end of May", date(2027, 2, 28), 0, 3, date(2027, 5, 31)),
        ("from the end of April to the end of July", date(2026, 4, 30), 0, 3, date(2026, 7, 31)),
        ("from the end of the year to the end of March", date(2026, 12, 31), 0, 3, date(2027, 3, 31)),
        ("no such day in the last month", date(2027, 1, 30), 0, 1, date(2027, 2, 28)),
        ("the day before in the last month", date(2027, 1, 28), 0, 1, date(2027, 2, 28)),
        ("leap year", date(2027, 11, 30), 0, 3, date(2028, 2, 29)),
        ("no time at all", date(2027, 1, 1), 0, 0, date(2027, 1, 1)),
    ],
)
def test_periods_end_as_civil_law_says(why: str, start: date, days: int, months: int, end: date) -> None:
    assert period_end(start, days=days, months=months) == end, why


def test_counting_back_leaves_whole_days_and_never_moves_on() -> None:
    assert Workdays.leaving(date(2027, 3, 20), 7) == date(2027, 3, 12), "CAL-05"
    wednesday = date(2026, 12, 16)
    assert Workdays.leaving(wednesday, 7) == date(2026, 12, 8), "F-309, Tuesday of the week before"


def test_a_day_whose_holidays_nobody_knows_is_refused() -> None:
    SHIPPED_DAYS.due(SHIPPED_DAYS.first)
    for day in (SHIPPED_DAYS.first - timedelta(days=1), SHIPPED_DAYS.last + timedelta(days=1)):
        with pytest.raises(NoRate, match="holidays"):
            SHIPPED_DAYS.due(day)
    with pytest.raises(NoRate):
        Workdays().due(date(2026, 1, 1))


@given(DAYS, st.integers(0, 60))
def test_a_deadline_is_never_on_a_day_off(start: date, days: int) -> None:
    end = SHIPPED_DAYS.within(start, days=days)
    assert end.weekday() < 5
    assert end not in SHIPPED_DAYS.holidays
    assert start + timedelta(days=days) <= end


@given(DAYS)
def test_the_latest_day_is_the_due_day_unless_moved(day: date) -> None:
    latest, due = SHIPPED_DAYS.latest(day) if day > date(2025, 1, 15) else day, SHIPPED_DAYS.due(day)
    assert latest <= day <= due
    assert all(SHIPPED_DAYS.is_off(latest + timedelta(days=number)) for number in range(1, (due - latest).days))


@given(DAYS, st.integers(1, 24))
def test_months_never_end_on_another_day_than_they_may(start: date, months: int) -> None:
    end = period_end(start, months=months)
    assert start < end
    assert (end.year - start.year) * 12 + end.month - start.month in (months - 1, months, months + 1)
    assert period_end(start, months=months) <= period_end(start + timedelta(days=1), months=months)


def test_staff_add_and_remove_days() -> None:
    found = Findings()
    text = """
title: 공휴일 달력
from: 2027-01-01
until: 2027-12-31
added: [{day: 2027-10-08, name: 임시공휴일, source: 관보}]
removed: [{day: 2027-07-17, name: 제헌절}]
"""
    listed = parse_holidays(tree_of(text), found)
    assert not found
    assert listed is not None
    days = listed.workdays(frozenset({date(2027, 7, 17), date(2027, 7, 19)}))
    assert days.holidays == {date(2027, 10, 8), date(2027, 7, 19)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title: a\nfrom: 2027-01-01\n", "missing_key"),
        ("title: a\nfrom: 2027-01-01\nuntil: soon\n", "not_a_date"),
        ("title: a\nfrom: 2027-01-01\nuntil: 2027-12-31\nadded: [{day: 2027-02-30, name: b}]\n", "not_a_date"),
        ("title: a\nfrom: 2027-01-01\nuntil: 2027-12-31\nextra: b\n", "unknown_key"),
    ],
)
def test_a_broken_list_is_reported(text: str, code: str) -> None:
    found = Findings()
    parse_holidays(tree_of(text), found)
    assert code in found.codes
