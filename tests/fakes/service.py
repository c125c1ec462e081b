"""The real service as a child process, against the fake Telegram, to be killed and started again."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.fakes.library import CONTENT, SMALL_CACHE
from tests.fakes.telegram.handle import FakeTelegram

SECRET = "s" * 40
_TRACE = re.compile(r"Traceback|turn_lost|lane_failed|channel_failed")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True, kw_only=True)
class ServiceProcess:
    """`dure serve` and everything it needs to start again with the same database."""

    database_url: str
    folder: Path
    telegram: FakeTelegram | None = None
    mode: str = "polling"
    staff_chat: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> "ServiceProcess":
        """Nothing is started yet."""
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Whatever happened in the test, no process outlives it."""
        if self.process and self.process.returncode is None:
            await self.kill()

    @property
    def log(self) -> Path:
        """Everything the service has printed, over all starts."""
        return self.folder / "serve.log"

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def code(self) -> int | None:
        """How the last start ended; None while it runs."""
        return self.process.returncode if self.process else None

    def environment(self, faults: str = "") -> dict[str, str]:
        usual = {
            "DURE_DATABASE_URL": self.database_url,
            "DURE_PORT": str(self.port),
            "DURE_SECRET_KEY": SECRET,
            "DURE_CONTENT_DIR": str(CONTENT),
            "DURE_CACHE_DIR": str(SMALL_CACHE),
            "DURE_MESSAGES_PER_MINUTE": "1000000",
            "DURE_LEASE_SECONDS": "1.5",
            "DURE_TELEGRAM_RATE": "100000",
            "DURE_FAULTS": faults,
        }
        if self.telegram:
            usual |= {
                "DURE_TELEGRAM_TOKEN": self.telegram.token,
                "DURE_TELEGRAM_BASE_URL": self.telegram.base_url,
                "DURE_TELEGRAM_MODE": self.mode,
                "DURE_TELEGRAM_STAFF_CHAT": self.staff_chat,
                "DURE_TELEGRAM_WEBHOOK_SECRET": SECRET,
                "DURE_PUBLIC_URL": self.base if self.mode == "webhook" else "",
            }
        return {**os.environ, **usual, **self.more}

    async def start(self, *, faults: str = "", ready: bool = True) -> None:
        """Start it; with `ready` wait until it serves or has ended."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", env=self.environment(faults), stdout=log, stderr=log
            )
        if ready:
            await self.wait_ready()

    async def wait_ready(self, seconds: float = 30.0) -> bool:
        """False when it ended before it served."""
        async with httpx.AsyncClient() as client:
            for _ in range(int(seconds / 0.02)):
                if self.process is None or self.process.returncode is not None:
                    return False
                try:
                    if (await client.get(f"{self.base}/readyz", timeout=2)).status_code == 200:
                        return True
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(0.02)
        return False

    async def kill(self) -> int:
        """SIGKILL; returns the exit code."""
        return await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM, as an operator stops it; returns the exit code."""
        return await self._end(signal.SIGTERM)

    async def ended(self, seconds: float) -> bool:
        """Whether it ends by itself within this time."""
        assert self.process
        try:
            await asyncio.wait_for(self.process.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def _end(self, name: signal.Signals) -> int:
        assert self.process
        if self.process.returncode is None:
            self.process.send_signal(name)
        return await asyncio.wait_for(self.process.wait(), 15)

    def traces(self) -> list[str]:
        """Lines of the log that no input may cause."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return [line for line in text.splitlines() if _TRACE.search(line)]
