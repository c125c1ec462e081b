import json
import re
from collections.abc import AsyncIterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels import web_chat
from bot.channels.base import NotSent
from desk.messages import Card, InboundKind, Text
from desk.privacy import MASK
from storage.outbox import Delivery, OutboxKind, Place
from tests.bot.channels.web_rig import Rig, rig

CLIENT = "0f" * 16


@pytest.fixture
async def desk() -> AsyncIterator[Rig]:
    async with rig() as made:
        yield made


async def test_the_page_hands_out_a_person_and_keeps_it(desk: Rig) -> None:
    answer = await desk.client.get("/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    first = desk.client.cookies["dure_person"]
    await desk.client.get("/")
    assert desk.client.cookies["dure_person"] == first


async def test_the_page_is_light_and_runs_no_inline_script(desk: Rig) -> None:
    page = await desk.client.get("/")
    assets = re.findall(r'(?:href|src)="(/chat/static/[^"]+)"', page.text)
    assert len(assets) == 2
    files = [await desk.client.get(asset) for asset in assets]
    assert sum(len(answer.content) for answer in (page, *files)) < 60_000
    assert all("immutable" in answer.headers["cache-control"] for answer in files)
    assert not re.search(r"<script(?![^>]*src=)|\son[a-z]+=|\sstyle=", page.text)
    assert "script-src 'self'" in page.headers["content-security-policy"]


async def test_a_text_arrives_once_however_often_it_is_posted(desk: Rig) -> None:
    await desk.client.get("/")
    answers = [await desk.client.post("/chat/messages", json={"id": CLIENT, "text": "설립 절차"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202] * 3
    assert [answer.json()["new"] for answer in answers] == [True, False, False]
    inbound = desk.door.came[0]
    assert (inbound.kind, inbound.text, inbound.address.channel) == (InboundKind.TEXT, "설립 절차", "web")


async def test_a_press_arrives_as_a_choice(desk: Rig) -> None:
    await desk.client.get("/")
    await desk.client.post("/chat/messages", json={"id": CLIENT, "choice": "abc-1!0"})
    assert (desk.door.came[0].kind, desk.door.came[0].choice) == (InboundKind.CHOICE, "abc-1!0")


async def test_resident_numbers_are_masked_before_they_go_anywhere(desk: Rig) -> None:
    await desk.client.get("/")
    await desk.client.post("/chat/messages", json={"id": CLIENT, "text": "제 번호는 900101-1234567"})
    assert desk.door.came[0].text == f"제 번호는 {MASK}"


async def test_too_long_a_text_is_cut_so_that_the_router_can_tell(desk: Rig) -> None:
    await desk.client.get("/")
    await desk.client.post("/chat/messages", json={"id": CLIENT, "text": "가" * 9000})
    assert len(desk.door.came[0].text) == 4001


async def test_two_people_may_use_the_same_id(desk: Rig) -> None:
    await desk.client.get("/")
    await desk.client.post("/chat/messages", json={"id": CLIENT, "text": "하나"})
    desk.client.cookies.clear()
    await desk.client.get("/")
    answer = await desk.client.post("/chat/messages", json={"id": CLIENT, "text": "둘"})
    assert answer.json()["new"] is True


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.test"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[broken"}, 403),
        ({"origin": "http://desk.test"}, 202),
    ],
)
async def test_only_our_own_page_may_post(desk: Rig, headers: dict[str, str], status: int) -> None:
    await desk.client.get("/")
    answer = await desk.client.post("/chat/messages", json={"id": CLIENT, "text": "네"}, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize("cookie", ["", "0" * 32, "0" * 32 + ".forged", "한글"])
async def test_a_forged_person_is_nobody(desk: Rig, cookie: str) -> None:
    headers = {"cookie": f"dure_person={cookie}".encode()}
    post = await desk.client.post("/chat/messages", json={"id": CLIENT, "text": "네"}, headers=headers)
    stream = await desk.client.get("/chat/events", headers=headers)
    assert (post.status_code, stream.status_code, post.content, stream.content) == (401, 401, b"", b"")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id": 5, "text": "x"}',
        b'{"id": "short", "text": "x"}',
        b'{"id": "00000000"}',
        b'{"id": "00000000", "text": "x", "choice": "y"}',
        b'{"id": "00000000", "text": ""}',
        b'{"id": "00000000", "text": ' + b"9" * 5000 + b"}",
    ],
)
async def test_what_cannot_be_read_is_refused_without_words(desk: Rig, body: bytes) -> None:
    await desk.client.get("/")
    answer = await desk.client.post("/chat/messages", content=body)
    assert (answer.status_code, answer.content) == (422, b"")
    assert not desk.door.came


async def test_a_large_body_is_refused_before_it_is_read(desk: Rig) -> None:
    await desk.client.get("/")
    assert (await desk.client.post("/chat/messages", content=b"x" * 300_000)).status_code == 413

    async def drops() -> AsyncIterator[bytes]:
        for _ in range(300):
            yield b"x" * 1000

    assert (await desk.client.post("/chat/messages", content=drops())).status_code == 413


async def test_an_absent_store_asks_for_patience(desk: Rig) -> None:
    await desk.client.get("/")
    desk.door.closed = True
    answer = await desk.client.post("/chat/messages", json={"id": CLIENT, "text": "네"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    body=st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.dictionaries(
        st.sampled_from(["id", "text", "choice", "other"]),
        st.none() | st.integers() | st.text(max_size=90) | st.just("0" * 32) | st.lists(st.integers(), max_size=2),
    ).map(lambda tree: json.dumps(tree).encode())
)
async def test_no_body_breaks_the_door(body: bytes) -> None:
    async with rig() as desk:
        await desk.client.get("/")
        assert (await desk.client.post("/chat/messages", content=body)).status_code in {202, 422}


async def test_the_channel_leaves_parts_whole_and_never_sends() -> None:
    channel = web_chat.WebChat()
    part = Card(title="제목", text="가" * 9000)
    assert channel.pulls
    assert channel.fit(part) == (part,)
    delivery = Delivery(id="x", conversation=web_chat.Address(channel="web", bot="main", chat="p").conversation, kind=OutboxKind.SAY)
    assert isinstance(await channel.send(delivery, Place()), NotSent)
    assert channel.fit(Text(text="")) == (Text(text=""),)
