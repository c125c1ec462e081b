"""Lengths of time as people write them: 3개월, 1년 반, 석 달, 90일, 주 15시간."""

from flows.amounts import read_number
from flows.day_words import (
    AFTER_PERIOD,
    ALL_WORKDAYS,
    FROM_TO_CLOCK,
    IN_ALL,
    JOINED,
    LOCATIVE,
    LONG_COUNT,
    LONG_COUNTS,
    PER_WORDS,
    SAID_CLOCK,
    SAID_DAYS,
    SAID_DAYS_HOURS,
    SAID_DAYS_ONLY,
    SAID_EACH_OF,
    SAID_HOURS,
    SAID_HOURS_EACH,
    SAID_MONTHS,
    SAID_TIMES,
    SAID_TIMES_DAILY,
    SAID_TIMES_FIRST,
    SAID_WEEKDAY,
    SAID_WEEKDAYS,
    SAID_WEEKDAYS_TO,
    SAID_WEEKS,
    SAID_YEARS,
    WEEKDAYS,
    WORKING,
)
from flows.language import DAY, HOUR, MINUTE, MONTHS, clean
from flows.number_words import HALF
from flows.values import Period

#: So few hours may be those of a day.
DAYS_WORK = 12 * 60
MAX_MINUTES = 60 * 24 * 31
#: Who works fewer hours a day than the first means those of each day; more than the second are those of all days.
FEW_A_DAY, MANY_A_DAY, WHOLE_DAY = 3 * 60, 12 * 60, 24 * 60


def read_period(text: str) -> Period | None:
    """A length of time, or None."""
    rest = _bare(text)
    rest = LONG_COUNT.sub(lambda match: LONG_COUNTS[match.group()], rest)
    months, days = 0, 0
    found = False
    for pattern, month_size, day_size in ((SAID_YEARS, 12, 0), (SAID_MONTHS, 1, 0), (SAID_WEEKS, 0, 7), (SAID_DAYS, 0, 1)):
        match = pattern.match(rest)
        if not match:
            continue
        count = read_number(match.group(1))
        if count is None or not 0 <= count <= 40000:
            return None
        months, days, found = months + count * month_size, days + count * day_size, True
        if pattern.groups > 1 and match.group(2):
            months, days = (months + 6, days) if month_size == 12 else (months, days + 15)
        rest = rest[match.end() :]
    return Period(months, days) if found and not rest else None


def _bare(text: str) -> str:
    """Without blanks and without what changes nothing behind it: 15시간쯤이에요, 40시간 일해요."""
    rest = WORKING.sub("", clean(text).replace(" ", "").rstrip(".!~"))
    shorter = ""
    while rest != shorter:
        shorter = rest
        for tail in AFTER_PERIOD:
            rest = rest.removesuffix(tail)
    return rest


def canonical_period(period: Period) -> str:
    """A text that `read_period` reads back."""
    parts = [f"{period.months}{MONTHS}"] if period.months else []
    if period.days or not parts:
        parts.append(f"{period.days}{DAY}")
    return " ".join(parts)


def read_minutes(text: str, per: str) -> tuple[int, str] | None:
    """Minutes and what they were said for (`day`, `week`, `month` or nothing), or None."""
    rest = IN_ALL.sub(r"\1", JOINED.sub("", _bare(text)))
    if SAID_WEEKDAY.match(rest):
        return None
    if days := _of_days(rest, per):
        return days
    said = ""
    for word, name in _PER:
        if rest.startswith(word) and len(rest) > len(word):
            said, rest = name, rest[len(word) :].removeprefix(LOCATIVE)
            break
    minutes = _minutes(rest)
    return None if minutes is None or minutes > MAX_MINUTES else (minutes, said or per)


def canonical_hours(minutes: int, per: str) -> str:
    """A text that reads back as hours of that span; few hours of a week say so, for they might be those of a day."""
    text = canonical_minutes(minutes)
    return f"{PER_WORDS[per][0]} {text}" if per == "week" and minutes <= DAYS_WORK else text


def names_per(text: str) -> bool:
    """Whether a text says what hours are those of: 주 8시간, 하루 4시간 주 3일."""
    found = read_minutes(text, "")
    return found is not None and found[1] != ""


def per_said(text: str) -> str:
    """The word for a day, a week or a month where it is all that is said, or nothing."""
    rest = _bare(text).removesuffix(LOCATIVE)
    return rest if any(rest == word for word, _ in _PER) else ""


def why_no_minutes(text: str, per: str) -> str:
    """The name of the reason why a text is no time, where there is a special one."""
    rest = IN_ALL.sub(r"\1", JOINED.sub("", _bare(text)))
    if FROM_TO_CLOCK.search(rest):
        return "break_unknown"
    if per == "day":
        return ""
    days = SAID_WEEKDAYS.match(rest) or SAID_WEEKDAYS_TO.match(rest)
    if SAID_DAYS_ONLY.match(rest) or (days and days.group(3) is None):
        return "hours_missing"
    if (match := SAID_DAYS_HOURS.match(rest)) and _minutes(match.group(2)) is not None:
        return "each_or_all"
    if days and _minutes(days.group(3)) is not None:
        return "each_or_all"
    return "days_missing" if per == "week" and (match := SAID_HOURS_EACH.match(rest)) and _minutes(match.group(1)) is not None else ""


def _of_days(text: str, per: str) -> tuple[int, str] | None:
    """`하루 8시간씩 주 5일` is 40 hours a week; without a week in it, at a question for a month, 40 hours of that month."""
    if match := SAID_TIMES.match(text):
        return _times(match.group(1), read_number(match.group(2)))
    if match := SAID_TIMES_DAILY.match(text) or SAID_EACH_OF.match(text):
        return _times(match.group(1), read_number(match.group(2)), per="month" if per == "month" else "week")
    if match := SAID_TIMES_FIRST.match(text):
        return _times(match.group(2), read_number(match.group(1)))
    if match := SAID_DAYS_HOURS.match(text):
        return _times(match.group(2), read_number(match.group(1)), each=bool(match.group(3)))
    if (match := SAID_WEEKDAYS.match(text) or SAID_WEEKDAYS_TO.match(text)) and match.group(3):
        return _times(match.group(3), _weekdays(match.group(1)), each=bool(match.group(2) or match.group(4)))
    return None


def _weekdays(text: str) -> int | None:
    """How many days of the week are named, each once: 월수금, 월~금."""
    if text == ALL_WORKDAYS:
        return 5
    found = [WEEKDAYS[sign] for sign in text.replace(_WEEKDAY, "") if sign in WEEKDAYS]
    if SAID_WEEKDAYS_TO.match(text):
        return found[1] - found[0] + 1 if found[0] < found[1] else None
    return len(found) if len(set(found)) == len(found) else None


def _times(daily: str, days: int | None, *, per: str = "week", each: bool = True) -> tuple[int, str] | None:
    """So many hours on so many days; hours that are not said to be those of each day may be those of all."""
    for word in PER_WORDS["day"]:
        daily = daily.removeprefix(word)
    minutes = _minutes(daily)
    if minutes is None or days is None or not 1 <= days <= (31 if per == "month" else 7):
        return None
    if each or days == 1 or minutes < FEW_A_DAY * days:
        return (minutes * days, per) if minutes <= WHOLE_DAY else None
    return (minutes, per) if MANY_A_DAY < minutes <= WHOLE_DAY * days else None


def _minutes(text: str) -> int | None:
    if match := SAID_CLOCK.match(text):
        return int(match.group(1)) * 60 + int(match.group(2))
    match = SAID_HOURS.match(text)
    if not match or not match.group(0):
        hours = _tenths(text)
        return None if hours is None else hours
    total = 0
    if match.group(1):
        hours = _tenths(match.group(1))
        if hours is None:
            return None
        total = hours + (30 if match.group(2) == HALF else 0)
    if match.group(3):
        minutes = read_number(match.group(3), counters=())
        if minutes is None:
            return None
        total += minutes
    return total


def _tenths(text: str) -> int | None:
    """Hours with at most two digits behind the point, as minutes."""
    whole, point, part = text.partition(".")
    hours = read_number(whole, counters=()) if whole else None
    if hours is None or hours < 0:
        return None
    if not point:
        return hours * 60
    if not part.isdigit() or len(part) > 2:
        return None
    hundredths = int(part.ljust(2, "0"))
    return hours * 60 + hundredths * 60 // 100 if hundredths * 60 % 100 == 0 else None


def canonical_minutes(minutes: int) -> str:
    """A text that `read_minutes` reads back, and that people can read."""
    hours, rest = divmod(minutes, 60)
    if not rest:
        return f"{hours}{HOUR}"
    return f"{hours}{HOUR} {rest}{MINUTE}" if hours else f"{rest}{MINUTE}"


_PER = sorted(((word, name) for name, words in PER_WORDS.items() for word in words), key=lambda pair: -len(pair[0]))
_WEEKDAY = "요일"
