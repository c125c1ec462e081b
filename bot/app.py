"""Puts the service together: the only place that knows the clock, the settings and every part at once."""

import asyncio
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from bot import web
from bot.channels import kakao, telegram_config, web_chat
from bot.channels.base import Channel
from bot.console import routes as console
from bot.content_news import ContentNews
from bot.delivery import DeliveryLoop
from bot.gate import Gate
from bot.inbox_loop import InboxLoop
from bot.intake import Intake
from bot.kakao_app import KakaoApp
from bot.library import Library
from bot.live import Pulse
from bot.pace import Pace, Quota
from bot.papers.links import Links
from bot.papers.press import Press
from bot.scene import Limits
from bot.scenes import Scenes
from bot.settings import Settings
from bot.sources import Sources
from bot.timers import SweepLoop, TimerLoop
from bot.voice import Voice
from desk.deadlines import KST
from desk.messages import Address, ConversationId
from storage import inbox, outbox, workers
from storage.database import Database, Transaction
from storage.migrate import migrate
from storage.open import open_database

if TYPE_CHECKING:
    from bot.telegram_app import TelegramApp

log = structlog.get_logger()

Loop = Callable[[asyncio.Event], Coroutine[None, None, None]]
#: Channels beyond those of the settings, made with the wording of `phrases.yaml`.
MoreChannels = Callable[[Mapping[str, str]], Mapping[str, Channel]]


def clock() -> datetime:
    """Now."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that is up: its parts for those who drive it (server, tests, terminal)."""

    settings: Settings
    database: Database
    library: Library
    intake: Intake
    inbox_loop: InboxLoop
    delivery_loop: DeliveryLoop
    pulse: Pulse
    stop: asyncio.Event
    web: ASGIApp
    loops: tuple[Loop, ...]


@asynccontextmanager
async def service(settings: Settings, channels: MoreChannels | None = None) -> AsyncIterator[Service]:
    """Open everything, recover what a dead process held, and close it again in the right order."""
    async with AsyncExitStack() as stack:
        sources = Sources.of(settings.content_dir)
        library = Library(sources, settings.cache_dir, Gate(sources, lambda: clock().astimezone(KST).date()))
        knowledge = await asyncio.to_thread(library.open)
        log.info("content_live", version=knowledge.version, entries=len(knowledge.entries))
        database = await open_database(settings.database_url, pool=settings.database_pool)
        stack.push_async_callback(database.close)
        for warning in database.warnings:
            log.warning("database", warning=warning)
        await migrate(database)
        yield await _assemble(settings, database, library, stack, channels)


async def _assemble(settings: Settings, database: Database, library: Library, stack: AsyncExitStack, more: MoreChannels | None) -> Service:
    worker = f"{socket.gethostname()[:20]}-{os.getpid()}-{secrets.token_hex(4)}"
    await _enter(database, worker, settings)
    pulse, stop = Pulse(), asyncio.Event()
    voice = library.knowledge().voice
    press = Press(knowledge=library.knowledge)
    telegram, kakao_app = _telegram(settings, voice, press), KakaoApp.of(settings, voice, clock)
    if telegram:
        stack.push_async_callback(telegram.channel.close)
    channels = _channels(telegram, kakao_app, more(voice.phrases) if more else {})
    scenes = _scenes(settings, library, channels)
    intake = Intake(database=database, scenes=scenes, channels=channels, clock=clock, worker=worker)
    pace = Pace(bot=Quota(count=settings.telegram_rate, seconds=1.0), share=settings.workers)
    delivery = DeliveryLoop(database=database, intake=intake, channels=channels, pace=pace, clock=clock, worker=worker)
    arrivals = InboxLoop(intake=intake, lanes=32 if database.engine == "sqlite" else settings.database_pool)
    await database.listen("inbox", arrivals.wake.set)
    await database.listen("outbox", delivery.wake.set)
    await database.listen("messages", pulse.wake)
    await database.listen("tickets", pulse.wake)
    sweep = SweepLoop(database=database, worker=worker, clock=clock, lease=settings.lease)
    news = ContentNews(lambda: library.knowledge().voice, intake.announce, pulse.wake)
    library.notice = news.take
    loops: list[Loop] = [arrivals.run, delivery.run, TimerLoop(intake=intake).run, sweep.run, library.run]
    links = Links(
        secret=settings.secret_key.get_secret_value(), public_url=settings.public_url, database=database, read=press.read, clock=clock
    )
    routes = [*_routes(settings, intake, database, pulse, links=links, news=news), *links.routes()]
    if telegram:
        loop, hooks = telegram.connect(intake.receive, intake.room_moved)
        loops.append(loop)
        routes += hooks
    if kakao_app:
        routes += kakao_app.routes(intake, database, links.url)
    return Service(
        settings=settings,
        database=database,
        library=library,
        intake=intake,
        inbox_loop=arrivals,
        delivery_loop=delivery,
        pulse=pulse,
        stop=stop,
        web=web.build(
            routes,
            ready=lambda: _is_ready(database),
            public_url=settings.public_url,
            body_limits={telegram_config.PATH: 1024 * 1024, kakao.PATH: kakao.MAX_BODY},
        ),
        loops=tuple(loops),
    )


def _telegram(settings: Settings, voice: Voice, press: Press) -> "TelegramApp | None":
    """The bot of Telegram; without a token its library is not even loaded, a quarter of a second and 15 MB."""
    if not settings.telegram_token.get_secret_value():
        return None
    from bot.telegram_app import TelegramApp  # noqa: PLC0415

    return TelegramApp.of(settings, voice, clock, press.read)


def _channels(telegram: "TelegramApp | None", kakao_app: KakaoApp | None, more: Mapping[str, Channel]) -> dict[str, Channel]:
    found: list[Channel] = [web_chat.WebChat(), *(app.channel for app in (telegram, kakao_app) if app)]
    return {channel.name: channel for channel in found} | dict(more)


def _scenes(settings: Settings, library: Library, channels: Mapping[str, Channel]) -> Scenes:
    return Scenes(
        knowledge=library.knowledge,
        staff_rooms=staff_rooms(settings),
        staff_sees_text=settings.telegram_staff_sees_text,
        limits=Limits(messages_per_minute=settings.messages_per_minute),
        reach={name: channel.reach for name, channel in channels.items()},
    )


async def _enter(database: Database, worker: str, settings: Settings) -> None:
    """Sign on. An embedded file has one owner, so whatever is under way in it belongs to a dead process."""
    now = clock()
    stale = now if database.engine == "sqlite" else now - settings.lease

    async def enter(tx: Transaction) -> None:
        arrivals, deliveries = await inbox.recover(tx, now, stale), await outbox.recover(tx, now, stale)
        if arrivals or deliveries:
            log.warning("taken_over", arrivals=arrivals, deliveries=deliveries)
        await workers.beat(tx, worker, now)

    await database.transaction(enter)


def staff_rooms(settings: Settings) -> tuple[ConversationId, ...]:
    """The groups in which counselors work."""
    token, chat = settings.telegram_token.get_secret_value(), settings.telegram_staff_chat
    if not token or not chat:
        return ()
    return (Address(channel="telegram", bot=token.partition(":")[0], chat=chat).conversation,)


def _routes(settings: Settings, intake: Intake, database: Database, pulse: Pulse, *, links: Links, news: ContentNews) -> list[BaseRoute]:
    secret = settings.secret_key.get_secret_value()
    signer = web_chat.person_signer(secret)
    routes = web_chat.routes(intake, database, signer, pulse=pulse, clock=clock, public_url=settings.public_url, link=links.path)
    routes += console.routes(intake, database, pulse=pulse, clock=clock, public_url=settings.public_url, notice=lambda: news.text)
    return routes


async def _is_ready(database: Database) -> bool:
    try:
        await database.read(lambda tx: tx.fetch_one("select 1 as one"))
    except Exception:  # noqa: BLE001 - whatever keeps us from reading means: not ready
        return False
    return True
