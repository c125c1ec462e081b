"""Dates as people write them: 내년 3월 2일, 다음주 월요일, 26.12.1, 3일 뒤."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from flows.day_words import (
    AFTER_DATE,
    EARLIER,
    LAST_DAY,
    LATER,
    LUNAR,
    RELATIVE_DAYS,
    RELATIVE_MONTHS,
    RELATIVE_WEEKS,
    RELATIVE_YEARS,
    SAID_COMPACT,
    SAID_DATE,
    SAID_DAY,
    SAID_MONTH,
    SAID_MONTH_DAY,
    SAID_WEEKDAY,
    SAID_YEAR_MONTH,
    VERB_AFTER_DATE,
    WEEKDAY_IN_BRACKETS,
    WEEKDAYS,
)
from flows.language import clean
from flows.periods import read_period

FIRST_YEAR, LAST_YEAR = 1900, 2199


class NotADay(ValueError):
    """A text that is no date; the reason names a sentence of the wording."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_day(text: str, today: date, *, tense: str = "") -> date:
    """The date somebody means when saying `text` on the day `today`. Raises NotADay."""
    said = clean(text)
    if any(word in said for word in LUNAR):
        raise NotADay("lunar")
    said = WEEKDAY_IN_BRACKETS.sub("", said.replace(" ", "")).rstrip("!~")
    wrong: NotADay | None = None
    for rest in _without_tails(said):
        try:
            found = _read(rest, today, tense)
        except NotADay as error:
            # 금요일이요 is no weekday, 금요일 is.
            wrong = wrong or error
        else:
            if found is not None:
                return found
    raise wrong or NotADay("not_understood")


def _without_tails(said: str) -> Iterator[str]:
    yield said
    if (match := VERB_AFTER_DATE.search(said)) and match.start():
        yield said[: match.start()]
    for tail in AFTER_DATE:
        shorter = said.removesuffix(tail.replace(" ", ""))
        if shorter != said:
            yield from _without_tails(shorter)


def _read(said: str, today: date, tense: str) -> date | None:
    if match := SAID_DATE.match(said):
        year, month, day = (int(part) for part in match.groups())
        return _day(_full_year(year, match.group(1), today, tense), month, day)
    if match := SAID_COMPACT.match(said):
        year, month, day = (int(part) for part in match.groups())
        return _day(_full_year(year, match.group(1), today, tense), month, day)
    if SAID_YEAR_MONTH.match(said) or SAID_MONTH.match(said):
        raise NotADay("day_missing")
    if match := SAID_MONTH_DAY.match(said):
        return _nearest_year(int(match.group(1)), int(match.group(2)), today, tense)
    return _relative(said, today, tense)


def _full_year(year: int, text: str, today: date, tense: str) -> int:
    if len(text) == 4:
        return year
    century = today.year // 100 * 100
    full = century + year
    if tense == "past" and full > today.year + 1:
        full -= 100
    return full


def _day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADay("year_out_of_range")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADay("no_such_day") from None


def _nearest_year(month: int, day: int, today: date, tense: str) -> date:
    """A date without a year is this year's, or the next or last one when the question says so."""
    if (month, day) == (2, 29):
        step = -1 if tense == "past" else 1
        year = today.year
        while (
            not calendar.isleap(year)
            or (tense == "past" and date(year, 2, 29) > today)
            or (tense == "future" and date(year, 2, 29) < today)
        ):
            year += step
        return date(year, 2, 29)
    found = _day(today.year, month, day)
    if tense == "future" and found < today:
        return _day(today.year + 1, month, day)
    if tense == "past" and found > today:
        return _day(today.year - 1, month, day)
    return found


def _relative(said: str, today: date, tense: str) -> date | None:
    if said in RELATIVE_DAYS:
        return today + timedelta(days=RELATIVE_DAYS[said])
    for word, weeks in _longest_first(RELATIVE_WEEKS):
        if said.startswith(word):
            return _in_week(said.removeprefix(word), today, weeks)
    for word, years in _longest_first(RELATIVE_YEARS):
        if said.startswith(word):
            return _in_year(said.removeprefix(word), today.year + years)
    for word, months in _longest_first(RELATIVE_MONTHS):
        if said.startswith(word):
            return _in_month(said.removeprefix(word), *_shifted(today.year, today.month, months))
    if match := SAID_WEEKDAY.match(said):
        return _in_week(match.group(1), today, 0) if len(said) > 1 else None
    if match := SAID_DAY.match(said):
        return _day(today.year, today.month, int(match.group(1)))
    return _month_end(said, today, tense) or _later(said, today)


def _longest_first(table: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(table.items(), key=lambda item: -len(item[0]))


def _in_week(rest: str, today: date, weeks: int) -> date:
    match = SAID_WEEKDAY.match(rest)
    if not match:
        raise NotADay("day_missing")
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=weeks, days=WEEKDAYS[match.group(1)])


def _in_year(rest: str, year: int) -> date:
    if match := SAID_MONTH_DAY.match(rest):
        return _day(year, int(match.group(1)), int(match.group(2)))
    for word in LAST_DAY:
        if rest.endswith(word) and (match := SAID_MONTH.match(rest.removesuffix(word))):
            return last_of_month(year, int(match.group(1)))
    raise NotADay("day_missing")


def _in_month(rest: str, year: int, month: int) -> date:
    if match := SAID_DAY.match(rest):
        return _day(year, month, int(match.group(1)))
    if rest in LAST_DAY:
        return last_of_month(year, month)
    raise NotADay("day_missing")


def _month_end(said: str, today: date, tense: str) -> date | None:
    if said in LAST_DAY[:2]:
        return last_of_month(today.year, today.month)
    for word in LAST_DAY:
        rest = said.removesuffix(word)
        if rest == said:
            continue
        if match := SAID_MONTH.match(rest):
            month = int(match.group(1))
            first = _nearest_year(month, 1, today, tense)
            return last_of_month(first.year, month)
        if match := SAID_YEAR_MONTH.match(rest):
            return last_of_month(int(match.group(1)), int(match.group(2)))
    return None


def _later(said: str, today: date) -> date | None:
    """`3일 뒤`, `2주 전`, `한 달 후`."""
    for words, sign in ((LATER, 1), (EARLIER, -1)):
        for word in words:
            if said.endswith(word) and (period := read_period(said.removesuffix(word))):
                moved = add_months(today, sign * period.months) if period.months <= 2400 else None
                if moved is None or period.days > 40000:
                    raise NotADay("year_out_of_range")
                return moved + timedelta(days=sign * period.days)
    return None


def last_of_month(year: int, month: int) -> date:
    """The last day of a month. Raises NotADay."""
    if not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADay("no_such_day")
    return date(year, month, calendar.monthrange(year, month)[1])


def _shifted(year: int, month: int, months: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last day when there is none (민법 제160조). Raises NotADay."""
    year, month = _shifted(day.year, day.month, months)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), last_of_month(year, month))
