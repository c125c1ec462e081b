"""The console over a real database in memory, with a desk that obeys the ticket table and nothing else."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
from prometheus_client import CollectorRegistry

from bot.commands import Command, Note, Refusal, Reply, Transfer
from bot.console import routes
from bot.console.passwords import hash_password
from bot.intake import Done, Refused
from bot.live import Pulse
from bot.scene import Counselor
from bot.web import build
from desk import ticket as table
from desk.conversation import Conversation
from desk.effects import ChangeTicket, Effect, Log, OpenTicket, Say
from desk.messages import Author, ConversationId, CounselorId, Part, Text, TicketId
from desk.ticket import Actor, Ticket, TicketEvent
from storage import conversations, staff, tickets, work
from storage.database import Database, StaleTicket, Transaction
from storage.ids import new_id
from storage.migrate import migrate
from storage.open import open_database
from storage.staff import Account, Role

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PERSON = ConversationId("web:main:person")
PASSWORD = "맑은 강물이 흐르는 들판 27"


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Desk:
    """Carries commands out by the ticket table; refuses in one word."""

    database: Database
    clock: Clock
    seen: list[tuple[Command, CounselorId, str]] = field(default_factory=list)
    trouble: Exception | None = None

    async def command(self, command: Command, counselor: Counselor, key: str) -> Done | Refused:
        if self.trouble:
            raise self.trouble
        self.seen.append((command, counselor.id, key))
        return await self.database.transaction(lambda tx: self._act(tx, command, counselor))

    async def _act(self, tx: Transaction, command: Command, counselor: Counselor) -> Done | Refused:
        found = await tickets.get(tx, command.ticket)
        if found is None:
            return Refused(text="없음", refusal=Refusal(missing=True))
        effects: list[Effect] = []
        after = found
        if isinstance(command, Note):
            effects.append(Log(author=Author.NOTE, by=counselor.id, parts=(Text(text=command.text),), ticket=found.id))
        else:
            event = TicketEvent(type(command).__name__.lower())
            target = command.to.id if isinstance(command, Transfer) else None
            moved = table.advance(found, event, Actor(counselor=counselor.id, supervisor=counselor.supervisor), target)
            if isinstance(moved, table.Refused):
                owner = await staff.account(tx, found.owner) if found.owner else None
                return Refused(text=f"{owner.name if owner else ''} 님이 맡고 있어요", refusal=Refusal(reason=moved))
            after = moved
            effects.append(ChangeTicket(before=found, after=after, event=event, actor=counselor.id))
            if isinstance(command, Reply):
                effects.append(Say(parts=(Text(text=command.text),), author=Author.COUNSELOR, by=counselor.id, ticket=found.id))
        await _apply(tx, found.conversation, effects, self.clock())
        return Done(ticket=after)


async def _apply(tx: Transaction, conversation: ConversationId, effects: list[Effect], now: datetime) -> None:
    before = await conversations.load(tx, conversation, now)
    after = Conversation(id=conversation)
    await work.apply(tx, key=new_id(), before=before, after=after, effects=effects, now=now, pulls=True)


@dataclass
class Rig:
    database: Database
    clock: Clock
    desk: Desk
    pulse: Pulse
    app: object

    def browser(self, **headers: str) -> httpx.AsyncClient:
        """A browser of its own."""
        transport = httpx.ASGITransport(app=self.app)  # type: ignore[arg-type]  # an ASGI application
        own = {"origin": "http://desk.test", "accept": "text/html", **headers}
        return httpx.AsyncClient(transport=transport, base_url="http://desk.test", headers=own)

    async def account(self, login: str, name: str, *, role: Role = Role.COUNSELOR, password: str = "") -> Account:
        account = Account(id=CounselorId(new_id()), name=name, login=login, role=role, password=password, created=START)
        await self.database.transaction(lambda tx: staff.add_account(tx, account))
        return account

    async def enter(self, account: Account) -> httpx.AsyncClient:
        """A browser in which this account is logged in."""
        code, browser = new_id(), self.browser()
        await self.database.transaction(lambda tx: staff.add_login_code(tx, code, account.id, self.clock() + timedelta(hours=1)))
        answer = await browser.post("/console/login", data={"code": code})
        assert answer.status_code == 303
        return browser

    async def ticket(self, question: str = "정관을 어떻게 바꾸나요?\n둘째 줄", *, conversation: ConversationId = PERSON) -> TicketId:
        """A person asks for a human."""
        id_ = TicketId(new_id())
        due = START + timedelta(hours=4)
        ticket = Ticket(
            id=id_,
            number=table.number_of(id_)[-5:],
            conversation=conversation,
            topic="formation",
            question=question,
            opened=self.clock(),
            due=due,
        )
        await self.database.transaction(lambda tx: _apply(tx, conversation, [OpenTicket(ticket=ticket)], self.clock()))
        return id_

    async def say(self, *parts: Part, author: Author = Author.PERSON, ticket: TicketId | None = None) -> None:
        effect = (
            Log(author=author, parts=parts, ticket=ticket) if author is Author.PERSON else Say(parts=parts, author=author, ticket=ticket)
        )
        await self.database.transaction(lambda tx: _apply(tx, PERSON, [effect], self.clock()))

    async def state(self, ticket: TicketId) -> Ticket:
        found = await self.database.read(lambda tx: tickets.get(tx, ticket))
        assert found
        return found


async def press(browser: httpx.AsyncClient, ticket: TicketId, action: str, *, fragment: bool = False, **fields: str) -> httpx.Response:
    """Press a button on a ticket's page as its form would."""
    form = {"csrf": await csrf(browser), "key": new_id(), "action": action, **fields}
    headers = {"x-dure-fragment": "active"} if fragment else {}
    return await browser.post(f"/console/tickets/{ticket}", data=form, headers=headers)


async def csrf(browser: httpx.AsyncClient) -> str:
    page = await browser.get("/console")
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found
    return found.group(1)


@asynccontextmanager
async def rig() -> AsyncIterator[Rig]:
    database = await open_database("sqlite:///:memory:")
    try:
        await migrate(database)
        clock, pulse = Clock(), Pulse()
        desk = Desk(database, clock)
        app = build(routes.routes(desk, database, pulse=pulse, clock=clock), ready=_ready, registry=CollectorRegistry())
        yield Rig(database, clock, desk, pulse, app)
    finally:
        await database.close()


async def _ready() -> bool:
    return True


__all__ = ["PASSWORD", "PERSON", "Rig", "StaleTicket", "csrf", "hash_password", "press", "rig"]
