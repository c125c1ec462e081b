"""Reads the body of a platform's request: size, nesting and form are checked before anybody looks inside."""

import hmac
import json
from collections.abc import Iterable, Iterator

from starlette.requests import ClientDisconnect, Request


class BodyRefused(Exception):
    """The body cannot be read; `status` is what to answer."""

    def __init__(self, status: int) -> None:
        super().__init__(f"refused with {status}")
        self.status = status


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body. Raises BodyRefused."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise BodyRefused(415)
    pieces: list[bytes] = []
    size = 0
    try:
        async for piece in request.stream():
            size += len(piece)
            if size > limit:
                raise BodyRefused(413)
            pieces.append(piece)
    except ClientDisconnect:
        raise BodyRefused(400) from None
    return b"".join(pieces)


def read_json(body: bytes, depth: int) -> object:
    """The JSON value in the body, nested at most `depth` deep. Raises BodyRefused."""
    try:
        tree: object = json.loads(body.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        # UnicodeDecodeError and JSONDecodeError are ValueErrors, and so is a number of thousands of digits.
        raise BodyRefused(400) from None
    if _is_deeper(tree, depth):
        raise BodyRefused(400)
    return tree


def is_one_of(given: str, secrets: Iterable[str]) -> bool:
    """Compare a header with each valid secret in constant time; an empty secret opens nothing."""
    raw = given.encode("latin-1", "replace")
    found = False
    for secret in secrets:
        found |= bool(secret) & hmac.compare_digest(raw, secret.encode())
    return found


def _refuse(_: str) -> object:
    raise ValueError


def _is_deeper(tree: object, depth: int) -> bool:
    level = [tree]
    for _ in range(depth):
        level = [child for value in level for child in _children(value)]
        if not level:
            return False
    return any(isinstance(value, dict | list) for value in level)


def _children(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
