from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.papers.ics import calendar, folded
from flows.schedule import Event, Schedule
from tests.bot.papers import rig

DAY = date(2026, 12, 31)
EVENT = Event(
    day=DAY,
    title="창립총회; 공고, 하나",
    who="발기인",
    papers=("공고문", "사진"),
    law="시행령 제6조",
    note="한 줄\n두 줄",
    until=date(2027, 1, 7),
    key="notice",
)


def made(*events: Event, alarms: tuple[timedelta, ...] = ()) -> str:
    return calendar(
        Schedule("설립 일정", events), made=rig.TODAY, origin="founding-schedule", words=rig.shipped().papers.words, alarms=alarms
    ).decode()


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_an_event_is_a_whole_day_in_any_calendar() -> None:
    lines = unfolded(made(EVENT))
    assert lines[:5] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dure//Dure//KO", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    assert "UID:notice@founding-schedule.dure" in lines
    assert "DTSTAMP:20261125T000000Z" in lines
    assert lines[lines.index("DTSTART;VALUE=DATE:20261231") + 1] == "DTEND;VALUE=DATE:20270101"
    assert r"SUMMARY:창립총회\; 공고\, 하나" in lines
    assert r"DESCRIPTION:늦어도: 1월 7일\n누가: 발기인\n서류: 공고문\, 사진\n근거: 시행령 제6조\n한 줄 두 줄" in lines
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_reminders_are_only_for_those_who_want_them() -> None:
    assert "VALARM" not in made(EVENT)
    lines = unfolded(made(EVENT, alarms=(timedelta(days=6, hours=15), timedelta(hours=15))))
    assert [line for line in lines if line.startswith("TRIGGER")] == ["TRIGGER:-P6DT15H0M", "TRIGGER:-P0DT15H0M"]
    assert lines.count("BEGIN:VALARM") == lines.count("END:VALARM") == 2


def test_events_of_one_rule_have_ids_of_their_own() -> None:
    uids = [line for line in unfolded(made(EVENT, EVENT, Event(day=DAY, title="이름 없는 일"))) if line.startswith("UID:")]
    assert uids == ["UID:notice@founding-schedule.dure", "UID:notice-2@founding-schedule.dure", "UID:20261231@founding-schedule.dure"]


def test_a_calendar_that_is_made_again_is_the_same() -> None:
    assert made(EVENT) == made(EVENT)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=200))
def test_lines_are_short_and_lose_nothing(text: str) -> None:
    pieces = folded(text).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == text


@given(st.text(max_size=60))
def test_words_never_begin_a_line_of_their_own(title: str) -> None:
    known = {"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP", "SUMMARY", "TRANSP", ""}
    for line in unfolded(made(Event(day=DAY, title=title, key="one"))):
        assert line.partition(":")[0].partition(";")[0] in known | {"DTSTART", "DTEND"}
