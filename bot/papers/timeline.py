"""A schedule as a picture for the phone and as a page to print. Pure."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import TypedDict

from bot.papers.cleaning import clean
from bot.papers.ics import described
from flows.schedule import Event, Schedule


class Stop(TypedDict):
    """One event on the line."""

    month: str
    day: str
    weekday: str
    title: str
    until: str
    lines: list[str]
    #: Days to the next stop.
    gap: str


class Line(TypedDict):
    """The whole timeline."""

    title: str
    span: str
    foot: str
    wide: bool
    stops: list[Stop]


def line_of(schedule: Schedule, words: Mapping[str, str], *, wide: bool) -> Line:
    """What the typesetter draws; `wide` is the page to print."""
    events = list(schedule)
    gaps = [(later.day - event.day).days for event, later in pairwise(events)] + [0]
    months = [event.day.replace(day=1) for event in events]
    fresh = [index == 0 or months[index] != months[index - 1] for index in range(len(events))]
    stops = [_stop(event, words, first=first, gap=gap, wide=wide) for event, first, gap in zip(events, fresh, gaps, strict=False)]
    span = f"{_date(events[0].day, words)} – {_date(events[-1].day, words)}" if events else ""
    return Line(title=clean(schedule.title), span=span, foot=words.get("timeline-foot", ""), wide=wide, stops=stops)


def _stop(event: Event, words: Mapping[str, str], *, first: bool, gap: int, wide: bool) -> Stop:
    said = list(described(event, words))
    until = said.pop(0) if event.until and event.until != event.day else ""
    month = words.get("event-month", "{year}. {month}").format(year=event.day.year, month=event.day.month)
    weekdays = words.get("weekdays", "1234567")
    return Stop(
        month=month if first else "",
        day=words.get("event-day", "{month}/{day}").format(month=event.day.month, day=event.day.day),
        weekday=weekdays[event.day.weekday() : event.day.weekday() + 1],
        title=clean(event.title),
        until=until,
        # The note is for those who read at leisure; on the phone the steps themselves count.
        lines=said if wide else said[: len(said) - bool(event.note)],
        gap=words.get("event-gap", "+{days}").format(days=gap) if gap > 0 else "",
    )


def _date(day: date, words: Mapping[str, str]) -> str:
    return words.get("event-date", "{year}-{month}-{day}").format(year=day.year, month=day.month, day=day.day)
