"""P21, P22: neither a restart, nor a pause, nor an edit of the content leaves anybody stranded in a flow."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desk.deadlines import KST
from desk.messages import Card, Part, options_of
from flows.engine import Turn
from tests.fakes.library import small_knowledge
from tests.fakes.service import ServiceProcess
from tests.fakes.telegram.handle import FakeTelegram
from tests.fakes.walkers import WHOLE, Desk, Walker, desk, words_for
from tests.promises.crowd import Shop, Stand, gather, words_now
from tests.promises.edits import EDITS, Edit, gone, removed, retyped

NONE, DAYS = timedelta(), timedelta(days=3)
#: More answers than any way has.
MOST = 100
#: Where the service dies with each message, at which passage: one that was under way is taken up again first.
KILLS = ("turn_written:1:kill", "work_taken:2:kill", "before_send:2:kill", "turn_written:1:kill")
MEMORY = "sqlite:///:memory:"
VALID, NONSENSE, BACK, CANCEL, HOME = "", "ㅁㄴㅇㄹ 무슨 말인지", "이전", "취소", "처음으로"
SAYINGS = (VALID, NONSENSE, BACK, CANCEL, HOME)


async def walked(house: Desk, *, restarts: bool, pause: timedelta = NONE) -> list[Walker]:
    """Every flow has its walker; all go step by step at the same time, from the start to a result."""
    walkers = [
        Walker(desk=house, name=f"p-{flow}", flow=flow, example=example, presses=number % 2 == 0)
        for number, (flow, example) in enumerate(sorted(WHOLE.items()))
    ]
    for walker in walkers:
        await walker.begin()
    for _ in range(MOST):
        walking = [walker for walker in walkers if walker.seat]
        if walking and restarts:
            await house.rebuild()
        for walker in walking:
            walker.now += pause
            await walker.step()
    return walkers


def parts_of(walkers: list[Walker]) -> dict[str, list[Part]]:
    return {walker.flow: walker.parts for walker in walkers}


def asked_of(walkers: list[Walker]) -> dict[str, list[str]]:
    return {walker.flow: walker.asked for walker in walkers}


@pytest.mark.parametrize("pause", [NONE, DAYS], ids=["at_once", "days_later"])
async def test_p21_a_restart_before_every_answer_changes_no_word(empty_url: str, pause: timedelta) -> None:
    """P21: the application is stopped and built again on the same database before every answer of every flow."""
    async with desk(MEMORY, small_knowledge) as calm:
        expected = await walked(calm, restarts=False, pause=pause)
    async with desk(empty_url, small_knowledge) as shaken:
        found = await walked(shaken, restarts=True, pause=pause)
    assert parts_of(found) == parts_of(expected)
    assert [walker.flow for walker in found if not walker.result] == []


async def test_p21_after_a_pause_of_days_the_same_is_asked() -> None:
    """P21: three days before every answer; nothing is asked twice, and the result is that of the same answers on the last day."""
    async with desk(MEMORY, small_knowledge) as calm:
        expected = await walked(calm, restarts=False)
    async with desk(MEMORY, small_knowledge) as slow:
        found = await walked(slow, restarts=False, pause=DAYS)
    assert asked_of(found) == asked_of(expected)
    for walker in found:
        that_day = small_knowledge().flows.reply(walker.flow, walker.answers, walker.said, walker.today).result
        assert that_day
        assert walker.result
        assert walker.result.title == that_day.title


async def test_p21_killed_in_the_middle_of_every_answer(empty_url: str, tmp_path: Path) -> None:
    """P21: the real service is killed with every message of a flow, and goes on where the person stood."""
    flow, flows, today = "small-workplace", small_knowledge().flows, datetime.now(KST).date()
    said, turn, left = flows.title(flow), flows.begin(flow, today), dict(WHOLE[flow].answers)
    async with FakeTelegram.child() as telegram, ServiceProcess(database_url=empty_url, folder=tmp_path, telegram=telegram) as service:
        await telegram.user(7)
        await service.start(faults=KILLS[0])
        for following in (*KILLS[1:], ""):
            await telegram.say(7, said)
            assert await service.ended(60)
            await service.start(faults=following)
            assert await shows(telegram, words_of(turn)), await telegram.texts(7)
            if turn.question:
                said = words_for(turn.question.step, left)
                turn = flows.reply(flow, turn.answers, said, today)
        assert turn.result
        assert await service.stop() == 0
        assert service.traces() == []


def words_of(turn: Turn) -> str:
    return turn.question.text if turn.question else turn.result.title if turn.result else ""


async def shows(telegram: FakeTelegram, wanted: str) -> bool:
    """Whether the person's last message from us soon says this."""
    for many in range(1, 40):
        await telegram.wait(7, many, seconds=1)
        if wanted in (await telegram.texts(7) or [""])[-1]:
            return True
    return False


@pytest.mark.parametrize("shift", [0, *(pytest.param(shift, marks=pytest.mark.slow) for shift in range(1, len(EDITS)))])
async def test_p22_an_edit_under_a_crowd(tmp_path: Path, shift: int) -> None:
    """P22: on every step of every flow stands somebody; each flow is edited in another way; whatever they write is answered well."""
    shop = Shop.open(tmp_path)
    async with desk(MEMORY, shop.library.knowledge) as house:
        await edited_under_a_crowd(shop, house, shift, sparing=shift == 0)


@pytest.mark.slow
@pytest.mark.parametrize("shift", range(len(EDITS)))
async def test_p22_on_both_engines(empty_url: str, tmp_path: Path, shift: int) -> None:
    """P22: the same, with the state of everybody in a file or on a server."""
    shop = Shop.open(tmp_path / "content")
    async with desk(empty_url, shop.library.knowledge) as house:
        await edited_under_a_crowd(shop, house, shift, sparing=True)


async def edited_under_a_crowd(shop: Shop, house: Desk, shift: int, *, sparing: bool) -> None:
    crowd = await gather(house, sparing=sparing)
    assert len(crowd) > 100
    edits = {flow: EDITS[(number + shift) % len(EDITS)] for number, flow in enumerate(sorted(WHOLE))}
    await shop.edit(edits)
    for number, stand in enumerate(crowd):
        await write(stand, edits[stand.walker.flow], SAYINGS[number % len(SAYINGS)])
    count = "select count(*) as many from inbox where state <> 'done' or attempts > 1"
    (failed,) = await house.people.database.read(lambda tx: tx.fetch(count))
    assert failed["many"] == 0


async def write(stand: Stand, edit: Edit, saying: str) -> None:
    """This person writes the next thing, and what comes back is looked at."""
    walker, say = stand.walker, stand.walker.desk.knowledge().voice.say
    if saying == VALID:
        await walker.answer(stand.question, stand.said)
    else:
        await walker.say(saying)
    is_sound(walker)
    if saying in (HOME, CANCEL):
        assert walker.seat is None
        assert any(say(phrase) in walker.screen for phrase in (("menu",) if saying == HOME else ("cancelled", "cancelled_midway")))
    elif edit is gone:
        assert walker.seat is None
        assert say("flow_gone") in walker.screen
        assert {"word:home", "word:human"} <= {option.payload for option in options_of(walker.last)}
    else:
        stands_well(stand, edit, saying)
        if saying == VALID:
            await goes_on(walker, edit)


def is_sound(walker: Walker) -> None:
    """Neither silence, nor an apology, nor anything that only we understand."""
    assert walker.screen.strip(), walker.name
    assert walker.desk.knowledge().voice.say("apology") not in walker.screen
    assert "{" not in walker.screen, walker.screen


def stands_well(stand: Stand, edit: Edit, saying: str) -> None:
    """Everything that was typed is kept, nothing is taken for the answer to something else, and the present question is on the screen."""
    walker, before, after = stand.walker, dict(stand.seat.answers), dict(stand.walker.answers)
    here = (edit.__name__, walker.name, saying, walker.screen)
    if walker.seat is None:
        assert any(isinstance(part, Card) for part in walker.last), here
        return
    assert walker.question, here
    assert walker.question.text in walker.screen, here
    lost, new = before.keys() - after.keys(), after.keys() - before.keys()
    if saying == BACK:
        assert len(lost) <= 1, here
        assert not new, here
    else:
        assert not lost, here
        assert new <= {stand.question.step}, here
    assert saying != VALID or not stand.is_still_asked or new == {stand.question.step}, here


async def goes_on(walker: Walker, edit: Edit) -> None:
    """Every further answer is taken, and there is an end."""
    for _ in range(MOST):
        if walker.seat is None:
            break
        question = walker.question
        assert question
        await walker.answer(question, words_now(walker, question))
        is_sound(walker)
        assert walker.seat is None or walker.seat.misses == 0, (edit.__name__, walker.name, walker.screen)
    assert walker.seat is None, (edit.__name__, walker.name, walker.screen)
    assert walker.result or edit in (removed, retyped), (edit.__name__, walker.name, walker.screen)
