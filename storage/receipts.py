"""What became of a line of the log: which arrival it came from, and how far a reply has got."""

from collections.abc import Sequence

from desk.messages import TicketId
from storage import codec
from storage.batches import chunks, in_list
from storage.database import Transaction
from storage.outbox import OutboxState

#: A reply of several parts is as far as its worst part.
_WORST_FIRST = (
    OutboxState.FAILED,
    OutboxState.UNKNOWN,
    OutboxState.SENDING,
    OutboxState.QUEUED,
    OutboxState.PARKED,
    OutboxState.SENT,
)


async def externals(tx: Transaction, arrivals: Sequence[str]) -> dict[str, str]:
    """Inbox row id -> the platform's id of the update, for the rows that are still there."""
    found: dict[str, str] = {}
    for chunk in chunks(arrivals):
        listed, values = in_list("id", chunk)
        rows = await tx.fetch(f"select id, external from inbox where id in {listed}", **values)
        found |= {codec.text(row, "id"): codec.text(row, "external") for row in rows}
    return found


async def deliveries(tx: Transaction, ticket: TicketId) -> dict[str, OutboxState]:
    """Message id -> state of its least advanced part, for everything said to the person under a ticket."""
    found: dict[str, OutboxState] = {}
    for row in await tx.fetch("select message, state from outbox where ticket = :ticket and kind = 'say'", ticket=ticket):
        message, state = codec.text(row, "message"), OutboxState(codec.text(row, "state"))
        found[message] = min(found.get(message, state), state, key=_WORST_FIRST.index)
    return found
