"""Whole round trips a second, from the webhook's 200 over inbox, router and outbox to the accepted reply, against the bare library.

python -m bench.round_trips [--updates N] [--rounds N]     PostgreSQL is measured when TEST_PG_DSN names a server.
"""

import argparse
import asyncio
import contextlib
import json
import os
import secrets
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from bench.processes import free_port, get, post_all, program, wait_ready
from bench.rows import Row, show
from bot.knowledge import Loader
from bot.sources import Sources

SECRET = "b" * 40
REPLY = "<b>협동조합은 몇 명부터 만들 수 있나요?</b>\n\n" + "5명부터 만들 수 있어요. " * 30
CONNECTIONS = 16
WARM_UP = 100


@cache
def questions() -> tuple[str, ...]:
    """What people ask: the titles of the shipped entries, each answered by one card."""
    return tuple(entry.title for entry in Loader(Sources.of(None), None).load().entries.values())


def updates(first: int, count: int) -> list[bytes]:
    """Messages of as many people: a chat of its own each, so that no chat's limit slows us."""
    return [json.dumps(_update(number), ensure_ascii=False).encode() for number in range(first, first + count)]


def _update(number: int) -> dict[str, object]:
    chat = {"id": 10_000 + number, "type": "private", "first_name": "p"}
    sender = {"id": 10_000 + number, "is_bot": False, "first_name": "p"}
    text = questions()[number % len(questions())]
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1_770_000_000, "chat": chat, "from": sender, "text": text},
    }


async def rate(sink: int, ports: Sequence[int], headers: dict[str, str], first: int, count: int) -> float:
    """Round trips a second of these servers; AssertionError when a reply is missing after a minute."""
    before = await _sent(sink)
    began = time.perf_counter()
    shares = [updates(first, count)[place :: len(ports)] for place in range(len(ports))]
    each = max(1, CONNECTIONS // len(ports))
    await asyncio.gather(*(post_all(port, "/telegram/webhook", headers, share, each) for port, share in zip(ports, shares, strict=True)))
    while await _sent(sink) - before < count:
        assert time.perf_counter() - began < 60, f"{await _sent(sink) - before} of {count} replies"
        await asyncio.sleep(0.005)
    return count / (time.perf_counter() - began)


async def _sent(sink: int) -> int:
    return int(json.loads((await get(sink, "/count"))[1])["result"])


@contextlib.asynccontextmanager
async def bare(sink: int, folder: Path) -> AsyncIterator[list[int]]:
    """The bare library."""
    port, reply = free_port(), folder / "reply.txt"
    reply.write_text(REPLY)
    async with program("-m", "bench.bare", str(port), f"http://127.0.0.1:{sink}/bot", str(reply)):
        await wait_ready(port)
        yield [port]


@contextlib.asynccontextmanager
async def ours(sink: int, url: str, workers: int, folder: Path) -> AsyncIterator[list[int]]:
    """`dure serve` with shipped content, one or more processes on one database."""
    ports = [free_port() for _ in range(workers)]
    async with contextlib.AsyncExitStack() as stack:
        for port in ports:
            await stack.enter_async_context(
                program("-m", "bot", "serve", env=_settings(sink, url, workers, port), log=folder / "serve.log")
            )
            await wait_ready(port)
        yield ports


def _settings(sink: int, url: str, workers: int, port: int) -> dict[str, str]:
    return {
        "DURE_DATABASE_URL": url,
        "DURE_PORT": str(port),
        "DURE_SECRET_KEY": SECRET,
        "DURE_TELEGRAM_TOKEN": "1:bench",
        "DURE_TELEGRAM_BASE_URL": f"http://127.0.0.1:{sink}/bot",
        "DURE_TELEGRAM_MODE": "webhook",
        "DURE_TELEGRAM_WEBHOOK_SECRET": SECRET,
        "DURE_TELEGRAM_RATE": "1000000",
        "DURE_MESSAGES_PER_MINUTE": "1000000",
        "DURE_PUBLIC_URL": "https://127.0.0.1",
        "DURE_WORKERS": str(workers),
        "DURE_LOG_LEVEL": "error",
    }


@contextlib.asynccontextmanager
async def blank_postgres() -> AsyncIterator[str]:
    """A database of its own on the server."""
    server, name = os.environ["TEST_PG_DSN"], f"dure_bench_{secrets.token_hex(4)}"
    await _on_server(server, f"create database {name} encoding 'UTF8' template template0")
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        await _on_server(server, f"drop database if exists {name} with (force)")


async def _on_server(server: str, sql: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


async def measure(count: int, rounds: int) -> list[Row]:
    """Every way in turn, `rounds` times, so that a slow moment of the machine hits all alike; medians."""
    ways: list[tuple[str, int]] = [("bare", 1), ("sqlite", 1)]
    if os.environ.get("TEST_PG_DSN"):
        ways += [("postgres", workers) for workers in (1, 2, 4)]
    found: dict[tuple[str, int], list[float]] = {way: [] for way in ways}
    sink = free_port()
    async with program("-m", "bench.sink", str(sink)):
        await wait_ready(sink, "/count")
        for _ in range(rounds):
            for way in ways:
                found[way].append(await _once(sink, way, count))
    base = statistics.median(found["bare", 1])
    rows = [
        Row(what=_name(way), value=f"{statistics.median(rates):,.0f}/s", ratio=f"{statistics.median(rates) / base:.2f}", aim=_aim(way))
        for way, rates in found.items()
    ]
    if not os.environ.get("TEST_PG_DSN"):
        rows.append(Row(what="PostgreSQL", value="not measured: set TEST_PG_DSN"))
    return rows


async def _once(sink: int, way: tuple[str, int], count: int) -> float:
    engine, workers = way
    with tempfile.TemporaryDirectory() as folder:
        async with contextlib.AsyncExitStack() as stack:
            if engine == "bare":
                ports = await stack.enter_async_context(bare(sink, Path(folder)))
            else:
                url = await stack.enter_async_context(blank_postgres()) if engine == "postgres" else f"sqlite:///{folder}/dure.db"
                ports = await stack.enter_async_context(ours(sink, url, workers, Path(folder)))
            headers = {"x-telegram-bot-api-secret-token": SECRET}
            await rate(sink, ports, headers, 1, WARM_UP)
            return await rate(sink, ports, headers, 1 + WARM_UP, count)


def _name(way: tuple[str, int]) -> str:
    engine, workers = way
    return "bare python-telegram-bot" if engine == "bare" else f"Dure on {engine}, {workers} worker{'s' if workers > 1 else ''}"


def _aim(way: tuple[str, int]) -> str:
    return ">= 0.5" if way[0] != "bare" and way[1] == 1 else ""


def run(updates_: int = 2000, rounds: int = 3) -> list[Row]:
    """The rows of the table."""
    return asyncio.run(measure(updates_, rounds))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--updates", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    show("Round trips", run(chosen.updates, chosen.rounds))
