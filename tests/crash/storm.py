"""Feeds updates, kills the service again and again, and counts what came of every update.

The truth is in two places that the service cannot touch: what the fake platform sent, and what it accepted.
"""

import asyncio
import json
import random
import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise

import asyncpg

from tests.fakes.service import ServiceProcess
from tests.fakes.telegram.handle import FakeTelegram

#: Fault points at which the process may be told to kill itself, and how often they are passed at most before it does.
POINTS = {
    "inbox_written": 3,
    "inbox_committed": 3,
    "work_taken": 60,
    "turn_written": 60,
    "before_send": 60,
    "answer_read": 60,
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


async def blow(service: ServiceProcess, telegram: FakeTelegram, plan: Plan) -> Verdict:
    """The whole storm; afterwards the service has been left alone until nothing was left to do."""
    dice = random.Random(plan.seed)
    people = [1000 + number for number in range(plan.people)]
    for person in people:
        await telegram.user(person, first_name=f"p{person}")
    await telegram.chaos(copies=plan.copies, shuffle=service.mode == "webhook", seed=plan.seed)
    feeding = asyncio.create_task(_feed(telegram, plan, people, dice))
    kills = await _kill_often(service, plan, dice)
    said = await feeding
    await service.start()
    await _settle(service, telegram)
    verdict = await _judge(service, telegram, said)
    verdict.kills = kills
    await service.stop()
    return verdict


async def _feed(telegram: FakeTelegram, plan: Plan, people: list[int], dice: random.Random) -> list[int]:
    """Say everything in bursts over about as long as the kills take; returns the update ids."""
    said: list[int] = []
    bursts = max(1, plan.kills)
    for number in range(bursts):
        share = plan.updates * (number + 1) // bursts - len(said)
        items = [{"user": dice.choice(people), "text": QUESTION} for _ in range(share)]
        said += [int(str(one["update_id"])) for one in await telegram.say_many(items)]
        await asyncio.sleep(dice.uniform(0.1, 0.8))
    return said


async def _kill_often(service: ServiceProcess, plan: Plan, dice: random.Random) -> int:
    """Half of the kills at a fault point, half at a random time; some of them while starting."""
    for number in range(plan.kills):
        point = dice.choice(list(POINTS))
        at_point = number % 2 == 0
        faults = f"{point}:{dice.randint(1, POINTS[point])}:kill" if at_point else ""
        await service.start(faults=faults, ready=dice.random() < 0.8)
        if point == "stopping" and at_point:
            await service.stop()
        elif at_point:
            await service.ended(dice.uniform(0.5, 1.5))
        else:
            await asyncio.sleep(dice.uniform(0.0, 0.8))
        await service.kill()
    return plan.kills


async def _settle(service: ServiceProcess, telegram: FakeTelegram, seconds: float = 300.0) -> None:
    """Until every update was taken and every row has left."""
    await telegram.chaos(copies=1)
    for _ in range(int(seconds / 0.25)):
        state = await telegram.state()
        if not state["pending"] and not await _left(service):
            return
        await asyncio.sleep(0.25)


async def _left(service: ServiceProcess) -> int:
    arrivals = await rows(service.database_url, "select id from inbox where state not in ('done', 'parked')")
    deliveries = await rows(service.database_url, "select id from outbox where state in ('queued', 'sending', 'unknown')")
    return len(arrivals) + len(deliveries)


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
