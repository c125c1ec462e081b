"""The one room behind three doors: what a person wrote, what a counselor did, and what a timer rang for.

Each door opens one transaction, loads the conversation (locked), asks a pure decision, performs its effects and commits. Nothing here
touches the network; what is to be sent leaves by the outbox.
"""

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot import handoff, staff_room
from bot.channels.base import Channel
from bot.commands import Command, Refusal, decide, refusal_text
from bot.fitting import fit
from bot.router import route
from bot.scene import Counselor, Decision, Knowledge, Limits, Scene, remember_offer, say
from desk.conversation import Conversation
from desk.effects import AnswerPress, Effect, Say, StaffNews, TellStaff
from desk.messages import Choice, ConversationId, CounselorId, Inbound, Text, TicketId, address_of, options_of, parse_choice_key
from desk.ticket import ENDED, Ticket
from storage import conversations, inbox, messages, outbox, places, staff, tickets, timers, work
from storage.database import Database, LeaseLost, StaleTicket, StoreUnavailable, Transaction
from storage.faults import fault
from storage.ids import new_id
from storage.inbox import Arrival, InboxState
from storage.outbox import Delivery

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A command was carried out; the ticket as it stands now."""

    ticket: Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A command was not carried out, and why, in the counselor's words."""

    text: str
    refusal: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Everything the doors need; made once in `bot.app`."""

    database: Database
    knowledge: Callable[[], Knowledge]
    channels: Mapping[str, Channel]
    clock: Callable[[], datetime]
    #: Name of this process among the workers.
    worker: str
    staff_rooms: tuple[ConversationId, ...] = ()
    staff_sees_text: bool = True
    limits: Limits = field(default_factory=Limits)

    @property
    def pulls(self) -> frozenset[str]:
        """Channels whose replies wait for the person's own request."""
        return frozenset(name for name, channel in self.channels.items() if channel.pulls)

    async def receive(self, inbounds: Sequence[Inbound]) -> int:
        """Store what arrived and commit; only then may the channel acknowledge it. Returns how many were new."""
        now = self.clock()

        async def store(tx: Transaction) -> int:
            added = await inbox.add(tx, inbounds, now)
            fault("inbox_written")
            return added

        added = await self.database.transaction(store)
        fault("inbox_committed")
        return added

    async def claim(self, limit: int, conversation: ConversationId | None = None) -> list[Arrival]:
        """Take rows to handle; each is counted as an attempt."""
        now = self.clock()
        return await self.database.transaction(lambda tx: inbox.claim(tx, self.worker, now, limit, conversation=conversation))

    async def handle(self, arrival: Arrival) -> None:
        """Handle one claimed row. Never raises for what a message can cause."""
        now = self.clock()
        try:
            fault("work_taken")
            await self.database.transaction(lambda tx: self._turn(tx, arrival, now))
        except LeaseLost:
            log.warning("lease_lost", arrival=arrival.id)
        except StoreUnavailable as error:
            log.error("store_unavailable", arrival=arrival.id, error=str(error))
            await self._give_back(arrival)
        except Exception as error:
            log.exception("turn_failed", arrival=arrival.id, attempt=arrival.attempts)
            await self._failed(arrival, type(error).__name__, now)

    async def answer(self, inbound: Inbound) -> tuple[Delivery, ...]:
        """For channels that answer inside the request: store, handle now, and take everything that waits for this person."""
        await self.receive([inbound])
        conversation = inbound.address.conversation
        while not await self._is_handled(inbound):
            taken = await self.claim(1, conversation)
            for arrival in taken:
                await self.handle(arrival)
            if not taken:
                await asyncio.sleep(0.02)
        now = self.clock()
        return tuple(await self.database.transaction(lambda tx: outbox.take_parked(tx, conversation, now)))

    async def command(self, command: Command, counselor: Counselor, key: str) -> Done | Refused:
        """A counselor's action. The same key is the same action: it is carried out once and answered alike."""
        now, step = self.clock(), f"c{new_id()}"

        async def act(tx: Transaction) -> Done | Refused:
            scene = await self._ticket_scene(tx, command.ticket, now)
            if scene and scene.ticket and not await staff.first_use(tx, f"{counselor.id}:{key}", repr(command), now):
                return Done(ticket=scene.ticket)
            return await self._carry_out(tx, scene, command, counselor, step, here=False)

        return await self.database.transaction(act)

    async def tick(self, limit: int = 50) -> int:
        """Act on the timers that are due; returns how many there were."""
        now = self.clock()

        async def ring(tx: Transaction) -> int:
            due = await timers.due(tx, now, limit)
            for timer in due:
                before = await conversations.load(tx, timer.conversation, now)
                scene = await self._scene(tx, before, now)
                if timer.kind == handoff.TICKET_DUE and scene.ticket and scene.ticket.id == timer.ticket:
                    await self._apply(tx, scene, before, handoff.late(scene), f"t{new_id()}")
            return len(due)

        return await self.database.transaction(ring)

    async def undelivered(self, delivery: Delivery, reason: str, *, unreachable: bool) -> None:
        """A row could not be delivered: remember an unreachable person, and tell the counselors of the ticket."""
        now = self.clock()

        async def note(tx: Transaction) -> None:
            before = await conversations.load(tx, delivery.conversation, now)
            scene = await self._scene(tx, before, now)
            decision = handoff.undelivered(scene, reason, unreachable=unreachable)
            await self._apply(tx, scene, before, decision, f"u{new_id()}")

        await self.database.transaction(note)

    async def _is_handled(self, inbound: Inbound) -> bool:
        address = inbound.address
        find = await self.database.read(lambda tx: inbox.find(tx, address.channel, address.bot, inbound.external))
        return find is None or find.state in (InboxState.DONE, InboxState.PARKED)

    async def _turn(self, tx: Transaction, arrival: Arrival, now: datetime) -> None:
        inbound = arrival.inbound
        if self._is_staff(inbound):
            await self._staff_turn(tx, arrival, now)
        else:
            before = await conversations.load(tx, inbound.address.conversation, now)
            pressed = await self._pressed(tx, inbound.choice, inbound.address.conversation)
            scene = await self._scene(tx, before, now, pressed=pressed)
            await self._apply(tx, scene, before, route(scene, inbound), arrival.id)
        await inbox.finish(tx, arrival, now)
        fault("turn_written")

    def _is_staff(self, inbound: Inbound) -> bool:
        return any(address_of(room).room == inbound.address.room for room in self.staff_rooms)

    async def _apply(self, tx: Transaction, scene: Scene, before: Conversation, decision: Decision, key: str) -> None:
        effects = fit(decision.effects, before.id, self.channels)
        await work.apply(tx, key=key, before=before, after=decision.conversation, effects=effects, now=scene.now, pulls=self.pulls)

    async def _scene(self, tx: Transaction, conversation: Conversation, now: datetime, *, pressed: Choice | None = None) -> Scene:
        ticket = await tickets.get(tx, conversation.ticket) if conversation.ticket else None
        closed = await tickets.get(tx, conversation.closed) if conversation.closed and not ticket else None
        return Scene(
            now=now,
            conversation=conversation,
            knowledge=self.knowledge(),
            ticket=ticket,
            closed=closed,
            owner=await self._counselor(tx, ticket.owner) if ticket and ticket.owner else None,
            fresh_ticket=TicketId(secrets.token_hex(16)),
            staff_rooms=self.staff_rooms,
            staff_sees_text=self.staff_sees_text,
            pressed=pressed,
            limits=self.limits,
        )

    async def _ticket_scene(self, tx: Transaction, ticket: TicketId, now: datetime) -> Scene | None:
        """The scene of the conversation a ticket belongs to, or None for an unknown ticket."""
        found = await tickets.get(tx, ticket)
        if found is None:
            return None
        conversation = await conversations.load(tx, found.conversation, now)
        scene = await self._scene(tx, conversation, now)
        if scene.ticket and scene.ticket.id == ticket:
            return scene
        # An ended ticket is still shown to the counselor, who is told why nothing can be done with it. Read again under the lock.
        current = await tickets.get(tx, ticket)
        return Scene(now=now, conversation=conversation, knowledge=scene.knowledge, ticket=current, staff_rooms=self.staff_rooms)

    async def _carry_out(
        self, tx: Transaction, scene: Scene | None, command: Command, counselor: Counselor, key: str, *, here: bool
    ) -> Done | Refused:
        if scene is None or scene.ticket is None:
            refusal = Refusal(missing=True)
            return Refused(text=self.knowledge().voice.say("staff_refused_unknown_ticket"), refusal=refusal)
        decision = decide(command, counselor, scene, here=here)
        if isinstance(decision, Refusal):
            return Refused(text=refusal_text(scene, decision), refusal=decision)
        await self._apply(tx, scene, scene.conversation, decision, key)
        after = await tickets.get(tx, command.ticket)
        assert after is not None
        return Done(ticket=after)

    async def _pressed(self, tx: Transaction, key: str, conversation: ConversationId) -> Choice | None:
        """What a button means, looked up where it was shown; None when it is not ours or not from here."""
        found = parse_choice_key(key) if key else None
        message = await messages.get(tx, found[0]) if found else None
        if found is None or message is None or message.conversation != conversation:
            return None
        options = options_of(message.parts)
        return options[found[1]] if found[1] < len(options) else None

    async def _counselor(self, tx: Transaction, account: CounselorId) -> Counselor | None:
        found = await staff.account(tx, account)
        return counselor_of(found) if found else None

    async def _staff_turn(self, tx: Transaction, arrival: Arrival, now: datetime) -> None:
        inbound, voice = arrival.inbound, self.knowledge().voice
        room = next(room for room in self.staff_rooms if address_of(room).room == inbound.address.room)
        pressed = await self._staff_pressed(tx, inbound, room)
        ticket = staff_room.wanted_ticket(pressed, await places.by_place(tx, room, inbound.address.thread))
        if ticket is None:
            return await self._tell_room(tx, arrival, now, voice.say("stale_button") if inbound.press else "", None, room)
        account = await staff.by_telegram(tx, inbound.sender)
        if account is None or account.disabled:
            text = voice.say("staff_refused_unknown_person", sender=inbound.sender)
            return await self._tell_room(tx, arrival, now, text, ticket, room)
        colleagues = tuple(counselor_of(colleague) for colleague in await staff.accounts(tx) if not colleague.disabled)
        command = staff_room.read(inbound, pressed, ticket, colleagues)
        if command is None:
            return None
        if isinstance(command, staff_room.Unclear):
            return await self._tell_room(tx, arrival, now, voice.say(command.phrase, name=command.name), ticket, room)
        scene = await self._ticket_scene(tx, ticket, now)
        outcome = await self._carry_out(tx, scene, command, counselor_of(account), arrival.id, here=True)
        done = voice.say("staff_press_done") if inbound.press else ""
        text = outcome.text if isinstance(outcome, Refused) else done
        return await self._tell_room(tx, arrival, now, text, ticket, room)

    async def _staff_pressed(self, tx: Transaction, inbound: Inbound, room: ConversationId) -> Choice | None:
        """A card's button names its outbox row, because cards are no messages of the log."""
        found = parse_choice_key(inbound.choice) if inbound.choice else None
        part = await outbox.part_of(tx, found[0], room) if found else None
        options = options_of((part,)) if part else ()
        return options[found[1]] if found and found[1] < len(options) else None

    async def _tell_room(
        self, tx: Transaction, arrival: Arrival, now: datetime, text: str, ticket: TicketId | None, room: ConversationId
    ) -> None:
        """Answer a counselor: on the button, or as a line in the topic."""
        inbound = arrival.inbound
        effects: tuple[Effect, ...] = ()
        if inbound.press:
            effects = (AnswerPress(press=inbound.press, text=text[:200]),)
        elif text and ticket:
            effects = (TellStaff(room=room, news=StaffNews.LINE, ticket=ticket, part=Text(text=text)),)
        here = Conversation(id=inbound.address.conversation)
        if effects:
            key = f"{arrival.id}s"
            await work.apply(tx, key=key, before=here, after=here, effects=effects, now=now, pulls=self.pulls)

    async def _give_back(self, arrival: Arrival) -> None:
        """The database was in trouble: the row stays ours until it can be written, or until recovery takes it over."""
        try:
            await self.database.transaction(lambda tx: inbox.release(tx, arrival, self.clock()))
        except (StoreUnavailable, LeaseLost):
            log.warning("arrival_left_for_recovery", arrival=arrival.id)

    async def _failed(self, arrival: Arrival, error: str, now: datetime) -> None:
        async def note(tx: Transaction) -> None:
            if await inbox.fail(tx, arrival, error, now) and not self._is_staff(arrival.inbound):
                before = await conversations.load(tx, arrival.inbound.address.conversation, now)
                scene = Scene(now=now, conversation=before, knowledge=self.knowledge())
                human = scene.voice.button("human", "word:human")
                apology = remember_offer(say(scene, scene.voice.offer("apology", (human,))))
                await self._apply(tx, scene, before, apology, f"{arrival.id}x")

        try:
            await self.database.transaction(note)
        except (StoreUnavailable, LeaseLost):
            log.warning("arrival_left_for_recovery", arrival=arrival.id)


def counselor_of(account: staff.Account) -> Counselor:
    """A staff account as decisions see it."""
    return Counselor(id=account.id, name=account.name, supervisor=account.role in (staff.Role.SUPERVISOR, staff.Role.ADMIN))
