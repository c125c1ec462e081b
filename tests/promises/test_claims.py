"""Of any number of counselors exactly one gets a ticket, and the others are told who."""

import asyncio

import pytest

from bot.commands import Claim
from bot.intake import Done, Refused
from bot.scene import Counselor
from desk.messages import TicketId
from tests.promises.house import GROUP, House

MANY = 200
PERSON = 7


async def waiting(house: House) -> tuple[TicketId, list[Counselor]]:
    """A ticket that everybody sees, and the counselors."""
    await house.telegram.group(GROUP)
    await house.telegram.user(PERSON)
    colleagues = [await house.counselor(f"상담{number}", 10_000 + number) for number in range(MANY)]
    await house.telegram.say(PERSON, "상담원")
    ticket = await house.ticket_of(PERSON)
    await house.quiet()
    return ticket, colleagues


@pytest.mark.parametrize("by", ["button", "console", "both"])
async def test_p17_one_wins_and_199_are_told_who(desk_house: House, by: str) -> None:
    """P17: 200 counselors claim one ticket at once."""
    ticket, colleagues = await waiting(desk_house)
    at_console = {"button": [], "console": colleagues, "both": colleagues[::2]}[by]
    at_group = [counselor for counselor in colleagues if counselor not in at_console]
    claims = [asyncio.create_task(desk_house.running.intake.command(Claim(ticket=ticket), counselor, "k1")) for counselor in at_console]
    for counselor in at_group:
        number = colleagues.index(counselor)
        await desk_house.telegram.tap(10_000 + number, chat=GROUP, index=0)
    outcomes = await asyncio.gather(*claims)
    await desk_house.quiet(40)
    presses = (await desk_house.telegram.state())["presses"]
    told = [press["text"] for press in presses.values()] + [outcome.text for outcome in outcomes if isinstance(outcome, Refused)]  # type: ignore[union-attr]
    winner = await desk_house.owner(ticket)
    assert told.count(f"{winner} 상담원이 이미 맡았어요.") == MANY - 1
    assert told.count("처리했어요.") + sum(isinstance(outcome, Done) for outcome in outcomes) == 1
    assert await desk_house.count("ticket_changes", f"ticket = '{ticket}' and event = 'claim'") == 1
    assert await desk_house.telegram.texts(PERSON) != []
    assert sum(f"{winner} 상담원" in text for text in await desk_house.telegram.texts(PERSON)) == 1
