"""Feeds updates, kills the service again and again, and counts what came of every update.

The truth is in two places that the service cannot touch: what the fake platform sent, and what it accepted.
"""

import asyncio
import json
import random
import re
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise

import asyncpg

from storage.open import open_database
from storage.verify import Finding, verify
from tests.fakes.service import ServiceProcess
from tests.fakes.telegram.handle import FakeTelegram

#: Fault points at which the process is told to kill itself, and how often each is passed at most before it does.
POINTS = {
    "inbox_written": 1,
    "inbox_committed": 1,
    "work_taken": 12,
    "turn_written": 12,
    "before_send": 12,
    "answer_read": 12,
    "stopping": 1,
}
_BUTTON = re.compile(r"([0-9a-z]{26}-\d+)!\d+")
QUESTION = "최소 인원이 몇 명이에요"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How hard it blows."""

    updates: int
    kills: int
    people: int
    seed: int
    #: Each update is delivered up to so many times.
    copies: int = 3


@dataclass(slots=True, kw_only=True)
class Verdict:
    """What was counted at the end."""

    sent: int = 0
    kills: int = 0
    #: Fault point -> how often the process died there.
    points: Counter[str] = field(default_factory=Counter)
    #: Updates whose message is not in the log.
    lost: list[int] = field(default_factory=list)
    #: Updates logged more than once.
    twice: list[int] = field(default_factory=list)
    #: Outbox rows that are not sent.
    unsent: list[str] = field(default_factory=list)
    #: Rows marked sent that the platform never accepted.
    never_seen: list[str] = field(default_factory=list)
    #: Extra copies of rows at the platform; each needs a crash of its own.
    extra: int = 0
    most_copies: int = 0
    #: Chats in which the platform saw first copies in another order than they were queued.
    disordered: list[str] = field(default_factory=list)
    findings: list[object] = field(default_factory=list)
    #: What `dure db verify` finds afterwards.
    unsound: list[Finding] = field(default_factory=list)


async def blow(service: ServiceProcess, telegram: FakeTelegram, plan: Plan) -> Verdict:
    """The whole storm; afterwards the service has been left alone until nothing was left to do."""
    dice = random.Random(plan.seed)
    people = [1000 + number for number in range(plan.people)]
    for person in people:
        await telegram.user(person, first_name=f"p{person}")
    await telegram.chaos(copies=plan.copies, shuffle=service.mode == "webhook", seed=plan.seed)
    said: list[int] = []
    points: Counter[str] = Counter()
    for number, point in enumerate(_points(plan, dice), start=1):
        share = plan.updates * number // plan.kills - len(said)
        # The first half waits when the service starts; the second comes while it is at work.
        said += await _say(telegram, people, share // 2, dice)
        feeding = asyncio.create_task(_say_slowly(telegram, people, share - share // 2, dice))
        points[await _kill(service, point, dice)] += 1
        said += await feeding
    await service.start()
    assert await _settle(service, telegram), "work is left that nobody does"
    verdict = await _judge(service, telegram, said)
    verdict.kills, verdict.points = plan.kills, points
    await service.stop()
    verdict.unsound = await _unsound(service.database_url)
    return verdict


def _points(plan: Plan, dice: random.Random) -> list[str]:
    """Where each kill happens: once at every fault point, then half and half at such a point and (an empty name) at a random time."""
    once = dice.sample(list(POINTS), len(POINTS))
    return [*once, *(dice.choice(list(POINTS)) if dice.random() < 0.5 else "" for _ in range(plan.kills))][: plan.kills]


async def _say(telegram: FakeTelegram, people: list[int], count: int, dice: random.Random) -> list[int]:
    """People say something; returns the update ids."""
    items = [{"user": dice.choice(people), "text": QUESTION} for _ in range(count)]
    return [int(str(one["update_id"])) for one in await telegram.say_many(items)]


async def _say_slowly(telegram: FakeTelegram, people: list[int], count: int, dice: random.Random) -> list[int]:
    said: list[int] = []
    while len(said) < count:
        said += await _say(telegram, people, min(count - len(said), dice.randint(1, 8)), dice)
        await asyncio.sleep(dice.uniform(0.0, 0.2))
    return said


async def _kill(service: ServiceProcess, point: str, dice: random.Random) -> str:
    """Start the service and kill it: there, or at a random time, some of them while it starts. Returns where it died."""
    faults = f"{point}:{dice.randint(1, POINTS[point])}:kill" if point else ""
    await service.start(faults=faults, ready=point == "stopping" or dice.random() < 0.8)
    if point == "stopping":
        code = await service.stop()
    elif point:
        await service.ended(6.0)
        code = service.code
    else:
        await asyncio.sleep(dice.uniform(0.0, 1.2))
        code = None
    await service.kill()
    return point if code == -signal.SIGKILL else ""


async def _settle(service: ServiceProcess, telegram: FakeTelegram, seconds: float = 60.0) -> bool:
    """Until every update was taken and every row has left; False when for so long nothing moved any more."""
    await telegram.chaos(copies=1)
    seen, since = -1, time.monotonic()
    while time.monotonic() < since + seconds:
        left = int(str((await telegram.state())["pending"])) + await _left(service)
        if left == 0:
            return True
        if left != seen:
            seen, since = left, time.monotonic()
        await asyncio.sleep(0.25)
    return False


async def _left(service: ServiceProcess) -> int:
    arrivals = await rows(service.database_url, "select count(*) as many from inbox where state not in ('done', 'parked')")
    deliveries = await rows(service.database_url, "select count(*) as many from outbox where state in ('queued', 'sending', 'unknown')")
    return int(str(arrivals[0]["many"])) + int(str(deliveries[0]["many"]))


async def _unsound(url: str) -> list[Finding]:
    database = await open_database(url)
    try:
        return await verify(database)
    finally:
        await database.close()


async def rows(url: str, sql: str) -> list[dict[str, object]]:
    """Read beside the running service, by a connection of our own."""
    if url.startswith("sqlite"):
        return await asyncio.to_thread(_from_file, url.removeprefix("sqlite:///"), sql)
    connection = await asyncpg.connect(url)
    try:
        return [dict(row) for row in await connection.fetch(sql)]
    finally:
        await connection.close()


def _from_file(path: str, sql: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql)]


async def _judge(service: ServiceProcess, telegram: FakeTelegram, said: list[int]) -> Verdict:
    url = service.database_url
    arrivals = await rows(url, "select id, external, state from inbox where channel = 'telegram'")
    messages = await rows(url, "select id from messages where author = 'person'")
    logged = Counter(str(row["id"]).rsplit("-", 1)[0] for row in messages)
    outbox = await rows(url, "select id, message, conversation, seq, state from outbox order by room, seq")
    by_update = {int(str(row["external"])): str(row["id"]) for row in arrivals}
    verdict = Verdict(sent=len(said))
    verdict.lost = [update for update in said if logged[by_update.get(update, "")] == 0]
    verdict.twice = [update for update in said if logged[by_update.get(update, "")] > 1]
    verdict.unsent = [str(row["id"]) for row in outbox if row["state"] != "sent"]
    _compare(verdict, outbox, await telegram.calls("sendMessage"))
    state = await telegram.state()
    verdict.findings = list(state["findings"])  # type: ignore[arg-type]
    return verdict


def _compare(verdict: Verdict, outbox: list[dict[str, object]], calls: list[dict[str, object]]) -> None:
    """What the platform accepted against what the outbox holds; a reply is known by the key in its buttons."""
    seen = [key for call in calls if call["result"] and (key := _key(call))]
    copies = Counter(seen)
    wanted = [str(row["message"]) for row in outbox]
    verdict.never_seen = [key for key in wanted if copies[key] == 0]
    verdict.extra = sum(count - 1 for count in copies.values())
    verdict.most_copies = max(copies.values(), default=0)
    first = {key: place for place, key in reversed(list(enumerate(seen)))}
    for before, after in pairwise(row for row in outbox if str(row["message"]) in first):
        if before["conversation"] == after["conversation"] and first[str(before["message"])] > first[str(after["message"])]:
            verdict.disordered.append(str(after["conversation"]))


def _key(call: dict[str, object]) -> str:
    """The message id that the buttons of a sent reply carry."""
    found = _BUTTON.search(json.dumps(call["values"]))
    return found.group(1) if found else ""
