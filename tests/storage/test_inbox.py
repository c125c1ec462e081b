"""The inbox keeps everything once, hands it out in order, and lets nobody finish what is no longer theirs."""

import asyncio
from datetime import datetime

import pytest

from storage import inbox
from storage.database import Database, LeaseLost
from storage.inbox import Arrival, InboxState
from tests.fakes.databases import count
from tests.storage.samples import NOW, WORKER, inbound, later


async def receive(db: Database, *externals: str, chat: str = "1") -> int:
    return await db.transaction(lambda tx: inbox.add(tx, [inbound(external, chat) for external in externals], NOW))


async def claim(db: Database, worker: str = WORKER, now: datetime = NOW, limit: int = 10) -> list[Arrival]:
    async def work(tx):
        await inbox.beat(tx, worker, now)
        return await inbox.claim(tx, worker, now, limit)

    return await db.transaction(work)


def externals(arrivals: list[Arrival]) -> list[str]:
    return [arrival.inbound.external for arrival in arrivals]


async def test_a_repeated_update_is_kept_once(database):
    assert await receive(database, "1", "2") == 2
    assert await receive(database, "2", "3", "2") == 1
    assert await count(database, "inbox") == 3


async def test_many_updates_at_once(database):
    assert await receive(database, *map(str, range(87))) == 87
    assert await receive(database, *map(str, range(87))) == 0


async def test_twenty_copies_at_the_same_time(database):
    added = await asyncio.gather(*[receive(database, "1", "2") for _ in range(20)])
    assert sum(added) == 2


async def test_ids_that_restart_lower_are_new(database):
    await receive(database, "900")
    assert await receive(database, "5") == 1


async def test_one_row_of_a_conversation_at_a_time_in_order(database):
    await receive(database, "a1", "a2", chat="a")
    await receive(database, "b1", chat="b")
    first = await claim(database)
    assert externals(first) == ["a1", "b1"]
    assert await claim(database) == []
    await database.transaction(lambda tx: inbox.finish(tx, first[0], NOW))
    assert externals(await claim(database)) == ["a2"]


async def test_the_limit_takes_the_oldest(database):
    for chat in "abc":
        await receive(database, f"{chat}1", chat=chat)
    assert externals(await claim(database, limit=2)) == ["a1", "b1"]


async def test_two_workers_share_without_overlap(database):
    for number in range(40):
        await receive(database, f"{number}", chat=str(number))
    claims = await asyncio.gather(*[claim(database, worker=f"w{number}", limit=7) for number in range(8)])
    found = [arrival.id for arrivals in claims for arrival in arrivals]
    assert len(found) == len(set(found))
    while more := await claim(database):
        found += [arrival.id for arrival in more]
    assert len(set(found)) == 40


async def test_claim_can_be_asked_for_one_conversation(database):
    await receive(database, "a1", chat="a")
    await receive(database, "b1", chat="b")
    arrivals = await database.transaction(lambda tx: inbox.claim(tx, WORKER, NOW, 1, conversation=inbound("x", "b").address.conversation))
    assert externals(arrivals) == ["b1"]


async def test_the_inbound_comes_back_whole(database):
    await receive(database, "1")
    (arrival,) = await claim(database)
    assert arrival.inbound == inbound("1")
    assert (arrival.attempts, arrival.lease, arrival.state) == (1, 1, InboxState.RUNNING)


async def test_a_worker_that_slept_past_its_lease_cannot_finish(database):
    await receive(database, "1")
    (sleeper,) = await claim(database, worker="sleeper")
    assert await database.transaction(lambda tx: inbox.recover(tx, later(60), later(30))) == 1
    (taker,) = await claim(database, worker="taker", now=later(60))
    assert taker.lease > sleeper.lease
    with pytest.raises(LeaseLost):
        await database.transaction(lambda tx: inbox.finish(tx, sleeper, later(61)))
    with pytest.raises(LeaseLost):
        await database.transaction(lambda tx: inbox.fail(tx, sleeper, "late", later(61)))
    await database.transaction(lambda tx: inbox.finish(tx, taker, later(61)))


async def test_the_same_worker_cannot_finish_an_older_lease(database):
    await receive(database, "1")
    (older,) = await claim(database)
    await database.transaction(lambda tx: inbox.recover(tx, later(60), later(30)))
    await claim(database, now=later(60))
    with pytest.raises(LeaseLost):
        await database.transaction(lambda tx: inbox.finish(tx, older, later(61)))


async def test_rows_of_living_workers_are_left_alone(database):
    await receive(database, "1")
    await claim(database)
    assert await database.transaction(lambda tx: inbox.recover(tx, later(10), later(-5))) == 0


async def test_poison_is_parked_after_five_attempts_and_lets_the_next_row_go(database):
    await receive(database, "poison", "next")
    now, parked = NOW, []
    for _ in range(inbox.MAX_ATTEMPTS):
        (arrival,) = await claim(database, now=now)
        parked.append(await database.transaction(lambda tx, a=arrival, n=now: inbox.fail(tx, a, "boom", n)))
        now = await database.read(inbox.next_due) or now
    assert parked == [False, False, False, False, True]
    assert (now - NOW).total_seconds() <= 60
    assert externals(await claim(database, now=now)) == ["next"]
    assert externals(await database.read(lambda tx: inbox.parked(tx, 10))) == ["poison"]


async def test_a_failed_row_waits_and_holds_its_conversation(database):
    await receive(database, "1", "2")
    (arrival,) = await claim(database)
    await database.transaction(lambda tx: inbox.fail(tx, arrival, "boom", NOW))
    assert await claim(database) == []
    assert externals(await claim(database, now=later(2))) == ["1"]


async def test_a_row_that_was_at_hand_in_many_crashes_is_parked(database):
    await receive(database, "1")
    for crash in range(inbox.MAX_CRASHES):
        assert len(await claim(database, now=later(crash))) == 1
        await database.transaction(lambda tx, n=crash: inbox.recover(tx, later(n), later(n + 1)))
    assert await count(database, "inbox", "state = 'parked'") == 1


async def test_a_released_row_keeps_its_attempts(database):
    await receive(database, "1")
    (arrival,) = await claim(database)
    await database.transaction(lambda tx: inbox.release(tx, arrival, NOW))
    assert (await claim(database))[0].attempts == 1


async def test_find_and_response(database):
    await receive(database, "1")
    found = await database.read(lambda tx: inbox.find(tx, "telegram", "bot", "1"))
    assert found is not None
    assert found.state is InboxState.NEW
    assert await database.read(lambda tx: inbox.find(tx, "telegram", "bot", "2")) is None
    assert await database.read(lambda tx: inbox.response(tx, "telegram", "bot", "1")) is None
    await database.transaction(lambda tx: inbox.store_response(tx, "telegram", "bot", "1", "{}"))
    await database.transaction(lambda tx: inbox.store_response(tx, "telegram", "bot", "1", "later"))
    assert await database.read(lambda tx: inbox.response(tx, "telegram", "bot", "1")) == "{}"


async def test_signs_that_a_text_column_refuses_are_dropped(database):
    odd = inbound("1", text="a\0b\ud83dc \ud83d\ude00")
    await database.transaction(lambda tx: inbox.add(tx, [odd], NOW))
    assert (await claim(database))[0].inbound.text == "ab\ufffdc 😀"
