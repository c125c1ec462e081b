"""A timer rings once, in the transaction that acts on it."""

import asyncio
from dataclasses import replace

import pytest

from storage import timers
from storage.timers import Timer
from tests.storage.samples import NOW, address, later, ticket

FIRST = Timer(key="t1", conversation=address().conversation, kind="remind", due=later(10), ticket=ticket().id)
SECOND = replace(FIRST, key="t2", due=later(20), ticket=None)


async def set_both(db):
    async def work(tx):
        await timers.set(tx, SECOND)
        await timers.set(tx, FIRST)

    await db.transaction(work)


async def due(db, now):
    return await db.transaction(lambda tx: timers.due(tx, now, 10))


async def test_in_order_and_once(database):
    await set_both(database)
    assert await database.read(timers.next_due) == later(10)
    assert await due(database, later(9)) == []
    assert await due(database, later(20)) == [FIRST, SECOND]
    assert await due(database, later(20)) == []
    assert await database.read(timers.next_due) is None


async def test_the_same_key_replaces(database):
    await set_both(database)
    await database.transaction(lambda tx: timers.set(tx, replace(FIRST, due=later(99))))
    assert await database.read(lambda tx: timers.of_conversation(tx, FIRST.conversation)) == [SECOND, replace(FIRST, due=later(99))]


async def test_clearing(database):
    await set_both(database)
    for _ in range(2):
        await database.transaction(lambda tx: timers.clear(tx, "t1"))
    assert await due(database, later(99)) == [SECOND]


async def test_a_crash_brings_it_back(database):
    await set_both(database)

    async def dies(tx):
        await timers.due(tx, later(99), 10)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.transaction(dies)
    assert await due(database, later(99)) == [FIRST, SECOND]


async def test_two_clocks_ring_each_timer_once(database):
    await set_both(database)
    rung = await asyncio.gather(*[due(database, NOW.replace(year=2027)) for _ in range(5)])
    assert sorted(timer.key for batch in rung for timer in batch) == ["t1", "t2"]
