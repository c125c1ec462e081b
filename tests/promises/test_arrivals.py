"""What arrives is stored before it is acknowledged, takes effect once, in order, and never blocks anybody."""

import asyncio
import json
import random
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from bot.inbox_loop import InboxLoop
from bot.intake import Intake
from bot.scene import Knowledge
from desk.messages import Address, ConversationId, Inbound, InboundKind
from storage import workers
from storage.database import Database
from storage.inbox import Arrival
from tests.bot.desk_rig import PERSON, desk_on
from tests.bot.scenes import NOW
from tests.crash.storm import rows
from tests.fakes.databases import count
from tests.fakes.library import small_knowledge
from tests.fakes.service import ServiceProcess
from tests.fakes.telegram.handle import FakeTelegram
from tests.promises.house import QUESTION, SECRET, House, house

WEBHOOK = "/telegram/webhook"
HEADERS = {"x-telegram-bot-api-secret-token": SECRET}


@pytest.mark.parametrize("point", ["inbox_written", "inbox_committed"])
async def test_p01_nothing_is_acknowledged_before_it_is_committed(empty_url: str, tmp_path: Path, point: str) -> None:
    """P01: killed just before or just after the commit, Telegram still holds the update; the next start answers it once."""
    # PostgreSQL commits the one statement that stores one update by itself.
    stored = int(point == "inbox_committed" or not empty_url.startswith("sqlite"))
    async with (
        FakeTelegram.child() as telegram,
        ServiceProcess(database_url=empty_url, folder=tmp_path, telegram=telegram) as service,
    ):
        await telegram.user(7)
        await telegram.say(7, QUESTION)
        await service.start(faults=f"{point}:1:kill", ready=False)
        assert await service.ended(20)
        assert len(await rows(empty_url, "select id from inbox")) == stored
        assert [update["state"] for update in await telegram.updates()] == ["pending"]
        await service.start()
        assert await telegram.wait(7, 1, seconds=20)
        assert await service.stop() == 0
        assert len(await telegram.texts(7)) == 1
        assert len(await rows(empty_url, "select id from inbox")) == 1


async def test_p01_a_webhook_is_answered_after_the_commit(webhook_house: House) -> None:
    """P01: whoever looks at the moment of the 200 finds the update, by another connection."""
    for number in range(20):
        answer = await webhook_house.client.post(WEBHOOK, json=update(number, 50 + number), headers=HEADERS)
        assert answer.status_code == 200
        assert await webhook_house.count("inbox", f"external = '{number}'") == 1


async def test_p03_copies_and_other_orders_are_harmless(desk_house: House) -> None:
    """P03: each update one to three times, shuffled; one of them twenty times more; ids that begin again lower."""
    telegram = desk_house.telegram
    await telegram.chaos(copies=3, shuffle=True, seed=3)
    people = range(100, 120)
    for person in people:
        await telegram.user(person)
    said = await telegram.say_many([{"user": person, "text": f"{QUESTION} {turn}"} for turn in range(3) for person in people])
    await desk_house.until("inbox", "state = 'done'", 60)
    await telegram.redeliver(int(str(said[7]["update_id"])), copies=20)
    await telegram.tune(next_update_id=5_000)
    await telegram.say_many([{"user": person, "text": QUESTION} for person in people])
    await desk_house.until("inbox", "state = 'done'", 80)
    await desk_house.quiet()
    assert await desk_house.count("inbox") == 80
    assert await desk_house.count("messages", "author = 'person'") == 80
    assert {len(await telegram.texts(person)) for person in people} == {4}
    assert (await telegram.state())["findings"] == []


async def test_p03_twenty_copies_at_the_same_moment(webhook_house: House) -> None:
    """P03: all twenty calls are acknowledged, one takes effect."""
    answers = await asyncio.gather(*(webhook_house.client.post(WEBHOOK, json=update(9, 7), headers=HEADERS) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    await webhook_house.quiet()
    assert await webhook_house.count("inbox") == 1
    assert await webhook_house.count("messages", "author = 'person'") == 1
    assert await webhook_house.count("outbox") == 1


async def test_p06_one_step_at_a_time_in_order_on_three_workers(database: Database) -> None:
    """P06: 200 conversations, three workers, random delays, texts and presses mixed."""
    desk = await desk_on(database)
    watch = Watch(random.Random(6))
    loops = []
    for number in range(3):
        name = f"w{number}"
        await database.transaction(lambda tx, name=name: workers.beat(tx, name, desk.clock.now))
        loops.append(InboxLoop(intake=Slow(replace(desk.intake, worker=name), watch), lanes=16))  # type: ignore[arg-type]
    people = [replace(PERSON, chat=str(1000 + number)) for number in range(200)]
    said = [spoken(person, turn) for turn in range(4) for person in people]
    await desk.intake.receive(said)
    while await count(database, "inbox", "state <> 'done'"):
        await asyncio.gather(*(loop.settle() for loop in loops))
    assert watch.met == []
    assert len(watch.workers) == 3
    wanted = {person.conversation: [str(said_.external) for said_ in said if said_.address == person] for person in people}
    assert watch.order == wanted


def spoken(person: Address, turn: int) -> Inbound:
    press = turn % 2 == 1
    return Inbound(
        external=f"{person.chat}-{turn}",
        address=person,
        kind=InboundKind.CHOICE if press else InboundKind.TEXT,
        text="" if press else QUESTION,
        choice="m!0" if press else "",
        press=f"{person.chat}q{turn}" if press else "",
        received=NOW,
    )


class Watch:
    """Sees who is at work where."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.inside: Counter[ConversationId] = Counter()
        self.met: list[ConversationId] = []
        self.order: dict[ConversationId, list[str]] = defaultdict(list)
        self.workers: set[str] = set()


class Slow:
    """An intake that dawdles before and after each step."""

    def __init__(self, intake: Intake, watch: Watch) -> None:
        self.intake, self.watch = intake, watch

    async def claim(self, limit: int) -> list[Arrival]:
        return await self.intake.claim(min(limit, 5))

    async def handle(self, arrival: Arrival) -> None:
        conversation, watch = arrival.inbound.address.conversation, self.watch
        watch.inside[conversation] += 1
        watch.workers.add(arrival.worker)
        watch.order[conversation].append(arrival.inbound.external)
        for _ in range(watch.dice.randint(0, 9)):
            await asyncio.sleep(0)
        if watch.inside[conversation] > 1:
            watch.met.append(conversation)
        await self.intake.handle(arrival)
        watch.inside[conversation] -= 1


async def test_p07_what_waited_for_a_day_is_answered(empty_url: str, tmp_path: Path) -> None:
    """P07: after 23 hours of silence everything is answered and nothing is dropped at the start."""
    async with FakeTelegram.here() as telegram:
        await telegram.user(7)
        for hours in (23, 12, 0.5):
            await telegram.say(7, QUESTION, age=hours * 3600)
        async with house(empty_url, tmp_path, telegram=telegram) as running:
            await running.quiet()
            assert len(await telegram.texts(7)) == 3
        assert {update["state"] for update in await telegram.updates()} == {"confirmed"}
        assert (await telegram.state())["findings"] == []


class Broken:
    """Content in which one phrase is missing: every turn that needs it raises."""

    def __init__(self) -> None:
        good = small_knowledge()
        phrases = {name: text for name, text in good.voice.phrases.items() if name != "menu"}
        self.knowledge: Knowledge = replace(good, voice=replace(good.voice, phrases=phrases))

    def __call__(self) -> Knowledge:
        return self.knowledge


async def test_p08_a_poisonous_update_blocks_nobody_for_long(database: Database) -> None:
    """P08: others are answered at once; after five failures within about a minute the person is told once and the next update goes."""
    desk = await desk_on(database, knowledge=Broken())
    other = replace(PERSON, chat="8")
    await desk.hear(desk.inbound("처음으로"), desk.inbound(QUESTION), desk.inbound(QUESTION, at=other))
    assert [delivery.conversation for delivery, _ in desk.telegram.sent] == [other.conversation]
    began = desk.clock.now
    while await count(database, "inbox", "state = 'new'"):
        desk.clock.pass_(seconds=1)
        await desk.settle()
        assert (desk.clock.now - began).total_seconds() < 90
    assert await count(database, "inbox", "state = 'parked' and attempts = 5") == 1
    own = [delivery for delivery, _ in desk.telegram.sent if delivery.conversation == PERSON.conversation]
    assert len(own) == 2
    assert "문제가 생겼어요" in desk.telegram.texts()[1]
    assert "5명" in desk.telegram.texts()[2]


def update(number: int, person: int) -> dict[str, object]:
    """A text of a person as Telegram posts it."""
    sender = {"id": person, "is_bot": False, "first_name": "민지"}
    chat = {"id": person, "type": "private", "first_name": "민지"}
    message = {"message_id": 1, "from": sender, "chat": chat, "date": 1_795_500_000, "text": QUESTION}
    return json.loads(json.dumps({"update_id": number, "message": message}))
