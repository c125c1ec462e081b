"""Tickets and their history; where staff rooms show them stands in `storage.places`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.effects import ChangeTicket
from desk.messages import ConversationId, CounselorId, TicketId
from desk.ticket import ENDED, Ticket, TicketEvent, TicketState
from storage import codec
from storage.batches import in_list
from storage.codec import clean, maybe_stamp, stamp
from storage.database import Row, StaleTicket, Transaction
from storage.places import by_place, place, set_place

__all__ = [
    "UNENDED",
    "TicketChange",
    "TicketLine",
    "by_number",
    "by_place",
    "change",
    "counts",
    "get",
    "has_change",
    "history",
    "insert",
    "note_change",
    "of_conversation",
    "place",
    "queue",
    "set_place",
]

_COLUMNS = "id, number, conversation, topic, question, state, owner, opened, due, version"
_LINE = ", ".join(f"t.{column}" for column in _COLUMNS.split(", "))
#: Everything a counselor may still have to do something about.
UNENDED = tuple(state for state in TicketState if state not in ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLine:
    """A ticket as a list shows it."""

    ticket: Ticket
    channel: str
    #: Name of the account that owns it, or empty.
    owner_name: str
    #: When anything about the ticket last changed.
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketChange:
    """One step in the history of a ticket."""

    at: datetime
    #: Account id, or empty for the person and the clock.
    actor: str
    event: TicketEvent
    from_state: TicketState
    to_state: TicketState
    from_owner: str
    to_owner: str
    #: The ticket's version after the step.
    version: int


async def get(tx: Transaction, ticket: TicketId) -> Ticket | None:
    """The ticket with this id."""
    row = await tx.fetch_one(f"select {_COLUMNS} from tickets where id = :id", id=ticket)
    return _ticket(row) if row else None


async def by_number(tx: Transaction, number: str) -> Ticket | None:
    """The newest ticket with this short number; numbers of closed tickets come again."""
    row = await tx.fetch_one(f"select {_COLUMNS} from tickets where number = :number order by opened desc limit 1", number=number)
    return _ticket(row) if row else None


async def of_conversation(tx: Transaction, conversation: ConversationId) -> list[Ticket]:
    """All tickets of a person, newest first."""
    sql = f"select {_COLUMNS} from tickets where conversation = :conversation order by opened desc"
    return [_ticket(row) for row in await tx.fetch(sql, conversation=conversation)]


async def queue(
    tx: Transaction,
    *,
    states: Sequence[TicketState] = UNENDED,
    owner: CounselorId | None = None,
    topic: str = "",
    limit: int = 100,
    offset: int = 0,
) -> list[TicketLine]:
    """Tickets in one of these states, the earliest promise first, then the longest waiting."""
    listed, values = in_list("state", states)
    sql = f"""
        select {_LINE}, t.updated, coalesce(a.name, '') as owner_name
        from tickets t left join accounts a on a.id = t.owner
        where t.state in {listed}{" and t.owner = :owner" if owner else ""}{" and t.topic = :topic" if topic else ""}
        order by coalesce(t.due, '{codec.FAR}'), t.opened limit :limit offset :offset
    """
    chosen = {**values, **({"owner": owner} if owner else {}), **({"topic": topic} if topic else {})}
    return [_line(row) for row in await tx.fetch(sql, limit=limit, offset=offset, **chosen)]


async def counts(tx: Transaction) -> dict[TicketState, int]:
    """How many tickets stand in each state."""
    rows = await tx.fetch("select state, count(*) as many from tickets group by state")
    return {TicketState(codec.text(row, "state")): codec.number(row, "many") for row in rows}


async def insert(tx: Transaction, ticket: Ticket, now: datetime) -> None:
    """Store a new ticket; a known id is left as it is."""
    sql = f"""
        insert into tickets ({_COLUMNS}, updated)
        values (:id, :number, :conversation, :topic, :question, :state, :owner, :opened, :due, :version, :updated)
        on conflict (id) do nothing
    """
    await tx.execute(
        sql,
        id=ticket.id,
        number=ticket.number,
        conversation=ticket.conversation,
        topic=clean(ticket.topic),
        question=clean(ticket.question),
        state=ticket.state,
        owner=ticket.owner or "",
        opened=stamp(ticket.opened),
        due=maybe_stamp(ticket.due),
        version=ticket.version,
        updated=stamp(now),
    )


async def change(tx: Transaction, before: Ticket, after: Ticket, now: datetime) -> None:
    """Move a ticket that still stands exactly where `before` says. Raises StaleTicket."""
    sql = """
        update tickets
        set state = :state, owner = :owner, topic = :topic, question = :question, due = :due, version = :version, updated = :now
        where id = :id and state = :old_state and owner = :old_owner and version = :old_version
    """
    changed = await tx.execute(
        sql,
        state=after.state,
        owner=after.owner or "",
        topic=clean(after.topic),
        question=clean(after.question),
        due=maybe_stamp(after.due),
        version=after.version,
        now=stamp(now),
        id=before.id,
        old_state=before.state,
        old_owner=before.owner or "",
        old_version=before.version,
    )
    if not changed:
        raise StaleTicket(StaleTicket.__doc__)


async def note_change(tx: Transaction, key: str, change: ChangeTicket, now: datetime) -> None:
    """Write a step into the history."""
    sql = """
        insert into ticket_changes (id, ticket, at, actor, event, from_state, to_state, from_owner, to_owner, version)
        values (:id, :ticket, :at, :actor, :event, :from_state, :to_state, :from_owner, :to_owner, :version)
    """
    await tx.execute(
        sql,
        id=key,
        ticket=change.before.id,
        at=stamp(now),
        actor=change.actor or "",
        event=change.event,
        from_state=change.before.state,
        to_state=change.after.state,
        from_owner=change.before.owner or "",
        to_owner=change.after.owner or "",
        version=change.after.version,
    )


async def has_change(tx: Transaction, key: str) -> bool:
    """Whether the step with this key was made."""
    return await tx.fetch_one("select id from ticket_changes where id = :id", id=key) is not None


async def history(tx: Transaction, ticket: TicketId) -> list[TicketChange]:
    """The steps of a ticket, oldest first."""
    sql = """
        select at, actor, event, from_state, to_state, from_owner, to_owner, version
        from ticket_changes where ticket = :ticket order by version, at
    """
    return [_change(row) for row in await tx.fetch(sql, ticket=ticket)]


def _ticket(row: Row) -> Ticket:
    owner = codec.text(row, "owner")
    return Ticket(
        id=TicketId(codec.text(row, "id")),
        number=codec.text(row, "number"),
        conversation=ConversationId(codec.text(row, "conversation")),
        topic=codec.text(row, "topic"),
        question=codec.text(row, "question"),
        state=TicketState(codec.text(row, "state")),
        owner=CounselorId(owner) if owner else None,
        opened=codec.moment(row, "opened"),
        due=codec.maybe_moment(row, "due"),
        version=codec.number(row, "version"),
    )


def _line(row: Row) -> TicketLine:
    ticket = _ticket(row)
    return TicketLine(
        ticket=ticket,
        channel=ticket.conversation.partition(":")[0],
        owner_name=codec.text(row, "owner_name"),
        updated=codec.moment(row, "updated"),
    )


def _change(row: Row) -> TicketChange:
    return TicketChange(
        at=codec.moment(row, "at"),
        actor=codec.text(row, "actor"),
        event=TicketEvent(codec.text(row, "event")),
        from_state=TicketState(codec.text(row, "from_state")),
        to_state=TicketState(codec.text(row, "to_state")),
        from_owner=codec.text(row, "from_owner"),
        to_owner=codec.text(row, "to_owner"),
        version=codec.number(row, "version"),
    )
