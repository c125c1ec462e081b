"""Takes arrivals from the inbox and handles them: conversations side by side, one step at a time within each."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

import structlog

from bot.intake import Intake
from storage.database import StoreUnavailable
from storage.inbox import Arrival

log = structlog.get_logger()

#: Seconds in which ended turns are gathered, so that under load one claim serves them all.
GATHER = 0.004


@dataclass(slots=True, kw_only=True)
class InboxLoop:
    """One per process; `round` does one round and is what tests call."""

    intake: Intake
    #: How many turns run at the same time.
    lanes: int = 32
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self, stop: asyncio.Event) -> None:
        """Handle until `stop` is set, then let the turns under way commit."""
        while not stop.is_set():
            try:
                claimed = await self.round()
            except StoreUnavailable as error:
                log.error("inbox_store_unavailable", error=str(error))
                claimed = 0
                await asyncio.sleep(1.0)
            if not claimed:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.wake.wait(), timeout=0.5)
                if self._running:
                    await asyncio.sleep(GATHER)
        if self._running:
            await asyncio.wait(self._running, timeout=8.0)

    async def round(self) -> int:
        """Start handling the rows that may be handled now; returns how many."""
        self.wake.clear()
        free = self.lanes - len(self._running)
        if free <= 0:
            return 0
        claimed = await self.intake.claim(free)
        for arrival in claimed:
            self._start(arrival)
        return len(claimed)

    async def settle(self) -> None:
        """Handle until nothing is left that may be handled now (for tests and the terminal)."""
        while await self.round() or self._running:
            if self._running:
                await asyncio.wait(self._running)

    def _start(self, arrival: Arrival) -> None:
        task = asyncio.create_task(self.intake.handle(arrival))
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self.wake.set()
        if not task.cancelled() and task.exception():
            log.error("turn_lost", error=repr(task.exception()))
