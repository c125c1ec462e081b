"""A platform's request is checked before anybody looks inside."""

import pytest
from starlette.requests import Request

from bot.channels.bodies import BodyRefused, is_one_of, read_body, read_json


def request(*pieces: bytes, encoding: str = "", gone: bool = False) -> Request:
    waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    waiting.append({"type": "http.disconnect"} if gone else {"type": "http.request", "body": b"", "more_body": False})
    headers = [(b"content-encoding", encoding.encode())] if encoding else []

    async def receive() -> dict[str, object]:
        return waiting.pop(0)

    return Request({"type": "http", "headers": headers, "method": "POST", "path": "/"}, receive)


async def test_a_body_in_pieces() -> None:
    assert await read_body(request(b"ab", b"cd"), 4) == b"abcd"


@pytest.mark.parametrize(
    ("bad", "status"),
    [
        pytest.param(request(b"abc", b"de"), 413, id="too long"),
        pytest.param(request(b"ab", encoding="gzip"), 415, id="packed"),
        pytest.param(request(b"ab", gone=True), 400, id="cut off"),
    ],
)
async def test_a_body_that_is_refused(bad: Request, status: int) -> None:
    with pytest.raises(BodyRefused) as caught:
        await read_body(bad, 4)
    assert caught.value.status == status


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b"NaN", b'{"a": Infinity}', b"[[[[1]]]]", b"[" * 100_000, b"1" * 10_000],
    ids=lambda body: body[:8].decode("latin-1"),
)
def test_json_that_is_refused(body: bytes) -> None:
    with pytest.raises(BodyRefused):
        read_json(body, 3)


def test_json_within_the_depth() -> None:
    assert read_json(b'{"a": [{"b": 1}]}', 3) == {"a": [{"b": 1}]}


@pytest.mark.parametrize(
    ("given", "secrets", "right"),
    [("a", ["a"], True), ("b", ["a", "b"], True), ("", [""], False), ("", ["a"], False), ("c", ["a", "b"], False), ("가", ["a"], False)],
)
def test_secrets(given: str, secrets: list[str], right: bool) -> None:
    assert is_one_of(given, secrets) is right
