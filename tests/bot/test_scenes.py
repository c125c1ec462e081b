"""The scene is set from the open transaction."""

from dataclasses import replace

import pytest

from bot.scenes import counselor_of
from desk.messages import Address, TicketId
from desk.ticket import TicketState
from storage import conversations, staff, tickets
from storage.database import Database
from tests.bot.desk_rig import PERSON, Desk, staffed
from tests.bot.scenes import KIM, NOW


@pytest.fixture
async def desk(database: Database) -> Desk:
    desk = await staffed(database)
    await desk.say("상담원")
    return desk


async def scene(desk: Desk, ticket: TicketId | None = None):
    async def load(tx):
        if ticket:
            return await desk.intake.scenes.of_ticket(tx, ticket, NOW)
        return await desk.intake.scenes.of(tx, await conversations.load(tx, PERSON.conversation, NOW), NOW)

    return await desk.database.transaction(load)


async def change(desk: Desk, **changes: object) -> None:
    before = await desk.ticket()
    after = replace(before, version=before.version + 1, **changes)  # type: ignore[arg-type]  # the names are checked when the test runs
    await desk.database.transaction(lambda tx: tickets.change(tx, before, after, NOW))


async def test_a_scene_has_the_ticket_and_its_owner(desk: Desk) -> None:
    assert (await scene(desk)).owner is None
    await change(desk, state=TicketState.CLAIMED, owner=KIM.id)
    seen = await scene(desk)
    assert seen.owner == KIM
    assert seen.ticket == await desk.ticket()


async def test_every_scene_has_a_fresh_ticket_id(desk: Desk) -> None:
    assert len({(await scene(desk)).fresh_ticket for _ in range(5)}) == 5


async def test_a_ticket_brings_its_persons_scene(desk: Desk) -> None:
    ticket = await desk.ticket()
    assert (await scene(desk, ticket.id)).conversation.id == PERSON.conversation
    assert await scene(desk, TicketId("gone")) is None


async def test_an_ended_ticket_can_be_looked_at(desk: Desk) -> None:
    ticket = await desk.ticket()
    await desk.say("상담 취소")
    seen = await scene(desk, ticket.id)
    assert seen.ticket.state is TicketState.WITHDRAWN


async def test_all_topics_of_the_group_are_the_staff_room(desk: Desk) -> None:
    topic = Address(channel="telegram", bot="1", chat="-100", thread="5")
    assert desk.intake.scenes.staff_room(desk.inbound(at=topic)) == "telegram:1:-100"
    assert desk.intake.scenes.staff_room(desk.inbound()) is None


@pytest.mark.parametrize(("role", "supervisor"), [(role, role in (staff.Role.SUPERVISOR, staff.Role.ADMIN)) for role in staff.Role])
def test_who_may_act_for_others(role: staff.Role, supervisor: bool) -> None:
    assert counselor_of(staff.Account(id=KIM.id, name="김", login="kim", role=role, created=NOW)).supervisor is supervisor
