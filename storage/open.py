"""Opens the database a settings line names."""

from storage.database import Database, StoreError
from storage.sqlite_file import open_sqlite, visit_sqlite


class UnknownEngine(StoreError):
    """The database address must start with sqlite:/// or postgresql://."""


async def open_database(url: str, *, pool: int = 8) -> Database:
    """Open `sqlite:///relative/path`, `sqlite:////absolute/path`, `sqlite:///:memory:` or `postgresql://...`. Raises StoreError."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return await open_sqlite(rest[1:])
    if scheme in ("postgresql", "postgres"):
        # Its driver takes three megabytes, which a small service does without.
        from storage.postgres import open_postgres  # noqa: PLC0415

        return await open_postgres(url, pool=pool)
    raise UnknownEngine(UnknownEngine.__doc__)


async def open_to_read(url: str) -> Database:
    """The same for reports and backups beside a running service: nothing can be written. Raises StoreError."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1 and rest != "/:memory:":
        return await visit_sqlite(rest[1:])
    return await open_database(url, pool=2)
