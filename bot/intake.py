"""The one room behind three doors: what a person wrote, what a counselor did, and what a timer rang for.

Each door opens one transaction, loads the conversation (locked), asks a pure decision, performs its effects and commits. Nothing here
touches the network; what is to be sent leaves by the outbox.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

import structlog

from bot import handoff, reminders
from bot.channels.base import Channel
from bot.commands import Command, Refusal, decide, refusal_text
from bot.fitting import fit
from bot.router import route
from bot.scene import Counselor, Decision, Scene, remember_offer, say
from bot.scenes import Scenes, pressed_button
from bot.staff_turn import StaffTurn
from desk.effects import Say, SetTimer
from desk.messages import ConversationId, Inbound, Text, address_of
from desk.ticket import Ticket
from storage import conversations, idempotency, inbox, moves, outbox, tickets, timers, work
from storage.database import Database, LeaseLost, StoreUnavailable, Transaction
from storage.faults import fault
from storage.ids import new_id
from storage.inbox import Arrival, InboxState
from storage.outbox import Delivery
from storage.timers import Timer

log = structlog.get_logger()

#: How long a timer rests whose decision broke.
FAILED_TIMER_WAITS = timedelta(minutes=10)


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
    scenes: Scenes
    channels: Mapping[str, Channel]
    clock: Callable[[], datetime]
    #: Name of this process among the workers.
    worker: str

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

        added = await self.database.transaction(store, single=len(inbounds) <= 1)
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
            await self._write_down(arrival, lambda tx: inbox.release(tx, arrival, now))
        except Exception as error:
            log.exception("turn_failed", arrival=arrival.id, attempt=arrival.attempts)
            reason = type(error).__name__
            await self._write_down(arrival, lambda tx: self._failed(tx, arrival, reason, now))

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
        now, step, used = self.clock(), f"c{new_id()}", f"{counselor.id}:{key}"

        async def act(tx: Transaction) -> Done | Refused:
            scene = await self.scenes.of_ticket(tx, command.ticket, now)
            before = await idempotency.begin(tx, used, repr(command), now)
            if before is not None:
                return self._answered_before(before, scene)
            outcome = await self.carry_out(tx, scene, command, counselor, key=step)
            await idempotency.keep(tx, used, outcome.text if isinstance(outcome, Refused) else "")
            return outcome

        return await self.database.transaction(act)

    async def tick(self, limit: int = 50) -> int:
        """Act on the timers that are due; returns how many there were."""
        now = self.clock()

        async def ring(tx: Transaction) -> int:
            due = await timers.due(tx, now, limit)
            for timer in due:
                # A late timer of somebody who was erased ends silently and leaves no trace.
                if before := await conversations.existing(tx, timer.conversation):
                    scene = await self.scenes.of(tx, before, now)
                    await self._apply(tx, scene, _rung(scene, timer), _key_of(timer))
            return len(due)

        return await self.database.transaction(ring)

    async def undelivered(
        self, delivery: Delivery, reason: str, *, unreachable: bool, record: Callable[[Transaction], Awaitable[None]]
    ) -> None:
        """A row could not be delivered: at once `record` that, remember an unreachable person and tell the counselors of the ticket."""
        now = self.clock()

        async def note(tx: Transaction) -> None:
            scene = await self.scenes.of(tx, await conversations.load(tx, delivery.conversation, now), now)
            await record(tx)
            await self._apply(tx, scene, handoff.undelivered(scene, reason, unreachable=unreachable), f"u{new_id()}")

        await self.database.transaction(note)

    async def room_moved(self, old: str, new: str) -> None:
        """A group got a new id: what is known and waits under the old one goes on under the new one."""
        for room in self.scenes.rooms:
            await self._move(old, new, room)

    async def announce(self, text: str) -> None:
        """Say something to all counselors in their group."""
        now, key = self.clock(), f"a{new_id()}"

        async def tell(tx: Transaction) -> None:
            for place, room in enumerate(self.scenes.rooms):
                before = await conversations.load(tx, room, now)
                effects = fit((Say(parts=(Text(text=text),)),), room, self.channels)
                await work.apply(tx, key=f"{key}{place}", before=before, after=before, effects=effects, now=now, pulls=self.pulls)

        await self.database.transaction(tell)

    async def carry_out(
        self, tx: Transaction, scene: Scene | None, command: Command, counselor: Counselor, *, key: str, here: bool = False
    ) -> Done | Refused:
        """A command inside an open transaction; `here` means that it was typed in the ticket's own topic."""
        if scene is None or scene.ticket is None:
            text = self.scenes.knowledge().voice.say("staff_refused_unknown_ticket")
            return Refused(text=text, refusal=Refusal(missing=True))
        decision = decide(command, counselor, scene, here=here)
        if isinstance(decision, Refusal):
            return Refused(text=refusal_text(scene, decision), refusal=decision)
        await self._apply(tx, scene, decision, key)
        after = await tickets.get(tx, command.ticket)
        assert after is not None
        return Done(ticket=after)

    async def _from_room(self, tx: Transaction, scene: Scene | None, command: Command, counselor: Counselor, *, key: str) -> str:
        outcome = await self.carry_out(tx, scene, command, counselor, key=key, here=True)
        return outcome.text if isinstance(outcome, Refused) else ""

    def _answered_before(self, before: idempotency.Kept | idempotency.Conflict, scene: Scene | None) -> Done | Refused:
        if isinstance(before, idempotency.Kept) and not before.result and scene and scene.ticket:
            return Done(ticket=scene.ticket)
        text = before.result if isinstance(before, idempotency.Kept) else ""
        return Refused(text=text or self.scenes.knowledge().voice.say("staff_refused_repeated"), refusal=Refusal())

    async def _is_handled(self, inbound: Inbound) -> bool:
        address = inbound.address
        found = await self.database.read(lambda tx: inbox.find(tx, address.channel, address.bot, inbound.external))
        return found is None or found.state in (InboxState.DONE, InboxState.PARKED)

    async def _turn(self, tx: Transaction, arrival: Arrival, now: datetime) -> None:
        inbound = arrival.inbound
        if room := self.scenes.staff_room(inbound):
            turn = StaffTurn(scenes=self.scenes, carry_out=self._from_room, pulls=self.pulls, room=room, arrival=arrival, now=now)
            await turn.perform(tx)
        else:
            before = await conversations.load(tx, inbound.address.conversation, now)
            scene = await self.scenes.of(tx, before, now, pressed=await pressed_button(tx, inbound))
            await self._apply(tx, scene, route(scene, inbound), arrival.id)
        await inbox.finish(tx, arrival, now)
        fault("turn_written")

    async def _apply(self, tx: Transaction, scene: Scene, decision: Decision, key: str) -> None:
        before = scene.conversation
        effects = fit(decision.effects, before.id, self.channels)
        await work.apply(tx, key=key, before=before, after=decision.conversation, effects=effects, now=scene.now, pulls=self.pulls)

    async def _failed(self, tx: Transaction, arrival: Arrival, error: str, now: datetime) -> None:
        """Put the row back for another try, or give it up and apologise once."""
        if not await inbox.fail(tx, arrival, error, now) or self.scenes.staff_room(arrival.inbound):
            return
        before = await conversations.load(tx, arrival.inbound.address.conversation, now)
        scene = await self.scenes.of(tx, before, now)
        human = scene.voice.button("human", "word:human")
        apology = remember_offer(say(scene, scene.voice.offer("apology", (human,))))
        await self._apply(tx, scene, apology, f"{arrival.id}x")

    async def _write_down(self, arrival: Arrival, work_: Callable[[Transaction], Awaitable[None]]) -> None:
        try:
            await self.database.transaction(work_)
        except (StoreUnavailable, LeaseLost):
            log.warning("arrival_left_for_recovery", arrival=arrival.id)

    async def _move(self, old: str, new: str, room: ConversationId) -> None:
        address = address_of(room)
        if address.chat == old:
            moved = replace(address, chat=new).room
            await self.database.transaction(lambda tx: moves.move_room(tx, address.room, moved))
            self.scenes.follow(address.room, moved)


def _rung(scene: Scene, timer: Timer) -> Decision:
    """What a timer leads to. One that cannot be decided must not keep the others from ringing, and rings again."""
    try:
        if timer.kind == handoff.TICKET_DUE and scene.ticket and scene.ticket.id == timer.ticket:
            return handoff.late(scene)
        if timer.kind == reminders.REMINDER:
            return reminders.ring(scene)
    except Exception:
        log.exception("timer_failed", conversation=scene.conversation.id, kind=timer.kind)
        again = SetTimer(key=timer.key, kind=timer.kind, due=scene.now + FAILED_TIMER_WAITS, ticket=timer.ticket)
        return Decision(conversation=scene.conversation, effects=(again,))
    return Decision(conversation=scene.conversation)


def _key_of(timer: Timer) -> str:
    """The same ringing has the same key, so that even a timer that came back from a backup writes nothing twice."""
    return "t" + sha256(f"{timer.key} {timer.due.isoformat()}".encode()).hexdigest()[:32]
