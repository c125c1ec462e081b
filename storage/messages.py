"""The log of what was said, by conversation and by ticket."""

from collections.abc import Sequence

from desk.messages import Author, ConversationId, Message, TicketId
from storage import codec
from storage.codec import stamp
from storage.database import Row, Transaction, Value

_COLUMNS = "id, conversation, seq, author, written_by, parts, ticket, at"
_INSERT = f"""
    insert into messages ({_COLUMNS})
    values (:id, :conversation, :seq, :author, :written_by, :parts, :ticket, :at)
    on conflict (id) do nothing
"""


async def add(tx: Transaction, messages: Sequence[Message]) -> None:
    """Write lines whose `seq` comes from `rooms.take`; a line with a known id is left as it is."""
    if messages:
        await tx.execute_many(_INSERT, [_values(message) for message in messages])
        tx.touch("messages")


async def get(tx: Transaction, message: str) -> Message | None:
    """The line with this id, such as the one whose button was pressed."""
    row = await tx.fetch_one(f"select {_COLUMNS} from messages where id = :id", id=message)
    return _message(row) if row else None


async def since(tx: Transaction, conversation: ConversationId, seq: int, limit: int) -> list[Message]:
    """The lines after `seq`, oldest first."""
    sql = f"select {_COLUMNS} from messages where conversation = :conversation and seq > :seq order by seq limit :limit"
    return [_message(row) for row in await tx.fetch(sql, conversation=conversation, seq=seq, limit=limit)]


async def latest(tx: Transaction, conversation: ConversationId, limit: int) -> list[Message]:
    """The last lines, oldest first."""
    sql = f"select {_COLUMNS} from messages where conversation = :conversation order by seq desc limit :limit"
    return [_message(row) for row in await tx.fetch(sql, conversation=conversation, limit=limit)][::-1]


async def of_ticket(tx: Transaction, ticket: TicketId) -> list[Message]:
    """Everything said and noted under a ticket, in order."""
    sql = f"select {_COLUMNS} from messages where ticket = :ticket order by at, seq"
    return [_message(row) for row in await tx.fetch(sql, ticket=ticket)]


def _values(message: Message) -> dict[str, Value]:
    return {
        "id": message.id,
        "conversation": message.conversation,
        "seq": message.seq,
        "author": message.author,
        "written_by": message.by,
        "parts": codec.dump(codec.PARTS, message.parts),
        "ticket": message.ticket,
        "at": stamp(message.at),
    }


def _message(row: Row) -> Message:
    ticket = codec.maybe_text(row, "ticket")
    return Message(
        id=codec.text(row, "id"),
        conversation=ConversationId(codec.text(row, "conversation")),
        seq=codec.number(row, "seq"),
        author=Author(codec.text(row, "author")),
        by=codec.text(row, "written_by"),
        parts=codec.load(codec.PARTS, codec.text(row, "parts")),
        ticket=TicketId(ticket) if ticket else None,
        at=codec.moment(row, "at"),
    )
