"""P01, P02, P03, P05, P06, P26: kill the real service at any moment; nothing is lost, nothing takes effect twice."""

import asyncio
import secrets
from pathlib import Path

import pytest

from tests.crash.storm import POINTS, Plan, Verdict, blow
from tests.fakes.service import ServiceProcess
from tests.fakes.telegram.handle import FakeTelegram

SHORT = Plan(updates=250, kills=8, people=60, seed=20261125)
LONG = Plan(updates=10_000, kills=200, people=1_500, seed=20261125)


async def _storm(folder: Path, url: str, mode: str, plan: Plan) -> Verdict:
    async with (
        FakeTelegram.child() as telegram,
        ServiceProcess(database_url=url, folder=folder, telegram=telegram, mode=mode) as service,
    ):
        verdict = await blow(service, telegram, plan)
        assert service.traces() == []
        return verdict


def _hold(verdict: Verdict, plan: Plan) -> None:
    at_points = sum(count for point, count in verdict.points.items() if point)
    counts = f"{verdict.sent} updates, {verdict.kills} kills ({at_points} at fault points), {verdict.extra} extra copies, seed {plan.seed}"
    print(counts, dict(verdict.points))
    assert set(verdict.points) >= set(POINTS), counts
    assert verdict.sent == plan.updates
    assert verdict.lost == [], counts
    assert verdict.twice == [], counts
    assert verdict.unsent == [], counts
    assert verdict.never_seen == [], counts
    assert verdict.disordered == [], counts
    assert verdict.findings == [], counts
    assert verdict.unsound == [], counts
    # One extra copy for each row that was under way in a crash, and no more.
    assert verdict.extra <= 16 * verdict.kills
    assert verdict.most_copies <= 1 + verdict.kills


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_nothing_is_lost_and_nothing_done_twice(empty_url: str, mode: str, tmp_path: Path) -> None:
    _hold(await _storm(tmp_path, empty_url, mode, SHORT), SHORT)


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_nothing_is_lost_in_a_long_storm(empty_url: str, mode: str, tmp_path: Path) -> None:
    _hold(await _storm(tmp_path, empty_url, mode, LONG), LONG)


async def test_restarts_under_load_repeat_nothing(empty_url: str, tmp_path: Path) -> None:
    """P04: a planned restart exits within 10 s with code 0 and loses, repeats and reorders nothing."""
    async with (
        FakeTelegram.child() as telegram,
        ServiceProcess(database_url=empty_url, folder=tmp_path, telegram=telegram) as service,
    ):
        await telegram.user(7)
        for number in range(5):
            await service.start()
            await telegram.say_many([{"user": 7, "text": f"최소 인원이 몇 명이에요 {secrets.token_hex(2)}"} for _ in range(4)])
            await asyncio.sleep(0.05 * number)
            assert await service.stop() == 0
        await service.start()
        assert await telegram.wait(7, 20, seconds=60)
        await asyncio.sleep(0.3)
        assert len(await telegram.texts(7)) == 20
        assert await service.stop() == 0
        assert service.traces() == []
