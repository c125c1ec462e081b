"""Periods as civil law counts them: the first day is left out, and a last day on a day off moves on (민법 제157조·제160조·제161조)."""

from dataclasses import dataclass
from datetime import date, timedelta

from flows.days import add_months
from flows.rate_errors import NoRate
from flows.tree import Fields, Report, Tree

SATURDAY = 5


def period_end(start: date, *, days: int = 0, months: int = 0) -> date:
    """The day on which a period ends that begins the day after `start`, whatever weekday it is (민법 제160조).

    Months end the day before the one that answers to their first, or with the month when it has no such day.
    """
    if months:
        first = start + timedelta(days=1)
        answering = add_months(first, months)
        start = answering - timedelta(days=1) if answering.day == first.day else answering
    return start + timedelta(days=days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workdays:
    """Which days are worked. Days outside of `first` to `last` are refused, because nobody knows their holidays yet."""

    #: Public holidays with their substitute days; Saturdays and Sundays are known anyway.
    holidays: frozenset[date] = frozenset()
    first: date = date.max
    last: date = date.min
    #: How people call the calendar, said when a day is not covered.
    title: str = "holidays"

    def is_off(self, day: date) -> bool:
        """Whether nobody works on that day. Raises NoRate."""
        if not self.first <= day <= self.last:
            raise NoRate("holidays", self.title, day)
        return day.weekday() >= SATURDAY or day in self.holidays

    def due(self, day: date) -> date:
        """The day itself, or the next one that is worked. Raises NoRate."""
        while self.is_off(day):
            day += timedelta(days=1)
        return day

    def latest(self, day: date) -> date:
        """The day itself, or the last one before it that is worked. Raises NoRate."""
        while self.is_off(day):
            day -= timedelta(days=1)
        return day

    def within(self, start: date, *, days: int = 0, months: int = 0) -> date:
        """Last day of a period that begins the day after `start`. Raises NoRate."""
        return self.due(period_end(start, days=days, months=months))

    @staticmethod
    def leaving(day: date, days: int) -> date:
        """The last day that leaves so many whole days before `day`; never moved on, it would come too late (CAL-05)."""
        return day - timedelta(days=days + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayList:
    """What staff know beyond the computed calendar."""

    title: str
    first: date
    last: date
    #: Holidays that were declared for one year, and computed ones that are none.
    added: frozenset[date] = frozenset()
    removed: frozenset[date] = frozenset()

    def workdays(self, public: frozenset[date]) -> Workdays:
        """The calendar with the staff's changes."""
        return Workdays(holidays=(public | self.added) - self.removed, first=self.first, last=self.last, title=self.title)


def parse_holidays(tree: Tree, report: Report) -> HolidayList | None:
    """Read `holidays.yaml`: the span it is good for, and days on top of the computed ones."""
    top = Fields(tree, (), report)
    title, first, last = top.text("title", limit=100), top.day("from"), top.day("until")
    added, removed = _days(top, "added"), _days(top, "removed")
    top.close()
    return HolidayList(title=title, first=first, last=last, added=added, removed=removed) if first and last else None


def _days(top: Fields, key: str) -> frozenset[date]:
    found: set[date] = set()
    for fields in top.maps(key):
        day = fields.day("day")
        fields.text("name", limit=100)
        fields.text("source", default="", limit=200)
        fields.close()
        if day:
            found.add(day)
    return frozenset(found)
