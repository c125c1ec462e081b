"""The parts of a day as it is said: what a correction does not name stays as it was ("11월 20일 아니 21일")."""

import re

from flows.day_words import CALENDAR_PARTS, DOTTED, RELATIVE_MONTHS, WEEK_PARTS


def completed(before: str, after: str) -> str:
    """What is said, with the parts of the day before that it does not name itself: year, month and day, or week and weekday."""
    old, new = (DOTTED.sub(r"\1년\2월\3일", text.replace(" ", "")) for text in (before, after))
    for parts in (WEEK_PARTS, CALENDAR_PARTS):
        named = [_last(part, new) for part in parts]
        if any(named):
            kept = [word or _last(part, old) for part, word in zip(parts, named, strict=True)]
            if parts is CALENDAR_PARTS and kept[1] in RELATIVE_MONTHS:
                kept[0] = ""
            return "".join(kept) + _without(named, new)
    return after


def names_day(text: str) -> bool:
    """Whether a text names a year or a day of the calendar, not the month alone."""
    year, _, day = CALENDAR_PARTS
    said = text.replace(" ", "")
    return bool(year.search(said) or day.search(said))


def _last(part: re.Pattern[str], text: str) -> str:
    return next(reversed(part.findall(text)), "")


def _without(words: list[str], text: str) -> str:
    for word in words:
        text = text.replace(word, "", 1) if word else text
    return text
