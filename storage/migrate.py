"""Brings a database to the schema of this program: numbered texts, forward only, one process at a time, safe to repeat and to kill."""

from importlib.resources import files

from storage.database import Database, SchemaMismatch, Transaction


def migrations() -> dict[int, str]:
    """Number -> text of every migration of this program, in order."""
    texts = (entry for entry in files("storage.migrations").iterdir() if entry.name.endswith(".sql"))
    return {int(entry.name.partition("_")[0]): entry.read_text(encoding="utf-8") for entry in sorted(texts, key=lambda entry: entry.name)}


async def migrate(db: Database) -> int:
    """Apply what is missing, all or nothing, and return how many that was. Raises SchemaMismatch for a newer database."""
    return await db.transaction(apply_missing)


async def require_current(db: Database) -> None:
    """Raises SchemaMismatch unless the database has exactly the schema of this program."""
    if await db.read(applied) != list(migrations()):
        raise SchemaMismatch(SchemaMismatch.__doc__)


def statements(text: str) -> list[str]:
    """The statements of a migration; each ends with a semicolon at the end of a line."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("--"))
    return [part.strip() for part in "\n".join([*lines, ""]).split(";\n") if part.strip()]


async def apply_missing(tx: Transaction, upto: int | None = None) -> int:
    """`migrate` inside a transaction; stops after number `upto`, which a backup of an older program needs."""
    await tx.lock_schema()
    await tx.execute("create table if not exists migrations (number bigint not null primary key)")
    known, done = migrations(), await applied(tx)
    if not set(done) <= set(known):
        raise SchemaMismatch(SchemaMismatch.__doc__)
    missing = [number for number in known if number not in done and (upto is None or number <= upto)]
    for number in missing:
        for statement in statements(known[number]):
            await tx.execute(statement)
        await tx.execute("insert into migrations (number) values (:number)", number=number)
    return len(missing)


async def applied(tx: Transaction) -> list[int]:
    """The numbers of the migrations this database has had."""
    if not await _has_table(tx):
        return []
    return [int(str(row["number"])) for row in await tx.fetch("select number from migrations order by number")]


async def _has_table(tx: Transaction) -> bool:
    if tx.engine == "sqlite":
        return bool(await tx.fetch("select 1 from sqlite_master where name = 'migrations'"))
    return bool(await tx.fetch("select 1 where to_regclass('migrations') is not null"))
