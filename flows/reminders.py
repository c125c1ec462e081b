"""When somebody who wants it is told of the deadlines of a schedule: some days before, in the daytime."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from flows.flow import Reminders
from flows.rates import NoRate
from flows.schedule import Event, Schedule
from flows.tree import Fields
from flows.workdays import Workdays

#: 정보통신망법 제50조 제3항 keeps advertisements out of the night (21:00 to 08:00); what we were asked for keeps to the same hours.
DAY_BEGINS, DAY_ENDS = time(8), time(21)
_DAYS, _AT = ("7", "1"), "09:00"
_MOST_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One event of a schedule that is to be told of on a day."""

    #: The day on which it is told.
    on: date
    event: Event
    #: The day it is told of: the event's own, or the last day that the law leaves for it.
    deadline: date

    @property
    def is_last_day(self) -> bool:
        """Whether it is about the last day that is left rather than the planned one."""
        return self.deadline != self.event.day


def reminders_of(schedule: Schedule, days: Collection[int], workdays: Workdays) -> tuple[Reminder, ...]:
    """Everything to be told of, in the order of the days. What would be told on a day off is told on the last working day before.

    An event that may wait longer than planned is told of once more before its last day, as shortly as any.
    """
    found = [reminder for event in schedule for reminder in _of_event(event, days, workdays)]
    return tuple(sorted(found, key=lambda one: (one.on, one.deadline)))


def _of_event(event: Event, days: Collection[int], workdays: Workdays) -> Iterator[Reminder]:
    for before in days:
        yield Reminder(on=_worked(event.day - timedelta(days=before), workdays), event=event, deadline=event.day)
    if event.until and event.until > event.day and not event.lasts and days:
        yield Reminder(on=_worked(event.until - timedelta(days=min(days)), workdays), event=event, deadline=event.until)


def _worked(day: date, workdays: Workdays) -> date:
    try:
        return workdays.latest(day)
    except NoRate:
        # Nobody knows yet which days are off then: the day itself is better than none.
        return day


def parse_reminders(fields: Fields) -> Reminders:
    """Read `reminders` of a flow and report every problem in it."""
    reminders = Reminders(consent=fields.identifier("consent"), days=_days(fields), at=_at(fields), loc=fields.loc)
    fields.close()
    return reminders


def _days(fields: Fields) -> tuple[int, ...]:
    found: set[int] = set()
    for text in fields.texts("days") or _DAYS:
        if text.isdecimal() and 0 < int(text) <= _MOST_DAYS:
            found.add(int(text))
        else:
            fields.report("days", "bad_reminder_days", value=text, most=str(_MOST_DAYS))
    return tuple(sorted(found, reverse=True))


def _at(fields: Fields) -> time:
    text = fields.text("at", default=_AT)
    try:
        at = time.fromisoformat(text)
    except ValueError:
        at = time.min
    if at.tzinfo is None and DAY_BEGINS <= at < DAY_ENDS:
        return at
    fields.report("at", "reminder_at_night", value=text)
    return time.fromisoformat(_AT)
