"""Sets the scene for a decision: reads from the open transaction whatever the pure rooms may know."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.scene import Counselor, Knowledge, Limits, Scene
from desk.conversation import Conversation
from desk.messages import Choice, ConversationId, CounselorId, Inbound, Reach, TicketId, address_of, options_of, parse_choice_key
from storage import conversations, messages, outbox, staff, tickets
from storage.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenes:
    """Everything that is the same in every scene."""

    knowledge: Callable[[], Knowledge]
    #: Staff rooms as the settings name them; `rooms` says where they are now.
    staff_rooms: tuple[ConversationId, ...] = ()
    staff_sees_text: bool = True
    limits: Limits = field(default_factory=Limits)
    #: Channel -> how words get to people there.
    reach: Mapping[str, Reach] = field(default_factory=dict)
    _moved: dict[ConversationId, ConversationId] = field(default_factory=dict)

    @property
    def rooms(self) -> tuple[ConversationId, ...]:
        """The groups in which counselors work."""
        return tuple(self._moved.get(room, room) for room in self.staff_rooms)

    def follow(self, old: str, new: str) -> None:
        """A staff room (`Address.room`) got a new id."""
        for named, room in zip(self.staff_rooms, self.rooms, strict=True):
            if address_of(room).room == old:
                self._moved[named] = ConversationId(new)

    async def of(self, tx: Transaction, conversation: Conversation, now: datetime, *, pressed: Choice | None = None) -> Scene:
        """The scene of a conversation that is loaded (and locked)."""
        ticket = await tickets.get(tx, conversation.ticket) if conversation.ticket else None
        closed = await tickets.get(tx, conversation.closed) if conversation.closed and not ticket else None
        return Scene(
            now=now,
            conversation=conversation,
            knowledge=self.knowledge(),
            ticket=ticket,
            closed=closed,
            owner=await _counselor(tx, ticket.owner) if ticket and ticket.owner else None,
            fresh_ticket=TicketId(secrets.token_hex(16)),
            staff_rooms=self.rooms,
            staff_sees_text=self.staff_sees_text,
            pressed=pressed,
            limits=self.limits,
            reach=self.reach.get(address_of(conversation.id).channel, Reach.PUSH),
        )

    async def of_ticket(self, tx: Transaction, ticket: TicketId, now: datetime) -> Scene | None:
        """The scene of the conversation a ticket belongs to (locked), or None for an unknown ticket."""
        found = await tickets.get(tx, ticket)
        if found is None:
            return None
        scene = await self.of(tx, await conversations.load(tx, found.conversation, now), now)
        if scene.ticket and scene.ticket.id == ticket:
            return scene
        # An ended ticket: the counselor is told why nothing can be done with it. Read again, now that the conversation is locked.
        return Scene(
            now=now,
            conversation=scene.conversation,
            knowledge=scene.knowledge,
            ticket=await tickets.get(tx, ticket),
            fresh_ticket=scene.fresh_ticket,
            staff_rooms=self.rooms,
        )

    def staff_room(self, inbound: Inbound) -> ConversationId | None:
        """The staff room something arrived in, if it is one."""
        return next((room for room in self.rooms if address_of(room).room == inbound.address.room), None)


async def pressed_button(tx: Transaction, inbound: Inbound) -> Choice | None:
    """What a button means, looked up where it was shown; None when it is not ours or not from this conversation."""
    found = parse_choice_key(inbound.choice) if inbound.choice else None
    message = await messages.get(tx, found[0]) if found else None
    if found is None or message is None or message.conversation != inbound.address.conversation:
        return None
    return _at(options_of(message.parts), found[1])


async def pressed_card(tx: Transaction, inbound: Inbound, room: ConversationId) -> Choice | None:
    """What a staff card's button means. Cards are no messages of the log; their buttons name the outbox row."""
    found = parse_choice_key(inbound.choice) if inbound.choice else None
    part = await outbox.part_of(tx, found[0], room) if found else None
    return _at(options_of((part,)), found[1]) if part and found else None


def _at(options: tuple[Choice, ...], place: int) -> Choice | None:
    return options[place] if place < len(options) else None


async def _counselor(tx: Transaction, account: CounselorId) -> Counselor | None:
    found = await staff.account(tx, account)
    return counselor_of(found) if found else None


def counselor_of(account: staff.Account) -> Counselor:
    """A staff account as decisions see it."""
    return Counselor(id=account.id, name=account.name, supervisor=account.role in (staff.Role.SUPERVISOR, staff.Role.ADMIN))
