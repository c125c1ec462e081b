"""Every row ends sent or visibly failed, in the order of its chat."""

import asyncio
from dataclasses import replace

import pytest

from bot.channels.base import NotSent, Outcome, Unknown
from bot.delivery import CHANNEL_PAUSE
from bot.pace import Pace, Quota
from bot.scene import Decision
from desk.messages import InboundKind
from storage.database import Database, StoreUnavailable
from storage.outbox import OutboxKind
from tests.bot.desk_rig import PERSON, Desk, desk_on, staffed
from tests.fakes.databases import count

MUCH = Quota(count=10_000, seconds=1.0)


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await desk_on(database)


async def attempt(desk: Desk, *outcomes: Outcome | Exception) -> int:
    """Let a reply meet these outcomes; how often it was tried so far."""
    desk.telegram.outcomes += outcomes
    await desk.say("처음으로")
    return len(desk.telegram.sent)


async def test_what_is_accepted_is_sent_with_the_platforms_id(desk: Desk) -> None:
    assert await attempt(desk) == 1
    assert await count(desk.database, "outbox", "state = 'sent' and platform_id = '1'") == 1


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        pytest.param(NotSent(reason="bad request", permanent=True), "failed", id="permanent"),
        pytest.param(NotSent(reason="blocked", unreachable=True), "failed", id="unreachable"),
        pytest.param(NotSent(reason="502"), "queued", id="passing"),
        pytest.param(NotSent(reason="429", wait=7.0), "queued", id="asked to wait"),
        pytest.param(Unknown(reason="time-out"), "unknown", id="nobody knows"),
        pytest.param(RuntimeError("our defect"), "unknown", id="a defect of the channel"),
    ],
)
async def test_every_outcome_has_a_state(desk: Desk, outcome: Outcome | Exception, state: str) -> None:
    assert await attempt(desk, outcome) == 1
    assert await count(desk.database, "outbox", f"state = '{state}'") == 1


@pytest.mark.parametrize(
    ("outcome", "seconds"), [(NotSent(reason="502"), 61), (NotSent(reason="429", wait=7.0), 9), (Unknown(reason="x"), 6)]
)
async def test_what_may_pass_is_sent_later(desk: Desk, outcome: Outcome, seconds: int) -> None:
    await attempt(desk, outcome)
    await desk.settle()
    assert len(desk.telegram.sent) == 1
    desk.clock.pass_(seconds=seconds)
    await desk.settle()
    assert await count(desk.database, "outbox", "state = 'sent'") == 1


async def test_an_uncertain_row_is_given_up_after_three_repeats(desk: Desk) -> None:
    await attempt(desk, *[Unknown(reason="time-out")] * 9)
    for _ in range(9):
        desk.clock.pass_(hours=1)
        await desk.settle()
    assert len(desk.telegram.sent) == 4
    assert await count(desk.database, "outbox", "state = 'failed' and reason = 'uncertain: time-out'") == 1


async def test_a_wait_the_platform_asked_for_counts_as_no_try(desk: Desk) -> None:
    await attempt(desk, *[NotSent(reason="429", wait=1.0)] * 15)
    for _ in range(15):
        desk.clock.pass_(seconds=3)
        await desk.settle()
    assert await count(desk.database, "outbox", "state = 'sent'") == 1


async def test_nothing_overtakes_a_row_of_its_chat(desk: Desk) -> None:
    await attempt(desk, NotSent(reason="502"))
    await desk.say("도움말")
    assert len(desk.telegram.sent) == 1
    desk.clock.pass_(minutes=2)
    await desk.settle()
    assert ["무엇을" in text for text in desk.telegram.texts()] == [True, True, False]


async def test_other_chats_go_on_meanwhile(desk: Desk) -> None:
    await attempt(desk, NotSent(reason="502"))
    assert await desk.say("처음으로", at=replace(PERSON, chat="8"))


async def test_a_blocked_person_is_remembered_and_counselors_are_told(database: Database) -> None:
    desk = await staffed(database)
    desk.telegram.outcomes.append(NotSent(reason="bot was blocked", unreachable=True))
    await desk.intake.receive([desk.inbound("상담원")])
    await desk.arrivals.settle()
    await desk.delivery.settle()
    assert (await desk.conversation()).unreachable
    assert any("답을 전하지 못했어요" in text for text in desk.telegram.texts(OutboxKind.LINE))


async def test_a_row_is_never_given_up_without_telling(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> Decision:
        raise StoreUnavailable("gone")

    desk = await staffed(database)
    desk.telegram.outcomes.append(NotSent(reason="bot was blocked", unreachable=True))
    await desk.intake.receive([desk.inbound("상담원")])
    await desk.arrivals.settle()
    monkeypatch.setattr("bot.handoff.undelivered", gone)
    await desk.delivery.settle()
    assert await count(desk.database, "outbox", "state = 'failed'") == 0


async def test_a_refused_token_stops_the_channel_and_loses_nothing(desk: Desk) -> None:
    await attempt(desk, NotSent(reason="401", revoked=True))
    desk.clock.pass_(seconds=CHANNEL_PAUSE + 1)
    await desk.settle()
    assert len(desk.telegram.sent) == 1
    assert await count(desk.database, "outbox", "state = 'queued' and attempt = 0") == 1


async def test_three_chats_that_are_told_to_wait_stop_the_whole_bot(desk: Desk) -> None:
    desk.telegram.outcomes += [NotSent(reason="429", wait=30.0)] * 3
    for chat in ("1", "2", "3"):
        await desk.say("처음으로", at=replace(PERSON, chat=chat))
    assert await desk.say("처음으로", at=replace(PERSON, chat="4")) == []


async def test_our_own_pace_puts_a_row_back_untried(database: Database) -> None:
    desk = await desk_on(database, pace=Pace(bot=MUCH, private=Quota(count=1, seconds=60.0)))
    await desk.say("처음으로")
    await desk.say("도움말")
    assert len(desk.telegram.sent) == 1
    assert await count(database, "outbox", "state = 'queued' and attempt = 0") == 1


async def test_a_chat_that_moved_gets_its_words_under_the_new_id(desk: Desk) -> None:
    await attempt(desk, NotSent(reason="migrated", moved_to="-1007"))
    assert [delivery.conversation for delivery, _ in desk.telegram.sent] == ["telegram:1:7", "telegram:1:-1007"]


async def test_a_deleted_topic_is_opened_anew_before_the_line(database: Database) -> None:
    desk = await staffed(database)
    await desk.say("상담원")
    desk.telegram.outcomes.append(NotSent(reason="thread not found", topic_gone=True))
    sent = await desk.hear(desk.inbound(kind=InboundKind.LEFT))
    assert [delivery.kind for delivery in sent] == [OutboxKind.LINE, OutboxKind.TOPIC, OutboxKind.LINE]
    _, place = desk.telegram.sent[-1]
    assert place.thread == f"t{len(desk.telegram.sent) - 1}"


async def test_a_channel_that_fetches_is_never_sent_to(desk: Desk) -> None:
    await desk.hear(desk.inbound("처음으로", at=replace(PERSON, channel="web")))
    assert await count(desk.database, "outbox", "state = 'parked'") == 1
    assert desk.channels["web"].sent == []


async def test_a_stop_lets_the_sends_under_way_end(desk: Desk) -> None:
    stop = asyncio.Event()
    stop.set()
    await desk.delivery.run(stop)
