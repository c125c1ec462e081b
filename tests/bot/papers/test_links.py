from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.applications import Starlette

from bot.papers.links import LASTS, Links
from bot.papers.press import PaperUnavailable
from desk.conversation import Conversation
from desk.effects import Say
from desk.messages import ConversationId, File, Text
from storage import conversations, work
from storage.database import Database, Transaction
from storage.migrate import migrate
from storage.open import open_database

PAPER = File(name="설립 서류.pdf", media_type="application/pdf", ref="paper:{}")
OTHER = ConversationId("web:main:p")


@dataclass
class Desk:
    database: Database
    now: datetime = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
    papers: dict[str, bytes] = field(default_factory=lambda: {PAPER.ref: b"%PDF-1"})
    broken: bool = False

    async def read(self, ref: str) -> bytes | None:
        if self.broken:
            raise PaperUnavailable
        return self.papers.get(ref)

    def links(self, secret: str = "s" * 32, public_url: str = "") -> Links:
        return Links(secret=secret, public_url=public_url, database=self.database, read=self.read, clock=lambda: self.now)

    async def get(self, path: str) -> httpx.Response:
        app = Starlette(routes=self.links().routes())
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://desk.test") as client:
            return await client.get(path)

    async def say(self, key: str = "m") -> str:
        async def turn(tx: Transaction) -> None:
            before: Conversation = await conversations.load(tx, OTHER, self.now)
            said = Say(parts=(Text(text="자"), PAPER))
            await work.apply(tx, key=key, before=before, after=before, effects=(said,), now=self.now, pulls=frozenset({"web"}))

        await self.database.transaction(turn)
        return f"{key}-0"


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    database = await open_database("sqlite:///:memory:")
    try:
        await migrate(database)
        yield Desk(database)
    finally:
        await database.close()


async def test_a_paper_is_fetched_by_its_link(desk: Desk) -> None:
    answer = await desk.get(desk.links().path(await desk.say(), PAPER))
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, b"%PDF-1", "application/pdf")
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-disposition"] == ("attachment; filename*=UTF-8''%EC%84%A4%EB%A6%BD%20%EC%84%9C%EB%A5%98.pdf")


async def test_the_same_message_has_the_same_link(desk: Desk) -> None:
    assert desk.links().path("m-0", PAPER) == desk.links().path("m-0", PAPER)


async def test_a_link_is_of_one_message_one_file_and_one_key(desk: Desk) -> None:
    message = await desk.say()
    other = File(name=PAPER.name, media_type=PAPER.media_type, ref="paper:[]")
    wrong = [
        desk.links().path("n-0", PAPER),
        desk.links().path(message, other),
        desk.links(secret="x" * 32).path(message, PAPER),
        desk.links().path(message, PAPER)[:-1] + "!",
        "/papers/m-0",
    ]
    assert [(await desk.get(path)).status_code for path in wrong] == [404] * 5


async def test_a_link_dies(desk: Desk) -> None:
    path = desk.links().path(await desk.say(), PAPER)
    desk.now += LASTS + timedelta(seconds=1)
    assert (await desk.get(path)).status_code == 404


async def test_a_paper_that_cannot_be_made_now_can_be_tried_again(desk: Desk) -> None:
    path = desk.links().path(await desk.say(), PAPER)
    desk.broken = True
    assert (await desk.get(path)).status_code == 503
    desk.broken = False
    assert (await desk.get(path)).status_code == 200


def test_other_places_get_https_addresses_only(desk: Desk) -> None:
    assert desk.links().url("m-0", PAPER) == ""
    assert desk.links(public_url="http://here").url("m-0", PAPER) == ""
    assert desk.links(public_url="https://dure.example/").url("m-0", PAPER).startswith("https://dure.example/papers/m-0.")
    assert desk.links().path("m-0", File(name="a", media_type="b", ref="elsewhere")) == ""
