"""The whole service in this process, with all its loops, beside a strict fake Telegram: what a test of a promise needs and no more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from pydantic import SecretStr

from bot.app import Service, service
from bot.scene import Counselor
from bot.settings import Settings
from desk.messages import CounselorId, TicketId
from storage import staff, tickets
from storage.database import Row
from tests.fakes.library import CONTENT, SMALL_CACHE
from tests.fakes.telegram.handle import FakeTelegram

SECRET = "s" * 40
GROUP = -100500
QUESTION = "최소 인원이 몇 명이에요"
OPEN = "('queued', 'sending', 'unknown')"


@dataclass
class House:
    """A running service and how a test looks into it."""

    running: Service
    telegram: FakeTelegram
    client: httpx.AsyncClient

    async def rows(self, sql: str) -> list[Row]:
        return list(await self.running.database.read(lambda tx: tx.fetch(sql)))

    async def count(self, table: str, where: str = "1 = 1") -> int:
        return int(str((await self.rows(f"select count(*) as many from {table} where {where}"))[0]["many"]))

    async def until(self, table: str, where: str, many: int, seconds: float = 20.0) -> None:
        """Wait until so many rows are there; fails when they never come."""
        for _ in range(int(seconds / 0.02)):
            if await self.count(table, where) >= many:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{await self.count(table, where)} instead of {many} of {table} where {where}")

    async def quiet(self, seconds: float = 20.0) -> None:
        """Wait until Telegram has nothing for us, nothing is to be handled, and everything has left."""
        for _ in range(int(seconds / 0.02)):
            waiting = int(str((await self.telegram.state())["pending"]))
            if (
                not waiting
                and not await self.count("inbox", "state in ('new', 'running')")
                and not await self.count("outbox", f"state in {OPEN}")
            ):
                return
            await asyncio.sleep(0.02)
        raise AssertionError("work is left that nobody does")

    async def counselor(self, name: str, telegram: int, *, supervisor: bool = False) -> Counselor:
        """An account that is known in the group."""
        role = staff.Role.SUPERVISOR if supervisor else staff.Role.COUNSELOR
        account = staff.Account(
            id=CounselorId(name), name=name, login=name, role=role, telegram=str(telegram), created=self.running.intake.clock()
        )
        await self.running.database.transaction(lambda tx: staff.add_account(tx, account))
        await self.telegram.user(telegram, first_name=name)
        return Counselor(id=account.id, name=name, supervisor=supervisor)

    async def ticket_of(self, person: int) -> TicketId:
        """The open ticket of a person, as soon as it is there."""
        conversation = f"telegram:{self.telegram.token.partition(':')[0]}:{person}"
        await self.until("tickets", f"conversation = '{conversation}'", 1)
        return TicketId(str((await self.rows(f"select id from tickets where conversation = '{conversation}'"))[0]["id"]))

    async def owner(self, ticket: TicketId) -> str:
        found = await self.running.database.read(lambda tx: tickets.get(tx, ticket))
        return str(found.owner) if found and found.owner else ""

    async def thread(self, ticket: TicketId) -> int:
        """The topic of a ticket, as soon as it is open."""
        await self.until("ticket_places", f"ticket = '{ticket}' and thread <> ''", 1)
        return int(str((await self.rows(f"select thread from ticket_places where ticket = '{ticket}'"))[0]["thread"]))


@asynccontextmanager
async def house(url: str, folder: Path, **changes: object) -> AsyncIterator[House]:
    """Everything up; at the end it is stopped as an operator stops it, and must have ended by itself."""
    async with AsyncExitStack() as stack:
        telegram = changes.pop("telegram", None) or await stack.enter_async_context(FakeTelegram.here())
        assert isinstance(telegram, FakeTelegram)
        running = await stack.enter_async_context(service(settings_of(url, folder, telegram, **changes)))
        loops = [asyncio.create_task(loop(running.stop)) for loop in running.loops]
        transport = httpx.ASGITransport(app=running.web)
        client = await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://desk.test"))
        try:
            yield House(running, telegram, client)
        finally:
            running.stop.set()
            running.pulse.close()
            running.inbox_loop.wake.set()
            running.delivery_loop.wake.set()
            await asyncio.wait_for(asyncio.gather(*loops), 10)


def settings_of(url: str, folder: Path, telegram: FakeTelegram, **changes: object) -> Settings:
    """Settings as a test needs them; nothing comes from the environment of whoever runs the tests."""
    usual: dict[str, object] = {
        "database_url": url,
        "secret_key": SecretStr(SECRET),
        "content_dir": CONTENT,
        "cache_dir": SMALL_CACHE,
        "telegram_token": SecretStr(telegram.token),
        "telegram_base_url": telegram.base_url,
        "telegram_webhook_secret": SecretStr(SECRET),
        "telegram_staff_chat": str(GROUP),
        "telegram_rate": 100_000,
        "messages_per_minute": 1_000_000,
        "kakao_secret": SecretStr(SECRET),
        "kakao_bot_id": "bot-1",
    }
    return Settings(_env_file=None, **{**usual, **changes})  # type: ignore[arg-type]  # the names are checked when the test runs
