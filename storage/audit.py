"""Who did what to what: rows are only ever added."""

from dataclasses import dataclass
from datetime import datetime

from storage import codec
from storage.codec import clean, stamp
from storage.database import Row, Transaction

_COLUMNS = "id, at, actor, action, subject, detail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One audit row."""

    id: str
    at: datetime
    actor: str
    action: str
    subject: str
    detail: str = ""


async def add(tx: Transaction, entry: Entry) -> None:
    """Write a row; one with a known id is left as it is."""
    sql = f"insert into audit ({_COLUMNS}) values (:id, :at, :actor, :action, :subject, :detail) on conflict (id) do nothing"
    await tx.execute(
        sql,
        id=entry.id,
        at=stamp(entry.at),
        actor=clean(entry.actor),
        action=clean(entry.action),
        subject=clean(entry.subject),
        detail=clean(entry.detail),
    )


async def of_subject(tx: Transaction, subject: str, limit: int = 100) -> list[Entry]:
    """What was done to this subject, newest first."""
    rows = await tx.fetch(
        f"select {_COLUMNS} from audit where subject = :subject order by at desc limit :limit", subject=subject, limit=limit
    )
    return [_entry(row) for row in rows]


async def latest(tx: Transaction, limit: int = 100, before: datetime | None = None) -> list[Entry]:
    """The last rows, newest first; `before` turns the page."""
    sql = f"select {_COLUMNS} from audit where at < :before order by at desc limit :limit"
    return [_entry(row) for row in await tx.fetch(sql, before=stamp(before) if before else codec.FAR, limit=limit)]


def _entry(row: Row) -> Entry:
    return Entry(
        id=codec.text(row, "id"),
        at=codec.moment(row, "at"),
        actor=codec.text(row, "actor"),
        action=codec.text(row, "action"),
        subject=codec.text(row, "subject"),
        detail=codec.text(row, "detail"),
    )
