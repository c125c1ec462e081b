"""Rings the timers that are due, and sweeps: signs of life, takeover from dead workers, forgetting what is old."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.intake import Intake
from storage import inbox, outbox, retention, workers
from storage.database import Database, StoreUnavailable, Transaction

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class TimerLoop:
    """One per process; several processes share the work, since a due timer is taken by one transaction."""

    intake: Intake
    every: float = 1.0

    async def run(self, stop: asyncio.Event) -> None:
        """Ring until `stop` is set."""
        while not await _stopped(stop, self.every):
            try:
                await self.round()
            except StoreUnavailable as error:
                log.error("timers_store_unavailable", error=str(error))
            except Exception:
                log.exception("timer_failed")

    async def round(self) -> int:
        """Ring what is due now; returns how many rang."""
        return await self.intake.tick()


@dataclass(slots=True, kw_only=True)
class SweepLoop:
    """Shows that this worker lives and takes over what dead ones held."""

    database: Database
    worker: str
    clock: Callable[[], datetime]
    #: A worker that was silent for so long is dead.
    lease: timedelta
    _forget_after: datetime | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Sweep three times a lease until `stop` is set."""
        while not await _stopped(stop, self.lease.total_seconds() / 3):
            try:
                await self.round()
            except StoreUnavailable as error:
                log.error("sweep_store_unavailable", error=str(error))
            except Exception:
                log.exception("sweep_failed")

    async def round(self) -> None:
        """One sign of life and one look around."""
        now = self.clock()

        async def sweep(tx: Transaction) -> tuple[int, int]:
            await workers.beat(tx, self.worker, now)
            stale = now - self.lease
            return await inbox.recover(tx, now, stale), await outbox.recover(tx, now, stale)

        arrivals, deliveries = await self.database.transaction(sweep)
        if arrivals or deliveries:
            log.warning("taken_over", arrivals=arrivals, deliveries=deliveries)
        if self._forget_after is None or now >= self._forget_after:
            self._forget_after = now + timedelta(minutes=10)
            await self.database.transaction(lambda tx: retention.forget_old(tx, now))


async def _stopped(stop: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), timeout=seconds)
    return stop.is_set()
