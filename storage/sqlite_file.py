"""Opens an SQLite file: one owner, the settings that make a commit durable, and what an operator should know about the place."""

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiosqlite

from storage.database import StoreInUse, StoreUnavailable
from storage.sqlite import SqliteDatabase, translate

_BUSY_MS = 5000
_CACHED_STATEMENTS = 512
_READERS = 2
# The waiting time comes first: every later setting may meet another process.
_COMMON = (f"busy_timeout = {_BUSY_MS}", "foreign_keys = on", "trusted_schema = off", "temp_store = memory")
_WRITER = (*_COMMON, "journal_mode = wal", "synchronous = full", "secure_delete = on")
# Only the writer checkpoints: two connections that do can damage the file in versions up to 3.51.2.
_READER = (*_COMMON, "wal_autocheckpoint = 0", "query_only = on")
#: Older versions that got the mended checkpoint.
_MENDED = frozenset({(3, 44, 6), (3, 50, 7)})
#: Locks of these file systems do not reach every machine or process that sees the file.
_SHARED = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "drvfs",
        "fuse.glusterfs",
        "fuse.sshfs",
        "gfs2",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "prl_fs",
        "smb3",
        "smbfs",
    }
    | {"fuse.vmhgfs-fuse", "vboxsf", "virtiofs"}
)


async def open_sqlite(path: str) -> SqliteDatabase:
    """Open (and create) the file, or `:memory:`. Raises StoreInUse, StoreUnavailable, StoreError."""
    memory = path == ":memory:"
    async with contextlib.AsyncExitStack() as stack:
        if not memory:
            stack.enter_context(_owned(Path(path)))
        # Closed in reverse: the writer goes last, and the last connection folds the log into the file.
        writer = await stack.enter_async_context(_connection(path, _WRITER))
        readers = [] if memory else [await stack.enter_async_context(_connection(path, _READER)) for _ in range(_READERS)]
        warnings = [] if memory else file_warnings(Path(path), _mounts(), sqlite3.sqlite_version_info)
        return SqliteDatabase(writer, readers, warnings=warnings, stack=stack.pop_all())


async def visit_sqlite(path: str) -> SqliteDatabase:
    """Open a file to read only, also while a service owns it: for backups and reports. Raises StoreUnavailable when it is not there."""
    _demand(Path(path))
    async with contextlib.AsyncExitStack() as stack:
        reader = await stack.enter_async_context(_connection(path, _READER))
        return SqliteDatabase(reader, [], warnings=[], stack=stack.pop_all(), reads_only=True)


def _demand(path: Path) -> None:
    if not path.is_file():
        raise StoreUnavailable(f"{path}: no such file")


@contextlib.asynccontextmanager
async def _connection(path: str, settings: tuple[str, ...]) -> AsyncIterator[aiosqlite.Connection]:
    try:
        connection = await aiosqlite.connect(path, isolation_level=None, cached_statements=_CACHED_STATEMENTS)
    except sqlite3.Error as error:
        raise translate(error) from error
    try:
        connection.row_factory = sqlite3.Row
        for setting in settings:
            await connection.execute_fetchall(f"pragma {setting}")
        yield connection
    except sqlite3.Error as error:
        raise translate(error) from error
    finally:
        await connection.close()


@contextlib.contextmanager
def _owned(path: Path) -> Iterator[None]:
    """Hold the lock file beside the database; the kernel lets go of it when this process dies."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # What people wrote is nobody else's business on a shared machine.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreUnavailable(f"{path}: {error.strerror}") from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreInUse(StoreInUse.__doc__) from error
        yield
    finally:
        os.close(lock)


def file_warnings(path: Path, mounts: str, version: tuple[int, int, int]) -> list[str]:
    """Sentences about the file system (`mounts` as in /proc/mounts) and the version of SQLite."""
    warnings = []
    kind = _file_system(path.resolve(), mounts)
    if kind in _SHARED:
        warnings.append(f"the database lies on a shared file system ({kind}); its locks are not reliable, use a local disk")
    if (3, 7, 0) <= version <= (3, 51, 2) and version not in _MENDED:
        number = ".".join(map(str, version))
        warnings.append(f"SQLite {number} can damage a file that several processes write; open it with this program only")
    return warnings


def _file_system(path: Path, mounts: str) -> str:
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) >= 3 and len(fields[1]) >= len(best) and path.is_relative_to(fields[1]):
            best, kind = fields[1], fields[2]
    return kind


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(errors="replace")
    except OSError:
        return ""
