"""Business time of the centre: when it is open, and when a promised answer falls due. Korea has no daylight saving time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

KST = timezone(timedelta(hours=9), "KST")


class AlwaysClosed(Exception):
    """The opening hours leave no open minute within a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Opening hours in Seoul time."""

    #: Weekday (Monday 0) -> spans (opening, closing) in order, without overlap.
    week: dict[int, tuple[tuple[time, time], ...]]
    holidays: frozenset[date] = frozenset()


def is_open(hours: Hours, now: datetime) -> bool:
    """Whether somebody is there at this moment."""
    return any(start <= now < end for start, end in _spans(hours, now.astimezone(KST).date(), days=1))


def next_opening(hours: Hours, now: datetime) -> datetime:
    """`now` itself when open, else the next opening (UTC). Raises AlwaysClosed."""
    return add_business_time(hours, now, timedelta())


def add_business_time(hours: Hours, start: datetime, span: timedelta) -> datetime:
    """The moment (UTC) at which `span` of open time has passed since `start`. Raises AlwaysClosed."""
    left = span
    for opens, closes in _spans(hours, start.astimezone(KST).date(), days=366):
        if closes <= start:
            continue
        begin = max(opens, start)
        if closes - begin > left or (closes - begin == left and left > timedelta()):
            return (begin + left).astimezone(UTC)
        left -= closes - begin
    raise AlwaysClosed


def _spans(hours: Hours, first: date, *, days: int) -> Iterator[tuple[datetime, datetime]]:
    for offset in range(days):
        day = first + timedelta(days=offset)
        if day in hours.holidays:
            continue
        for opens, closes in hours.week.get(day.weekday(), ()):
            yield datetime.combine(day, opens, KST), datetime.combine(day, closes, KST)
