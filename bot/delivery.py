"""Sends what the outbox holds: one row of a chat at a time, chats side by side, every row ends sent or visibly failed."""

import asyncio
import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from bot.channels.base import Channel, NotSent, Outcome, Sent, Unknown
from bot.intake import Intake
from bot.pace import Pace
from bot.retry import GiveUp, next_step
from desk.messages import Text, address_of
from storage import moves, outbox, places
from storage.database import Database, LeaseLost, StoreUnavailable, Transaction
from storage.faults import fault
from storage.outbox import Delivery, OutboxKind, OutboxState, Place

log = structlog.get_logger()

#: How long a row may wait for its turn in memory; longer waits are written down.
LONGEST_HOLD = 2.0
#: Seconds in which ended lanes are gathered for one claim.
GATHER = 0.004
#: A stop waits so long for sends under way: one that hangs is repeated after the next start.
LONGEST_END = 5.0
#: Used when a send hits the limit of several chats at once, or the token is refused.
CHANNEL_PAUSE = 60.0


@dataclass(slots=True, kw_only=True)
class DeliveryLoop:
    """One per process; `round` does one round and is what tests call."""

    database: Database
    intake: Intake
    channels: Mapping[str, Channel]
    pace: Pace
    clock: Callable[[], datetime]
    worker: str
    lanes: int = 16
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    _running: set[asyncio.Task[None]] = field(default_factory=set)
    #: Loop time before which a channel sends nothing at all.
    _paused: dict[str, float] = field(default_factory=dict)
    _refused: list[tuple[float, str]] = field(default_factory=list)

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set, then let the sends under way end."""
        while not stop.is_set():
            try:
                claimed = await self.round()
            except StoreUnavailable as error:
                log.error("delivery_store_unavailable", error=str(error))
                claimed = 0
                await asyncio.sleep(1.0)
            if not claimed:
                await self._wait()
        if self._running:
            await asyncio.wait(self._running, timeout=LONGEST_END)

    async def round(self) -> int:
        """Start sending every row that may go now and has a free lane; returns how many."""
        self.wake.clear()
        free = self.lanes - len(self._running)
        names = self._open_channels()
        if free <= 0 or not names:
            return 0
        now = self.clock()
        claimed = await self.database.transaction(lambda tx: outbox.claim(tx, self.worker, names, now, free))
        for delivery, place in claimed:
            task = asyncio.create_task(self._lane(delivery, place))
            self._running.add(task)
            task.add_done_callback(self._ended)
        return len(claimed)

    async def settle(self) -> None:
        """Send until nothing is left that may go now (for tests and the terminal)."""
        while await self.round() or self._running:
            if self._running:
                await asyncio.wait(self._running)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self.wake.set()
        if not task.cancelled() and task.exception():
            log.error("lane_failed", error=repr(task.exception()))

    def _open_channels(self) -> list[str]:
        now = asyncio.get_running_loop().time()
        return [name for name, channel in self.channels.items() if not channel.pulls and self._paused.get(name, 0.0) <= now]

    async def _wait(self) -> None:
        """Until something was committed, a lane ended, or half a second has passed: a hint is never the truth."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.wake.wait(), timeout=0.5)
        if self._running:
            # Under load several lanes end at about the same time: one claim serves them all.
            await asyncio.sleep(GATHER)

    async def _lane(self, delivery: Delivery, place: Place) -> None:
        wait = self._turn(delivery)
        if wait > LONGEST_HOLD:
            return await self._later(delivery, wait)
        if wait > 0:
            await asyncio.sleep(wait)
        fault("before_send")
        outcome = await self._send(delivery, place)
        fault("answer_read")
        try:
            await self._record(delivery, outcome)
        except LeaseLost:
            log.warning("delivery_lease_lost", delivery=delivery.id)
        except StoreUnavailable as error:
            # The row stays `sending`: recovery repeats it once, which is all that anybody can promise now.
            log.error("delivery_unrecorded", delivery=delivery.id, error=str(error))

    def _turn(self, delivery: Delivery) -> float:
        """Seconds until our own pace allows this call; a wait that can be held is noted as taken."""
        if delivery.kind is OutboxKind.PRESS:
            # Counts for no limit of the platform, and whoever has pressed sees a clock until then.
            return 0.0
        room, now = address_of(delivery.conversation).room, asyncio.get_running_loop().time()
        wait = self.pace.wait(room, now)
        if wait <= LONGEST_HOLD:
            self.pace.note(room, now + wait)
        return wait

    async def _send(self, delivery: Delivery, place: Place) -> Outcome:
        channel = self.channels[address_of(delivery.conversation).channel]
        try:
            return await channel.send(delivery, place)
        except Exception:
            log.exception("channel_failed", delivery=delivery.id)
            return Unknown(reason="channel defect")

    async def _later(self, delivery: Delivery, wait: float) -> None:
        until = self.clock() + timedelta(seconds=wait)
        await self.database.transaction(lambda tx: outbox.put_back(tx, delivery, self.worker, until))

    async def _record(self, delivery: Delivery, outcome: Outcome) -> None:
        now = self.clock()
        match outcome:
            case Sent():
                await self.database.transaction(
                    lambda tx: outbox.sent(tx, delivery, self.worker, platform_id=outcome.platform_id, thread=outcome.thread, now=now)
                )
            case NotSent(moved_to=str(moved)) if moved:
                await self._moved(delivery, moved, now)
            case NotSent(topic_gone=True) if delivery.kind in (OutboxKind.LINE, OutboxKind.SHUT, OutboxKind.TOPIC):
                await self._new_topic(delivery, outcome, now)
            case NotSent(revoked=True):
                self._pause_channel(delivery, "token refused")
                later = now + timedelta(seconds=CHANNEL_PAUSE)
                await self.database.transaction(lambda tx: outbox.put_back(tx, delivery, self.worker, later))
            case NotSent() | Unknown():
                await self._not_sent(delivery, outcome, now)
            case _:
                assert_never(outcome)

    async def _not_sent(self, delivery: Delivery, outcome: NotSent | Unknown, now: datetime) -> None:
        step = next_step(outcome, delivery.attempt + 1, random.random())  # noqa: S311 - spreads retries, guards nothing
        if isinstance(step, GiveUp):
            unreachable = isinstance(outcome, NotSent) and outcome.unreachable
            return await self._give_up(delivery, step.reason, now, unreachable=unreachable)
        later = now + timedelta(seconds=step.after)
        state = OutboxState.UNKNOWN if step.unknown else OutboxState.QUEUED
        if step.asked:
            self._note_refusal(delivery, step.after)
            return await self.database.transaction(lambda tx: outbox.put_back(tx, delivery, self.worker, later))
        return await self.database.transaction(
            lambda tx: outbox.again(tx, delivery, self.worker, not_before=later, reason=outcome.reason, state=state)
        )

    async def _give_up(self, delivery: Delivery, reason: str, now: datetime, *, unreachable: bool) -> None:
        log.warning("delivery_failed", delivery=delivery.id, reason=reason)

        async def record(tx: Transaction) -> None:
            await outbox.failed(tx, delivery, self.worker, reason, now, with_rest=unreachable)

        if delivery.kind is OutboxKind.SAY:
            try:
                await self.intake.undelivered(delivery, reason, unreachable=unreachable, record=record)
            except (StoreUnavailable, LeaseLost):
                raise
            except Exception:
                # A defect in telling must not hold up everything else that waits for this person.
                log.exception("undelivered_untold", delivery=delivery.id)
                await self.database.transaction(record)
        else:
            await self.database.transaction(record)

    def _note_refusal(self, delivery: Delivery, wait: float) -> None:
        """Several chats told to wait within five seconds means that the whole bot is too fast."""
        now, room = asyncio.get_running_loop().time(), address_of(delivery.conversation).room
        self._refused = [(at, who) for at, who in self._refused if at > now - 5.0]
        self._refused.append((now, room))
        if len({who for _, who in self._refused}) >= 3:
            self._pause_channel(delivery, "asked to wait", wait)

    def _pause_channel(self, delivery: Delivery, reason: str, seconds: float = CHANNEL_PAUSE) -> None:
        channel = address_of(delivery.conversation).channel
        self._paused[channel] = asyncio.get_running_loop().time() + seconds
        log.critical("channel_paused", channel=channel, reason=reason, seconds=seconds)

    async def _moved(self, delivery: Delivery, moved_to: str, now: datetime) -> None:
        address = address_of(delivery.conversation)
        log.error("chat_moved", old=address.chat, new=moved_to)

        new = replace(address, chat=moved_to, thread="").room

        async def move(tx: Transaction) -> None:
            await outbox.put_back(tx, delivery, self.worker, now)
            await moves.move_room(tx, address.room, new)

        await self.database.transaction(move)
        self.intake.scenes.follow(address.room, new)

    async def _new_topic(self, delivery: Delivery, outcome: NotSent, now: datetime) -> None:
        """The topic was deleted under us: forget it and put a new one before this row."""
        if delivery.kind is OutboxKind.SHUT or delivery.ticket is None or delivery.attempt >= 3:
            return await self.database.transaction(lambda tx: outbox.failed(tx, delivery, self.worker, outcome.reason, now))
        ticket, room = delivery.ticket, delivery.conversation
        title = Text(text=ticket[:6].upper())
        opened = await self._send(replace(delivery, kind=OutboxKind.TOPIC, part=title), Place())
        thread = opened.thread if isinstance(opened, Sent) else ""

        async def note(tx: Transaction) -> None:
            await places.set_place(tx, ticket, room, thread=thread)
            await outbox.again(tx, delivery, self.worker, not_before=now, reason=outcome.reason)

        return await self.database.transaction(note)
