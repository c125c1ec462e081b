"""`dure chat`: the real service in one process with the person at this terminal, and a console for the counselor beside it."""

import asyncio
import secrets
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, DynamicCompleter, WordCompleter
from prompt_toolkit.patch_stdout import patch_stdout
from pydantic import SecretStr

from bot.app import Service, clock
from bot.channels import terminal
from bot.channels.base import Channel
from bot.demo import login_code
from bot.server import run
from bot.settings import Settings

DATA = Path("var/chat.db")
#: Seconds without a reply after which a script that feeds us lines has heard everything.
QUIET = 1.5


async def run_chat(settings: Settings, data: Path | None) -> None:
    """Talk until Ctrl-D; what was said is kept in the file and goes on the next time."""
    path = data or DATA
    path.parent.mkdir(parents=True, exist_ok=True)
    settings = settings.model_copy(
        update={
            "database_url": f"sqlite:///{path}",
            "port": 0,
            "secret_key": SecretStr(secrets.token_hex(32)),
            "telegram_token": SecretStr(""),
            "kakao_secret": SecretStr(""),
            "public_url": "",
        }
    )
    code = await login_code(settings)
    chat = _Chat(code)
    await run(settings, channels=chat.channels, beside=chat.talk)


class _Chat:
    """Joins the terminal and the service."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._heard = asyncio.Event()
        self._channel: terminal.TerminalChannel | None = None

    def channels(self, wording: Mapping[str, str]) -> Mapping[str, Channel]:
        """The terminal as a channel of the service."""
        self._channel = terminal.TerminalChannel.of(self._show, wording)
        return {terminal.NAME: self._channel}

    async def talk(self, service: Service, address: str) -> None:
        """Take lines until there are no more."""
        self._show(service.library.knowledge().voice.say("terminal_hello", console=f"{address}console/login?code={self._code}"))
        lines = self._typed() if sys.stdin.isatty() else _piped()
        async with aclosing(lines):
            async for line in lines:
                await terminal.take(line, service.intake.receive, clock)
        if not sys.stdin.isatty():
            await self._quiet()

    def _show(self, text: str) -> None:
        self._heard.set()
        print(f"\n{text}\n", flush=True)

    async def _typed(self) -> AsyncGenerator[str]:
        session: PromptSession[str] = PromptSession("> ", completer=DynamicCompleter(self._completer), complete_while_typing=False)
        with patch_stdout(raw=True), suppress(EOFError, KeyboardInterrupt):
            while True:
                yield await session.prompt_async(handle_sigint=True)

    def _completer(self) -> Completer:
        return WordCompleter(self._channel.choices if self._channel else [], sentence=True)

    async def _quiet(self) -> None:
        """Until no reply has come for a while."""
        with suppress(TimeoutError):
            while True:
                self._heard.clear()
                await asyncio.wait_for(self._heard.wait(), timeout=QUIET)


async def _piped() -> AsyncGenerator[str]:
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line
