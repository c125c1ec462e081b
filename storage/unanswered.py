"""Questions that found no answer, and what became of the answers that were found: what staff improve the content with."""

from dataclasses import dataclass
from datetime import datetime

from desk.messages import ConversationId
from storage import codec
from storage.codec import clean, stamp
from storage.database import Row, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A question (masked) that was not answered outright."""

    id: str
    conversation: ConversationId
    question: str
    decision: str
    #: Entries that were offered instead.
    offered: tuple[str, ...]
    at: datetime


async def add(tx: Transaction, unanswered: Unanswered) -> None:
    """Keep a question; one with a known id is left as it is."""
    sql = """
        insert into unanswered (id, conversation, question, decision, offered, at)
        values (:id, :conversation, :question, :decision, :offered, :at)
        on conflict (id) do nothing
    """
    await tx.execute(
        sql,
        id=unanswered.id,
        conversation=unanswered.conversation,
        question=clean(unanswered.question),
        decision=unanswered.decision,
        offered=codec.dump(codec.NAMES, unanswered.offered),
        at=stamp(unanswered.at),
    )


async def since(tx: Transaction, start: datetime, limit: int = 1000) -> list[Unanswered]:
    """The questions kept since `start`, newest first."""
    sql = """
        select id, conversation, question, decision, offered, at from unanswered
        where at >= :start order by at desc limit :limit
    """
    return [_unanswered(row) for row in await tx.fetch(sql, start=stamp(start), limit=limit)]


async def add_use(tx: Transaction, key: str, entry: str, use: str, now: datetime) -> None:
    """Keep what became of an entry; a known key is left as it is."""
    sql = "insert into uses (id, entry, use, at) values (:id, :entry, :use, :at) on conflict (id) do nothing"
    await tx.execute(sql, id=key, entry=clean(entry), use=clean(use), at=stamp(now))


async def uses(tx: Transaction, start: datetime) -> dict[tuple[str, str], int]:
    """(entry, use) -> how often since `start`."""
    rows = await tx.fetch("select entry, use, count(*) as many from uses where at >= :start group by entry, use", start=stamp(start))
    return {(codec.text(row, "entry"), codec.text(row, "use")): codec.number(row, "many") for row in rows}


def _unanswered(row: Row) -> Unanswered:
    return Unanswered(
        id=codec.text(row, "id"),
        conversation=ConversationId(codec.text(row, "conversation")),
        question=codec.text(row, "question"),
        decision=codec.text(row, "decision"),
        offered=codec.load(codec.NAMES, codec.text(row, "offered")),
        at=codec.moment(row, "at"),
    )
