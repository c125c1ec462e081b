import asyncio
import sys
from dataclasses import replace

import pytest

from bot.papers.orders import files_of
from bot.papers.press import MOST_WAITING, PaperUnavailable, Press
from bot.scene import Knowledge
from tests.bot.papers import rig
from tests.bot.scenes import scene


def knowledge() -> Knowledge:
    return replace(scene().knowledge, flows=rig.shipped().book, papers=rig.shipped().papers)


def press(script: str = "", seconds: float = 30.0) -> Press:
    made = Press(knowledge=knowledge, seconds=seconds)
    return Press(knowledge=knowledge, command=(sys.executable, "-c", script), seconds=seconds) if script else made


def ref() -> str:
    turn = rig.example(0)
    assert turn.result
    return next(files_of(rig.shipped().papers, turn.result, turn.answers, rig.TODAY)).ref


async def test_a_paper_is_made_in_a_process_of_its_own() -> None:
    made = await press().read(ref())
    assert made
    assert made.startswith(b"%PDF-")


async def test_what_is_no_paper_is_not_made() -> None:
    assert await press().read("private") is None


@pytest.mark.parametrize("script", ["raise SystemExit(3)", "pass"], ids=["broken", "nothing written"])
async def test_a_process_that_breaks_makes_no_paper(script: str) -> None:
    with pytest.raises(PaperUnavailable):
        await press(script).read(ref())


async def test_a_process_that_hangs_is_ended() -> None:
    with pytest.raises(PaperUnavailable):
        await press("import time; time.sleep(60)", seconds=0.3).read(ref())


async def test_the_process_is_not_told_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DURE_SECRET_KEY", "hush")
    made = await press("import os; print(sorted(os.environ))").read(ref())
    assert made
    assert b"DURE" not in made


async def test_a_queue_that_is_too_long_is_refused_at_once() -> None:
    slow = press("import time; time.sleep(60)")
    waiting = [asyncio.create_task(slow.read(ref())) for _ in range(MOST_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(PaperUnavailable):
        await slow.read(ref())
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
