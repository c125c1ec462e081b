"""Whole conversations without a network."""

from datetime import UTC, datetime, timedelta

from bot.channels.base import NotSent
from bot.talk import TalkChannel, talking
from desk.conversation import Holder
from desk.messages import Card, Text
from storage.outbox import Delivery, OutboxKind, Place
from tests.bot.scenes import ADDRESS, NOW
from tests.fakes.library import small_knowledge


async def test_a_question_and_a_press_by_label_number_or_payload() -> None:
    async with talking(small_knowledge(), NOW) as talk:
        heard = await talk.say("p1", "협동조합은 몇 명부터 만들 수 있나요")
        (card,) = heard.parts
        assert isinstance(card, Card)
        for choice in (card.options[0].label, card.options[0].payload, "1"):
            await talk.say("p1", "협동조합은 몇 명부터 만들 수 있나요")
            assert "일곱 단계" in str((await talk.say("p1", choice=choice)).parts)


async def test_people_do_not_hear_each_other() -> None:
    async with talking(small_knowledge(), NOW) as talk:
        assert (await talk.say("p1", "나는 어떤 협동조합이 맞을까")).conversation.holder is Holder.FLOW
        assert (await talk.say("p2", "처음으로")).conversation.holder is Holder.BOT


async def test_time_moves_on_by_itself_or_as_told() -> None:
    async with talking(small_knowledge(), NOW) as talk:
        await talk.say("p1", "네")
        assert talk.now == NOW + timedelta(minutes=1)
        await talk.say("p1", "네", at=NOW + timedelta(days=1))
        assert talk.now == NOW + timedelta(days=1)


async def test_what_a_timer_said_meanwhile_comes_first() -> None:
    async with talking(small_knowledge(), NOW) as talk:
        for said in ("설립 일정 짜 주세요", "협동조합", "시작", "2026-12-01", "아니요", "네"):
            await talk.say("p1", said)
        first, *_ = (await talk.say("p1", "내 정보", at=datetime(2026, 11, 30, 0, 30, tzinfo=UTC))).parts
        assert isinstance(first, Card)
        assert "발기인 모으기" in first.text


async def test_nothing_is_sent() -> None:
    delivery = Delivery(id="1", conversation=ADDRESS.conversation, kind=OutboxKind.SAY, part=Text(text="네"))
    assert isinstance(await TalkChannel().send(delivery, Place()), NotSent)
    assert TalkChannel().fit(Text(text="네")) == (Text(text="네"),)
