"""PostgreSQL: a pool of connections, read committed, guarded statements, and a second try when the conflict was nobody's fault."""

import asyncio
import contextlib
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import asyncpg

from storage.binding import bind
from storage.database import Row, StoreError, StoreUnavailable, T, Value, Work

#: Waiting times before a further try, in seconds.
_DELAYS = (0.005, 0.02, 0.1, 0.4)
_STATEMENT_MS = 10_000
_LOCK_MS = 5_000
_CONNECT_S = 5.0
#: No new try after this time: somebody waits for the answer.
_PATIENCE_S = 4.0
_NOTIFY_S = 0.005
_SCHEMA_LOCK = 4_772_365
_CHANNEL = "dure"
#: Two workers met; the loser starts again. The indexes are those that keep a lane to one row.
_CONFLICTS = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)
_LANES = frozenset({"inbox_running", "outbox_sending", "outbox_order"})
_LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)


class PostgresTransaction:
    """The methods of `Transaction` on one connection."""

    engine = "postgres"
    __slots__ = ("_connection", "touched")

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.touched: set[str] = set()

    async def fetch(self, sql: str, **values: Value) -> Sequence[Row]:
        """See `Transaction.fetch`."""
        text, names = bind(sql)
        rows: Sequence[Row] = await self._connection.fetch(text, *[values[name] for name in names])
        return rows

    async def fetch_one(self, sql: str, **values: Value) -> Row | None:
        """See `Transaction.fetch_one`."""
        text, names = bind(sql)
        row: Row | None = await self._connection.fetchrow(text, *[values[name] for name in names])
        return row

    async def execute(self, sql: str, **values: Value) -> int:
        """See `Transaction.execute`."""
        text, names = bind(sql)
        status: str = await self._connection.execute(text, *[values[name] for name in names])
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else -1

    async def execute_many(self, sql: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """See `Transaction.execute_many`; all rows travel together."""
        text, names = bind(sql)
        await self._connection.executemany(text, [[row[name] for name in names] for row in rows])

    async def lock_schema(self) -> None:
        """See `Transaction.lock_schema`."""
        await self._connection.execute("set local statement_timeout = 0; set local lock_timeout = 0")
        await self._connection.execute("select pg_advisory_xact_lock($1::bigint)", _SCHEMA_LOCK)

    def touch(self, topic: str) -> None:
        """See `Transaction.touch`."""
        self.touched.add(topic)


class _Connection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    def get_reset_query(self) -> str:
        """Nothing: every transaction ends in commit or rollback and leaves no session state, and a reset costs a round trip."""
        return ""


class PostgresDatabase:
    """A pool on one server; see `Database`."""

    engine = "postgres"
    warnings: Sequence[str] = ()

    def __init__(self, pool: Any, url: str, delays: Sequence[float]) -> None:
        self._pool = pool
        self._url = url
        self._delays = tuple(delays)
        self._me = f"{os.getpid()}-{id(self):x}"
        self._listeners: list[tuple[str, Callable[[], None]]] = []
        self._pending: set[str] = set()
        self._bell: asyncio.Task[None] | None = None
        self._ear: asyncio.Task[None] | None = None

    async def transaction(self, work: Work[T], *, single: bool = False) -> T:
        """See `Database.transaction`; the whole of `work` runs again after a conflict or a lost connection."""
        result, touched = await self._again(work, "" if single else "begin")
        if touched:
            self._wake(touched)
            self._ring(touched)
        return result

    async def read(self, work: Work[T]) -> T:
        """See `Database.read`."""
        return (await self._again(work, "begin isolation level repeatable read, read only"))[0]

    async def listen(self, topic: str, wake: Callable[[], None]) -> None:
        """See `Database.listen`."""
        self._listeners.append((topic, wake))
        if self._ear is None:
            self._ear = asyncio.create_task(self._hear())

    async def close(self) -> None:
        """See `Database.close`."""
        try:
            for task in (self._ear, self._bell):
                if task is not None:
                    task.cancel()
                    await asyncio.gather(task, return_exceptions=True)
            async with asyncio.timeout(_STATEMENT_MS / 1000):
                await self._pool.close()
        except TimeoutError:
            pass
        finally:
            self._pool.terminate()

    async def _again(self, work: Work[T], begin: str) -> tuple[T, set[str]]:
        give_up = asyncio.get_running_loop().time() + _PATIENCE_S
        for delay in (*self._delays, None):
            try:
                return await self._once(work, begin)
            except (asyncpg.PostgresError, *_LOST) as error:
                late = delay is None or asyncio.get_running_loop().time() > give_up
                if late or not _passes(error):
                    raise _translate(error) from error
            await asyncio.sleep(delay or 0)
        raise AssertionError

    async def _once(self, work: Work[T], begin: str) -> tuple[T, set[str]]:
        async with self._pool.acquire(timeout=_CONNECT_S) as connection:
            transaction = PostgresTransaction(connection)
            if begin:
                await connection.execute(begin)
            try:
                result = await work(transaction)
                if begin:
                    await connection.execute("commit")
            except BaseException:
                # A connection that cannot even roll back goes; a cancelled one is in the middle of something and goes as well.
                await _abandon(connection)
                raise
            return result, transaction.touched

    def _wake(self, topics: set[str]) -> None:
        for topic, wake in self._listeners:
            if topic in topics:
                wake()

    def _ring(self, topics: set[str]) -> None:
        self._pending |= topics
        if self._bell is None or self._bell.done():
            self._bell = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        """Tell other processes, outside the transactions and many at once: a `notify` inside would make all commits wait for each other."""
        while self._pending:
            await asyncio.sleep(_NOTIFY_S)
            topics, self._pending = self._pending, set()
            payload = f"{self._me} {' '.join(sorted(topics))}"
            with contextlib.suppress(asyncpg.PostgresError, *_LOST):
                await self._pool.execute("select pg_notify($1, $2)", _CHANNEL, payload)

    async def _hear(self) -> None:
        """Keep one connection listening as long as the database is open."""
        while True:
            with contextlib.suppress(asyncpg.PostgresError, *_LOST):
                await self._hear_once()
            await asyncio.sleep(1)

    async def _hear_once(self) -> None:
        gone = asyncio.Event()
        connection = await asyncpg.connect(self._url, timeout=_CONNECT_S)
        try:
            connection.add_termination_listener(lambda _connection: gone.set())
            await connection.add_listener(_CHANNEL, self._heard)
            await gone.wait()
        finally:
            connection.terminate()

    def _heard(self, _connection: object, _pid: int, _channel: str, payload: str) -> None:
        sender, *topics = payload.split()
        if sender != self._me:
            self._wake(set(topics))


def _passes(error: Exception) -> bool:
    """Whether the same work may well succeed in a moment."""
    if isinstance(error, asyncpg.UniqueViolationError):
        return error.constraint_name in _LANES
    return isinstance(error, (*_CONFLICTS, *_LOST))


def _translate(error: Exception) -> StoreError:
    """The error as the rooms above know it."""
    unavailable = isinstance(error, (*_CONFLICTS, *_LOST, asyncpg.LockNotAvailableError))
    kind = StoreUnavailable if unavailable else StoreError
    return kind(f"{type(error).__name__}: {error}")


async def _abandon(connection: Any) -> None:
    try:
        async with asyncio.timeout(1):
            await connection.execute("rollback")
    except (asyncpg.PostgresError, *_LOST, asyncio.CancelledError):
        connection.terminate()


async def open_postgres(url: str, *, pool: int, delays: Sequence[float] = _DELAYS) -> PostgresDatabase:
    """Connect; `url` as PostgreSQL's own tools take it. Raises StoreUnavailable."""
    settings = {
        "application_name": "dure",
        "statement_timeout": str(_STATEMENT_MS),
        "lock_timeout": str(_LOCK_MS),
        "idle_in_transaction_session_timeout": str(_STATEMENT_MS),
        # The plans hardly depend on the values, and planning each call anew costs more than it saves.
        "plan_cache_mode": "force_generic_plan",
    }
    try:
        made = await asyncpg.create_pool(
            url,
            min_size=1,
            max_size=pool,
            timeout=_CONNECT_S,
            command_timeout=1.2 * _STATEMENT_MS / 1000,
            statement_cache_size=1024,
            max_cached_statement_lifetime=0,
            connection_class=_Connection,
            server_settings=settings,
        )
    except (asyncpg.PostgresError, *_LOST, ValueError) as error:
        raise _translate(error) from error
    return PostgresDatabase(made, url, delays)
