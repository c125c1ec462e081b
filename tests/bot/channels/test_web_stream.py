import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from bot.channels import web_chat
from bot.channels.web_stream import LogStream, show
from desk.messages import Author, Card, Choice, Choices, ConversationId, File, Link, Message, Part, Text
from storage import outbox
from tests.bot.channels.web_rig import NOW, Rig, clock, rig

CLIENT = "0f" * 16


@pytest.fixture
async def desk() -> AsyncIterator[Rig]:
    async with rig() as made:
        yield made


@dataclass
class Page:
    """What a browser's EventSource would hold."""

    frames: AsyncIterator[str]
    last: str = ""
    shown: list[dict[str, object]] = field(default_factory=list)
    events: list[str] = field(default_factory=list)

    async def read_until(self, event: str) -> None:
        """Take frames up to the next event of this kind."""
        async for text in self.frames:
            fields = dict(line.split(": ", 1) for line in text.strip().split("\n"))
            if "data" not in fields:
                continue
            name = fields.get("event", "message")
            self.events.append(name)
            if name == "message":
                self.last = fields["id"]
                self.shown.append(json.loads(fields["data"]))
            if name == event:
                return

    @property
    def texts(self) -> list[object]:
        return [part["text"] for message in self.shown for part in message["parts"]]  # type: ignore[attr-defined,index]  # JSON


def open_page(desk: Rig, conversation: ConversationId, after: str = "") -> Page:
    stream = LogStream(database=desk.database, conversation=conversation, pulse=desk.pulse, clock=clock)
    return Page(stream.frames(after))


async def test_a_new_page_sees_the_whole_conversation_and_then_what_comes(desk: Rig) -> None:
    person = await desk.person()
    await desk.client.post("/chat/messages", json={"id": CLIENT, "text": "안녕"})
    page = open_page(desk, person)
    await page.read_until("ready")
    assert page.texts == ["안녕", "안녕!"]
    assert page.shown[0]["client"] == CLIENT
    await desk.say(person, Text(text="더"), key="k1")
    await page.read_until("message")
    assert page.texts[-1] == "더"


async def test_a_page_that_comes_back_gets_only_what_it_has_not(desk: Rig) -> None:
    person = await desk.person()
    await desk.client.post("/chat/messages", json={"id": CLIENT, "text": "안녕"})
    page = open_page(desk, person)
    await page.read_until("ready")
    await desk.say(person, Text(text="그 사이"), key="k1")
    back = open_page(desk, person, page.last)
    await back.read_until("ready")
    assert back.texts == ["그 사이"]
    assert "reset" not in back.events


@pytest.mark.parametrize("after", ["nonsense", "1.other", "99.none", "-1.x", "9" * 40, "²"])
async def test_an_unknown_place_starts_afresh(desk: Rig, after: str) -> None:
    person = await desk.person()
    await desk.client.post("/chat/messages", json={"id": CLIENT, "text": "안녕"})
    page = open_page(desk, person, after)
    await page.read_until("ready")
    assert page.events[0] == "reset"
    assert page.texts == ["안녕", "안녕!"]


async def test_every_place_of_a_long_conversation_resumes_without_loss_or_double(desk: Rig) -> None:
    person = await desk.person()
    for number in range(250):
        await desk.say(person, Text(text=str(number)), key=f"k{number}")
    whole = open_page(desk, person)
    await whole.read_until("ready")
    assert whole.texts == [str(number) for number in range(250)]
    half = open_page(desk, person)
    for _ in range(120):
        await half.read_until("message")
    rest = open_page(desk, person, half.last)
    await rest.read_until("ready")
    assert half.texts + rest.texts == whole.texts


async def test_notes_never_leave(desk: Rig) -> None:
    person = await desk.person()
    await desk.say(person, Text(text="비밀"), key="k1", author=Author.NOTE)
    await desk.say(person, Text(text="답"), key="k2", author=Author.COUNSELOR)
    page = open_page(desk, person)
    await page.read_until("ready")
    assert page.texts == ["답"]


async def test_one_person_never_sees_anothers(desk: Rig) -> None:
    one = await desk.person()
    await desk.say(one, Text(text="하나의 말"), key="k1")
    other = open_page(desk, ConversationId("web:main:other"))
    await other.read_until("ready")
    assert other.texts == []


async def test_shown_rows_count_as_delivered(desk: Rig) -> None:
    person = await desk.person()
    await desk.say(person, Text(text="답"), key="k1")
    page = open_page(desk, person)
    await page.read_until("ready")
    assert await desk.database.transaction(lambda tx: outbox.take_parked(tx, person, NOW)) == []


async def test_a_planned_stop_ends_the_stream(desk: Rig) -> None:
    person = await desk.person()
    answer = asyncio.ensure_future(desk.client.get("/chat/events"))
    while not desk.pulse.count(person):  # noqa: ASYNC110 - the stream has no other sign of life
        await asyncio.sleep(0)
    desk.pulse.close()
    done = await answer
    assert done.headers["content-type"].startswith("text/event-stream")
    assert "event: ready" in done.text


async def test_a_person_may_hold_only_so_many_streams(desk: Rig) -> None:
    person = await desk.person()
    pages = [open_page(desk, person) for _ in range(web_chat.STREAMS_PER_PERSON)]
    for page in pages:
        await page.read_until("ready")
    refused = await desk.client.get("/chat/events")
    assert (refused.status_code, refused.content) == (429, b"")


def message(*parts: Part) -> Message:
    return Message(id="m", conversation=ConversationId("web:main:p"), author=Author.BOT, parts=parts, at=NOW)


def test_buttons_are_counted_through_the_whole_message() -> None:
    choice = Choice(label="가", payload="a:1")
    parts = show(message(Card(title="", text="답", options=(choice, choice)), Choices(text="또", options=(choice,))))["parts"]
    keys = [(option["number"], option["key"]) for part in parts for option in part["options"]]  # type: ignore[attr-defined,index]  # JSON
    assert keys == [(1, "m!0"), (2, "m!1"), (3, "m!2")]


def test_a_button_that_no_typed_number_means_shows_none() -> None:
    options = (
        Choice(label="예", payload="answer:yes"),
        Choice(label="이전", payload="word:back"),
        Choice(label="건너뛰기", payload="skip:step"),
    )
    [part] = show(message(Choices(text="또", options=options)))["parts"]  # type: ignore[misc]  # JSON
    assert [option["number"] for option in part["options"]] == [1, None, None]  # type: ignore[index,call-overload]  # JSON


def test_where_a_flow_asks_only_its_answers_have_numbers() -> None:
    entry, leave = Choice(label="가", payload="entry:a"), Choice(label="그만하기", payload="word:cancel")
    asked = Choices(text="몇", options=(Choice(label="예", payload="answer:yes"), leave))
    parts = show(message(Choices(text="또", options=(entry,)), asked))["parts"]
    assert [option["number"] for part in parts for option in part["options"]] == [None, 1, None]  # type: ignore[attr-defined,index]  # JSON


def test_only_https_links_are_shown_and_payloads_stay_here() -> None:
    links = (Link(label="좋음", url="https://www.law.go.kr"), Link(label="나쁨", url="javascript:alert(1)"))
    shown = json.dumps(
        show(message(Card(title="", text="답", links=links), Choices(text="", options=(Choice(label="가", payload="secret:1"),))))
    )
    assert "law.go.kr" in shown
    assert "javascript" not in shown
    assert "secret:1" not in shown


def test_a_file_shows_its_name_only() -> None:
    assert show(message(File(name="정관.docx", media_type="x", ref="private")))["parts"] == [{"kind": "file", "name": "정관.docx"}]
