from datetime import date

import pytest

from bot.papers import pdf
from bot.papers.timeline import line_of
from flows.schedule import Event, Schedule
from tests.bot.papers import rig

SCHEDULE = Schedule(
    "설립 일정",
    (
        Event(day=date(2026, 12, 15), title="공고", who="발기인", law="시행령 제6조", note="붙인 화면을 남기세요."),
        Event(day=date(2026, 12, 23), title="창립총회", until=date(2026, 12, 24)),
        Event(day=date(2027, 1, 18), title='신고확인증 #import "x"'),
    ),
)
WORDS = rig.shipped().papers.words


def test_stops_say_their_day_and_the_way_to_the_next() -> None:
    line = line_of(SCHEDULE, WORDS, wide=True)
    assert (line["title"], line["span"]) == ("설립 일정", "2026년 12월 15일 – 2027년 1월 18일")
    first, second, third = line["stops"]
    assert (first["month"], first["day"], first["weekday"], first["gap"]) == ("2026년 12월", "12월 15일", "화", "다음까지 8일")
    assert (second["month"], second["until"], second["lines"]) == ("", "늦어도: 12월 24일", [])
    assert (third["month"], third["gap"]) == ("2027년 1월", "")


def test_notes_are_for_the_printed_page() -> None:
    note = "붙인 화면을 남기세요."
    assert note in line_of(SCHEDULE, WORDS, wide=True)["stops"][0]["lines"]
    assert note not in line_of(SCHEDULE, WORDS, wide=False)["stops"][0]["lines"]


@pytest.mark.parametrize("events", [SCHEDULE.events, ()], ids=["three", "none"])
def test_it_can_be_drawn(events: tuple[Event, ...]) -> None:
    schedule = Schedule("설립 일정", events)
    assert pdf.compiled("timeline.typ", line_of(schedule, WORDS, wide=False), "png").startswith(b"\x89PNG")
    assert pdf.compiled("timeline.typ", line_of(schedule, WORDS, wide=True)).startswith(b"%PDF-")
