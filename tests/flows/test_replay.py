"""Following kept answers, from the start and from the last question on."""

import pytest

from flows.calculators import CALCULATORS
from flows.examples import Example
from flows.replay import replay, replay_on
from tests.flows.books import SHIPPED, TODAY, flow_of

EXAMPLES = [(group.flow, example) for group in SHIPPED.examples for example in group.examples[:2]]

GROUP = """
  - {id: g, kind: group, item: 사람, at_least: 1, at_most: 3, why: 그냥, fields: [{id: name, kind: text, ask: 이름?}], next: n}
  - {id: n, kind: number, ask: 몇?, why: 그냥, next: [{when: {n: {at_least: 5}}, go: done}, {go: done}]}
"""


@pytest.mark.parametrize(("flow_id", "example"), EXAMPLES, ids=lambda one: one if isinstance(one, str) else "")
def test_one_answer_more_leads_where_all_answers_lead(flow_id: str, example: Example) -> None:
    book, flow, day = SHIPPED.book, SHIPPED.book.flows[flow_id], example.on or TODAY
    place, answers = replay(flow, {}, day, book.rates, book.calculators), dict[str, str]()
    while place.ask and not place.refused and place.ask.key in example.answers:
        answers[place.ask.key] = example.answers[place.ask.key]
        place = replay_on(place, answers, book.calculators)
        assert place == replay(flow, answers, day, book.rates, book.calculators)
    assert answers


def test_an_item_of_a_group_is_taken_once() -> None:
    flow = flow_of(GROUP)
    answers, place = dict[str, str](), replay(flow, {}, TODAY, SHIPPED.book.rates, CALCULATORS)
    for key, text in [("g/1/name", "가"), ("g/1/more", "yes"), ("g/2/name", "나"), ("g/2/more", "no"), ("n", "5")]:
        assert place.ask
        assert place.ask.key == key
        answers[key] = text
        before, place = place, replay_on(place, answers, CALCULATORS)
        assert before.ask
    assert [answered.text for answered in place.path] == ["가", "yes", "나", "no", "5"]
    assert place.known["g.count"] == 2
    assert place.result
