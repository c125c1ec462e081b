"""Just enough HTTP/1.1, both sides, with the power to cut a connection at any moment."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import cast
from urllib.parse import urlsplit

import httptools


@dataclass
class Call:
    """One HTTP request."""

    method: str
    target: bytes
    headers: dict[str, str]
    body: bytes


@dataclass
class Answer:
    """One HTTP response; `cut` is the number of bytes after which the connection is broken, None for a whole answer."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None


Handler = Callable[[Call], Awaitable[Answer]]


class _Connection(asyncio.Protocol):
    def __init__(self, handler: Handler, open_ones: set["_Connection"]) -> None:
        self._handler = handler
        self._open = open_ones
        self._transport: asyncio.Transport | None = None
        self._task: asyncio.Task[None] | None = None
        self._waiting: list[Call] = []
        self._parser = httptools.HttpRequestParser(self)
        self._clear()

    def _clear(self) -> None:
        self._target = b""
        self._headers: dict[str, str] = {}
        self._body: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._open.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._open.discard(self)
        if self._task:
            self._task.cancel()

    def abort(self) -> None:
        if self._transport:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.abort()

    def on_url(self, url: bytes) -> None:
        self._target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        call = Call(self._parser.get_method().decode(), self._target, self._headers, b"".join(self._body))
        self._clear()
        self._waiting.append(call)
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._serve())

    async def _serve(self) -> None:
        while self._waiting:
            answer = await self._handler(self._waiting.pop(0))
            assert self._transport
            raw = _raw(answer)
            if answer.cut is not None:
                self._transport.write(raw[: answer.cut])
                if answer.cut:
                    await asyncio.sleep(0)
                self._transport.abort() if not answer.cut else self._transport.close()
                return
            self._transport.write(raw)
        self._task = None


def _raw(answer: Answer) -> bytes:
    head = f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}\r\ncontent-length: {len(answer.body)}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in {"content-type": "application/json", **answer.headers}.items())
    return head.encode("latin-1") + b"\r\n" + answer.body


class Server:
    """Listens on loopback and hands every request to `handler`."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._open: set[_Connection] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    async def start(self, port: int = 0) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self._handler, self._open), "127.0.0.1", port, backlog=1024)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server:
            self._server.close()
        for connection in tuple(self._open):
            connection.abort()
        await asyncio.sleep(0)


class Client:
    """Posts JSON with kept-alive connections; what cannot be done raises OSError."""

    def __init__(self) -> None:
        self._idle: dict[tuple[str, int], list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]] = {}

    async def post(self, url: str, headers: dict[str, str], body: bytes, seconds: float) -> Answer:
        """One POST; raises OSError (which TimeoutError is)."""
        try:
            async with asyncio.timeout(seconds):
                return await self._post(url, headers, body)
        except (asyncio.IncompleteReadError, ValueError, IndexError) as error:
            raise ConnectionError("Connection reset by peer") from error

    async def _post(self, url: str, headers: dict[str, str], body: bytes) -> Answer:
        parts = urlsplit(url)
        key = (parts.hostname or "127.0.0.1", parts.port or 80)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        lines = [f"POST {target} HTTP/1.1", f"host: {key[0]}:{key[1]}", "content-type: application/json", f"content-length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        reader, writer = await self._connection(key)
        try:
            writer.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
            answer, keep = await _read(reader)
        except BaseException:
            writer.transport.abort()
            raise
        if keep:
            self._idle.setdefault(key, []).append((reader, writer))
        else:
            writer.close()
        return answer

    async def _connection(self, key: tuple[str, int]) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        idle = self._idle.get(key, [])
        while idle:
            reader, writer = idle.pop()
            if not reader.at_eof() and not writer.is_closing():
                return reader, writer
            writer.close()
        return await asyncio.open_connection(*key)

    def close(self) -> None:
        for idle in self._idle.values():
            for _, writer in idle:
                writer.transport.abort()
        self._idle.clear()


async def _read(reader: asyncio.StreamReader) -> tuple[Answer, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ")[1])
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    keep = headers.get("connection", "").lower() != "close"
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return Answer(status, await _chunks(reader), headers), keep
    if "content-length" in headers:
        return Answer(status, await reader.readexactly(int(headers["content-length"])), headers), keep
    if status in (204, 304):
        return Answer(status, b"", headers), keep
    return Answer(status, await reader.read(), headers), False


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    pieces = []
    while size := int((await reader.readline()).split(b";")[0], 16):
        pieces.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(pieces)
