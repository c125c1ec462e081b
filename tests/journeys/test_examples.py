"""Every shipped flow by its first whole example, through the real router, intake and store: from the words that start it to its result."""

import pytest

from bot.talk import talking
from desk.messages import Card
from tests.fakes.library import shipped_knowledge
from tests.fakes.walkers import WHOLE, day_of, words_for


@pytest.mark.parametrize("flow", sorted(WHOLE))
async def test_a_flow_is_walked_as_its_example_says(flow: str) -> None:
    example, knowledge = WHOLE[flow], shipped_knowledge()
    async with talking(knowledge, day_of(example)) as talk:
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
            heard = await talk.say("p", words_for(question.step, left))
        cards = [part for part in heard.parts if isinstance(part, Card)]
        wanted = knowledge.flows.flows[flow].result(example.result)
        assert wanted
        assert [card.title for card in cards if card.as_of], (flow, heard.parts)
        for words in example.says:
            assert words in "\n".join(f"{card.title}\n{card.text}" for card in cards)
