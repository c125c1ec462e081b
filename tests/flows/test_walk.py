from datetime import date

import pytest

from flows.flow import Flow
from flows.values import Kind
from flows.walk import names_ahead, samples_of, walk
from tests.flows.books import SHIPPED, TODAY, book_of, flow_of

STEPS = """
  - {id: n, kind: number, ask: 몇?, why: 그냥, at_least: 1, at_most: 9, next: [{when: {n: {at_least: 5}}, go: c}, {go: done}]}
  - {id: c, kind: choice, ask: 뭐?, why: 그냥, options: [{value: x, label: 엑스}, {value: y, label: 와이}], next: done}
"""


@pytest.fixture
def flow() -> Flow:
    return flow_of(STEPS)


def test_takes_answers_on_both_sides_of_every_comparison(flow: Flow) -> None:
    samples = samples_of(flow.steps[0], flow, book_of(flow), TODAY)
    assert {"4", "5", "1", "9"} <= set(samples)


def test_meets_every_step_branch_and_result(flow: Flow) -> None:
    found = walk(book_of(flow), flow, TODAY)
    assert found.steps == {"n", "c"}
    assert found.branches == {("n", 0), ("n", 1), ("c", 0)}
    assert found.results == {"done"}
    assert found.ways > 2
    assert not found.dead_ends | found.loops | found.closed


def test_gives_up_where_there_are_too_many_ways(flow: Flow) -> None:
    assert walk(book_of(flow), flow, TODAY, limit=1).too_many
    assert not walk(book_of(flow), flow, TODAY, limit=100).too_many


def test_stops_where_it_is_called_back(flow: Flow) -> None:
    asked = iter([True, False, True, True])
    found = walk(book_of(flow), flow, TODAY, go_on=lambda: next(asked))
    assert found.stopped
    assert found.states == 1
    assert not found.closed
    assert not walk(book_of(flow), flow, TODAY).stopped


def test_only_names_that_decide_something_later_tell_places_apart(flow: Flow) -> None:
    assert names_ahead(flow, "n") == {"n"}
    assert names_ahead(flow, "c") == set()


@pytest.mark.parametrize(
    ("step", "some"),
    [
        ("{id: a, kind: yes-no, ask: 예?, why: 그냥, next: done}", {"yes", "no"}),
        ("{id: a, kind: date, at_least: today, ask: 예?, why: 그냥, next: done}", {"2026-11-25"}),
        ("{id: a, kind: hours, at_least: 15시간, ask: 예?, why: 그냥, next: done}", {"15시간", "14시간 59분"}),
        ("{id: a, kind: period, at_most: 1년, ask: 예?, why: 그냥, next: done}", {"12개월"}),
        ("{id: a, kind: percent, at_most: 30, ask: 예?, why: 그냥, next: done}", {"30", "29.99"}),
        ("{id: a, kind: won, at_most: 3천만원, ask: 예?, why: 그냥, next: done}", {"30000000원", "29999999원"}),
        ("{id: a, kind: phone, optional: true, ask: 예?, why: 그냥, next: done}", {"", "010-1234-5678"}),
        (
            "{id: a, kind: choices, ask: 예?, why: 그냥, options: [{value: x, label: ㄱ}, {value: y, label: ㄴ}], next: done}",
            {"x", "-", "x,y"},
        ),
    ],
)
def test_every_kind_has_answers_to_walk_with(step: str, some: set[str]) -> None:
    flow = flow_of(f"  - {step}")
    assert some <= set(samples_of(flow.steps[0], flow, book_of(flow), TODAY))
    assert walk(book_of(flow), flow, TODAY).results == {"done"}


@pytest.mark.parametrize("kind", ["text", "address", "email", "business-number", "file"])
def test_free_answers_are_accepted_by_their_own_reader(kind: str) -> None:
    flow = flow_of(f"  - {{id: a, kind: {Kind(kind)}, ask: 예?, why: 그냥, next: done}}")
    assert walk(book_of(flow), flow, TODAY).results == {"done"}


def test_a_group_is_walked_with_the_least_number_of_items() -> None:
    flow = flow_of("""
  - {id: g, kind: group, item: 사람, at_least: 2, why: 그냥, fields: [{id: name, kind: text, ask: 이름?}],
     next: [{when: {g.count: {at_least: 2}}, go: done}, {go: done}]}
""")
    assert walk(book_of(flow), flow, TODAY).results == {"done"}


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2026, 12, 31), date(2027, 6, 30)])
def test_the_shipped_flows_are_sound_while_they_are_valid(today: date) -> None:
    for flow in SHIPPED.book.flows.values():
        found = walk(SHIPPED.book, flow, today)
        assert found.results == {result.id for result in flow.results}
        assert not found.dead_ends | found.loops | found.closed
