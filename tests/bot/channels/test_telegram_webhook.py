"""The webhook route: 200 only after the commit, an empty 4xx for whoever is not Telegram, never a 5xx for what anybody can send."""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from bot.channels.telegram_arrivals import Arrivals
from bot.channels.telegram_updates import Reading
from bot.channels.telegram_webhook import MAX_BODY, PATH, SECRET_HEADER, TelegramWebhook
from desk.messages import Inbound
from storage.database import StoreUnavailable
from tests.bot.channels.telegram_payloads import BOT, membership, message, press

SECRETS = ("new-" + "s" * 32, "old-" + "s" * 32)


@dataclass
class Shelf:
    """Stores arrivals, or cannot."""

    stored: list[Inbound] = field(default_factory=list)
    broken: bool = False

    async def receive(self, inbounds: Sequence[Inbound]) -> int:
        if self.broken:
            raise StoreUnavailable
        self.stored += inbounds
        return len(inbounds)

    async def moved(self, old: str, new: str) -> None:
        raise AssertionError


@dataclass
class Rig:
    shelf: Shelf
    client: httpx.AsyncClient

    async def post(self, body: bytes, secret: str = SECRETS[0], **headers: str) -> httpx.Response:
        known = {SECRET_HEADER.encode(): secret.encode(), **{name.encode(): value.encode() for name, value in headers.items()}}
        answer = await self.client.post(PATH, content=body, headers=known)
        assert answer.content == b""
        return answer


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    shelf = Shelf()
    arrivals = Arrivals(Reading(bot=BOT), shelf.receive, shelf.moved, lambda: datetime.now(UTC))
    app = Starlette(routes=[TelegramWebhook(arrivals, SECRETS).route()])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://dure") as client:
        yield Rig(shelf, client)


def raw(tree: object) -> bytes:
    return json.dumps(tree).encode()


@pytest.mark.parametrize("secret", SECRETS)
async def test_an_update_is_stored(rig: Rig, secret: str) -> None:
    assert (await rig.post(raw(message(text="안녕")), secret)).status_code == 200
    assert [inbound.text for inbound in rig.shelf.stored] == ["안녕"]


@pytest.mark.parametrize("secret", ["", "wrong", SECRETS[0][:-1], SECRETS[0] + "x", "한글"])
async def test_without_the_secret_nothing_is_read(rig: Rig, secret: str) -> None:
    assert (await rig.post(raw(message(text="a")), secret)).status_code == 401
    assert rig.shelf.stored == []


async def test_no_secret_set_opens_nothing() -> None:
    shelf = Shelf()
    arrivals = Arrivals(Reading(bot=BOT), shelf.receive, shelf.moved, lambda: datetime.now(UTC))
    app = Starlette(routes=[TelegramWebhook(arrivals, ("",)).route()])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://dure") as client:
        assert (await Rig(shelf, client).post(raw(message(text="a")), "")).status_code == 401


@pytest.mark.parametrize("update", [{"update_id": 1, "poll": {}}, {"update_id": 2}, membership("restricted")])
async def test_useless_updates_are_taken(rig: Rig, update: object) -> None:
    assert (await rig.post(raw(update))).status_code == 200
    assert rig.shelf.stored == []


UNREADABLE = {
    "nothing": b"",
    "no json": b"hello",
    "half": b'{"update_id": 1',
    "no utf-8": b'{"update_id": "\xff\xfe"}',
    "utf-16": '{"update_id": 1}'.encode("utf-16"),
    "not a number": b'{"update_id": NaN}',
    "an endless number": b'{"update_id": ' + b"9" * 5000 + b"}",
    "a list": b"[1]",
    "no id": b"{}",
    "deep": b'{"update_id": 1, "x": ' + b"[" * 70 + b"]" * 70 + b"}",
    "very deep": b"[" * 200_000,
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
async def test_unreadable_bodies(rig: Rig, body: bytes) -> None:
    assert (await rig.post(body)).status_code == 400


async def test_depth_of_64_is_still_read(rig: Rig) -> None:
    assert (await rig.post(b'{"update_id": 1, "x": ' + b"[" * 63 + b"]" * 63 + b"}")).status_code == 200


async def test_size_and_compression(rig: Rig) -> None:
    assert (await rig.post(b" " * (MAX_BODY + 1))).status_code == 413
    assert (await rig.post(raw(message(text="a")), **{"content-encoding": "gzip"})).status_code == 415


async def test_a_database_in_trouble_asks_for_another_delivery(rig: Rig) -> None:
    rig.shelf.broken = True
    assert (await rig.post(raw(message(text="a")))).status_code == 503
    rig.shelf.broken = False
    assert (await rig.post(raw(message(text="a")))).status_code == 200


async def test_only_post(rig: Rig) -> None:
    assert (await rig.client.get(PATH)).status_code == 405


SAMPLES = [raw(message(text="안녕")), raw(press()), raw(membership("kicked"))]


@given(data=st.data())
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_bytes_make_it_fail(rig: Rig, data: st.DataObject) -> None:
    body = bytearray(data.draw(st.sampled_from(SAMPLES)))
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    answer = await rig.post(bytes(body))
    assert answer.status_code in (200, 400)
