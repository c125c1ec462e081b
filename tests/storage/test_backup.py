"""A backup taken while the service runs comes back whole, in either engine."""

import gzip
import json
import sqlite3
from contextlib import closing

import pytest

from desk.messages import CounselorId
from storage import staff
from storage.backup import NotEmpty, Unusable, backup, restore, verify
from storage.database import Database, SchemaMismatch
from storage.migrate import require_current
from tests.fakes.databases import TABLES, count, opened
from tests.storage.samples import NOW, perform, said
from tests.storage.test_work import EVERYTHING

LIVE = {"sessions", "login_codes", "throttles", "workers"}


async def fill(db: Database) -> None:
    account = staff.Account(id=CounselorId("kim"), name="김상담", login="kim", created=NOW)
    await db.transaction(lambda tx: staff.add_account(tx, account))
    await perform(db, "k1", EVERYTHING)
    for number in range(30):
        await perform(db, f"m{number}", said("가나다", "emoji 😀"), chat=str(number))


async def contents(db: Database) -> dict[str, list[str]]:
    found = {}
    for table in set(TABLES) - LIVE:
        rows = await db.read(lambda tx, table=table: tx.fetch(f"select * from {table}"))
        found[table] = sorted(json.dumps({name: row[name] for name in row.keys()}, sort_keys=True) for row in rows)  # noqa: SIM118
    return found


@pytest.fixture(params=["sqlite", "postgres"])
def target_url(request, tmp_path):
    """The address of a second database, of each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/target.db"
    return request.getfixturevalue("postgres_target_url")


@pytest.fixture
async def target(target_url):
    """An empty database to restore into; SQLite has no tables yet."""
    async with opened(target_url, blank=target_url.startswith("sqlite")) as db:
        yield db


async def test_there_and_back(database, target, tmp_path):
    await fill(database)
    before = await contents(database)
    await backup(database, tmp_path / "first.backup")
    restored = await restore(target, tmp_path / "first.backup")
    assert restored == sum(map(len, before.values()))
    assert await contents(target) == before
    assert await verify(target) == []
    await require_current(target)
    await backup(target, tmp_path / "second.backup")
    async with opened() as third:
        await restore(third, tmp_path / "second.backup")
        assert await contents(third) == before


async def test_a_database_that_holds_anything_is_left_alone(database, target, tmp_path):
    await fill(database)
    await backup(database, tmp_path / "b")
    await restore(target, tmp_path / "b")
    once = await contents(target)
    with pytest.raises(NotEmpty):
        await restore(target, tmp_path / "b")
    assert await contents(target) == once


async def test_a_dump_that_was_cut_short_changes_nothing(database, tmp_path):
    await fill(database)
    path = tmp_path / "b"
    await backup(database, path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    async with opened() as empty:
        with pytest.raises(Unusable):
            await restore(empty, path)
        assert await count(empty, "messages") == 0


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([], id="nothing"),
        pytest.param(["{}"], id="no head"),
        pytest.param(['{"format":"dure-backup-1","migrations":[1]}'], id="no end"),
        pytest.param(['{"format":"dure-backup-1","migrations":[1]}', '{"rows":1}'], id="wrong count"),
        pytest.param(['{"format":"dure-backup-1","migrations":[1]}', '{"table":"x","row":{"a":1}}', '{"rows":1}'], id="foreign table"),
        pytest.param(['{"format":"dure-backup-1","migrations":[1]}', '{"table":"uses","row":{"a b":1}}', '{"rows":1}'], id="odd name"),
        pytest.param(['{"format":"dure-backup-1","migrations":[1]}', "[1]"], id="not a row"),
    ],
)
async def test_a_file_that_is_no_backup_is_refused(lines, tmp_path):
    path = tmp_path / "b"
    with gzip.open(path, "wt") as out:
        out.writelines(f"{line}\n" for line in lines)
    async with opened() as empty:
        with pytest.raises(Unusable):
            await restore(empty, path)


async def test_garbage_is_refused(tmp_path):
    path = tmp_path / "b"
    path.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    async with opened() as empty:
        with pytest.raises(Unusable):
            await restore(empty, path)
        with pytest.raises(Unusable):
            await restore(empty, tmp_path / "absent")


async def test_a_backup_of_a_newer_program_is_refused(tmp_path):
    path = tmp_path / "b"
    with gzip.open(path, "wt") as out:
        out.write('{"format":"dure-backup-1","migrations":[1,9999]}\n{"rows":0}\n')
    async with opened() as empty:
        with pytest.raises(SchemaMismatch):
            await restore(empty, path)


async def test_the_copy_of_an_embedded_database_is_a_database(tmp_path):
    async with opened(f"sqlite:///{tmp_path}/dure.db") as db:
        await fill(db)
        await backup(db, tmp_path / "copy.db")
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        assert connection.execute("select count(*) from messages").fetchone() == (92,)
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("update rooms set due = null", "a room with waiting rows will never be sent to"),
        ("update rooms set sending = 'w'", "a room waits for a row that nobody sends"),
        ("update outbox set state = 'sending' where id = 'k1-1-0'", "a row is being sent in a room that does not know it"),
        ("update rooms set seq = 0", "a row is numbered beyond its room"),
        ("delete from messages", "a row belongs to no logged message"),
        ("update tickets set version = 9", "a ticket and its history disagree"),
        ("delete from accounts", "a ticket is owned by an account that does not exist"),
        ("update conversations set state = '{'", "a conversation cannot be read"),
        ("""update conversations set state = '{"id":"a:b:c"}'""", "a conversation carries another's id"),
    ],
)
async def test_verify_finds(database, damage, check):
    await fill(database)
    assert await verify(database) == []
    await database.transaction(lambda tx: tx.execute(damage))
    assert check in {finding.check for finding in await verify(database)}
