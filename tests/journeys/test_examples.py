"""Every shipped flow by its first whole example, through the real router, intake and store: from the words that start it to its result."""

from datetime import UTC, datetime

import pytest

from bot.talk import talking
from desk.messages import Card
from tests.fakes.library import shipped_knowledge
from tests.flows.books import SHIPPED

WHOLE = {
    examples.flow: next(example for example in examples.examples if example.result and not example.refuse) for examples in SHIPPED.examples
}
#: 14:00 in Seoul: the centre is open.
HOUR = 5


@pytest.mark.parametrize("flow", sorted(WHOLE))
async def test_a_flow_is_walked_as_its_example_says(flow: str) -> None:
    example, knowledge = WHOLE[flow], shipped_knowledge()
    now = datetime(2026, 11, 25, HOUR, tzinfo=UTC)
    if example.on:
        now = now.replace(year=example.on.year, month=example.on.month, day=example.on.day)
    async with talking(knowledge, now) as talk:
        heard = await talk.say("p", knowledge.flows.title(flow))
        if heard.conversation.seat is None:
            heard = await talk.say("p", choice=knowledge.flows.title(flow))
        assert heard.conversation.seat is not None
        assert heard.conversation.seat.flow == flow
        left = dict(example.answers)
        for _ in range(200):
            seat = heard.conversation.seat
            if seat is None:
                break
            question = knowledge.flows.resume(flow, seat.answers, talk.now.date()).question
            assert question
            heard = await talk.say("p", _answer(question.step, left))
        cards = [part for part in heard.parts if isinstance(part, Card)]
        wanted = knowledge.flows.flows[flow].result(example.result)
        assert wanted
        assert [card.title for card in cards if card.as_of], (flow, heard.parts)
        for words in example.says:
            assert words in "\n".join(f"{card.title}\n{card.text}" for card in cards)


def _answer(step: str, left: dict[str, str]) -> str:
    if step in left:
        return left.pop(step) or "건너뛰기"
    if step.endswith("/more"):
        group, item, _ = step.split("/")
        return "네" if any(key.startswith(f"{group}/{int(item) + 1}/") for key in left) else "아니요"
    return "건너뛰기"
