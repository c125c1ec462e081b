from collections.abc import AsyncIterator

import pytest

from bot.console.live import ConsoleStream
from desk.messages import Author, Text, TicketId
from storage import outbox, staff
from storage.staff import Account
from tests.bot.console.console_rig import PERSON, Rig, press


@pytest.fixture
async def kim(desk: Rig) -> Account:
    return await desk.account("kim", "김상담")


class Page:
    """An open console page's EventSource."""

    def __init__(self, frames: AsyncIterator[str]) -> None:
        self._frames = frames
        self.last = ""

    async def next(self) -> str:
        """Name of the next event."""
        async for text in self._frames:
            fields = dict(line.split(": ", 1) for line in text.strip().split("\n"))
            self.last = fields.get("id", self.last)
            if "event" in fields:
                return fields["event"]
        return "end"


async def open_page(desk: Rig, account: Account, ticket: TicketId | None = None, last: str = "") -> Page:
    browser = await desk.enter(account)
    token = browser.cookies["dure_console"]
    stream = ConsoleStream(database=desk.database, pulse=desk.pulse, clock=desk.clock, token=token, ticket=ticket)
    return Page(stream.frames(last))


async def test_a_new_ticket_is_announced_at_the_next_wake(desk: Rig, kim: Account) -> None:
    page = await open_page(desk, kim)
    assert await page.next() == "queue"
    await desk.ticket()
    desk.pulse.wake()
    assert await page.next() == "queue"


async def test_without_any_wake_the_tables_are_read_within_a_second(desk: Rig, kim: Account) -> None:
    page = await open_page(desk, kim)
    assert await page.next() == "queue"
    await desk.ticket()
    assert await page.next() == "queue"


async def test_a_page_that_missed_nothing_is_left_alone(desk: Rig, kim: Account) -> None:
    ticket = await desk.ticket()
    page = await open_page(desk, kim, ticket)
    assert [await page.next(), await page.next()] == ["queue", "ticket"]
    back = await open_page(desk, kim, ticket, page.last)
    desk.pulse.close()
    assert await back.next() == "end"


async def test_a_page_that_missed_something_is_told(desk: Rig, kim: Account) -> None:
    ticket = await desk.ticket()
    page = await open_page(desk, kim, ticket)
    assert [await page.next(), await page.next()] == ["queue", "ticket"]
    await desk.say(Text(text="하나 더요"))
    back = await open_page(desk, kim, ticket, page.last)
    assert await back.next() == "ticket"


async def test_a_reply_that_reached_the_person_changes_the_tickets_page(desk: Rig, kim: Account) -> None:
    ticket = await desk.ticket()
    await press(await desk.enter(kim), ticket, "claim")
    await desk.say(Text(text="답"), author=Author.COUNSELOR, ticket=ticket)
    page = await open_page(desk, kim, ticket)
    assert [await page.next(), await page.next()] == ["queue", "ticket"]
    await desk.database.transaction(lambda tx: outbox.take_parked(tx, PERSON, desk.clock()))
    desk.pulse.wake()
    assert await page.next() == "ticket"


async def test_the_end_of_the_session_ends_the_stream(desk: Rig, kim: Account) -> None:
    page = await open_page(desk, kim)
    assert await page.next() == "queue"
    await desk.database.transaction(lambda tx: staff.end_sessions(tx, kim.id))
    desk.pulse.wake()
    assert [await page.next(), await page.next()] == ["ended", "end"]
