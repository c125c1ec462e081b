"""Real databases for tests: SQLite in a file of its own, and PostgreSQL when `TEST_PG_DSN` names a server.

A `conftest.py` imports the fixtures: `from tests.fakes.databases import database, postgres_url`.
"""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from storage.database import Database, Transaction
from storage.migrate import migrate
from storage.open import open_database

NO_SERVER = "set TEST_PG_DSN to a PostgreSQL server where databases may be made, such as postgresql://app@127.0.0.1:55432/app"
#: Children before their parents.
TABLES = (
    *("inbox", "workers", "conversations", "messages", "ticket_changes", "ticket_places", "tickets", "rooms", "outbox", "timers"),
    *("sessions", "login_codes", "accounts", "throttles", "idempotency", "audit", "unanswered", "uses"),
)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A database of its own on the server, for the whole run."""
    with _made() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_target_url() -> Iterator[str]:
    """A second one, for what goes from one database to another."""
    with _made() as url:
        yield url


@contextmanager
def _made() -> Iterator[str]:
    server = os.environ.get("TEST_PG_DSN")
    if not server:
        pytest.skip(NO_SERVER)
    name = f"dure_test_{os.getpid()}_{secrets.token_hex(4)}"
    asyncio.run(_on_server(server, f"create database {name} encoding 'UTF8' template template0"))
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        asyncio.run(_on_server(server, f"drop database if exists {name} with (force)"))


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/dure.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty migrated database of each engine in turn."""
    async with opened(database_url) as db:
        yield db


@asynccontextmanager
async def opened(url: str = "sqlite:///:memory:", *, blank: bool = False) -> AsyncIterator[Database]:
    """An open, migrated and empty database; a blank one has no tables."""
    db = await open_database(url)
    try:
        if not blank:
            await migrate(db)
        if db.engine == "postgres":
            await db.transaction(empty)
        yield db
    finally:
        await db.close()


async def empty(tx: Transaction) -> None:
    """Delete everything that earlier tests left."""
    for table in TABLES:
        await tx.execute(f"delete from {table}")


async def count(db: Database, table: str, where: str = "1 = 1") -> int:
    """How many rows there are."""
    row = await db.read(lambda tx: tx.fetch_one(f"select count(*) as many from {table} where {where}"))
    assert row is not None
    return int(str(row["many"]))


async def _on_server(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
