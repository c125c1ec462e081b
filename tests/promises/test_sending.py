"""How words leave: as the platform asks, in order, whole, and never without an end."""

import asyncio
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.base import NotSent, Outcome, Sent, Unknown
from bot.commands import Claim, Reply
from bot.intake import Done
from bot.pace import Pace, Quota
from storage.database import Database
from storage.outbox import OutboxKind
from tests.bot.desk_rig import desk_on
from tests.fakes.databases import count, opened
from tests.promises.house import GROUP, OPEN, QUESTION, House

SENT = "state = 'sent' and kind = 'say'"


async def accepted(house: House, chat: int) -> list[float]:
    """When Telegram took something for this chat."""
    return [
        float(str(call["at"])) for call in await house.telegram.calls("sendMessage") if call["chat"] == str(chat) and call["code"] == 200
    ]


async def test_p11_waits_as_long_as_the_platform_asks_and_only_there(desk_house: House) -> None:
    """P11: a chat that is told to wait gets nothing before that time; another chat is not held up."""
    for person in (7, 8):
        await desk_house.telegram.user(person)
    await desk_house.telegram.fault("error", method="sendMessage", chat=7, retry_after=2)
    await desk_house.telegram.say_many([{"user": 7, "text": QUESTION}, {"user": 7, "text": "도움말"}, {"user": 8, "text": QUESTION}])
    await desk_house.quiet()
    calls = [call for call in await desk_house.telegram.calls("sendMessage") if call["chat"] == "7"]
    asked, *later = [float(str(call["at"])) for call in calls]
    assert [call["code"] for call in calls] == [429, 200, 200]
    assert min(later) >= asked + 2
    assert (await accepted(desk_house, 8))[0] < asked + 1.5


@pytest.mark.parametrize("fault", [{"retry_after": 1}, {"code": 409}])
async def test_p12_a_row_in_trouble_is_never_overtaken(desk_house: House, fault: dict[str, int]) -> None:
    """P12: the answers of a chat come in the order of the questions, whatever happened to the first."""
    await desk_house.telegram.user(7)
    await desk_house.telegram.fault("error", method="sendMessage", chat=7, **fault)
    await desk_house.telegram.say_many([{"user": 7, "text": text} for text in (QUESTION, "도움말", QUESTION)])
    await desk_house.quiet()
    texts = await desk_house.telegram.texts(7)
    assert ["5명" in text for text in texts] == [True, False, True]


async def test_p13_an_unreachable_person_costs_one_call(desk_house: House) -> None:
    """P13: whatever else waits for somebody who has blocked us is given up with the first refusal, and counselors are told once."""
    await desk_house.telegram.group(GROUP)
    await desk_house.telegram.user(7)
    kim = await desk_house.counselor("kim", 50)
    await desk_house.telegram.say(7, "상담원")
    ticket = await desk_house.ticket_of(7)
    await desk_house.quiet()
    before = len(await desk_house.telegram.calls("sendMessage"))
    await desk_house.telegram.block(7, silent=True)
    await desk_house.telegram.fault("delay", method="sendMessage", chat=7, seconds=3)
    for number, command in enumerate([Claim(ticket=ticket), *(Reply(ticket=ticket, text=f"{turn}번째 답") for turn in range(4))]):
        assert isinstance(await desk_house.running.intake.command(command, kim, f"k{number}"), Done)
    await desk_house.quiet()
    calls = [call for call in (await desk_house.telegram.calls("sendMessage"))[before:] if call["chat"] == "7"]
    assert [call["code"] for call in calls] == [403]
    assert await desk_house.count("outbox", "state = 'failed' and kind = 'say'") == 5
    assert sum("답을 전하지 못했어요" in text for text in await desk_house.telegram.texts(GROUP)) == 1


@pytest.mark.parametrize("refused", [0, 1])
async def test_p14_markup_and_length_lose_no_letter(desk_house: House, refused: int) -> None:
    """P14: signs that mean something in HTML, long text and signs of several units arrive whole, even when the markup is refused."""
    await desk_house.telegram.user(7)
    kim = await desk_house.counselor("kim", 50)
    await desk_house.telegram.say(7, "상담원")
    ticket = await desk_house.ticket_of(7)
    await desk_house.quiet()
    await desk_house.running.intake.command(Claim(ticket=ticket), kim, "k1")
    await desk_house.quiet()
    before = len(await desk_house.telegram.texts(7))
    words = " ".join(f"<b>{number}</b>&amp;&<a href='x'>👩‍🌾정관 제{number}조" for number in range(250))
    if refused:
        await desk_house.telegram.fault("error", method="sendMessage", code=400, description="Bad Request: can't parse entities: x")
    await desk_house.running.intake.command(Reply(ticket=ticket, text=words), kim, "k2")
    await desk_house.quiet(40)
    shown = (await desk_house.telegram.texts(7))[before:]
    assert len(shown) > 1
    pieces = [re.sub(r"\s*\(\d+/\d+\)$", "", text) for text in shown]
    assert "".join("".join(pieces).split()) == "".join(words.split())


OUTCOMES = st.sampled_from(
    [
        Sent(platform_id="1"),
        NotSent(reason="502"),
        NotSent(reason="429", wait=3.0),
        NotSent(reason="400", permanent=True),
        NotSent(reason="403", permanent=True, unreachable=True),
        NotSent(reason="401", revoked=True),
        Unknown(reason="time-out"),
        RuntimeError("a defect"),
    ]
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(outcomes=st.lists(OUTCOMES, max_size=25))
async def test_p15_every_message_ends_sent_or_visibly_failed(outcomes: list[Outcome | Exception]) -> None:
    """P15: whatever Telegram answers in whatever order, within a day nothing hangs and no first copy overtakes another."""
    async with opened() as database:
        desk = await desk_on(database)
        desk.telegram.outcomes += outcomes
        await desk.intake.receive([desk.inbound(QUESTION) for _ in range(4)])
        await desk.settle()
        for _ in range(24 * 6):
            if not await count(database, "outbox", f"state in {OPEN}"):
                break
            desk.clock.pass_(minutes=10)
            desk.delivery._paused.clear()
            await desk.settle()
        assert await count(database, "outbox", "state not in ('sent', 'failed')") == 0
        assert await count(database, "outbox", "state = 'failed' and reason = ''") == 0
        first = list(dict.fromkeys(delivery.id for delivery, _ in desk.telegram.sent))
        assert first == sorted(first)


async def test_p16_the_staff_group_stays_inside_its_quota(desk_house: House) -> None:
    """P16: thirty tickets at once never make Telegram refuse a call in the group, and people are not held up by it."""
    await desk_house.telegram.group(GROUP)
    await desk_house.telegram.limits(chat_burst=20, bot_per_second=1000)
    for person in range(100, 130):
        await desk_house.telegram.user(person)
    await desk_house.telegram.say_many([{"user": person, "text": "상담원"} for person in range(100, 130)])
    await desk_house.until("outbox", SENT, 30)
    await asyncio.sleep(0.5)
    calls = [call for call in await desk_house.telegram.calls() if call["chat"] == str(GROUP)]
    assert {call["code"] for call in calls} == {200}
    assert 15 <= len(calls) <= 20
    assert await desk_house.count("outbox", "state = 'failed'") == 0


async def test_p16_a_press_is_answered_although_the_quota_is_used_up(database: Database) -> None:
    """P16: the answer to a press counts for no limit, and the presser is waiting for it."""
    much = Quota(count=1000, seconds=1.0)
    desk = await desk_on(database, pace=Pace(bot=much, private=Quota(count=1, seconds=60.0)))
    await desk.say("처음으로")
    pressed = await desk.hear(desk.pressed("m!0"))
    assert [delivery.kind for delivery in pressed] == [OutboxKind.PRESS]
