"""A decision is written whole or not at all, and twice is the same as once."""

import asyncio
from dataclasses import replace

import pytest

from desk.conversation import Conversation
from desk.effects import (
    AnswerPress,
    Audit,
    ChangeTicket,
    ClearTimer,
    Effect,
    Log,
    NoteUnanswered,
    NoteUse,
    OpenTicket,
    Say,
    SetTimer,
    StaffNews,
    TellStaff,
)
from desk.messages import Author, Card, Text
from desk.ticket import TicketEvent, TicketState
from storage import audit, conversations, inbox, messages, tickets, timers, unanswered, work
from storage.database import Database, StaleTicket, Transaction
from tests.fakes.databases import TABLES, count
from tests.storage.samples import NOW, STAFF_ROOM, WORKER, address, claimed, inbound, later, perform, said, ticket

EVERYTHING: tuple[Effect, ...] = (
    Log(author=Author.PERSON, parts=(Text(text="question"),), ticket=ticket().id),
    Say(parts=(Text(text="one"), Text(text="two")), ticket=ticket().id),
    AnswerPress(press="p"),
    OpenTicket(ticket=ticket()),
    ChangeTicket(before=ticket(), after=claimed(ticket(), "kim"), event=TicketEvent.CLAIM, actor=claimed(ticket(), "kim").owner),
    TellStaff(room=STAFF_ROOM, news=StaffNews.CARD, ticket=ticket().id, part=Card(title="t", text="x")),
    TellStaff(room=STAFF_ROOM, news=StaffNews.TOPIC, ticket=ticket().id, part=Text(text="t")),
    SetTimer(key="t1", kind="remind", due=later(5), ticket=ticket().id),
    SetTimer(key="t2", kind="remind", due=later(6)),
    ClearTimer(key="t2"),
    NoteUnanswered(question="q", decision="none", offered=("e1", "e2")),
    NoteUse(entry="e1", use="shown"),
    Audit(actor="kim", action="claim", subject=ticket().id, detail="d"),
)


async def counted(db: Database) -> dict[str, int]:
    return {table: await count(db, table) for table in TABLES}


async def test_every_effect_is_written(database):
    conversation = address().conversation
    await perform(database, "k", EVERYTHING)
    log = await database.read(lambda tx: messages.since(tx, conversation, 0, 10))
    assert [(line.id, line.seq, line.author) for line in log] == [("k-0", 1, Author.PERSON), ("k-1", 2, Author.BOT)]
    assert await database.read(lambda tx: messages.get(tx, "k-1")) == log[1]
    assert await database.read(lambda tx: messages.of_ticket(tx, ticket().id)) == log
    assert await database.read(lambda tx: messages.latest(tx, conversation, 1)) == log[1:]
    assert await database.read(lambda tx: tickets.get(tx, ticket().id)) == claimed(ticket(), "kim")
    (step,) = await database.read(lambda tx: tickets.history(tx, ticket().id))
    assert (step.actor, step.event, step.from_state, step.to_state) == ("kim", TicketEvent.CLAIM, TicketState.WAITING, TicketState.CLAIMED)
    assert [timer.key for timer in await database.transaction(lambda tx: timers.due(tx, later(9), 10))] == ["t1"]
    (note,) = await database.read(lambda tx: unanswered.since(tx, NOW))
    assert (note.question, note.offered) == ("q", ("e1", "e2"))
    assert await database.read(lambda tx: unanswered.uses(tx, NOW)) == {("e1", "shown"): 1}
    (entry,) = await database.read(lambda tx: audit.of_subject(tx, ticket().id))
    assert (entry.actor, entry.action, entry.detail) == ("kim", "claim", "d")


async def test_the_same_turn_twice_changes_nothing(database):
    await perform(database, "k", EVERYTHING)
    once = await counted(database)
    await perform(database, "k", EVERYTHING)
    assert await counted(database) == once


async def test_a_crash_in_the_middle_leaves_nothing(database):
    before = await counted(database)

    async def turn(tx: Transaction) -> None:
        conversation = await conversations.load(tx, address().conversation, NOW)
        await work.apply(tx, key="k", before=conversation, after=conversation, effects=EVERYTHING, now=NOW, pulls=False)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.transaction(turn)
    assert await counted(database) == before


async def test_a_stale_ticket_undoes_the_whole_turn(database):
    await perform(database, "k1", EVERYTHING)
    before = await counted(database)
    with pytest.raises(StaleTicket):
        await perform(database, "k2", EVERYTHING)
    assert await counted(database) == before


async def test_of_two_hundred_claims_one_wins(database):
    await perform(database, "open", (OpenTicket(ticket=ticket()),))

    async def attempt(number: int) -> str:
        after = claimed(ticket(), f"c{number}")
        change = ChangeTicket(before=ticket(), after=after, event=TicketEvent.CLAIM, actor=after.owner)
        try:
            await perform(database, f"k{number}", (change, *said(f"c{number} is here")), chat=str(number % 20))
        except StaleTicket:
            return ""
        return f"c{number}"

    winners = [name for name in await asyncio.gather(*map(attempt, range(200))) if name]
    assert len(winners) == 1
    stored = await database.read(lambda tx: tickets.get(tx, ticket().id))
    assert stored.owner == winners[0]
    assert len(await database.read(lambda tx: tickets.history(tx, ticket().id))) == 1
    assert await count(database, "messages") == 2


async def test_turns_of_one_conversation_do_not_lose_each_other(database):
    await asyncio.gather(*[perform(database, f"k{number}", said("hi")) for number in range(50)])
    found = await database.read(lambda tx: conversations.peek(tx, address().conversation))
    assert found.misses == 50
    log = await database.read(lambda tx: messages.since(tx, address().conversation, 0, 1000))
    assert len(log) == 100
    assert len({line.seq for line in log}) == 100


async def test_an_unchanged_conversation_is_not_written(database):
    conversation = await perform(database, "k", ())
    await database.transaction(lambda tx: conversations.save(tx, conversation, conversation, later(60)))
    assert await count(database, "conversations", f"updated = '{NOW.isoformat(timespec='microseconds')}'") == 1


async def test_a_conversation_survives_fields_that_come_and_go(database):
    id_ = address().conversation
    await perform(database, "k", ())
    odd = f'{{"id": "{id_}", "from_the_future": [1], "misses": 4}}'
    await database.transaction(lambda tx: tx.execute("update conversations set state = :state", state=odd))
    assert await database.read(lambda tx: conversations.peek(tx, id_)) == Conversation(id=id_, misses=4)


async def test_inbox_and_effects_are_one_commit(database):
    await database.transaction(lambda tx: inbox.add(tx, [inbound("1")], NOW))
    (arrival,) = await database.transaction(lambda tx: inbox.claim(tx, WORKER, NOW, 1))

    async def turn(tx: Transaction) -> None:
        before = await conversations.load(tx, address().conversation, NOW)
        after = replace(before, misses=1)
        await work.apply(tx, key=arrival.id, before=before, after=after, effects=said("hi"), now=NOW, pulls=False)
        await inbox.finish(tx, arrival, NOW)

    await database.transaction(turn)
    assert await count(database, "messages", f"id like '{arrival.id}-%'") == 2
    assert await count(database, "inbox", "state = 'done'") == 1
