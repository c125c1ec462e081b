"""Migrations bring any database to the expected schema: once, together, whatever is killed in between."""

import asyncio
from pathlib import Path

import pytest

from storage import migrate as migrations
from storage.database import Database, SchemaMismatch, StoreError, Transaction
from storage.migrate import applied, apply_missing, migrate, require_current, statements
from tests.fakes.databases import opened

EXPECTED = Path(__file__).with_name("schema.txt")
COLUMNS = {
    "sqlite": """
        select m.name || '.' || c.name || ' ' || lower(c.type) || case when c."notnull" then ' not null' else '' end as line
        from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'
    """,
    "postgres": """
        select table_name || '.' || column_name || ' ' || data_type || case is_nullable when 'NO' then ' not null' else '' end as line
        from information_schema.columns where table_schema = 'public'
    """,
}
INDEXES = {
    "sqlite": "select 'index ' || name as line from sqlite_master where type = 'index' and name not like 'sqlite_%'",
    "postgres": """
        select 'index ' || indexname as line from pg_indexes
        where schemaname = 'public' and indexname not like '%_pkey' and indexname not like '%_key'
    """,
}


@pytest.fixture
async def blank(database_url):
    """A database without any table."""
    async with opened(database_url, blank=True) as db:
        if db.engine == "sqlite":
            yield db
            return
        await db.transaction(drop_all)
        yield db
        # The other tests share this database.
        await db.transaction(drop_all)
        await migrate(db)


async def drop_all(tx: Transaction) -> None:
    await tx.execute("drop schema public cascade")
    await tx.execute("create schema public")


async def schema(db: Database) -> list[str]:
    rows = [*await db.read(lambda tx: tx.fetch(COLUMNS[db.engine])), *await db.read(lambda tx: tx.fetch(INDEXES[db.engine]))]
    return sorted(row["line"] for row in rows)


async def test_both_engines_get_the_expected_schema(blank):
    """After a wanted change: copy the left side into schema.txt."""
    await migrate(blank)
    assert await schema(blank) == EXPECTED.read_text().splitlines()


async def test_a_second_run_does_nothing(blank):
    assert await migrate(blank) == len(migrations.migrations())
    assert await migrate(blank) == 0
    await require_current(blank)


async def test_several_at_once_apply_each_once(blank):
    done = await asyncio.gather(*[migrate(blank) for _ in range(5)])
    assert sorted(done) == [0, 0, 0, 0, len(migrations.migrations())]


async def test_a_database_without_tables_is_not_current(blank):
    with pytest.raises(SchemaMismatch):
        await require_current(blank)


async def test_a_newer_database_is_left_alone(blank):
    await migrate(blank)
    await blank.transaction(lambda tx: tx.execute("insert into migrations (number) values (9999)"))
    with pytest.raises(SchemaMismatch):
        await migrate(blank)
    with pytest.raises(SchemaMismatch):
        await require_current(blank)


async def test_dying_in_the_middle_leaves_nothing(blank):
    async def dies(tx: Transaction) -> None:
        await apply_missing(tx)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await blank.transaction(dies)
    assert await blank.read(applied) == []
    assert await schema(blank) == []
    await migrate(blank)


async def test_stopping_before_a_number(blank):
    assert await blank.transaction(lambda tx: apply_missing(tx, upto=0)) == 0
    assert await blank.read(applied) == []


@pytest.mark.parametrize(
    "statement",
    [
        "insert into inbox (id, channel, bot, external, conversation, body, received, state) values ('1', '', '', '', '', '', '', 'odd')",
        "insert into tickets (id, number, conversation, topic, question, state, owner, opened, version, updated)"
        " values ('1', '', '', '', '', 'waiting', 'kim', '', 0, '')",
        "insert into ticket_changes (id, ticket, at, actor, event, from_state, to_state, from_owner, to_owner, version)"
        " values ('1', 'none', '', '', '', '', '', '', '', 0)",
        "insert into messages (id, conversation, seq, author, parts, at) values ('1', '', 0, 'bot', '', '')",
        "insert into rooms (id, channel, seq) values (null, '', 0)",
    ],
)
async def test_constraints_hold(database, statement):
    with pytest.raises(StoreError):
        await database.transaction(lambda tx: tx.execute(statement))


def test_statements_end_at_the_end_of_a_line():
    assert statements("-- a; b\nselect ';' as a;\n\n  -- c\nselect\n  2;\n") == ["select ';' as a", "select\n  2"]
