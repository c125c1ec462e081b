"""What a platform has of each ticket in a staff room: the card and the forum topic."""

from dataclasses import dataclass

from desk.messages import ConversationId, TicketId
from storage import codec
from storage.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the platform has of a ticket in one staff room."""

    #: Platform id of the ticket's card, or empty.
    card: str = ""
    #: The ticket's forum topic, or empty.
    thread: str = ""


async def place(tx: Transaction, ticket: TicketId, room: ConversationId) -> Place:
    """The place of a ticket in a staff room; empty when the room does not know it yet."""
    row = await tx.fetch_one("select card, thread from ticket_places where ticket = :ticket and room = :room", ticket=ticket, room=room)
    return Place(card=codec.text(row, "card"), thread=codec.text(row, "thread")) if row else Place()


async def by_place(tx: Transaction, room: ConversationId, thread: str) -> TicketId | None:
    """The ticket whose topic this is, if it is one."""
    sql = "select ticket from ticket_places where room = :room and thread = :thread and thread <> ''"
    row = await tx.fetch_one(sql, room=room, thread=thread)
    return TicketId(codec.text(row, "ticket")) if row else None


async def set_place(tx: Transaction, ticket: TicketId, room: ConversationId, *, card: str | None = None, thread: str | None = None) -> None:
    """Remember the card or the topic; None leaves what is known, empty forgets it."""
    sql = """
        insert into ticket_places (ticket, room, card, thread)
        values (:ticket, :room, coalesce(:card, ''), coalesce(:thread, ''))
        on conflict (ticket, room) do update
        set card = coalesce(:card, ticket_places.card), thread = coalesce(:thread, ticket_places.thread)
    """
    await tx.execute(sql, ticket=ticket, room=room, card=card, thread=thread)
