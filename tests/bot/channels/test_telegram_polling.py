"""Long poll against the strict fake: nothing is confirmed before it is stored, and every trouble ends in waiting or stopping."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

import pytest

from bot.channels.telegram_arrivals import Arrivals
from bot.channels.telegram_config import TelegramConfig
from bot.channels.telegram_polling import CONFLICT_WAIT, TelegramPolling
from bot.channels.telegram_updates import Reading
from desk.messages import Inbound
from storage.database import StoreUnavailable
from tests.fakes.telegram import TOKEN, FakeTelegram

PERSON, GROUP = 7001, -1005550000001


@dataclass
class Shelf:
    """Stores arrivals as the inbox does, and fails when told."""

    stored: dict[str, Inbound] = field(default_factory=dict)
    errors: list[Exception] = field(default_factory=list)
    moves: list[tuple[str, str]] = field(default_factory=list)
    #: When set, storing waits for it.
    gate: asyncio.Event | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self, inbounds: Sequence[Inbound]) -> int:
        self.begun.set()
        if self.errors:
            raise self.errors.pop(0)
        if self.gate:
            await self.gate.wait()
        before = len(self.stored)
        self.stored |= {inbound.external: inbound for inbound in inbounds}
        return len(self.stored) - before

    async def moved(self, old: str, new: str) -> None:
        self.moves.append((old, new))

    @property
    def texts(self) -> list[str]:
        return [inbound.text for inbound in self.stored.values()]


class Pauses(list[float]):
    """Remembers how long was asked for and ends the run after `last` pauses."""

    def __init__(self, last: int = 10_000) -> None:
        super().__init__()
        self.last = last

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)
        if len(self) >= self.last:
            raise asyncio.CancelledError
        await asyncio.sleep(0)


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram.here() as fake:
        yield fake


class MakePoller(Protocol):
    """Makes a poller that is closed after the test."""

    def __call__(self, shelf: Shelf, pauses: Pauses | None = None, *, long_poll: int = 20) -> TelegramPolling: ...


@pytest.fixture
async def poller(fake: FakeTelegram) -> AsyncIterator[MakePoller]:
    made: list[TelegramPolling] = []

    def make(shelf: Shelf, pauses: Pauses | None = None, *, long_poll: int = 20) -> TelegramPolling:
        reading = Reading(bot="123456", rooms=frozenset({str(GROUP)}))
        arrivals = Arrivals(reading, shelf.receive, shelf.moved, lambda: datetime.now(UTC))
        config = TelegramConfig(token=TOKEN, base_url=fake.base_url)
        made.append(
            TelegramPolling(config, arrivals, pause=Pauses() if pauses is None else pauses, chance=lambda: 0.5, long_poll=long_poll)
        )
        return made[-1]

    yield make
    for polling in made:
        await polling.close()


async def test_a_batch_is_stored_then_confirmed(fake: FakeTelegram, poller: MakePoller) -> None:
    shelf = Shelf()
    polling = poller(shelf, long_poll=0)
    await fake.say_many([{"user": PERSON, "text": str(index)} for index in range(150)])
    assert [await polling.round() for _ in range(3)] == [100, 50, 0]
    assert shelf.texts == [str(index) for index in range(150)]
    assert {update["state"] for update in await fake.updates()} == {"confirmed"}


async def test_what_was_not_stored_comes_again(fake: FakeTelegram, poller: MakePoller) -> None:
    shelf = Shelf(errors=[StoreUnavailable(), RuntimeError("bug")])
    pauses = Pauses(last=3)
    await fake.say(PERSON, "a")
    await fake.fault("error", method="getUpdates", code=401, description="Unauthorized", times=0)
    task = asyncio.create_task(poller(shelf, pauses).run())
    while not shelf.stored:
        await shelf.begun.wait()
        shelf.begun.clear()
        await asyncio.sleep(0)
    assert shelf.texts == ["a"]
    assert pauses == [0.5, 1.0]
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_updates_of_before_the_start_are_kept_and_only_wanted_kinds_asked_for(fake: FakeTelegram, poller: MakePoller) -> None:
    shelf = Shelf()
    await fake.say(PERSON, "yesterday", age=23 * 3600)
    polling = poller(shelf, long_poll=0)
    await polling.round()
    await polling.round()
    assert shelf.texts == ["yesterday"]
    await fake.do("raw", what="poll", content={"id": "1"})
    assert len(await fake.updates()) == 1


async def test_doubled_and_shuffled_batches_are_harmless(fake: FakeTelegram, poller: MakePoller) -> None:
    shelf = Shelf()
    await fake.chaos(copies=3, shuffle=True, seed=3)
    said = await fake.say_many([{"user": PERSON + index, "text": "a"} for index in range(30)])
    polling = poller(shelf, long_poll=0)
    await polling.round()
    await fake.redeliver(int(str(said[0]["update_id"])))
    while await polling.round():
        pass
    assert set(shelf.stored) == {str(one["update_id"]) for one in said}


async def test_ids_that_begin_again_lower(fake: FakeTelegram, poller: MakePoller) -> None:
    shelf = Shelf()
    polling = poller(shelf, long_poll=0)
    await fake.say(PERSON, "before")
    await polling.round()
    await polling.round()
    await fake.tune(next_update_id=50)
    await fake.say(PERSON, "after")
    await polling.round()
    await polling.round()
    assert shelf.texts == ["before", "after"]
    assert {update["state"] for update in await fake.updates()} == {"confirmed"}


async def test_an_unreadable_update_does_not_block_the_rest(fake: FakeTelegram, poller: MakePoller) -> None:
    shelf = Shelf()
    await fake.do("raw", what="message", content={"chat": "nonsense"})
    await fake.say(PERSON, "a")
    polling = poller(shelf, long_poll=0)
    assert await polling.round() == 2
    await polling.round()
    assert shelf.texts == ["a"]
    assert {update["state"] for update in await fake.updates()} == {"confirmed"}


async def test_a_leftover_webhook_is_taken_away_without_dropping(fake: FakeTelegram, poller: MakePoller) -> None:
    shelf = Shelf()
    await fake.do("say", user=PERSON, text="waits")
    await poller(shelf)._forget_webhook()
    calls = await fake.calls("deleteWebhook")
    assert len(calls) == 1
    assert (await fake.state())["findings"] == []


#: Fault -> the pauses it asks for; half of the full jitter, see `poller`.
TROUBLES: dict[str, tuple[dict[str, str | int], list[float]]] = {
    "conflict": (
        {"kind": "error", "code": 409, "description": "Conflict: terminated by other getUpdates request"},
        [CONFLICT_WAIT * 1.5] * 3,
    ),
    "flood": ({"kind": "error", "retry_after": 9}, [9.5] * 3),
    "server error": ({"kind": "error", "code": 502, "description": "Bad Gateway"}, [0.5, 1.0, 2.0]),
    "cut": ({"kind": "drop"}, [0.5, 1.0, 2.0]),
    "garbage": ({"kind": "garbage"}, [0.5, 1.0, 2.0]),
}


@pytest.mark.parametrize(("fault", "waits"), TROUBLES.values(), ids=TROUBLES.keys())
async def test_troubles_ask_for_patience(fake: FakeTelegram, poller: MakePoller, fault: dict[str, str | int], waits: list[float]) -> None:
    pauses = Pauses(last=3)
    await fake.fault(method="getUpdates", times=-1, **fault)  # type: ignore[arg-type]  # a table row
    polling = poller(Shelf(), pauses, long_poll=0)
    with pytest.raises(asyncio.CancelledError):
        await polling.run()
    assert pauses == waits
    assert not polling.revoked


async def test_a_refused_token_stops_polling(fake: FakeTelegram, poller: MakePoller) -> None:
    await fake.tune(revoked=True)
    polling = poller(Shelf())
    await asyncio.wait_for(polling.run(), 5)
    assert polling.revoked


async def test_stopping_while_nothing_comes_is_quick(fake: FakeTelegram, poller: MakePoller) -> None:
    task = asyncio.create_task(poller(Shelf()).run())
    await fake.do("wait_poll")
    began = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert time.monotonic() - began < 1


async def test_stopping_does_not_tear_a_commit(fake: FakeTelegram, poller: MakePoller) -> None:
    shelf = Shelf(gate=asyncio.Event())
    await fake.say(PERSON, "a")
    task = asyncio.create_task(poller(shelf).run())
    await shelf.begun.wait()
    task.cancel()
    await asyncio.sleep(0)
    assert shelf.gate
    shelf.gate.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert shelf.texts == ["a"]


async def test_a_group_that_moves_is_followed(fake: FakeTelegram, poller: MakePoller) -> None:
    shelf = Shelf()
    await fake.group(GROUP)
    await fake.do("migrate", chat=GROUP, to=-100777)
    await fake.say(PERSON, "in the new group", chat=-100777)
    await poller(shelf, long_poll=0).round()
    assert shelf.moves == [(str(GROUP), "-100777")]
    assert [inbound.address.chat for inbound in shelf.stored.values()] == ["-100777"]
