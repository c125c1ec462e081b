"""How soon `dure serve` answers after its start, and how much memory it holds after work.

python -m bench.start
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.processes import free_port, memory, post_all, program, wait_ready
from bench.rows import Row, show

SECRET = "b" * 40
STARTS = 5
QUESTIONS = 300
#: A token brings the library along; nobody needs to answer for that.
TELEGRAM = {"DURE_TELEGRAM_TOKEN": "1:a", "DURE_TELEGRAM_BASE_URL": "http://127.0.0.1:9/bot"}


async def _start(folder: Path, **more: str) -> float:
    port = free_port()
    began = time.perf_counter()
    async with program("-m", "bot", "serve", env={**_settings(folder, port), **more}):
        await wait_ready(port)
        return time.perf_counter() - began


async def _worked(folder: Path, **more: str) -> tuple[float, float]:
    """Memory when it serves, and after many questions over the Kakao skill."""
    port = free_port()
    async with program("-m", "bot", "serve", env={**_settings(folder, port), **more}) as pid:
        await wait_ready(port)
        fresh = memory(pid)
        bodies = [_skill(number) for number in range(QUESTIONS)]
        await post_all(port, "/kakao/skill", {"x-dure-secret": SECRET}, bodies, 8)
        return fresh, memory(pid)


def _skill(number: int) -> bytes:
    user = {"id": f"u{number}", "type": "botUserKey"}
    return json.dumps({"userRequest": {"utterance": f"조합원 {number}명이면 무엇부터 하나요", "user": user}, "bot": {"id": "b"}}).encode()


def _settings(folder: Path, port: int) -> dict[str, str]:
    return {
        "DURE_DATABASE_URL": f"sqlite:///{folder}/dure.db",
        "DURE_CACHE_DIR": f"{folder}/cache",
        "DURE_PORT": str(port),
        "DURE_SECRET_KEY": SECRET,
        "DURE_KAKAO_SECRET": SECRET,
        "DURE_KAKAO_BOT_ID": "b",
        "DURE_TELEGRAM_TOKEN": "",
        "DURE_MESSAGES_PER_MINUTE": "1000000",
        "DURE_LOG_LEVEL": "error",
    }


async def _bare() -> float:
    """The same interpreter importing what no service of this kind can do without."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import telegram.ext, uvicorn, starlette.applications, aiosqlite, numpy"
    )
    await process.wait()
    return time.perf_counter() - began


async def measure() -> list[Row]:
    """Cold (indexes are built), then warm starts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cold = await _start(folder)
        warm = statistics.median([await _start(folder) for _ in range(STARTS)])
        bare = statistics.median([await _bare() for _ in range(STARTS)])
        fresh, worked = await _worked(folder)
        telegram = statistics.median([await _start(folder, **TELEGRAM) for _ in range(STARTS)])
        _, with_telegram = await _worked(folder, **TELEGRAM)
    return [
        Row(what="bare imports", value=f"{bare:.2f} s", ratio="1.00"),
        Row(what="serving after a restart", value=f"{warm:.2f} s", ratio=f"{warm / bare:.2f}", aim="< 1.5 s"),
        Row(what="serving for the first time", value=f"{cold:.2f} s", ratio=f"{cold / bare:.2f}"),
        Row(what="resident when serving", value=f"{fresh:.0f} MB"),
        Row(what=f"resident after {QUESTIONS} questions", value=f"{worked:.0f} MB", aim="< 150 MB"),
        Row(what="with Telegram: serving after a restart", value=f"{telegram:.2f} s", ratio=f"{telegram / bare:.2f}", aim="< 1.5 s"),
        Row(what=f"with Telegram: resident after {QUESTIONS} questions", value=f"{with_telegram:.0f} MB", aim="< 150 MB"),
    ]


def run() -> list[Row]:
    """The rows of the table."""
    return asyncio.run(measure())


if __name__ == "__main__":
    show("Start and memory", run())
