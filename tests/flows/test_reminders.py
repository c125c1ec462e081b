from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine import Answers
from flows.flow import Reminders
from flows.reminders import Reminder, parse_reminders, reminders_of
from flows.schedule import Event, Schedule
from flows.tree import Fields
from flows.workdays import Workdays
from tests.flows.books import SHIPPED, TODAY, Findings, tree_of

WORKDAYS = SHIPPED.book.rates.workdays
#: A Thursday.
THURSDAY = date(2026, 12, 31)


def told(event: Event, *days: int, workdays: Workdays = WORKDAYS) -> list[tuple[date, date]]:
    return [(one.on, one.deadline) for one in reminders_of(Schedule("일정", (event,)), days, workdays)]


def test_a_deadline_is_told_of_some_days_before_the_earliest_first() -> None:
    assert told(Event(day=THURSDAY, title="하나"), 1, 7) == [(date(2026, 12, 24), THURSDAY), (date(2026, 12, 30), THURSDAY)]


@pytest.mark.parametrize(
    ("day", "on", "why"),
    [
        (date(2026, 12, 28), date(2026, 12, 24), "Monday: not on Sunday, not on Saturday, not at Christmas"),
        (date(2027, 1, 2), date(2026, 12, 31), "the day after New Year"),
        (date(2026, 12, 31), date(2026, 12, 30), "a working day stays"),
    ],
)
def test_nobody_is_told_on_a_day_off(day: date, on: date, why: str) -> None:
    assert told(Event(day=day, title="하나"), 1) == [(on, day)], why


def test_a_day_that_no_calendar_covers_stays() -> None:
    assert told(Event(day=date(2026, 12, 28), title="하나"), 1, workdays=Workdays()) == [(date(2026, 12, 27), date(2026, 12, 28))]


def test_the_last_day_of_the_law_is_told_of_too_and_the_end_of_a_span_is_not() -> None:
    event = Event(day=THURSDAY, title="등기", until=date(2027, 1, 8))
    assert told(event, 7, 1)[-1] == (date(2027, 1, 7), date(2027, 1, 8))
    last = Reminder(on=THURSDAY, event=event, deadline=date(2027, 1, 8))
    assert last.is_last_day
    assert told(Event(day=THURSDAY, title="모으기", until=date(2027, 1, 8), lasts=True), 1) == [(date(2026, 12, 30), THURSDAY)]


@given(st.lists(st.dates(date(2025, 1, 1), date(2027, 12, 31)), max_size=6), st.sets(st.integers(1, 60), max_size=3))
def test_everything_is_told_before_its_day_and_in_order(days: list[date], before: set[int]) -> None:
    found = reminders_of(Schedule("일정", tuple(Event(day=day, title="일") for day in days)), before, WORKDAYS)
    assert len(found) == len(days) * len(before)
    assert all(one.on < one.deadline for one in found)
    assert [one.on for one in found] == sorted(one.on for one in found)


def read(text: str) -> tuple[Reminders, Findings]:
    found = Findings()
    return parse_reminders(Fields(tree_of(text), ("reminders",), found)), found


def test_a_week_and_a_day_before_at_nine_unless_told_otherwise() -> None:
    usual, found = read("consent: remind")
    assert not found
    assert (usual.consent, usual.days, usual.at) == ("remind", (7, 1), time(9))
    assert usual.leads() == (timedelta(days=6, hours=15), timedelta(hours=15))
    other, found = read("{consent: remind, days: ['3', '14'], at: '18:30'}")
    assert not found
    assert (other.days, other.at) == ((14, 3), time(18, 30))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{consent: remind, days: ['0']}", "bad_reminder_days"),
        ("{consent: remind, days: ['-1']}", "bad_reminder_days"),
        ("{consent: remind, days: ['61']}", "bad_reminder_days"),
        ("{consent: remind, days: [하루]}", "bad_reminder_days"),
        ("{consent: remind, at: '07:59'}", "reminder_at_night"),
        ("{consent: remind, at: '21:00'}", "reminder_at_night"),
        ("{consent: remind, at: '09:00+09:00'}", "reminder_at_night"),
        ("{consent: remind, at: 아침}", "reminder_at_night"),
        ("{consent: remind, on: '7'}", "unknown_key"),
        ("{days: ['7']}", "missing_key"),
    ],
)
def test_what_cannot_be_read_is_reported(text: str, code: str) -> None:
    assert code in read(text)[1].codes


@pytest.mark.parametrize(("said", "consent"), [("있어요", None), ("네", "yes"), ("알려 주세요", "yes"), ("아니요", "no"), ("없어요", None)])
def test_only_a_plain_yes_is_consent(said: str, consent: str | None) -> None:
    flow = SHIPPED.book.flows["founding-schedule"]
    assert flow.reminders
    answers: Answers = ()
    for typed in ("일반", "시작", "2027년 3월 2일", "아니요"):
        answers = SHIPPED.book.reply(flow.id, answers, typed, TODAY).answers
    asked = SHIPPED.book.resume(flow.id, answers, TODAY).question
    assert asked
    assert asked.step == flow.reminders.consent
    assert dict(SHIPPED.book.reply(flow.id, answers, said, TODAY).answers).get(asked.step) == consent
