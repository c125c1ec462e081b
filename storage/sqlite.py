"""SQLite: one writer connection that commits whatever waits together, and readers that never block it.

A transaction is a coroutine that awaits nothing but its transaction, whose methods never suspend here. So the whole of it runs in one
visit to the connection's thread, and everything that came in while the thread was busy shares the next `begin` and `commit`, each caller
inside its own savepoint.
"""

import asyncio
import contextlib
import sqlite3
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic

import aiosqlite

from storage.database import Row, StoreError, StoreUnavailable, T, Transaction, Value, Work

#: So many callers share one commit; more would make the first of them wait for the last.
BATCH = 64
#: Reports of the machine or of another process: nothing is wrong with the statement, later it may work.
_PASSING = ("locked", "busy", "full", "i/o", "unable to open", "readonly", "interrupted", "out of memory")


class Suspended(StoreError):
    """A transaction awaited something other than its own methods; nothing was changed."""


class SqliteTransaction:
    """The methods of `Transaction`, done at once on the thread that owns the connection."""

    engine = "sqlite"
    __slots__ = ("_connection", "touched")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.touched: set[str] = set()

    async def fetch(self, sql: str, **values: Value) -> Sequence[Row]:
        """See `Transaction.fetch`."""
        return self._connection.execute(sql, values).fetchall()

    async def fetch_one(self, sql: str, **values: Value) -> Row | None:
        """See `Transaction.fetch_one`."""
        cursor = self._connection.execute(sql, values)
        row: Row | None = cursor.fetchone()
        cursor.close()
        return row

    async def execute(self, sql: str, **values: Value) -> int:
        """See `Transaction.execute`."""
        return self._connection.execute(sql, values).rowcount

    async def execute_many(self, sql: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """See `Transaction.execute_many`."""
        self._connection.executemany(sql, rows)

    async def lock_schema(self) -> None:
        """The writer is alone with the file anyway."""

    def touch(self, topic: str) -> None:
        """See `Transaction.touch`."""
        self.touched.add(topic)


@dataclass(slots=True)
class _Job(Generic[T]):
    work: Work[T]
    future: "asyncio.Future[T]"
    result: T | None = None
    error: BaseException | None = None


class Lane:
    """One connection and the callers that wait for it."""

    def __init__(self, connection: aiosqlite.Connection, *, writes: bool, woken: Callable[[set[str]], None]) -> None:
        self._connection = connection
        self._raw = connection._conn
        self._begin = "begin immediate" if writes else "begin"
        self._woken = woken
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[_Job[Any]] = deque()
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False

    @property
    def load(self) -> int:
        """How many callers wait."""
        return len(self._waiting) + (not self._idle.is_set())

    async def run(self, work: Work[T]) -> T:
        """Run `work` with the next batch; returns after the commit. Raises StoreUnavailable."""
        if self._closed:
            raise StoreUnavailable(StoreUnavailable.__doc__)
        job: _Job[T] = _Job(work, self._loop.create_future())
        self._waiting.append(job)
        if self._idle.is_set():
            self._idle.clear()
            # Not at once: whoever else is ready in this round of the loop shares the commit.
            self._loop.call_soon(self._start)
        return await job.future

    async def visit(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Run a plain function on the connection's thread, between two batches. Raises StoreUnavailable."""
        if self._closed:
            raise StoreUnavailable(StoreUnavailable.__doc__)
        future: asyncio.Future[T] = self._loop.create_future()
        self._hop(future, lambda: function(self._raw))
        return await future

    async def drain(self) -> None:
        """Take no more callers and let those who wait finish."""
        self._closed = True
        await self._idle.wait()

    def _start(self) -> None:
        jobs = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
        jobs = [job for job in jobs if not job.future.cancelled()]
        if jobs:
            self._hop(None, lambda: self._run(jobs))
        elif self._waiting:
            self._loop.call_soon(self._start)
        else:
            self._idle.set()

    def _hop(self, future: "asyncio.Future[T] | None", function: Callable[[], T | None]) -> None:
        # aiosqlite's public methods cost a visit to the thread for each statement; its queue takes any function.
        self._connection._tx.put_nowait((future, function))

    def _run(self, jobs: list[_Job[Any]]) -> None:
        touched: set[str] = set()
        try:
            touched = run_batch(self._raw, jobs, self._begin)
        except BaseException as error:  # noqa: BLE001 - on this thread nobody else would answer the callers
            for job in jobs:
                job.error = error
        with contextlib.suppress(RuntimeError):  # the loop has gone: nobody waits any more
            self._loop.call_soon_threadsafe(self._finish, jobs, touched)

    def _finish(self, jobs: list[_Job[Any]], touched: set[str]) -> None:
        for job in jobs:
            if job.future.done():
                continue
            if job.error is None:
                job.future.set_result(job.result)
            else:
                job.future.set_exception(job.error)
        if touched:
            self._woken(touched)
        # After those who were just answered had their turn: they often come back at once and share the next commit.
        self._loop.call_soon(self._start)


def run_batch(connection: sqlite3.Connection, jobs: Sequence[_Job[Any]], begin: str) -> set[str]:
    """Run every job in one transaction; a failing job is undone alone. Returns the topics touched. Raises StoreUnavailable."""
    touched: set[str] = set()
    try:
        connection.execute(begin)
        for job in jobs:
            touched |= _run_job(connection, job, alone=len(jobs) == 1)
            if not connection.in_transaction:
                # SQLite undoes everything by itself when the disk is full or fails.
                break
        if connection.in_transaction:
            connection.execute("commit")
            return touched
        if len(jobs) == 1:
            return set()
        error: StoreError = StoreUnavailable(StoreUnavailable.__doc__)
    except sqlite3.Error as caught:
        error = translate(caught)
    _roll_back(connection)
    for job in jobs:
        job.error = error
    return set()


def _run_job(connection: sqlite3.Connection, job: _Job[Any], *, alone: bool) -> set[str]:
    transaction = SqliteTransaction(connection)
    try:
        if not alone:
            connection.execute("savepoint job")
        job.result = drive(job.work, transaction)
        if not alone:
            connection.execute("release job")
    except BaseException as error:  # noqa: BLE001 - it belongs to the caller, who gets it from the future
        job.error = translate(error) if isinstance(error, sqlite3.Error) else error
        if connection.in_transaction:
            connection.execute("rollback" if alone else "rollback to job")
            if not alone:
                connection.execute("release job")
        return set()
    return transaction.touched


def drive(work: Work[T], transaction: SqliteTransaction) -> T:
    """Run a coroutine that never suspends. Raises Suspended when it does."""
    steps = work(transaction).__await__()
    try:
        next(steps)
    except StopIteration as done:
        result: T = done.value
        return result
    steps.close()
    raise Suspended(Suspended.__doc__)


def translate(error: sqlite3.Error) -> StoreError:
    """The error as the rooms above know it, with the driver's as its cause."""
    text = str(error).lower()
    passing = isinstance(error, sqlite3.OperationalError) and any(word in text for word in _PASSING)
    kind = StoreUnavailable if passing else StoreError
    translated = kind(f"{type(error).__name__}: {error}")
    translated.__cause__ = error
    return translated


def _roll_back(connection: sqlite3.Connection) -> None:
    with contextlib.suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("rollback")


class SqliteDatabase:
    """The embedded database; see `Database`. Without readers (a database in memory) the writer reads as well."""

    engine = "sqlite"

    def __init__(
        self,
        writer: aiosqlite.Connection,
        readers: Sequence[aiosqlite.Connection],
        *,
        warnings: Sequence[str],
        stack: contextlib.AsyncExitStack,
        reads_only: bool = False,
    ) -> None:
        self._writer = Lane(writer, writes=not reads_only, woken=self._wake)
        self._reads_only = reads_only
        self._readers = tuple(Lane(connection, writes=False, woken=self._wake) for connection in readers)
        self._stack = stack
        self._listeners: list[tuple[str, Callable[[], None]]] = []
        self.warnings = tuple(warnings)

    async def transaction(self, work: Work[T], *, single: bool = False) -> T:  # noqa: ARG002  # shares its commit with others anyway
        """See `Database.transaction`."""
        return await self._writer.run(work)

    async def read(self, work: Work[T]) -> T:
        """See `Database.read`."""
        if self._reads_only:
            return await self._writer.run(work)
        if not self._readers:
            return await self._writer.run(lambda tx: _reading(tx, work))
        return await min(self._readers, key=lambda lane: lane.load).run(work)

    async def listen(self, topic: str, wake: Callable[[], None]) -> None:
        """See `Database.listen`; nobody but this process writes here."""
        self._listeners.append((topic, wake))

    async def visit(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Run a plain function with a connection that holds up no writer, outside of any transaction. Raises StoreError."""
        try:
            return await (self._readers or (self._writer,))[-1].visit(function)
        except sqlite3.Error as error:
            raise translate(error) from error

    async def close(self) -> None:
        """See `Database.close`; threads and the lock are released even when this is cancelled."""
        try:
            for lane in (self._writer, *self._readers):
                await lane.drain()
        finally:
            await self._stack.aclose()

    def _wake(self, topics: set[str]) -> None:
        for topic, wake in self._listeners:
            if topic in topics:
                wake()


async def _reading(tx: Transaction, work: Work[T]) -> T:
    await tx.execute("pragma query_only = on")
    try:
        return await work(tx)
    finally:
        await tx.execute("pragma query_only = off")
