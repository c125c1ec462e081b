"""The knowledge that is live now, and the watch that swaps in new content when it passes the check."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import structlog

from bot import memory
from bot.content_files import Problem
from bot.gate import Gate
from bot.knowledge import BrokenContent, Check, Loader
from bot.scene import Knowledge
from bot.sources import Sources

log = structlog.get_logger()

#: Told about every change: the problems found, none when the new content is live.
Notice = Callable[[tuple[Problem, ...]], Awaitable[None]]


class Library:
    """Holds the last good content."""

    def __init__(self, sources: Sources, cache: Path | None, gate: Gate | None = None) -> None:
        self._sources = sources
        self._cache = cache
        #: What an edit must pass; without one everything that can be read goes live.
        self._gate = gate
        self.notice: Notice | None = None
        self._stamp = sources.stamp()
        self._live: Knowledge | None = None
        #: What keeps the newest edit from going live.
        self.problems: tuple[Problem, ...] = ()

    def open(self) -> Knowledge:
        """Load for the first time. Raises BrokenContent: there is nothing good to fall back to."""
        self._live = self._load(None)
        memory.settle()
        return self._live

    def knowledge(self) -> Knowledge:
        """What is live now."""
        assert self._live is not None
        return self._live

    async def run(self, stop: asyncio.Event) -> None:
        """Look once a second until `stop` is set."""
        while not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), timeout=1.0)
            try:
                await self.round()
            except OSError as error:
                log.error("content_unreadable", error=str(error))

    async def round(self) -> bool:
        """Reload if a file has changed; True when new content went live. Runs beside the loop, so nobody waits for it."""
        stamp = await asyncio.to_thread(self._sources.stamp)
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        return await self._reload()

    async def _reload(self) -> bool:
        try:
            fresh = await asyncio.to_thread(self._load, self._gate.faults if self._gate else None)
        except BrokenContent as error:
            self.problems = error.problems
            log.error("content_refused", problems=len(error.problems), first=str(error)[:300])
        else:
            self._live, self.problems = fresh, ()
            memory.clear()
            log.info("content_live", version=fresh.version, entries=len(fresh.entries))
        if self.notice:
            await self.notice(self.problems)
        return not self.problems

    def _load(self, check: Check | None) -> Knowledge:
        loader = Loader(self._sources, self._cache)
        try:
            loaded = loader.load(check)
        except BrokenContent:
            if loader.is_placed:
                raise
            loader = Loader(self._sources, None)
            loaded = loader.load(check)
        if self._gate:
            self._gate.keep(loader.folded)
        return loaded
