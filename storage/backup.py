"""Backups while the service runs, each restorable into an empty database of either engine.

SQLite is copied by its own online backup into a database file. PostgreSQL is dumped as gzip of JSON lines: a head with the numbers of the
migrations, then one line a row with its table, then the number of rows, so that a dump that was cut short is recognised.
"""

import gzip
import json
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from storage.database import Database, SchemaMismatch, StoreError, Transaction, Value
from storage.migrate import applied, apply_missing, migrations
from storage.sqlite import SqliteDatabase
from storage.verify import verify

__all__ = ["NotEmpty", "Unusable", "backup", "restore", "verify"]

_FORMAT = "dure-backup-1"
_PAGE = 500
#: Table -> columns of its key; parents before children. Sessions and the like are not missed after a restore.
_TABLES: Mapping[str, tuple[str, ...]] = {
    "accounts": ("id",),
    "conversations": ("id",),
    "messages": ("id",),
    "tickets": ("id",),
    "ticket_changes": ("id",),
    "ticket_places": ("ticket", "room"),
    "rooms": ("id",),
    "inbox": ("id",),
    "outbox": ("id",),
    "timers": ("id",),
    "idempotency": ("id",),
    "audit": ("id",),
    "unanswered": ("id",),
    "uses": ("id",),
}

_Values = dict[str, Value]


class NotEmpty(StoreError):
    """A backup is restored into an empty database only; nothing was changed."""


class Unusable(StoreError):
    """This is not a whole backup of this program; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """An opened backup."""

    migrations: list[int]
    #: Table and row, parents before children.
    rows: Iterator[tuple[str, _Values]]


async def backup(db: Database, path: Path) -> None:
    """Write a consistent copy; the file appears under its name only when it is whole. Raises StoreError."""
    part = path.with_name(f"{path.name}.part")
    try:
        if isinstance(db, SqliteDatabase):
            await db.visit(lambda connection: _copy(connection, part))
        else:
            await db.read(lambda tx: _dump(tx, part))
        _flush(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


async def restore(db: Database, path: Path) -> int:
    """Fill an empty database, all or nothing, and bring it to this program's schema. Returns the number of rows.

    Raises NotEmpty, Unusable, SchemaMismatch.
    """
    return await db.transaction(lambda tx: _restore(tx, path))


async def _restore(tx: Transaction, path: Path) -> int:
    with _open(path) as source:
        ours = list(migrations())
        if not source.migrations or source.migrations != ours[: len(source.migrations)]:
            raise SchemaMismatch(SchemaMismatch.__doc__)
        await apply_missing(tx, source.migrations[-1])
        if await applied(tx) != source.migrations:
            raise NotEmpty(NotEmpty.__doc__)
        for table in _TABLES:
            if await tx.fetch(f"select 1 from {table} limit 1"):
                raise NotEmpty(NotEmpty.__doc__)
        rows = await _load(tx, source)
        await apply_missing(tx)
        return rows


async def _load(tx: Transaction, source: _Source) -> int:
    count, table, page = 0, "", list[_Values]()
    for name, row in source.rows:
        count += 1
        if name != table or len(page) >= _PAGE:
            await _insert(tx, table, page)
            table, page = name, []
        page.append(row)
    await _insert(tx, table, page)
    return count


async def _insert(tx: Transaction, table: str, rows: Sequence[_Values]) -> None:
    if not rows:
        return
    columns = sorted(rows[0])
    if table not in _TABLES or not all(name.isidentifier() for name in columns) or any(sorted(row) != columns for row in rows):
        raise Unusable(Unusable.__doc__)
    names = ", ".join(columns)
    await tx.execute_many(f"insert into {table} ({names}) values ({', '.join(f':{name}' for name in columns)})", rows)


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as target:
        connection.backup(target)
        # One file, with no log beside it that could be forgotten.
        target.execute("pragma journal_mode = delete")


async def _dump(tx: Transaction, path: Path) -> None:
    count = 0
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as out:
        _line(out, {"format": _FORMAT, "migrations": await applied(tx)})
        for table, key in _TABLES.items():
            page = await _page(tx, table, key, None)
            while page:
                for row in page:
                    _line(out, {"table": table, "row": row})
                count += len(page)
                page = await _page(tx, table, key, page[-1])
        _line(out, {"rows": count})


async def _page(tx: Transaction, table: str, key: Sequence[str], last: _Values | None) -> list[_Values]:
    names = ", ".join(key)
    after = f"where ({names}) > ({', '.join(f':{name}' for name in key)})" if last else ""
    values = {name: last[name] for name in key} if last else {}
    rows = await tx.fetch(f"select * from {table} {after} order by {names} limit {_PAGE}", **values)
    return [{name: row[name] for name in row.keys()} for row in rows]  # noqa: SIM118 - a row iterates over its values


def _line(out: TextIO, value: Mapping[str, object]) -> None:
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def _flush(path: Path) -> None:
    """A backup that a power cut empties is none."""
    path.chmod(0o600)
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def _open(path: Path) -> Iterator[_Source]:
    """Read a backup of either kind. What is wrong with the file comes out as Unusable."""
    try:
        with path.open("rb") as file:
            magic = file.read(16)
        with _open_file(path) if magic == b"SQLite format 3\0" else _open_dump(path) as source:
            yield source
    except (OSError, EOFError, zlib.error, sqlite3.Error, ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{Unusable.__doc__} {path.name}: {error}") from error


@contextmanager
def _open_file(path: Path) -> Iterator[_Source]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        (health,) = connection.execute("pragma quick_check(1)").fetchone()
        if health != "ok":
            raise ValueError(health)
        numbers = [int(row["number"]) for row in connection.execute("select number from migrations order by number")]
        yield _Source(migrations=numbers, rows=_file_rows(connection))


def _file_rows(connection: sqlite3.Connection) -> Iterator[tuple[str, _Values]]:
    for table, key in _TABLES.items():
        for row in connection.execute(f"select * from {table} order by {', '.join(key)}"):
            yield table, dict(row)


@contextmanager
def _open_dump(path: Path) -> Iterator[_Source]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        head = json.loads(lines.readline())
        if head.get("format") != _FORMAT:
            raise ValueError(head.get("format"))
        yield _Source(migrations=[int(number) for number in head["migrations"]], rows=_dump_rows(lines))


def _dump_rows(lines: TextIO) -> Iterator[tuple[str, _Values]]:
    for count, text in enumerate(lines):
        line = json.loads(text)
        if "rows" in line:
            if line["rows"] != count:
                raise ValueError(line["rows"])
            return
        yield str(line["table"]), dict(line["row"])
    message = "cut short"
    raise ValueError(message)
