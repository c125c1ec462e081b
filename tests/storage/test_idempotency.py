"""A button pressed twice works once."""

import asyncio

from storage import idempotency
from storage.idempotency import Conflict, Kept
from tests.storage.samples import NOW


async def act(db, done: list[str], content: str = "claim 1"):
    async def work(tx):
        found = await idempotency.begin(tx, "key", content, NOW)
        if found is None:
            await idempotency.keep(tx, "key", f"did {content}")
        return found

    found = await db.transaction(work)
    done.extend([] if found else [content])
    return found


async def test_the_first_answer_is_given_again(database):
    done = []
    assert await act(database, done) is None
    assert await act(database, done) == Kept(result="did claim 1")
    assert done == ["claim 1"]


async def test_another_content_is_refused(database):
    await act(database, [])
    assert await act(database, [], "claim 2") is Conflict.OTHER_CONTENT


async def test_twenty_at_once(database):
    done = []
    answers = await asyncio.gather(*[act(database, done) for _ in range(20)])
    assert len(done) == 1
    assert [answer for answer in answers if answer] == [Kept(result="did claim 1")] * 19


async def test_a_failure_leaves_the_key_free(database):
    async def work(tx):
        await idempotency.begin(tx, "key", "claim 1", NOW)
        raise ZeroDivisionError

    await asyncio.gather(database.transaction(work), return_exceptions=True)
    assert await act(database, []) is None
