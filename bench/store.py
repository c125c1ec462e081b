"""How fast a typical turn goes through the store, on both engines, against one bare one-row transaction of the driver.

python -m bench.store [sqlite:///path] [postgresql://...] [--turns N] [--profile]
"""

import argparse
import asyncio
import contextlib
import cProfile
import os
import pstats
import tempfile
import time
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import aiosqlite
import asyncpg

from bench.rows import Row, show
from desk.effects import Log, Say
from desk.messages import Address, Author, Choice, Choices, Inbound, InboundKind, Text
from storage import conversations, inbox, outbox, work
from storage.database import Database, Transaction
from storage.inbox import Arrival
from storage.migrate import migrate
from storage.open import open_database

CONVERSATIONS = 100
BATCH = 32


def inbound(number: int) -> Inbound:
    """One message; neighbours come from different people."""
    address = Address(channel="telegram", bot="bot", chat=str(number % CONVERSATIONS))
    return Inbound(external=str(number), address=address, kind=InboundKind.TEXT, text="협동조합은 몇 명부터 만들 수 있나요", received=now())


def now() -> datetime:
    """The clock of this program."""
    return datetime.now(UTC)


async def receive(db: Database, turns: int, start: int) -> None:
    """Store all messages, in batches as a poller does."""
    for first in range(start, start + turns, BATCH):
        batch = [inbound(number) for number in range(first, min(first + BATCH, start + turns))]
        await db.transaction(lambda tx, batch=batch: inbox.add(tx, batch, now()))


async def handle(db: Database, arrival: Arrival) -> None:
    """What intake does with one arrival: log it, answer, finish."""
    options = (Choice(label="예", payload="faq:a"), Choice(label="아니요", payload="faq:b"))
    effects = (
        Log(author=Author.PERSON, parts=(Text(text=arrival.inbound.text),)),
        Say(parts=(Choices(text="5명 이상이면 설립할 수 있습니다. 도움이 되었나요?", options=options),)),
    )

    async def turn(tx: Transaction) -> None:
        before = await conversations.load(tx, arrival.inbound.address.conversation, now())
        after = replace(before, misses=before.misses + 1, offered=options, recent=(now(),))
        await work.apply(tx, key=arrival.id, before=before, after=after, effects=effects, now=now(), pulls=False)
        await inbox.finish(tx, arrival, now())

    await db.transaction(turn)


async def handle_all(db: Database, turns: int, lanes: int) -> None:
    """Claim and handle until everything is done."""
    done = 0
    while done < turns:
        arrivals = await db.transaction(lambda tx: inbox.claim(tx, "bench", now(), lanes))
        await asyncio.gather(*[handle(db, arrival) for arrival in arrivals])
        done += len(arrivals)


async def send_all(db: Database, turns: int, lanes: int) -> None:
    """Claim and settle until everything is sent."""
    done = 0
    while done < turns:
        rows = await db.transaction(lambda tx: outbox.claim(tx, "bench", ["telegram"], now(), lanes))
        await asyncio.gather(*[settle(db, delivery) for delivery, _ in rows])
        done += len(rows)


async def settle(db: Database, delivery: outbox.Delivery) -> None:
    """What delivery does after the platform's answer."""
    await db.transaction(lambda tx: outbox.sent(tx, delivery, "bench", platform_id="1", thread="", now=now()))


async def timed(work: Awaitable[None]) -> tuple[float, float]:
    """Seconds by the clock and of this process's CPU."""
    wall, cpu = time.perf_counter(), time.process_time()
    await work
    return time.perf_counter() - wall, time.process_time() - cpu


async def bare_sqlite(count: int) -> float:
    """One-row transactions a second, one visit to the thread each, as fast as the driver goes."""
    with tempfile.TemporaryDirectory() as folder:
        async with aiosqlite.connect(f"{folder}/bare.db", isolation_level=None) as connection:
            for pragma in ("journal_mode = wal", "synchronous = full"):
                await connection.execute_fetchall(f"pragma {pragma}")
            await connection.execute("create table t (id integer primary key, text text)")

            def one(number: int) -> None:
                raw = connection._conn
                raw.execute("begin immediate")
                raw.execute("insert into t (id, text) values (?, ?)", (number, "x"))
                raw.execute("commit")

            start = time.perf_counter()
            for number in range(count):
                await connection._execute(one, number)
            return count / (time.perf_counter() - start)


async def bare_postgres(url: str, count: int) -> float:
    """One-row transactions a second on one connection."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("create temporary table t (id bigint primary key, text text)")
        start = time.perf_counter()
        for number in range(count):
            await connection.execute("insert into t (id, text) values ($1, $2)", number, "x")
        return count / (time.perf_counter() - start)
    finally:
        await connection.close()


async def measure(url: str, turns: int, lanes: int, *, profile: bool) -> list[Row]:
    """One engine."""
    db = await open_database(url)
    try:
        await migrate(db)
        await db.transaction(lambda tx: inbox.beat(tx, "bench", now()))
        start = int(time.time() * 1000) % 10**9
        await receive(db, CONVERSATIONS, start)
        await handle_all(db, CONVERSATIONS, lanes)
        await send_all(db, CONVERSATIONS, lanes)
        start += CONVERSATIONS
        profiler = cProfile.Profile()
        with profiler if profile else contextlib.nullcontext():
            add = await timed(receive(db, turns, start))
            turn = await timed(handle_all(db, turns, lanes))
            send = await timed(send_all(db, turns, lanes))
        if profile:
            pstats.Stats(profiler).sort_stats("tottime").print_stats(30)
    finally:
        await db.close()
    bare = await (bare_postgres(url, 2000) if db.engine == "postgres" else bare_sqlite(2000))
    whole = add[0] + turn[0] + send[0]
    cpu = add[1] + turn[1] + send[1]
    name = f"{db.engine}, {lanes} lane{'s' if lanes > 1 else ''}"
    return [
        Row(what=f"{name}: bare one-row transactions", value=f"{bare:,.0f}/s", ratio="1.00"),
        Row(
            what=f"{name}: whole turns, cpu {1000 * cpu / turns:.2f} ms each",
            value=f"{turns / whole:,.0f}/s",
            ratio=f"{turns / whole / bare:.2f}",
        ),
    ]


def run(turns: int = 3000, lanes: Sequence[int] = (1, 16), urls: Sequence[str] = (), *, profile: bool = False) -> list[Row]:
    """The rows of the table; PostgreSQL when TEST_PG_DSN names a database."""
    with tempfile.TemporaryDirectory() as folder:
        urls = urls or [f"sqlite:///{folder}/store.db", *filter(None, [os.environ.get("TEST_PG_DSN")])]
        return [row for url in urls for many in lanes for row in asyncio.run(measure(url, turns, many, profile=profile))]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("urls", nargs="*")
    parser.add_argument("--turns", type=int, default=3000)
    parser.add_argument("--lanes", type=int, nargs="*", default=[1, 16])
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    show("Store", run(options.turns, options.lanes, options.urls, profile=options.profile))


if __name__ == "__main__":
    main()
