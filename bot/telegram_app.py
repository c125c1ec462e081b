"""Brings Telegram up as the settings say: sending, and either polling or a webhook."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import structlog
from starlette.routing import BaseRoute

from bot.channels.base import Receive
from bot.channels.telegram import ReadFile, TelegramChannel
from bot.channels.telegram_arrivals import Arrivals
from bot.channels.telegram_config import PATH, TelegramConfig, TelegramMode
from bot.channels.telegram_polling import TelegramPolling
from bot.channels.telegram_updates import Reading
from bot.channels.telegram_webhook import TelegramWebhook
from bot.settings import Settings
from bot.voice import Voice

log = structlog.get_logger()

#: Bot commands are Latin by Telegram's rule; each means what a person would type.
COMMANDS = {"help": "help", "human": "human", "cancel": "cancel", "mydata": "my_data"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramApp:
    """One bot of Telegram, wired."""

    config: TelegramConfig
    channel: TelegramChannel
    public_url: str
    clock: Callable[[], datetime]
    words: dict[str, str]
    rooms: frozenset[str]

    @classmethod
    def of(cls, settings: Settings, voice: Voice, clock: Callable[[], datetime], read_file: ReadFile | None = None) -> "TelegramApp | None":
        """The bot of these settings, or None without a token."""
        token = settings.telegram_token.get_secret_value()
        if not token:
            return None
        config = TelegramConfig(
            token=token,
            base_url=settings.telegram_base_url,
            mode=TelegramMode(settings.telegram_mode),
            secret=settings.telegram_webhook_secret.get_secret_value(),
            staff_chat=settings.telegram_staff_chat,
        )
        spellings = {word: spelling for spelling, word in reversed(list(voice.words.items()))}
        words = {command: spellings[word] for command, word in COMMANDS.items() if word in spellings}
        rooms = frozenset({config.staff_chat} if config.staff_chat else ())
        channel = TelegramChannel(config, voice.phrases, read_file=read_file)
        return cls(config=config, channel=channel, public_url=settings.public_url, clock=clock, words=words, rooms=rooms)

    def connect(
        self, receive: Receive, moved: Callable[[str, str], Awaitable[None]]
    ) -> tuple[Callable[[asyncio.Event], Coroutine[None, None, None]], list[BaseRoute]]:
        """The loop that runs until the service stops, and the routes."""
        reading = Reading(bot=self.config.bot, words=self.words, rooms=self.rooms)
        arrivals = Arrivals(reading, receive, moved, self.clock)
        if self.config.mode is TelegramMode.WEBHOOK:
            webhook = TelegramWebhook(arrivals, self.config.secret.split(","))
            return lambda stop: self._run_webhook(stop, arrivals), [webhook.route()]
        return lambda stop: self._run_polling(stop, arrivals), []

    async def _run_polling(self, stop: asyncio.Event, arrivals: Arrivals) -> None:
        polling = asyncio.create_task(TelegramPolling(self.config, arrivals).run())
        introducing = asyncio.create_task(self._introduce(arrivals))
        waiting = asyncio.create_task(stop.wait())
        await asyncio.wait({polling, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if polling.done() and not stop.is_set():
            log.critical("telegram_polling_ended", error=repr(polling.exception()))
            await stop.wait()
        await _end(polling, introducing, waiting)

    async def _run_webhook(self, stop: asyncio.Event, arrivals: Arrivals) -> None:
        outcome = await self.channel.set_webhook(self.public_url.rstrip("/") + PATH)
        log.info("telegram_webhook", outcome=type(outcome).__name__)
        introducing = asyncio.create_task(self._introduce(arrivals))
        await stop.wait()
        await _end(introducing)

    async def _introduce(self, arrivals: Arrivals) -> None:
        arrivals.know_username(await self.channel.username())
        await self.channel.register()


async def _end(*tasks: asyncio.Task[object]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError, Exception):
            await task
