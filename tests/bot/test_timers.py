"""Due timers ring, and what dead workers held is taken over."""

import asyncio
from datetime import timedelta

import pytest

from bot.timers import SweepLoop, TimerLoop
from storage import inbox, workers
from storage.database import Database
from tests.bot.desk_rig import Desk, desk_on
from tests.fakes.databases import count

LEASE = timedelta(seconds=15)


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await desk_on(database)


async def test_a_round_rings_what_is_due(desk: Desk) -> None:
    await desk.say("상담원")
    loop = TimerLoop(intake=desk.intake)
    assert await loop.round() == 0
    desk.clock.pass_(days=3)
    assert await loop.round() == 1
    assert await loop.round() == 0


async def test_both_loops_end_when_they_are_told(desk: Desk) -> None:
    stop = asyncio.Event()
    stop.set()
    await TimerLoop(intake=desk.intake).run(stop)
    await SweepLoop(database=desk.database, worker="w2", clock=desk.clock, lease=LEASE).run(stop)


@pytest.mark.parametrize(("silent", "taken"), [(5, False), (20, True)])
async def test_the_work_of_a_silent_worker_is_taken_over(desk: Desk, silent: int, taken: bool) -> None:
    await desk.database.transaction(lambda tx: workers.beat(tx, "dead", desk.clock.now))
    await desk.intake.receive([desk.inbound("안녕하세요")])
    (arrival,) = await desk.database.transaction(lambda tx: inbox.claim(tx, "dead", desk.clock.now, 1))
    desk.clock.pass_(seconds=silent)
    await SweepLoop(database=desk.database, worker="w2", clock=desk.clock, lease=LEASE).round()
    assert await count(desk.database, "inbox", "state = 'new'") == int(taken)
    again = await desk.intake.claim(1)
    assert [one.id for one in again] == ([arrival.id] if taken else [])


async def test_a_sweep_is_a_sign_of_life(desk: Desk) -> None:
    await SweepLoop(database=desk.database, worker="w2", clock=desk.clock, lease=LEASE).round()
    assert await count(desk.database, "workers", "id = 'w2'") == 1
