"""Programs that run beside a benchmark: started, waited for, measured from outside, and ended."""

import asyncio
import contextlib
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.asynccontextmanager
async def program(*arguments: str, env: Mapping[str, str] | None = None, log: Path | None = None) -> AsyncIterator[int]:
    """A Python program of ours; gives its process id and kills it at the end."""
    with (log or Path(os.devnull)).open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, env={**os.environ, **(env or {})}, stdout=output, stderr=output
        )
    try:
        yield process.pid
    finally:
        if process.returncode is None:
            process.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), 8)
        if process.returncode is None:
            process.kill()
            await process.wait()


async def get(port: int, path: str) -> tuple[int, bytes]:
    """Status and body of one GET; status 0 when nobody answers."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return 0, b""
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n".encode())
        return await _answer(reader)
    finally:
        writer.close()


async def wait_ready(port: int, path: str = "/readyz", *, seconds: float = 90.0) -> float:
    """Seconds until it answers 200; TimeoutError when it does not."""
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        if (await get(port, path))[0] == 200:
            return time.perf_counter() - began
        await asyncio.sleep(0.01)
    raise TimeoutError(f"nobody serves port {port}")


async def post_all(port: int, path: str, headers: Mapping[str, str], bodies: Sequence[bytes], connections: int) -> None:
    """Post every body, each connection one after another; AssertionError when one is not taken."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    waiting = iter(bodies)

    async def drive() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for body in waiting:
            head = (
                f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n{lines}\r\n"
            )
            writer.write(head.encode() + body)
            status, _ = await _answer(reader)
            assert status == 200, f"status {status}"
        writer.close()

    await asyncio.gather(*(drive() for _ in range(connections)))


def memory(pid: int) -> float:
    """Resident megabytes of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_048_576


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    size = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
    return int(head.split(b" ", 2)[1]), await reader.readexactly(size)
