"""The server engine: a conflict or a cut connection costs a second try, an absent server costs a clear refusal."""

import asyncio
import contextlib

import asyncpg
import pytest

from desk.messages import Text
from storage import conversations, outbox, work
from storage.database import StoreError, StoreUnavailable, Transaction
from storage.postgres import open_postgres
from tests.fakes.databases import opened
from tests.storage.samples import NOW, WORKER, perform, said

ROW = "select state from conversations where id = :id"


@pytest.fixture
async def db(postgres_url):
    """Two rows to fight over."""
    async with opened(postgres_url) as db:
        sql = "insert into conversations (id, state, created, updated) values (:id, '0', '', '')"
        await db.transaction(lambda tx: tx.execute_many(sql, [{"id": "a"}, {"id": "b"}]))
        yield db


async def add(tx: Transaction, id_: str) -> None:
    row = await tx.fetch_one(f"{ROW} for update", id=id_)
    await tx.execute("update conversations set state = :state where id = :id", state=str(int(row["state"]) + 1), id=id_)


async def total(db) -> int:
    return sum(int(row["state"]) for row in await db.read(lambda tx: tx.fetch("select state from conversations")))


async def test_a_deadlock_is_run_again(db):
    runs = []
    met = asyncio.Barrier(2)

    async def cross(tx: Transaction, first: str, second: str) -> None:
        runs.append(first)
        await add(tx, first)
        if len(runs) <= 2:
            await met.wait()
        await add(tx, second)

    await asyncio.gather(db.transaction(lambda tx: cross(tx, "a", "b")), db.transaction(lambda tx: cross(tx, "b", "a")))
    assert len(runs) == 3
    assert await total(db) == 4


async def test_a_serialization_failure_is_run_again(db):
    runs = []

    async def work(tx: Transaction) -> None:
        runs.append(1)
        await add(tx, "a")
        if len(runs) < 3:
            raise asyncpg.SerializationError("again")

    await db.transaction(work)
    assert len(runs) == 3
    assert await total(db) == 1


async def test_a_conflict_that_never_ends_is_given_up(db):
    async def work(tx: Transaction) -> None:
        await add(tx, "a")
        raise asyncpg.DeadlockDetectedError("again")

    with pytest.raises(StoreUnavailable):
        await db.transaction(work)
    assert await total(db) == 0


async def test_a_cut_connection_is_run_again(db):
    runs = []

    async def work(tx: Transaction) -> None:
        runs.append(1)
        await add(tx, "a")
        if len(runs) == 1:
            await tx.execute("select pg_terminate_backend(pg_backend_pid())")

    await db.transaction(work)
    assert len(runs) == 2
    assert await total(db) == 1


async def test_a_restart_of_the_server_is_survived(db):
    """All connections at once, as a restart cuts them."""
    cut = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    await asyncio.gather(*[db.transaction(lambda tx: add(tx, "a")) for _ in range(8)])
    await db.read(lambda tx: tx.fetch(cut))
    await asyncio.gather(*[db.transaction(lambda tx: add(tx, "b")) for _ in range(8)])
    assert await total(db) == 16


async def test_an_absent_server_is_unavailable():
    with pytest.raises(StoreUnavailable):
        await open_postgres("postgresql://app@127.0.0.1:1/app", pool=1, delays=())


async def test_what_the_statement_did_wrong_is_a_store_error(db):
    with pytest.raises(StoreError) as caught:
        await db.transaction(lambda tx: tx.execute("insert into conversations (id) values ('c')"))
    assert isinstance(caught.value.__cause__, asyncpg.NotNullViolationError)
    with pytest.raises(StoreError):
        await db.read(lambda tx: tx.execute("delete from conversations"))
    assert await total(db) == 0


async def test_cancellation_gives_the_connection_back(db):
    started = asyncio.Event()

    async def slow(tx: Transaction) -> None:
        await add(tx, "a")
        started.set()
        await tx.fetch("select pg_sleep(30)")

    caller = asyncio.create_task(db.transaction(slow))
    await started.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    await asyncio.gather(*[db.transaction(lambda tx: add(tx, "a")) for _ in range(10)])
    assert await total(db) == 10


async def test_other_processes_are_woken(postgres_url, db):
    other = await open_postgres(postgres_url, pool=2)
    try:
        heard = asyncio.Event()
        await other.listen("inbox", heard.set)
        while not heard.is_set():
            await db.transaction(touch)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(heard.wait(), 0.2)
    finally:
        await other.close()


async def touch(tx: Transaction) -> None:
    tx.touch("inbox")


async def test_a_row_queued_in_the_moment_in_which_another_was_sent_is_not_forgotten(postgres_url):
    """P02: the statement that frees the room began before the new row was committed, and waited for it."""
    async with opened(postgres_url) as db:
        await perform(db, "k1", said("one"))
        ((first, _),) = await db.transaction(lambda tx: outbox.claim(tx, WORKER, ["telegram"], NOW, 9))
        freeing: list[asyncio.Task[None]] = []

        async def queue(tx: Transaction) -> None:
            before = await conversations.load(tx, first.conversation, NOW)
            await work.apply(tx, key="k2", before=before, after=before, effects=said("two"), now=NOW, pulls=False)
            freeing.append(asyncio.create_task(db.transaction(settle)))
            waiting = "select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))"
            while not await tx.fetch_one(waiting):
                await tx.fetch_one("select pg_sleep(0.01)")

        async def settle(tx: Transaction) -> None:
            await outbox.sent(tx, first, WORKER, platform_id="9", thread="", now=NOW)

        await db.transaction(queue)
        await freeing[0]
        ((second, _),) = await db.transaction(lambda tx: outbox.claim(tx, WORKER, ["telegram"], NOW, 9))
        assert second.part == Text(text="two")
