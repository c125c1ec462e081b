"""Conversations side by side, one step at a time within each."""

import asyncio
from dataclasses import replace

import pytest

from bot.inbox_loop import InboxLoop
from storage.database import Database
from tests.bot.desk_rig import PERSON, Desk, desk_on
from tests.fakes.databases import count


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await desk_on(database)


async def test_a_round_begins_one_message_of_each_conversation(desk: Desk) -> None:
    people = [replace(PERSON, chat=chat) for chat in ("1", "2", "3")]
    await desk.intake.receive([desk.inbound(f"{turn}", at=person) for turn in range(2) for person in people])
    assert await desk.arrivals.round() == 3
    await desk.arrivals.settle()
    assert await count(desk.database, "inbox", "state = 'done'") == 6


async def test_messages_of_a_person_are_answered_in_their_order(desk: Desk) -> None:
    await desk.intake.receive([desk.inbound(word) for word in ("처음으로", "도움말", "내 정보")])
    await desk.settle()
    openings = [text[:10] for text in desk.telegram.texts()]
    assert openings == [text[:10] for text in ("무엇을 도와드릴까요", "이렇게 쓰시면 돼요.", "이 대화에는 주고받은 ")]


async def test_full_lanes_take_nothing_more(desk: Desk) -> None:
    narrow = InboxLoop(intake=desk.intake, lanes=1)
    await desk.intake.receive([desk.inbound("안녕", at=replace(PERSON, chat=chat)) for chat in ("1", "2")])
    assert await narrow.round() == 1
    assert await narrow.round() == 0
    await narrow.settle()
    assert await count(desk.database, "inbox", "state = 'done'") == 2


async def test_a_stop_lets_the_turns_under_way_commit(desk: Desk) -> None:
    await desk.intake.receive([desk.inbound("안녕하세요")])
    stop = asyncio.Event()
    assert await desk.arrivals.round() == 1
    stop.set()
    await desk.arrivals.run(stop)
    assert await count(desk.database, "inbox", "state = 'done'") == 1
