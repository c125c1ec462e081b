from dataclasses import replace
from datetime import date

import pytest

from flows.check import check
from flows.engine import FlowBook, Result
from flows.results import NO_RATE
from flows.schedule import Event, Schedule
from flows.values import Unit
from flows.wording import show
from tests.flows.books import SHIPPED, TODAY, flow_of

STEPS = """
  - {id: start, kind: date, ask: 언제 시작할까요?, why: 일정을 세워요}
  - {id: plan, kind: calculate, use: founding-schedule, with: {kind: {fixed: cooperative}, start: start}, next: [{go: planned}]}
"""
RESULTS = """
  - id: planned
    title: 일정
    text: "{plan.assembly}에 창립총회를 열어요"
    parts:
      - {each: plan.schedule, say: "{number}. {day} {title} {until}"}
    law: [협동조합 기본법 제15조]
    handoff: 물어보세요
"""
FLOW = replace(flow_of(STEPS, RESULTS), results=flow_of(STEPS, RESULTS).results[1:])
BOOK = FlowBook.of(
    [FLOW],
    rates=SHIPPED.book.rates,
    glossary=SHIPPED.book.glossary,
    wording=SHIPPED.book.wording,
    calculators=SHIPPED.book.calculators,
)


def result_of(said: str) -> Result:
    turn = BOOK.reply("test", (), said, TODAY)
    assert turn.result is not None
    return turn.result


def test_events_are_in_order_and_found_by_their_rule() -> None:
    found = Schedule("일정", (Event(day=date(2026, 12, 1), title="하나", key="one"), Event(day=date(2026, 12, 2), title="둘", key="two")))
    assert len(found) == len(list(found)) == 2
    assert found.find("two") == found.events[1]
    assert found.find("three") is None


def test_a_schedule_is_written_one_line_an_event() -> None:
    found = Schedule("일정", (Event(day=date(2026, 12, 1), title="하나"), Event(day=date(2026, 12, 2), title="둘")))
    text = show(found, Unit.SCHEDULE, SHIPPED.book.wording, {})
    assert text == "· 2026년 12월 1일 하나\n· 2026년 12월 2일 둘"


def test_a_result_says_every_event_and_carries_the_schedule() -> None:
    result = result_of("2026-12-01")
    lines = result.text.splitlines()
    assert lines[0] == "2026년 12월 23일에 창립총회를 열어요"
    assert lines[1] == "1. 2026년 12월 1일 발기인 모으기 2026년 12월 4일"
    assert [schedule.title for schedule in result.schedules] == ["설립 일정"]
    assert len(lines) == 1 + len(result.schedules[0])


def test_the_kept_answers_come_to_the_schedule_of_the_result() -> None:
    kept = (("start", "2026-12-01"),)
    assert BOOK.schedule("test", kept, TODAY) == result_of("2026-12-01").schedules[-1]
    assert BOOK.schedule("test", (), TODAY) is None
    assert BOOK.schedule("gone", kept, TODAY) is None


def test_days_that_nobody_knows_give_no_deadline() -> None:
    result = result_of("2031-12-01")
    assert result.id == NO_RATE
    assert "공휴일 달력" in result.text
    assert result.schedules == ()


def test_a_flow_with_a_schedule_passes_the_check() -> None:
    found: list[str] = []
    check(BOOK, (), lambda _flow, _loc, code, _details, /, *, examples=False: found.append(code), TODAY)
    assert found == ["result_without_example"]


@pytest.mark.parametrize("name", sorted(SHIPPED.book.rates.plans))
def test_shipped_schedules_have_short_titles(name: str) -> None:
    for rule in SHIPPED.book.rates.plans[name].rules:
        assert len(rule.title) <= 80
        assert len(rule.note) <= 300
