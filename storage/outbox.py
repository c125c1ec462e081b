"""The outbox: everything that is to be sent, one platform call a row, in order within a room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.messages import ConversationId, Part, TicketId, address_of
from storage import codec, rooms, workers
from storage.batches import chunks, in_list
from storage.codec import clean, stamp
from storage.database import LeaseLost, Row, Transaction, Value
from storage.moves import move_room
from storage.places import Place, place, set_place

#: `Place` stands here as well because a row and its place always travel together.
__all__ = [
    "Delivery",
    "Draft",
    "OutboxKind",
    "OutboxState",
    "Place",
    "add",
    "again",
    "claim",
    "failed",
    "move_room",
    "next_due",
    "pause_room",
    "recover",
    "replace_card",
    "sent",
    "take_parked",
]

_COLUMNS = "id, conversation, kind, part, message, first_option, ticket, press, press_text, attempt"
_INSERT = """
    insert into outbox
        (id, room, conversation, channel, seq, kind, part, message, first_option, ticket, press, press_text, state, created)
    values
        (:id, :room, :conversation, :channel, :seq, :kind, :part, :message, :first_option, :ticket, :press, :press_text, :state, :created)
    on conflict (id) do nothing
"""


class OutboxKind(StrEnum):
    """What the channel is asked to do with a row."""

    #: Send a part of a message to the conversation.
    SAY = "say"
    #: Acknowledge a button press.
    PRESS = "press"
    #: The four kinds of `desk.effects.StaffNews`.
    TOPIC = "topic"
    CARD = "card"
    LINE = "line"
    SHUT = "shut"


class OutboxState(StrEnum):
    """Where a row stands."""

    QUEUED = "queued"
    #: For channels that pull: waits until the person's next request takes it.
    PARKED = "parked"
    SENDING = "sending"
    SENT = "sent"
    #: Time-out or cut connection: will be repeated, then shown as uncertain.
    UNKNOWN = "unknown"
    #: Given up; visible in the console.
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row as a channel gets it."""

    id: str
    conversation: ConversationId
    kind: OutboxKind
    #: The part to send; None for PRESS and SHUT.
    part: Part | None = None
    #: Id of the logged message this part belongs to; makes the keys of its buttons with `choice_key`.
    message: str = ""
    #: Index of this part's first button within the message.
    first_option: int = 0
    ticket: TicketId | None = None
    #: Platform's handle and text for PRESS.
    press: str = ""
    press_text: str = ""
    #: How often this row was tried before.
    attempt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A row to be written."""

    delivery: Delivery
    seq: int
    state: OutboxState = OutboxState.QUEUED


async def add(tx: Transaction, drafts: Sequence[Draft], now: datetime) -> None:
    """Write rows whose `seq` comes from `rooms.take`; a row with a known id is left as it is."""
    if not drafts:
        return
    await tx.execute_many(_INSERT, [_values(draft, now) for draft in drafts])
    tx.touch("outbox")


async def replace_card(tx: Transaction, card: Delivery) -> bool:
    """Put a newer card in the place of one that still waits for the same room; False when none does."""
    sql = """
        update outbox set part = :part
        where ticket = :ticket and kind = 'card' and state = 'queued' and conversation = :conversation
    """
    return bool(await tx.execute(sql, part=_dump_part(card), ticket=card.ticket, conversation=card.conversation))


async def claim(tx: Transaction, worker: str, channels: Sequence[str], now: datetime, limit: int) -> list[tuple[Delivery, Place]]:
    """Take the next row of each room where nothing is on its way; counts the attempt, so commit before sending."""
    listed, values = in_list("channel", channels)
    sql = f"""
        with picked as materialized (
            select id from rooms where due <= :now and sending = '' and paused_until <= :now and channel in {listed}
            order by due limit :limit /*postgres: for update skip locked */
        )
        update rooms set due = null, sending = :worker where id in (select id from picked) returning id
    """
    rooms_taken = [codec.text(row, "id") for row in await tx.fetch(sql, now=stamp(now), worker=worker, limit=limit, **values)]
    claimed = [pair for chunk in chunks(rooms_taken) for pair in await _heads(tx, worker, chunk, now)]
    return sorted(claimed, key=lambda pair: pair[0].id)


async def sent(tx: Transaction, delivery: Delivery, worker: str, *, platform_id: str, thread: str, now: datetime) -> None:
    """The platform took it: let the next row of the room go, and remember a ticket's card or topic. Raises LeaseLost."""
    room = await _leave(tx, delivery, worker, OutboxState.SENT, now, platform_id=platform_id)
    if delivery.ticket and delivery.kind is OutboxKind.CARD and platform_id:
        await set_place(tx, delivery.ticket, delivery.conversation, card=platform_id)
    if delivery.ticket and delivery.kind is OutboxKind.TOPIC and thread:
        await set_place(tx, delivery.ticket, delivery.conversation, thread=thread)
    await rooms.free(tx, room, now)


async def again(
    tx: Transaction, delivery: Delivery, worker: str, *, not_before: datetime, reason: str, state: OutboxState = OutboxState.QUEUED
) -> None:
    """Try this row again at `not_before`, before anything else of its room; `state` is QUEUED or UNKNOWN. Raises LeaseLost."""
    room = await _leave(tx, delivery, worker, state, None, reason=reason)
    await rooms.free(tx, room, not_before)


async def put_back(tx: Transaction, delivery: Delivery, worker: str, not_before: datetime, reason: str = "") -> None:
    """Return a row that was certainly not sent (our own pace, a pause the platform asked for), uncounted. Raises LeaseLost."""
    room = await _leave(tx, delivery, worker, OutboxState.QUEUED, None, reason=reason)
    await tx.execute("update outbox set attempt = attempt - 1 where id = :id", id=delivery.id)
    await rooms.free(tx, room, not_before)


async def failed(tx: Transaction, delivery: Delivery, worker: str, reason: str, now: datetime, *, with_rest: bool = False) -> None:
    """Give the row up, `with_rest` also what else waits for its room, and let the next one go. Raises LeaseLost."""
    room = await _leave(tx, delivery, worker, OutboxState.FAILED, now, reason=reason)
    if with_rest:
        sql = "update outbox set state = 'failed', finished = :now, reason = :reason where room = :room and state in ('queued', 'unknown')"
        await tx.execute(sql, now=stamp(now), reason=clean(reason)[:500], room=room)
    await rooms.free(tx, room, now)


async def pause_room(tx: Transaction, room: str, until: datetime) -> None:
    """Send nothing to a chat (`Address.room`) before `until`, on any worker."""
    await rooms.pause(tx, room, until)


async def take_parked(tx: Transaction, conversation: ConversationId, now: datetime) -> list[Delivery]:
    """The rows that waited for the person's own request, in order; they count as sent."""
    sql = f"""
        update outbox set state = 'sent', attempt = attempt + 1, finished = :now
        where conversation = :conversation and state = 'parked' returning seq, {_COLUMNS}
    """
    rows = await tx.fetch(sql, conversation=conversation, now=stamp(now))
    return [_delivery(row) for row in sorted(rows, key=lambda row: codec.number(row, "seq"))]


async def park_again(tx: Transaction, deliveries: Sequence[Delivery]) -> None:
    """Rows that were taken but found no room in the response wait for the person's next request, in their old order."""
    for chunk in chunks(deliveries):
        listed, values = in_list("id", [delivery.id for delivery in chunk])
        await tx.execute(f"update outbox set state = 'parked', finished = null where state = 'sent' and id in {listed}", **values)


async def recover(tx: Transaction, now: datetime, stale_before: datetime) -> int:
    """Queue the rows that dead workers were sending, once more each; returns how many. Nobody can say whether they were shown."""
    sql = f"update outbox set state = 'queued', worker = '' where state = 'sending' and {workers.DEAD} returning room"
    rows = await tx.fetch(sql, stale_before=stamp(stale_before))
    for row in rows:
        await rooms.free(tx, codec.text(row, "room"), now)
    if rows:
        tx.touch("outbox")
    return len(rows)


async def part_of(tx: Transaction, row: str, conversation: ConversationId) -> Part | None:
    """What a row of this conversation shows, such as a staff card whose button was pressed."""
    found = await tx.fetch_one("select part from outbox where id = :id and conversation = :conversation", id=row, conversation=conversation)
    part = codec.maybe_text(found, "part") if found else None
    return codec.load(codec.PART, part) if part else None


async def next_due(tx: Transaction, channels: Sequence[str]) -> datetime | None:
    """When the next row may be claimed; None when nothing waits."""
    listed, values = in_list("channel", channels)
    sql = f"""
        select min(case when paused_until > due then paused_until else due end) as due
        from rooms where due is not null and sending = '' and channel in {listed}
    """
    row = await tx.fetch_one(sql, **values)
    return codec.maybe_moment(row, "due") if row else None


async def _heads(tx: Transaction, worker: str, rooms_taken: Sequence[str], now: datetime) -> list[tuple[Delivery, Place]]:
    listed, values = in_list("room", rooms_taken)
    sql = f"""
        update outbox set state = 'sending', worker = :worker, attempt = attempt + 1
        where id in (
            select (select o.id from outbox o where o.room = r.id and o.state in {rooms.OPEN} order by o.seq limit 1)
            from rooms r where r.id in {listed}
        )
        returning room, {_COLUMNS}
    """
    rows = await tx.fetch(sql, worker=worker, **values)
    for empty in set(rooms_taken) - {codec.text(row, "room") for row in rows}:
        await rooms.free(tx, empty, now)
    return [(delivery, await _place(tx, delivery)) for delivery in map(_delivery, rows)]


async def _place(tx: Transaction, delivery: Delivery) -> Place:
    if delivery.ticket is None or delivery.kind in (OutboxKind.SAY, OutboxKind.PRESS):
        return Place()
    return await place(tx, delivery.ticket, delivery.conversation)


async def _leave(
    tx: Transaction,
    delivery: Delivery,
    worker: str,
    state: OutboxState,
    finished: datetime | None,
    *,
    reason: str = "",
    platform_id: str = "",
) -> str:
    sql = """
        update outbox set state = :state, worker = '', finished = :finished, reason = :reason, platform_id = :platform_id
        where id = :id and state = 'sending' and worker = :worker and attempt = :attempt
        returning room
    """
    row = await tx.fetch_one(
        sql,
        state=state,
        finished=codec.maybe_stamp(finished),
        reason=clean(reason)[:500],
        platform_id=clean(platform_id),
        id=delivery.id,
        worker=worker,
        attempt=delivery.attempt + 1,
    )
    if row is None:
        raise LeaseLost(LeaseLost.__doc__)
    return codec.text(row, "room")


def _dump_part(delivery: Delivery) -> str | None:
    return None if delivery.part is None else codec.dump(codec.PART, delivery.part)


def _values(draft: Draft, now: datetime) -> dict[str, Value]:
    delivery = draft.delivery
    address = address_of(delivery.conversation)
    return {
        "id": delivery.id,
        "room": address.room,
        "conversation": delivery.conversation,
        "channel": address.channel,
        "seq": draft.seq,
        "kind": delivery.kind,
        "part": _dump_part(delivery),
        "message": delivery.message,
        "first_option": delivery.first_option,
        "ticket": delivery.ticket,
        "press": clean(delivery.press),
        "press_text": clean(delivery.press_text),
        "state": draft.state,
        "created": stamp(now),
    }


def _delivery(row: Row) -> Delivery:
    part, ticket = codec.maybe_text(row, "part"), codec.maybe_text(row, "ticket")
    return Delivery(
        id=codec.text(row, "id"),
        conversation=ConversationId(codec.text(row, "conversation")),
        kind=OutboxKind(codec.text(row, "kind")),
        part=None if part is None else codec.load(codec.PART, part),
        message=codec.text(row, "message"),
        first_option=codec.number(row, "first_option"),
        ticket=TicketId(ticket) if ticket else None,
        press=codec.text(row, "press"),
        press_text=codec.text(row, "press_text"),
        attempt=codec.number(row, "attempt") - 1,
    )
