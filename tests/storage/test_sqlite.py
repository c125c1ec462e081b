"""The embedded engine: one owner, one writer, shared commits, and recovery from whatever the machine does."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from storage.backup import backup
from storage.database import Database, StoreError, StoreInUse, StoreUnavailable, Transaction
from storage.migrate import migrate
from storage.open import open_database, open_to_read
from storage.sqlite import Suspended
from storage.sqlite_file import file_warnings
from tests.fakes.databases import opened


@pytest.fixture
async def db(tmp_path):
    """A file with one table of two columns."""
    async with opened(f"sqlite:///{tmp_path}/dure.db") as db:
        await db.transaction(lambda tx: tx.execute("create table pair (a text primary key, b text check (b <> 'bad'))"))
        yield db


async def insert(db: Database, a: str, b: str = "good") -> int:
    return await db.transaction(lambda tx: tx.execute("insert into pair (a, b) values (:a, :b)", a=a, b=b))


async def stored(db: Database) -> list[str]:
    return [row["a"] for row in await db.read(lambda tx: tx.fetch("select a from pair order by a"))]


async def commits(db: Database) -> list[str]:
    """The commits the writer makes from now on."""
    seen = []

    def trace(text: str) -> None:
        seen.extend([text] if text.lower() == "commit" else [])

    await db._writer.visit(lambda connection: connection.set_trace_callback(trace))
    return seen


async def test_whoever_waits_together_commits_together(db):
    seen = await commits(db)
    await asyncio.gather(*[insert(db, f"{number:02}") for number in range(20)])
    assert len(await stored(db)) == 20
    assert len(seen) == 1


async def test_one_failure_in_a_shared_commit_stays_alone(db):
    seen = await commits(db)
    results = await asyncio.gather(insert(db, "1"), insert(db, "2", "bad"), insert(db, "1"), insert(db, "3"), return_exceptions=True)
    assert [type(result) for result in results] == [int, StoreError, StoreError, int]
    assert isinstance(results[1].__cause__, sqlite3.IntegrityError)
    assert await stored(db) == ["1", "3"]
    assert len(seen) == 1


async def test_a_failure_undoes_what_the_caller_did_before_it(db):
    async def work(tx: Transaction) -> None:
        await tx.execute("insert into pair (a) values ('x')")
        raise ZeroDivisionError

    results = await asyncio.gather(insert(db, "1"), db.transaction(work), insert(db, "2"), return_exceptions=True)
    assert isinstance(results[1], ZeroDivisionError)
    with pytest.raises(ZeroDivisionError):
        await db.transaction(work)
    assert await stored(db) == ["1", "2"]


async def test_awaiting_anything_else_is_refused_and_undone(db):
    async def work(tx: Transaction) -> None:
        await tx.execute("insert into pair (a) values ('x')")
        await asyncio.sleep(0)

    with pytest.raises(Suspended):
        await db.transaction(work)
    await insert(db, "after")
    assert await stored(db) == ["after"]


async def test_a_cancelled_caller_leaves_the_writer_in_order(db):
    callers = [asyncio.create_task(insert(db, f"{number:02}")) for number in range(10)]
    await asyncio.sleep(0)
    for caller in callers[::2]:
        caller.cancel()
    results = await asyncio.gather(*callers, return_exceptions=True)
    assert [isinstance(result, asyncio.CancelledError) for result in results] == [True, False] * 5
    await insert(db, "after")
    assert {"01", "03", "05", "07", "09", "after"} <= set(await stored(db))


async def test_everybody_cancelled(db):
    callers = [asyncio.create_task(insert(db, f"{number:02}")) for number in range(5)]
    await asyncio.sleep(0)
    for caller in callers:
        caller.cancel()
    await asyncio.gather(*callers, return_exceptions=True)
    await insert(db, "after")
    assert "after" in await stored(db)


async def test_reading_cannot_write_and_does_not_wait_for_the_writer(db):
    with pytest.raises(StoreError):
        await db.read(lambda tx: tx.execute("insert into pair (a) values ('x')"))
    assert await stored(db) == []


async def test_reading_in_memory_cannot_write_either():
    async with opened() as db:
        with pytest.raises(StoreError):
            await db.read(lambda tx: tx.execute("delete from inbox"))
        await db.transaction(lambda tx: tx.execute("delete from inbox"))


async def test_a_read_sees_one_snapshot(db):
    await insert(db, "1")
    seen = []

    async def look(tx: Transaction) -> None:
        seen.append(len(await tx.fetch("select a from pair")))
        with closing(sqlite3.connect(path)) as other:
            other.execute("insert into pair (a) values ('2')")
            other.commit()
        seen.append(len(await tx.fetch("select a from pair")))

    (row,) = await db.read(lambda tx: tx.fetch("pragma database_list"))
    path = row["file"]
    await db.read(look)
    assert seen == [1, 1]
    assert len(await stored(db)) == 2


async def test_settings_that_make_a_commit_durable(db):
    async def read(tx: Transaction) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "query_only")
        return {name: next(iter((await tx.fetch(f"pragma {name}"))[0])) for name in names}

    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "query_only": 0}
    assert await db.transaction(read) == expected


async def test_a_full_disk_is_refused_and_passes(db):
    """`max_page_count` is the engine's own full disk."""
    (pages,) = await db.transaction(lambda tx: tx.fetch("pragma page_count"))
    await db.transaction(lambda tx: tx.fetch(f"pragma max_page_count = {pages['page_count']}"))
    big = "x" * 100_000
    results = await asyncio.gather(insert(db, "1", big), insert(db, "2", big), return_exceptions=True)
    assert all(isinstance(result, StoreUnavailable) for result in results)
    assert await stored(db) == []
    await db.transaction(lambda tx: tx.fetch("pragma max_page_count = 1000000"))
    await insert(db, "1", big)
    assert await stored(db) == ["1"]


async def test_a_locked_file_is_refused_and_passes(db):
    (row,) = await db.read(lambda tx: tx.fetch("pragma database_list"))
    await db.transaction(lambda tx: tx.fetch("pragma busy_timeout = 1"))
    with closing(sqlite3.connect(row["file"])) as other:
        other.execute("begin immediate")
        results = await asyncio.gather(insert(db, "1"), insert(db, "2"), return_exceptions=True)
        assert all(isinstance(result, StoreUnavailable) for result in results)
        other.rollback()
    await insert(db, "1")
    assert await stored(db) == ["1"]


async def test_a_commit_that_fails_fails_everybody(db):
    await db.transaction(lambda tx: tx.execute("create table child (a text references pair (a) deferrable initially deferred)"))
    orphan = lambda tx: tx.execute("insert into child (a) values ('nobody')")  # noqa: E731
    results = await asyncio.gather(insert(db, "1"), db.transaction(orphan), return_exceptions=True)
    assert all(isinstance(result, StoreError) for result in results)
    assert await stored(db) == []
    await insert(db, "2")
    assert await stored(db) == ["2"]


async def test_a_second_opener_is_refused_until_the_first_is_gone(tmp_path):
    url = f"sqlite:///{tmp_path}/deep/down/dure.db"
    async with opened(url):
        with pytest.raises(StoreInUse):
            await open_database(url)
        code = f"import asyncio, storage.open as o; asyncio.run(o.open_database({url!r}))"
        child = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", code], capture_output=True, text=True)
        assert "StoreInUse" in child.stderr
    async with opened(url):
        pass


async def test_the_file_belongs_to_its_owner_alone(tmp_path):
    async with opened(f"sqlite:///{tmp_path}/dure.db"):
        assert {oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()} == {"0o600"}


def threads_left(before: set[threading.Thread]) -> set[threading.Thread]:
    """New threads that do not end by themselves."""
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=5)
    return {thread for thread in threading.enumerate() if thread not in before}


async def test_a_place_that_cannot_be_written_is_refused_without_leftovers(tmp_path):
    (tmp_path / "file").write_text("")
    before = set(threading.enumerate())
    for url in (f"sqlite:///{tmp_path}/file/dure.db", f"sqlite:///{tmp_path}"):
        with pytest.raises(StoreUnavailable):
            await open_database(url)
    (tmp_path / "text.db").write_text("this is no database " * 100)
    with pytest.raises(StoreError):
        await open_database(f"sqlite:///{tmp_path}/text.db")
    assert threads_left(before) == set()


async def test_closing_finishes_what_runs_and_ends_every_thread(tmp_path):
    before = set(threading.enumerate())
    db = await open_database(f"sqlite:///{tmp_path}/dure.db")
    await db.transaction(lambda tx: tx.execute("create table pair (a text primary key, b text)"))
    callers = [asyncio.create_task(insert(db, str(number))) for number in range(5)]
    await asyncio.sleep(0)
    await db.close()
    assert await asyncio.gather(*callers) == [1] * 5
    assert threads_left(before) == set()
    with pytest.raises(StoreUnavailable):
        await insert(db, "late")
    with pytest.raises(StoreUnavailable):
        await stored(db)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dure.db", "dure.db.lock"]


async def test_listeners_hear_commits_only(db):
    heard = []
    await db.listen("inbox", lambda: heard.append("inbox"))
    await db.listen("outbox", lambda: heard.append("outbox"))

    async def work(tx: Transaction) -> None:
        tx.touch("inbox")

    async def failing(tx: Transaction) -> None:
        tx.touch("outbox")
        raise ZeroDivisionError

    await db.transaction(work)
    with pytest.raises(ZeroDivisionError):
        await db.transaction(failing)
    assert heard == ["inbox"]


MOUNTS = "/dev/sda1 / ext4 rw 0 0\nserver:/x /srv/share nfs4 rw 0 0\n/dev/sdb1 /srv/share/local xfs rw 0 0\nbroken\n"


@pytest.mark.parametrize(
    ("path", "version", "words"),
    [
        ("/var/dure.db", (3, 51, 3), []),
        ("/var/dure.db", (3, 44, 6), []),
        ("/var/dure.db", (3, 40, 1), ["SQLite 3.40.1"]),
        ("/var/dure.db", (3, 51, 2), ["SQLite 3.51.2"]),
        ("/srv/share/dure.db", (3, 52, 0), ["nfs4"]),
        ("/srv/share/local/dure.db", (3, 52, 0), []),
        ("/srv/shared/dure.db", (3, 52, 0), []),
    ],
)
def test_warnings(path, version, words, tmp_path):
    found = file_warnings(type(tmp_path)(path), MOUNTS, version)
    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))


async def test_a_visitor_reads_beside_the_owner_and_cannot_write(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'dure.db'}"
    with pytest.raises(StoreUnavailable):
        await open_to_read(url)
    owner = await open_database(url)
    await migrate(owner)
    visitor = await open_to_read(url)
    assert await visitor.read(lambda tx: tx.fetch("select id from inbox")) == []
    with pytest.raises(StoreError):
        await visitor.transaction(lambda tx: tx.execute("delete from inbox"))
    await backup(visitor, tmp_path / "copy.db")
    await visitor.close()
    await owner.close()
    assert (tmp_path / "copy.db").exists()
