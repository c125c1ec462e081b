"""What is to happen later: a due timer is taken out in the same transaction that acts on it."""

from dataclasses import dataclass
from datetime import datetime

from desk.messages import ConversationId, TicketId
from storage import codec
from storage.codec import stamp
from storage.database import Row, Transaction

_COLUMNS = "id, conversation, kind, due, ticket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """A wish to be woken."""

    key: str
    conversation: ConversationId
    kind: str
    due: datetime
    ticket: TicketId | None = None


async def set(tx: Transaction, timer: Timer) -> None:
    """Remember a timer; one with the same key is replaced."""
    sql = """
        insert into timers (id, conversation, kind, due, ticket) values (:id, :conversation, :kind, :due, :ticket)
        on conflict (id) do update set conversation = :conversation, kind = :kind, due = :due, ticket = :ticket
    """
    await tx.execute(sql, id=timer.key, conversation=timer.conversation, kind=timer.kind, due=stamp(timer.due), ticket=timer.ticket)


async def clear(tx: Transaction, key: str) -> None:
    """Forget a timer; harmless when it is gone."""
    await tx.execute("delete from timers where id = :id", id=key)


async def due(tx: Transaction, now: datetime, limit: int) -> list[Timer]:
    """Take the timers that are due; act on them in this very transaction, so that a crash brings them back."""
    sql = f"""
        with picked as materialized (
            select id from timers where due <= :now order by due limit :limit /*postgres: for update skip locked */
        )
        delete from timers where id in (select id from picked) returning {_COLUMNS}
    """
    rows = await tx.fetch(sql, now=stamp(now), limit=limit)
    return sorted(map(_timer, rows), key=lambda timer: (timer.due, timer.key))


async def next_due(tx: Transaction) -> datetime | None:
    """When the next timer falls due; None when there is none."""
    row = await tx.fetch_one("select min(due) as due from timers")
    return codec.maybe_moment(row, "due") if row else None


async def of_conversation(tx: Transaction, conversation: ConversationId) -> list[Timer]:
    """The timers of one conversation, the next one first."""
    sql = f"select {_COLUMNS} from timers where conversation = :conversation order by due"
    return [_timer(row) for row in await tx.fetch(sql, conversation=conversation)]


def _timer(row: Row) -> Timer:
    ticket = codec.maybe_text(row, "ticket")
    return Timer(
        key=codec.text(row, "id"),
        conversation=ConversationId(codec.text(row, "conversation")),
        kind=codec.text(row, "kind"),
        due=codec.moment(row, "due"),
        ticket=TicketId(ticket) if ticket else None,
    )
