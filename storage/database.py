"""What every room above may rely on, whichever engine stands below.

StoreError
├── StoreUnavailable   the database cannot be reached or is full: try again later
├── StoreInUse         another process owns the embedded file
├── StaleTicket        a ticket no longer stands where the decision saw it
├── LeaseLost          another worker has taken the row over
└── SchemaMismatch     the database is older or newer than this program
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")

#: A value that both engines store alike. Times are ISO-8601 UTC text, ids text, JSON text.
Value = str | int | float | None
#: The part of a transaction's life that a caller writes. It may run again after a conflict, so it must be free of side effects.
Work = Callable[["Transaction"], Awaitable[T]]


class Row(Protocol):
    """A row as both drivers give it; `storage.codec` reads typed values from it."""

    def __getitem__(self, name: str, /) -> Value:
        """The value of a column."""

    def keys(self) -> Iterable[str]:
        """The names of the columns."""


class StoreError(Exception):
    """The store could not do what was asked."""


class StoreUnavailable(StoreError):
    """The database cannot be reached or has no room; nothing was changed."""


class StoreInUse(StoreError):
    """Another process owns this database file; stop it first, or use PostgreSQL for several processes."""


class StaleTicket(StoreError):
    """The ticket was changed by somebody else in the meantime; nothing was changed."""


class LeaseLost(StoreError):
    """Another worker has taken this row over; nothing was changed."""


class SchemaMismatch(StoreError):
    """The database does not have the schema of this program; run `dure db migrate`."""


class Transaction(Protocol):
    """An open transaction. While it is open, await nothing but its own methods: SQLite runs the whole function in one thread hop."""

    #: `sqlite` or `postgres`, for the few statements only one engine knows.
    engine: str

    async def fetch(self, sql: str, **values: Value) -> Sequence[Row]:
        """All rows; names in the text are written `:name`."""

    async def fetch_one(self, sql: str, **values: Value) -> Row | None:
        """The first row or None."""

    async def execute(self, sql: str, **values: Value) -> int:
        """Run a statement and return the number of rows it changed."""

    async def execute_many(self, sql: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Run a statement once for each mapping."""

    async def lock_schema(self) -> None:
        """Let nobody else change the schema until this transaction ends, and give it all the time it needs."""

    def touch(self, topic: str) -> None:
        """After the commit, wake whoever listens to `topic`."""


class Database(Protocol):
    """One database; safe to use from many tasks of one event loop."""

    engine: str

    @property
    def warnings(self) -> Sequence[str]:
        """What an operator should know about this machine or file, in English sentences for the log."""

    async def transaction(self, work: Work[T], *, single: bool = False) -> T:
        """Run `work` in one write transaction and commit. Raises StoreUnavailable; what `work` raises undoes everything and comes out.

        `single` promises that `work` runs one statement at most, which may then be committed by itself.
        """

    async def read(self, work: Work[T]) -> T:
        """Run `work` on a consistent snapshot without blocking writers; writing is refused."""

    async def listen(self, topic: str, wake: Callable[[], None]) -> None:
        """Call `wake` when anybody has committed rows for `topic`. A hint only: it may never come."""

    async def close(self) -> None:
        """Finish what runs, then release every thread and connection."""
