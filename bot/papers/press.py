"""Has papers made in a process of their own: a conversation never waits for one, and one that hangs or breaks is simply ended."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot.papers.jobs import Job
from bot.papers.orders import made_now, read_order
from bot.scene import Knowledge

log = structlog.get_logger("bot.papers")

#: A full set takes about two seconds.
SECONDS = 30.0
AT_ONCE = 2
#: More orders than this would wait for minutes.
MOST_WAITING = 20
#: Nothing of our settings is the rendering process's business.
_KEPT = ("PATH", "HOME", "LANG", "SYSTEMROOT", "VIRTUAL_ENV", "PYTHONPATH")


class PaperUnavailable(Exception):
    """The paper could not be made just now; another try may succeed."""


@dataclass(slots=True, kw_only=True)
class Press:
    """One per process."""

    knowledge: Callable[[], Knowledge]
    command: tuple[str, ...] = (sys.executable, "-m", "bot.papers.worker")
    seconds: float = SECONDS
    _free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _waiting: int = 0

    async def read(self, ref: str) -> bytes | None:
        """The bytes that a `File.ref` stands for; None when there is no such paper (any more). Raises PaperUnavailable."""
        order = read_order(ref)
        knowledge = self.knowledge()
        job = made_now(order, knowledge.papers, knowledge.flows) if order else None
        if job is None or isinstance(job, bytes):
            return job
        if self._waiting >= MOST_WAITING:
            raise PaperUnavailable
        self._waiting += 1
        try:
            async with self._free:
                return await self._render(job)
        finally:
            self._waiting -= 1

    async def _render(self, job: Job) -> bytes:
        pipe = asyncio.subprocess.PIPE
        environment = {name: value for name in _KEPT if (value := os.environ.get(name))}
        process = await asyncio.create_subprocess_exec(*self.command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
        try:
            async with asyncio.timeout(self.seconds):
                made, said = await process.communicate(json.dumps(job).encode())
        except TimeoutError:
            log.error("paper_late", sheets=len(job["sheets"]))
            raise PaperUnavailable from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0 or not made:
            # Only the kind of error: its message could hold an answer.
            log.error("paper_failed", code=process.returncode, error=_last_line(said).partition(":")[0])
            raise PaperUnavailable
        if said:
            log.warning("paper_warning", warning=_last_line(said))
        return made


def _last_line(said: bytes) -> str:
    return said.decode(errors="replace").strip().rpartition("\n")[2][:100]
