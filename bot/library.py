"""The knowledge that is live now, and the watch that swaps in new content when it passes the check."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import structlog

from bot import memory
from bot.content_cache import Folded
from bot.content_files import Problem
from bot.gate import Gate
from bot.indexer import index_apart
from bot.knowledge import FLOW, BrokenContent, Check, Loader
from bot.scene import Knowledge
from bot.sources import Sources
from faq.policy import Matcher

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
        self._folded: Folded | None = None
        #: What keeps the newest edit from going live.
        self.problems: tuple[Problem, ...] = ()

    def open(self) -> Knowledge:
        """Load for the first time. Raises BrokenContent: there is nothing good to fall back to."""
        loader, knowledge = self._read(None)
        self._keep(loader, knowledge)
        memory.settle()
        return knowledge

    def knowledge(self) -> Knowledge:
        """What is live now."""
        assert self._live is not None
        return self._live

    async def run(self, stop: asyncio.Event) -> None:
        """Look twice a second until `stop` is set."""
        while not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), timeout=0.5)
            try:
                await self.round()
            except Exception:
                # Whatever an edit brings, people are answered from what is live.
                log.exception("content_unreadable")

    async def round(self) -> bool:
        """Reload if a file has changed; True when new content went live. Runs beside the loop, so nobody waits for it."""
        stamp = await asyncio.to_thread(self._sources.stamp)
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        return await self._reload()

    async def _reload(self) -> bool:
        found_by = self.knowledge().matcher
        try:
            loader, fresh = await asyncio.to_thread(self._read, self._gate.faults if self._gate else None, found_by)
        except BrokenContent as error:
            log.error("content_refused", problems=len(error.problems), first=str(error)[:300])
            await self._tell(error.problems)
            return False
        if found_by.ids == fresh.entries.keys() | {f"{FLOW}{flow}" for flow in fresh.flows.flows}:
            # The same answers are found as before until what people may say has been learned anew.
            await self._go_live(loader, fresh)
            self._live = await self._learned(loader, fresh)
        else:
            await self._go_live(loader, await self._learned(loader, fresh))
        await asyncio.to_thread(memory.clear)
        return True

    def _keep(self, loader: Loader, knowledge: Knowledge) -> None:
        self._live, self._folded = knowledge, loader.folded
        if self._gate:
            self._gate.keep(loader.folded)

    async def _go_live(self, loader: Loader, fresh: Knowledge) -> None:
        self._keep(loader, fresh)
        log.info("content_live", version=fresh.version, entries=len(fresh.entries))
        await self._tell(())

    async def _tell(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        if self.notice:
            await self.notice(problems)

    def _read(self, check: Check | None, matcher: Matcher | None = None) -> tuple[Loader, Knowledge]:
        """The content as it stands now, found by `matcher` for the time being."""
        loader = Loader(self._sources, self._cache, apart=index_apart, before=self._folded)
        try:
            loaded = loader.load(check, matcher=matcher)
        except BrokenContent:
            if loader.is_placed:
                raise
            loader = Loader(self._sources, None)
            loaded = loader.load(check, matcher=matcher)
        return loader, loaded

    async def _learned(self, loader: Loader, knowledge: Knowledge) -> Knowledge:
        """The same with its own matcher."""
        matcher = await asyncio.to_thread(loader.matcher)
        log.info("content_learned", version=knowledge.version)
        return replace(knowledge, matcher=matcher)
