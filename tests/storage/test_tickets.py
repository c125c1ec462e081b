"""Tickets are found, listed and changed only from where they stand."""

from dataclasses import replace

import pytest

from desk.messages import CounselorId
from desk.ticket import TicketState
from storage import staff, tickets
from storage.database import StaleTicket
from tests.storage.samples import NOW, address, claimed, later, ticket


async def insert(db, *rows):
    for row in rows:
        await db.transaction(lambda tx, row=row: tickets.insert(tx, row, NOW))


async def test_found_by_id_number_and_person(database):
    await insert(database, ticket())
    assert await database.read(lambda tx: tickets.get(tx, ticket().id)) == ticket()
    assert await database.read(lambda tx: tickets.by_number(tx, ticket().number)) == ticket()
    assert await database.read(lambda tx: tickets.of_conversation(tx, address().conversation)) == [ticket()]
    assert await database.read(lambda tx: tickets.by_number(tx, "NONE")) is None


async def test_a_number_names_its_newest_ticket(database):
    newer = replace(ticket(2), number=ticket().number, opened=later(9))
    await insert(database, ticket(), newer)
    assert await database.read(lambda tx: tickets.by_number(tx, newer.number)) == newer


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(replace(ticket(), version=1), id="version"),
        pytest.param(replace(ticket(), state=TicketState.REOPENED), id="state"),
        pytest.param(replace(ticket(), owner=CounselorId("lee")), id="owner"),
    ],
)
async def test_a_change_from_elsewhere_is_stale(database, seen):
    await insert(database, ticket())
    with pytest.raises(StaleTicket):
        await database.transaction(lambda tx: tickets.change(tx, seen, claimed(ticket(), "kim"), NOW))
    await database.transaction(lambda tx: tickets.change(tx, ticket(), claimed(ticket(), "kim"), NOW))
    assert await database.read(lambda tx: tickets.get(tx, ticket().id)) == claimed(ticket(), "kim")


async def test_the_queue_shows_the_earliest_promise_first(database):
    account = staff.Account(id=CounselorId("kim"), name="김상담", login="kim", created=NOW)
    await database.transaction(lambda tx: staff.add_account(tx, account))
    urgent, calm, never = replace(ticket(1), due=later(10)), replace(ticket(2), due=later(20)), replace(ticket(3), due=None)
    closed = replace(ticket(4), state=TicketState.CLOSED)
    await insert(database, never, calm, urgent, closed, claimed(replace(ticket(5), due=later(15), topic="labor"), "kim"))
    lines = await database.read(tickets.queue)
    assert [line.ticket.id for line in lines] == [urgent.id, ticket(5).id, calm.id, never.id]
    assert [line.owner_name for line in lines] == ["", "김상담", "", ""]
    assert {line.channel for line in lines} == {"telegram"}
    mine = await database.read(lambda tx: tickets.queue(tx, owner=CounselorId("kim")))
    assert [line.ticket.id for line in mine] == [ticket(5).id]
    assert await database.read(lambda tx: tickets.queue(tx, topic="labor", states=[TicketState.WAITING])) == []
    assert (await database.read(tickets.counts))[TicketState.WAITING] == 3
