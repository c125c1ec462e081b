"""A schedule for any calendar program (RFC 5545). Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from bot.papers.cleaning import clean
from flows.schedule import Event, Schedule

_LINE = 75


def calendar(schedule: Schedule, *, made: date, origin: str, words: Mapping[str, str], alarms: Collection[timedelta] = ()) -> bytes:
    """All events as whole days. The same event has the same id every time, so a calendar that is made again replaces the old one.

    `origin` tells calendars of different flows apart; `alarms`, how long before the first midnight of an event the calendar speaks up, only
    when the person wants to be reminded.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dure//Dure//KO",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(schedule.title)}",
        *(line for uid, event in _named(schedule) for line in _event(event, f"{uid}@{origin}.dure", made, words, alarms)),
        "END:VCALENDAR",
    ]
    return "".join(folded(line) + "\r\n" for line in lines).encode()


def _named(schedule: Schedule) -> Iterator[tuple[str, Event]]:
    """Each event with a name of its own: its rule, and a number where a rule comes more than once."""
    seen: dict[str, int] = {}
    for event in schedule:
        name = "".join(sign for sign in event.key if sign.isascii() and (sign.isalnum() or sign == "-")) or event.day.strftime("%Y%m%d")
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}-{seen[name]}"), event


def _event(event: Event, uid: str, made: date, words: Mapping[str, str], alarms: Collection[timedelta]) -> Iterator[str]:
    title = _text(clean(event.title))
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{made:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{title}"
    if said := "\n".join(described(event, words)):
        yield f"DESCRIPTION:{_text(said)}"
    yield "TRANSP:TRANSPARENT"
    for before in alarms:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-{_span(before)}", f"DESCRIPTION:{title}", "END:VALARM")
    yield "END:VEVENT"


def _span(span: timedelta) -> str:
    hours, minutes = divmod(span.seconds // 60, 60)
    return f"P{span.days}DT{hours}H{minutes}M"


def described(event: Event, words: Mapping[str, str]) -> Iterator[str]:
    """What is to be known about an event, one line each."""
    until = words.get("event-day", "{month}/{day}")
    if event.until and event.until != event.day:
        yield f"{words.get('event-until', '')}: {until.format(month=event.until.month, day=event.until.day)}"
    for word, value in (("event-who", event.who), ("event-papers", ", ".join(event.papers)), ("event-law", event.law), ("", event.note)):
        if value:
            yield f"{words.get(word, '')}: {clean(value)}" if word else clean(value)


def _text(text: str) -> str:
    """Signs that mean something in the format lose their meaning."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets; no letter is cut in two."""
    return "\r\n ".join(_pieces(line))


def _pieces(line: str) -> Iterable[str]:
    pieces, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        # A piece after the first begins with a blank that counts.
        if size + width > _LINE - (1 if len(pieces) > 1 else 0):
            pieces.append("")
            size = 0
        pieces[-1] += sign
        size += width
    return pieces
