"""An answer reaches the person of its ticket and nobody else, whatever is quoted, forged or moved."""

import pytest

from desk.messages import TicketId
from desk.ticket import TicketState
from storage import tickets
from tests.promises.house import GROUP, House

FIRST, SECOND = 7, 8
KIM = 50


async def two_tickets(house: House) -> tuple[TicketId, TicketId]:
    """Two people wait, and one counselor has taken both."""
    await house.telegram.group(GROUP)
    await house.counselor("kim", KIM)
    found = []
    for person in (FIRST, SECOND):
        await house.telegram.user(person)
        await house.telegram.say(person, "상담원")
        found.append(await house.ticket_of(person))
        await house.telegram.say(KIM, "/claim", chat=GROUP, thread=await house.thread(found[-1]))
        await house.quiet()
        assert await house.owner(found[-1]) == "kim"
    return found[0], found[1]


async def heard(house: House, words: str) -> list[int]:
    """Who was shown these words."""
    return [person for person in (FIRST, SECOND, 9) for text in await house.telegram.texts(person) if words in text]


async def line_of(house: House, thread: int) -> int:
    """A message of the bot in a topic, to be quoted."""
    lines = await house.telegram.transcript(GROUP)
    return next(int(str(line["message_id"])) for line in lines if line["thread"] == thread and line["outgoing"])


async def test_p20_the_topic_decides_and_no_quote(desk_house: House) -> None:
    """P20: quoting a message of another ticket's topic sends nothing there."""
    first, second = await two_tickets(desk_house)
    forged = await line_of(desk_house, await desk_house.thread(second))
    await desk_house.telegram.say(KIM, "정관부터 보세요", chat=GROUP, thread=await desk_house.thread(first), reply_to=forged)
    await desk_house.quiet()
    assert await heard(desk_house, "정관부터 보세요") == [FIRST]


async def test_p20_what_is_no_ticket_reaches_nobody(desk_house: House) -> None:
    """P20: the general topic, a topic of somebody's own, another group and a stranger reach nobody."""
    first, _ = await two_tickets(desk_house)
    thread = await desk_house.thread(first)
    telegram = desk_house.telegram
    await telegram.group(-100900)
    await telegram.user(9)
    own = int(str((await telegram.topic(GROUP, user=KIM, name="잡담"))["thread"]))
    await telegram.say(KIM, "비밀 하나", chat=GROUP)
    await telegram.say(KIM, "비밀 둘", chat=GROUP, reply_to=await line_of(desk_house, thread))
    await telegram.say(KIM, "비밀 셋", chat=GROUP, thread=own)
    await telegram.say(KIM, "비밀 넷", chat=-100900)
    await telegram.say(9, "비밀 다섯", chat=GROUP, thread=thread)
    await telegram.say(KIM, "비밀 여섯", chat=GROUP, thread=thread, anonymous=True)
    await telegram.say(KIM, "/note 비밀 일곱", chat=GROUP, thread=thread)
    await desk_house.quiet()
    assert await heard(desk_house, "비밀") == []


async def test_p20_after_the_group_has_moved_answers_still_find_their_person(desk_house: House) -> None:
    """P20: a group that became a supergroup keeps its topics and their people."""
    first, second = await two_tickets(desk_house)
    await desk_house.telegram.migrate(GROUP, -100777)
    await desk_house.quiet()
    await desk_house.telegram.say(KIM, "첫째 분께", chat=-100777, thread=await desk_house.thread(first))
    await desk_house.telegram.say(KIM, "둘째 분께", chat=-100777, thread=await desk_house.thread(second))
    await desk_house.quiet()
    assert await heard(desk_house, "첫째 분께") == [FIRST]
    assert await heard(desk_house, "둘째 분께") == [SECOND]


@pytest.mark.parametrize("word", ["/close", "/release"])
async def test_p20_an_ended_ticket_reaches_nobody(desk_house: House, word: str) -> None:
    """P20: after the end, or without an owner, words in the topic stay there and the counselor is told."""
    first, _ = await two_tickets(desk_house)
    thread = await desk_house.thread(first)
    for text in (word, "너무 늦은 답"):
        await desk_house.telegram.say(KIM, text, chat=GROUP, thread=thread)
    await desk_house.quiet()
    assert await heard(desk_house, "너무 늦은 답") == []
    found = await desk_house.running.database.read(lambda tx: tickets.get(tx, first))
    assert found
    assert found.state in (TicketState.CLOSED, TicketState.WAITING)
