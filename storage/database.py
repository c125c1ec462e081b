"""What every room above may rely on, whichever engine stands below.

    StoreError
    ├── StoreUnavailable   the database cannot be reached or is full: try again later
    ├── StaleTicket        a ticket no longer stands where the decision saw it
    ├── LeaseLost          another worker has taken the row over
    └── SchemaMismatch     the database is older or newer than this program
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")

#: A value that both engines store alike. Times are ISO-8601 UTC text, ids text, JSON text.
Value = str | int | float | None
Row = Mapping[str, Value]


class StoreError(Exception):
    """The store could not do what was asked."""


class StoreUnavailable(StoreError):
    """The database cannot be reached or has no room; nothing was changed."""


class StaleTicket(StoreError):
    """The ticket was changed by somebody else in the meantime; nothing was changed."""


class LeaseLost(StoreError):
    """Another worker has taken this row over; nothing was changed."""


class SchemaMismatch(StoreError):
    """The database does not have the schema of this program; run `dure db migrate`."""


class Transaction(Protocol):
    """An open transaction. Nothing but its own methods may be awaited while it is open: SQLite runs the whole function in one thread hop."""

    #: `sqlite` or `postgres`, for the few statements only one engine knows.
    engine: str

    async def fetch(self, sql: str, **values: Value) -> list[Row]:
        """All rows; names in the text are written `:name`."""

    async def fetch_one(self, sql: str, **values: Value) -> Row | None:
        """The first row or None."""

    async def execute(self, sql: str, **values: Value) -> int:
        """Run a statement and return the number of rows it changed."""

    async def execute_many(self, sql: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Run a statement once for each mapping."""


class Database(Protocol):
    """One database; safe to use from many tasks of one event loop."""

    engine: str

    async def transaction(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run `work` in one write transaction and commit. `work` may run again after a conflict, so it must be free of side effects."""

    async def read(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run `work` on a consistent snapshot without blocking writers; writing is refused."""

    async def listen(self, topic: str, wake: Callable[[], None]) -> None:
        """Call `wake` when another process has committed rows for `topic`. A hint only: it may never come."""

    async def close(self) -> None:
        """Finish what runs, then release every thread and connection."""
