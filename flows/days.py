"""Dates as people write them: 내년 3월 2일, 다음주 월요일, 26.12.1, 3일 뒤."""

import calendar
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flows.day_words import (
    AFTER_DATE,
    ANOTHER_DAY,
    DATE_BEGINS,
    EARLIER,
    ENDED,
    EXISTING,
    FIRST_DAY,
    HEARD,
    LAST_DAY,
    LAST_ONE,
    LATER,
    LUNAR,
    NEXT_ONE,
    NOT_DONE_THEN,
    NOT_HEARD,
    NOT_PAST,
    NOUN_BEFORE_DAY,
    PART_OF_A_YEAR,
    PAY_OF_MONTH,
    PLANNED,
    RELATIVE_DAYS,
    RELATIVE_MONTHS,
    RELATIVE_WEEKS,
    RELATIVE_YEARS,
    SAID_COMPACT,
    SAID_DATE,
    SAID_DAY,
    SAID_MONTH,
    SAID_MONTH_DAY,
    SAID_MONTH_IN,
    SAID_SO,
    SAID_WEEKDAY,
    SAID_YEAR,
    SAID_YEAR_MONTH,
    SETTLED,
    SINCE,
    STEM_HEARD,
    TIME_OF_DAY,
    TO_COME,
    TOPIC,
    VERB_AFTER_DATE,
    VERB_AFTER_DAY,
    WEEKDAY_IN_BRACKETS,
    WEEKDAYS,
)
from flows.language import clean
from flows.periods import read_period

FIRST_YEAR, LAST_YEAR = 1900, 2199
#: So many years around this one have a 29 February.
LEAP = 8
#: Longer texts are no date, and taking off what hangs behind one goes deep.
LONGEST = 300
#: Places of the last consonants of a syllable: in 한, in 할 and in 했.
NIEUN, RIEUL, DOUBLE_SIOT = 4, 8, 20
#: So many words at most stand before a day.
MOST_BEFORE = 2


class NotADay(ValueError):
    """A text that is no date; the reason names a sentence of the wording."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What decides which of several days is meant by a day without its year."""

    today: date
    #: Of the sentence and of the question: `past`, `future` or empty.
    said: str = ""
    tense: str = ""
    least: date | None = None
    most: date | None = None

    def pick(self, days: list[date]) -> date:
        """The nearest of the days that may be meant. Raises NotADay."""
        if not days:
            raise NotADay("no_such_day")
        return min(self.narrow(days), key=lambda day: (abs((day - self.today).days), day < self.today))

    def narrow(self, days: list[date]) -> list[date]:
        """Of several days those that the sentence speaks of, then those that the step allows, then those that it asks for, if any."""
        days = self._in(self.said, days)
        days = [day for day in days if (self.least or day) <= day <= (self.most or day)] or days
        return self._in(self.tense, days)

    def _in(self, tense: str, days: list[date]) -> list[date]:
        return [day for day in days if not tense or day == self.today or (day < self.today) == (tense == "past")] or days


def tense_said(text: str) -> str:
    """Whether a sentence speaks of what was or of what is to come; empty when of neither or of both."""
    text = SAID_SO.sub("", SETTLED.sub("", text))
    past = any(_last_consonant(sign) == DOUBLE_SIOT and sign not in NOT_PAST for sign in text)
    future = any(word in text for word in PLANNED) or any(_last_consonant(match.group(1)) == RIEUL for match in TO_COME.finditer(text))
    future = future or (SINCE not in text and any(_is_heard(*match.groups()) for match in HEARD.finditer(text)))
    return "" if past == future else "past" if past else "future"


def _is_heard(before: str, sign: str) -> bool:
    """Whether a syllable before 대요 or 다고 is that of a verb of what is to come; 하는대요 is 하는데요."""
    if sign == STEM_HEARD:
        return _last_consonant(before) > 0 and before not in EXISTING
    return _last_consonant(sign) == NIEUN and sign not in NOT_HEARD


def _last_consonant(sign: str) -> int:
    return (ord(sign) - ord("가")) % 28 if "가" <= sign <= "힣" else 0


def read_day(text: str, today: date, *, tense: str = "", least: date | None = None, most: date | None = None) -> date:
    """The date somebody means when saying `text` on the day `today`, of those from `least` to `most` if there is one. Raises NotADay."""
    if len(text) > LONGEST or NOT_DONE_THEN.search(clean(text)):
        raise NotADay("not_understood")
    said = clean(text)
    if any(word in said for word in LUNAR):
        raise NotADay("lunar")
    frame = Frame(today=today, said=tense_said(said), tense=tense, least=least, most=most)
    wrong: NotADay | None = None
    for rest in (said, *_without_nouns(said)):
        try:
            return _read_said(rest, frame)
        except NotADay as error:
            wrong = wrong or error
    if wrong and wrong.reason == "not_understood" and PART_OF_A_YEAR.search(said):
        raise NotADay("day_missing")
    raise wrong or NotADay("not_understood")


def _without_nouns(said: str) -> Iterator[str]:
    """What follows one noun or two that say what was on the day."""
    words = said.split()
    for count in range(1, min(MOST_BEFORE + 1, len(words))):
        if not NOUN_BEFORE_DAY.fullmatch(words[count - 1]):
            return
        rest = " ".join(words[count:])
        if TOPIC.search(words[count - 1]) or DATE_BEGINS.match(rest):
            yield rest


def _read_said(said: str, frame: Frame) -> date:
    """A day in the words of a sentence. Raises NotADay."""
    said = TIME_OF_DAY.sub("", WEEKDAY_IN_BRACKETS.sub("", ENDED.sub("", said.replace(" ", ""))).rstrip("!~"))
    said = PART_OF_A_YEAR.sub("", said) if SAID_MONTH_IN.search(said) else said
    for pattern, named in ((LAST_ONE, "past"), (NEXT_ONE, "future")):
        if pattern.match(said):
            said, frame = pattern.sub("", said), replace(frame, said=named)
    wrong: NotADay | None = None
    for rest in _without_tails(said):
        try:
            found = _read(rest, frame)
        except NotADay as error:
            # 금요일이요 is no weekday, 금요일 is.
            wrong = wrong or error
        else:
            if found is not None:
                return found
    raise wrong or NotADay("not_understood")


def read_month(text: str, today: date, *, tense: str = "", least: date | None = None, most: date | None = None) -> date:
    """The first day of the month somebody means, or the day if one is said; for the rest as `read_day`. Raises NotADay."""
    try:
        return read_day(text, today, tense=tense, least=least, most=most)
    except NotADay as error:
        if len(text) > LONGEST:
            raise
        for said in (clean(text), *_without_nouns(clean(text))):
            bare = PAY_OF_MONTH.sub("", said.replace(" ", "").rstrip(".!~"))
            # Tails alone are no month.
            for rest in filter(None, _without_tails(bare)):
                with suppress(NotADay):
                    return read_day(f"{rest}{FIRST_DAY}", today, tense=tense, least=least, most=most)
        raise error


def _without_tails(said: str) -> Iterator[str]:
    """The text, then what is left when one thing and another behind it is taken off; no recursion, as a text may be nothing but tails."""
    waiting, seen = [said], {said}
    while waiting:
        text = waiting.pop()
        yield text
        if (match := VERB_AFTER_DATE.search(text)) and match.start():
            yield text[: match.start()]
        if (match := VERB_AFTER_DAY.match(text)) and not ANOTHER_DAY.search(match.group(2)):
            yield match.group(1)
        shorter = (text.removesuffix(tail.replace(" ", "")) for tail in reversed(AFTER_DATE))
        fresh = [rest for rest in dict.fromkeys(shorter) if rest not in seen]
        seen.update(fresh)
        waiting += fresh


def _read(said: str, frame: Frame) -> date | None:
    if match := SAID_DATE.match(said):
        year, month, day = (int(part) for part in match.groups())
        return _day(_full_year(year, match.group(1), frame), month, day)
    if match := SAID_COMPACT.match(said):
        year, month, day = (int(part) for part in match.groups())
        return _day(_full_year(year, match.group(1), frame), month, day)
    if SAID_YEAR_MONTH.match(said) or SAID_MONTH.match(said):
        raise NotADay("day_missing")
    if match := SAID_MONTH_DAY.match(said):
        return frame.pick(list(_in_years(int(match.group(1)), int(match.group(2)), frame.today)))
    return _relative(said, frame)


def _full_year(year: int, text: str, frame: Frame) -> int:
    if len(text) == 4:
        return year
    century = frame.today.year // 100 * 100
    full = century + year
    if frame.tense == "past" and full > frame.today.year + 1:
        full -= 100
    return full


def _day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADay("year_out_of_range")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADay("no_such_day") from None


def _in_years(month: int, day: int | None, today: date) -> Iterator[date]:
    """That day of the years around, or the last day of the month."""
    for year in range(max(today.year - LEAP, FIRST_YEAR), min(today.year + LEAP, LAST_YEAR) + 1):
        with suppress(ValueError):
            yield date(year, month, calendar.monthrange(year, month)[1] if day is None else day)


def _of_month(day: int, frame: Frame) -> date:
    """That day of this month, unless the step or the sentence can only mean that of the next or the last one."""
    this = _day(frame.today.year, frame.today.month, day)
    around = [_shifted(this.year, this.month, months) for months in (-1, 1)]
    others = [date(*month, day) for month in around if day <= calendar.monthrange(*month)[1]]
    narrowed = frame.narrow([this, *others])
    return this if this in narrowed else frame.pick(narrowed)


def _of_week(weekday: str, frame: Frame) -> date:
    """That day of this week, unless the step or the sentence can only mean that of the next or the last one."""
    this, *others = (_in_week(weekday, frame.today, weeks) for weeks in (0, -1, 1))
    narrowed = frame.narrow([this, *others])
    return this if this in narrowed else frame.pick(narrowed)


def _relative(said: str, frame: Frame) -> date | None:
    today = frame.today
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
        return _of_week(match.group(1), frame) if len(said) > 1 else None
    if match := SAID_DAY.match(said):
        return _of_month(int(match.group(1)), frame)
    return _month_end(said, frame) or _later(said, today)


def year_said(text: str, today: date) -> int | None:
    """The year that a text names: 작년 하반기, 2025년 2기."""
    said = clean(text).replace(" ", "")
    if match := SAID_YEAR.search(said):
        return int(match.group(1))
    return next((today.year + years for word, years in _longest_first(RELATIVE_YEARS) if word in said), None)


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


def _month_end(said: str, frame: Frame) -> date | None:
    if said in LAST_DAY[:2]:
        return last_of_month(frame.today.year, frame.today.month)
    for word in LAST_DAY:
        rest = said.removesuffix(word)
        if rest == said:
            continue
        if match := SAID_MONTH.match(rest):
            return frame.pick(list(_in_years(int(match.group(1)), None, frame.today)))
        if match := SAID_YEAR_MONTH.match(rest):
            return last_of_month(int(match.group(1)), int(match.group(2)))
    return None


def _later(said: str, today: date) -> date | None:
    """`3일 뒤`, `2주 전`, `한 달 후`."""
    for words, sign in ((LATER, 1), (EARLIER, -1)):
        for word in words:
            rest = said.removesuffix(word)
            # 3월 2일 이후 is not so many months and days from now.
            if rest != said and not SAID_MONTH_DAY.match(rest) and (period := read_period(rest)):
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
