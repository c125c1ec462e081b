"""Checks that a database is sound: the engine's own opinion, and the promises between tables that no constraint can hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage import codec
from storage.codec import Unreadable, text
from storage.database import Database, Transaction
from storage.rooms import OPEN

_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it should be."""

    #: Which check found it.
    check: str
    #: The row or the engine's sentence.
    subject: str


#: Check -> statement that finds the rows which break it.
_CHECKS: Mapping[str, str] = {
    "a room with waiting rows will never be sent to": f"""
        select r.id as subject from rooms r where r.due is null and r.sending = ''
          and exists (select 1 from outbox o where o.room = r.id and o.state in {OPEN})
    """,
    "a room waits for a row that nobody sends": """
        select r.id as subject from rooms r where r.sending <> ''
          and not exists (select 1 from outbox o where o.room = r.id and o.state = 'sending')
    """,
    "a row is being sent in a room that does not know it": """
        select o.id as subject from outbox o
        where o.state = 'sending' and not exists (select 1 from rooms r where r.id = o.room and r.sending <> '')
    """,
    "a row is numbered beyond its room": """
        select o.id as subject from outbox o where not exists (select 1 from rooms r where r.id = o.room and r.seq >= o.seq)
    """,
    "a row belongs to no logged message": """
        select o.id as subject from outbox o
        where o.kind = 'say' and not exists (select 1 from messages m where m.id = o.message)
    """,
    "a ticket and its history disagree": """
        select t.id as subject from tickets t
        where t.version <> coalesce((select max(c.version) from ticket_changes c where c.ticket = t.id), 0)
    """,
    "a ticket is owned by an account that does not exist": """
        select t.id as subject from tickets t
        where t.owner <> '' and not exists (select 1 from accounts a where a.id = t.owner)
    """,
    "a running row has no worker": "select id as subject from inbox where state = 'running' and worker = ''",
}


async def verify(db: Database) -> list[Finding]:
    """All findings on one snapshot; an empty list is a sound database."""
    return await db.read(_verify)


async def _verify(tx: Transaction) -> list[Finding]:
    findings = await _engine(tx)
    for check, sql in _CHECKS.items():
        findings += [Finding(check=check, subject=text(row, "subject")) for row in await tx.fetch(f"{sql} limit 100")]
    return findings + await _conversations(tx)


async def _engine(tx: Transaction) -> list[Finding]:
    if tx.engine != "sqlite":
        return []
    opinions = [text(row, "integrity_check") for row in await tx.fetch("pragma integrity_check")]
    orphans = [text(row, "table") for row in await tx.fetch("pragma foreign_key_check")]
    return [
        *(Finding(check="the file is damaged", subject=opinion) for opinion in opinions if opinion != "ok"),
        *(Finding(check="a row belongs to nothing", subject=table) for table in orphans),
    ]


async def _conversations(tx: Transaction) -> list[Finding]:
    findings, last = [], ""
    sql = "select id, state from conversations where id > :last order by id limit :limit"
    while page := await tx.fetch(sql, last=last, limit=_PAGE):
        for row in page:
            last = text(row, "id")
            findings += await _conversation(tx, last, text(row, "state"))
    return findings


async def _conversation(tx: Transaction, id_: str, state: str) -> list[Finding]:
    try:
        conversation = codec.load(codec.CONVERSATION, state)
    except Unreadable:
        return [Finding(check="a conversation cannot be read", subject=id_)]
    if conversation.id != id_:
        return [Finding(check="a conversation carries another's id", subject=id_)]
    if conversation.ticket and not await tx.fetch_one("select 1 as found from tickets where id = :id", id=conversation.ticket):
        return [Finding(check="a conversation names a ticket that does not exist", subject=id_)]
    return []
