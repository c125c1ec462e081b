"""The chat page's routes over a real database in memory, with a door that stores and answers at once."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
from prometheus_client import CollectorRegistry

from bot.channels import web_chat
from bot.live import Pulse
from bot.web import build
from desk.effects import Log, Say
from desk.messages import Author, ConversationId, Inbound, Part, Text
from storage import conversations, inbox, work
from storage.database import Database, StoreUnavailable, Transaction
from storage.migrate import migrate
from storage.open import open_database

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECRET = "0123456789abcdef0123456789abcdef"


def clock() -> datetime:
    return NOW


@dataclass
class Door:
    """Stores like the real intake; the bot behind it repeats what it hears."""

    database: Database
    pulse: Pulse
    came: list[Inbound] = field(default_factory=list)
    closed: bool = False

    async def receive(self, inbounds: Sequence[Inbound]) -> int:
        if self.closed:
            raise StoreUnavailable
        self.came += inbounds
        new = await self.database.transaction(lambda tx: inbox.add(tx, inbounds, NOW))
        for arrival in await self.database.transaction(lambda tx: inbox.claim(tx, "w", NOW, 10)):
            await self.database.transaction(lambda tx, arrival=arrival: self._answer(tx, arrival))
        self.pulse.wake()
        return new

    async def _answer(self, tx: Transaction, arrival: inbox.Arrival) -> None:
        inbound = arrival.inbound
        heard = Log(author=Author.PERSON, parts=(Text(text=inbound.text or inbound.choice),))
        await said(tx, inbound.address.conversation, (heard, Say(parts=(Text(text=f"{inbound.text}!"),))), key=arrival.id)
        await inbox.finish(tx, arrival, NOW)


async def said(tx: Transaction, conversation: ConversationId, effects: Sequence[Log | Say], *, key: str) -> None:
    """Write effects into a conversation as the router would have it."""
    before = await conversations.load(tx, conversation, NOW)
    await work.apply(tx, key=key, before=before, after=before, effects=effects, now=NOW, pulls=True)


@dataclass
class Rig:
    database: Database
    pulse: Pulse
    door: Door
    client: httpx.AsyncClient

    async def person(self) -> ConversationId:
        """Open the page once and return the conversation it belongs to."""
        await self.client.get("/")
        signed = self.client.cookies["dure_person"]
        return ConversationId(f"web:main:{web_chat.person_signer(SECRET).unsign(signed).decode()}")

    async def say(self, conversation: ConversationId, *parts: Part, key: str, author: Author = Author.BOT) -> None:
        """Let the bot or a counselor say something."""
        effect = Log(author=author, parts=parts) if author is Author.NOTE else Say(parts=parts, author=author)
        await self.database.transaction(lambda tx: said(tx, conversation, (effect,), key=key))
        self.pulse.wake()


@asynccontextmanager
async def rig() -> AsyncIterator[Rig]:
    database = await open_database("sqlite:///:memory:")
    try:
        await migrate(database)
        pulse = Pulse()
        door = Door(database, pulse)
        routes = web_chat.routes(door, database, web_chat.person_signer(SECRET), pulse=pulse, clock=clock)
        app = build(routes, ready=_ready, registry=CollectorRegistry())
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://desk.test", headers={"origin": "http://desk.test"}) as client:
            yield Rig(database, pulse, door, client)
    finally:
        await database.close()


async def _ready() -> bool:
    return True
