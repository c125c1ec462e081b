"""Performs decisions: one branch for each kind of effect, and nothing else in the program writes what a decision asked for.

Everything carries a key made from the turn's key and the effect's place in the decision, so the same turn performed twice changes nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from desk.conversation import Conversation
from desk.effects import (
    AnswerPress,
    Audit,
    ChangeTicket,
    ClearTimer,
    Effect,
    Log,
    NoteUnanswered,
    NoteUse,
    OpenTicket,
    Say,
    SetTimer,
    TellStaff,
)
from desk.messages import ConversationId, Message, address_of, options_of
from storage import audit, conversations, messages, outbox, rooms, tickets, timers, unanswered
from storage.database import StaleTicket, Transaction
from storage.outbox import Delivery, Draft, OutboxKind, OutboxState


@dataclass(slots=True, kw_only=True)
class _Turn:
    """One decision and what it puts into the log and the outbox, collected so that numbers and rows travel together."""

    tx: Transaction
    key: str
    conversation: ConversationId
    now: datetime
    pulls: bool | Collection[str]
    said: list[Message] = field(default_factory=list)
    sends: list[Delivery] = field(default_factory=list)

    def waits_for_request(self, conversation: ConversationId) -> bool:
        """Whether the person's own request fetches what is said there."""
        channel = address_of(conversation).channel
        if isinstance(self.pulls, bool):
            return self.pulls and channel == address_of(self.conversation).channel
        return channel in self.pulls


async def apply(
    tx: Transaction,
    *,
    key: str,
    before: Conversation,
    after: Conversation,
    effects: Sequence[Effect],
    now: datetime,
    pulls: bool | Collection[str],
) -> None:
    """Write the new state and perform every effect. `pulls` says that the conversation's channel pulls, or names all channels that do.

    Raises StaleTicket.
    """
    turn = _Turn(tx=tx, key=key, conversation=after.id, now=now, pulls=pulls)
    for index, effect in enumerate(effects):
        await _perform(turn, f"{key}-{index}", effect)
    await _write(turn)
    await conversations.save(tx, before, after, now)


async def _perform(turn: _Turn, key: str, effect: Effect) -> None:
    match effect:
        case Log():
            _log(turn, key, turn.conversation, effect)
        case Say():
            _say(turn, key, effect)
        case AnswerPress():
            _answer_press(turn, key, effect)
        case OpenTicket():
            await tickets.insert(turn.tx, effect.ticket, turn.now)
            turn.tx.touch("tickets")
        case ChangeTicket():
            await _change_ticket(turn, key, effect)
        case TellStaff():
            await _tell_staff(turn, key, effect)
        case SetTimer():
            timer = timers.Timer(key=effect.key, conversation=turn.conversation, kind=effect.kind, due=effect.due, ticket=effect.ticket)
            await timers.set(turn.tx, timer)
        case ClearTimer():
            await timers.clear(turn.tx, effect.key)
        case NoteUnanswered():
            note = unanswered.Unanswered(
                id=key,
                conversation=turn.conversation,
                question=effect.question,
                decision=effect.decision,
                offered=effect.offered,
                at=turn.now,
            )
            await unanswered.add(turn.tx, note)
        case NoteUse():
            await unanswered.add_use(turn.tx, key, effect.entry, effect.use, turn.now)
        case Audit():
            entry = audit.Entry(id=key, at=turn.now, actor=effect.actor, action=effect.action, subject=effect.subject, detail=effect.detail)
            await audit.add(turn.tx, entry)
        case _:
            assert_never(effect)


def _log(turn: _Turn, key: str, to: ConversationId, line: Log | Say) -> None:
    message = Message(id=key, conversation=to, author=line.author, by=line.by, parts=line.parts, ticket=line.ticket, at=turn.now)
    turn.said.append(message)


def _say(turn: _Turn, key: str, say: Say) -> None:
    to = say.to or turn.conversation
    _log(turn, key, to, say)
    first_option = 0
    for index, part in enumerate(say.parts):
        turn.sends.append(
            Delivery(
                id=f"{key}-{index}",
                conversation=to,
                kind=OutboxKind.SAY,
                part=part,
                message=key,
                first_option=first_option,
                ticket=say.ticket,
            )
        )
        first_option += len(options_of((part,)))


def _answer_press(turn: _Turn, key: str, press: AnswerPress) -> None:
    # A channel that answers inside the request has nobody waiting for an acknowledgement.
    if not turn.waits_for_request(turn.conversation):
        delivery = Delivery(id=f"{key}-0", conversation=turn.conversation, kind=OutboxKind.PRESS, press=press.press, press_text=press.text)
        turn.sends.append(delivery)


async def _change_ticket(turn: _Turn, key: str, effect: ChangeTicket) -> None:
    try:
        await tickets.change(turn.tx, effect.before, effect.after, turn.now)
    except StaleTicket:
        # Stale because of this very step: the turn is being performed again.
        if await tickets.has_change(turn.tx, key):
            return
        raise
    await tickets.note_change(turn.tx, key, effect, turn.now)
    turn.tx.touch("tickets")


async def _tell_staff(turn: _Turn, key: str, tell: TellStaff) -> None:
    # A card is no logged message: its buttons name the row itself, see `outbox.part_of`.
    row = f"{key}-0"
    delivery = Delivery(id=row, conversation=tell.room, kind=OutboxKind(tell.news), part=tell.part, message=row, ticket=tell.ticket)
    if delivery.kind is OutboxKind.CARD:
        # Cards are edited rather than added: a newer one takes the place of one that nobody has seen.
        turn.sends = [send for send in turn.sends if not _same_card(send, delivery)]
        if await outbox.replace_card(turn.tx, delivery):
            return
    turn.sends.append(delivery)


def _same_card(one: Delivery, other: Delivery) -> bool:
    return one.kind is OutboxKind.CARD and (one.ticket, one.conversation) == (other.ticket, other.conversation)


async def _write(turn: _Turn) -> None:
    """Number everything by room, in one order of rooms so that two turns do not wait for each other in a circle."""
    said: list[Message] = []
    drafts: list[Draft] = []
    places = {line.conversation for line in turn.said} | {send.conversation for send in turn.sends}
    room_of = {place: address_of(place).room for place in places}
    for room in sorted(set(room_of.values())):
        lines = [line for line in turn.said if room_of[line.conversation] == room]
        sends = [send for send in turn.sends if room_of[send.conversation] == room]
        pulled = [turn.waits_for_request(send.conversation) for send in sends]
        queued_at = turn.now if sends and not all(pulled) else None
        seq = await rooms.take(turn.tx, room, max(len(lines), len(sends)), queued_at)
        said += [replace(line, seq=seq + offset) for offset, line in enumerate(lines)]
        drafts += [
            Draft(delivery=send, seq=seq + offset, state=OutboxState.PARKED if parked else OutboxState.QUEUED)
            for offset, (send, parked) in enumerate(zip(sends, pulled, strict=True))
        ]
    await messages.add(turn.tx, said)
    await outbox.add(turn.tx, drafts, turn.now)
