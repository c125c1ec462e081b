"""The outbox sends each room's rows one after the other, in order, and says what became of each."""

import asyncio

import pytest

from desk.effects import AnswerPress, OpenTicket, Say, StaffNews, TellStaff
from desk.messages import Card, Choice, Choices, Text
from storage import conversations, inbox, outbox, places
from storage.database import Database, LeaseLost
from storage.outbox import Delivery, OutboxKind, OutboxState, Place
from tests.fakes.databases import count
from tests.storage.samples import NOW, STAFF_ROOM, WORKER, address, later, perform, said, ticket


async def claim(db: Database, worker=WORKER, now=NOW, limit=10, channels=("telegram",)) -> list[tuple[Delivery, Place]]:
    async def work(tx):
        await inbox.beat(tx, worker, now)
        return await outbox.claim(tx, worker, channels, now, limit)

    return await db.transaction(work)


async def sent(db: Database, delivery: Delivery, *, worker=WORKER, platform_id="9", thread="", now=NOW) -> None:
    await db.transaction(lambda tx: outbox.sent(tx, delivery, worker, platform_id=platform_id, thread=thread, now=now))


async def send_all(db: Database, now=NOW) -> list[Delivery]:
    done = []
    while rows := await claim(db, now=now):
        for delivery, _ in rows:
            await sent(db, delivery, now=now)
            done.append(delivery)
    return done


def texts(rows) -> list[str]:
    return [delivery.part.text for delivery, _ in rows]


async def test_rows_of_a_room_go_one_after_the_other(database):
    await perform(database, "k1", said("one", "two"))
    await perform(database, "k2", said("three"))
    for expected in ("one", "two", "three"):
        rows = await claim(database)
        assert texts(rows) == [expected]
        assert await claim(database) == []
        await sent(database, rows[0][0])
    assert await claim(database) == []
    assert await count(database, "outbox", "state = 'sent' and platform_id = '9'") == 3


async def test_rooms_go_side_by_side(database):
    for chat in "abc":
        await perform(database, f"k{chat}", said(chat), chat=chat)
    assert sorted(texts(await claim(database))) == ["a", "b", "c"]


async def test_all_topics_of_a_group_are_one_room(database):
    await perform(database, "k1", said("one"), chat="-100/7")
    await perform(database, "k2", said("two"), chat="-100/8")
    assert texts(await claim(database)) == ["one"]


async def test_workers_do_not_take_the_same_row(database):
    for chat in range(30):
        await perform(database, f"k{chat}", said(str(chat)), chat=str(chat))
    claims = await asyncio.gather(*[claim(database, worker=f"w{number}", limit=4) for number in range(10)])
    found = [delivery.id for rows in claims for delivery, _ in rows]
    assert len(found) == len(set(found)) > 0


async def test_only_the_named_channels(database):
    await perform(database, "k1", said("one"), channel="terminal")
    assert await claim(database) == []
    assert texts(await claim(database, channels=("telegram", "terminal"))) == ["one"]


async def test_a_delivery_comes_back_whole(database):
    parts = (
        Choices(text="?", options=(Choice(label="a", payload="b:c"),)),
        Card(title="t", text="x", options=(Choice(label="d", payload="e:f"),)),
    )
    await perform(database, "k1", (Say(parts=parts), AnswerPress(press="p1", text="ok")))
    first, second, third = await send_all(database)
    assert (first.part, first.message, first.first_option, first.kind) == (parts[0], "k1-0", 0, OutboxKind.SAY)
    assert (second.part, second.message, second.first_option) == (parts[1], "k1-0", 1)
    assert (third.kind, third.press, third.press_text, third.part) == (OutboxKind.PRESS, "p1", "ok", None)


async def test_trying_again_keeps_the_order_and_waits(database):
    await perform(database, "k1", said("one", "two"))
    ((delivery, _),) = await claim(database)
    await database.transaction(lambda tx: outbox.again(tx, delivery, WORKER, not_before=later(30), reason="429"))
    assert await claim(database, now=later(29)) == []
    assert await database.read(lambda tx: outbox.next_due(tx, ["telegram"])) == later(30)
    ((delivery, _),) = await claim(database, now=later(30))
    assert (delivery.part, delivery.attempt) == (Text(text="one"), 1)


async def test_an_unknown_outcome_holds_the_room(database):
    await perform(database, "k1", said("one", "two"))
    ((delivery, _),) = await claim(database)
    unknown = OutboxState.UNKNOWN
    await database.transaction(lambda tx: outbox.again(tx, delivery, WORKER, not_before=later(5), reason="cut", state=unknown))
    await perform(database, "k2", said("three"))
    assert await claim(database, now=later(4)) == []
    assert texts(await claim(database, now=later(5))) == ["one"]


async def test_a_failed_row_lets_the_next_one_go(database):
    await perform(database, "k1", said("one", "two"))
    ((delivery, _),) = await claim(database)
    await database.transaction(lambda tx: outbox.failed(tx, delivery, WORKER, "blocked", NOW))
    assert texts(await claim(database)) == ["two"]
    assert await count(database, "outbox", "state = 'failed' and reason = 'blocked'") == 1


async def test_new_rows_wait_while_one_is_being_sent(database):
    await perform(database, "k1", said("one"))
    ((delivery, _),) = await claim(database)
    await perform(database, "k2", said("two"))
    assert await claim(database) == []
    await sent(database, delivery)
    assert texts(await claim(database)) == ["two"]


async def test_a_paused_room_is_left_alone_by_every_worker(database):
    await perform(database, "k1", said("one"), chat="a")
    await perform(database, "k2", said("two"), chat="b")
    await database.transaction(lambda tx: outbox.pause_room(tx, address("a").room, later(60)))
    await database.transaction(lambda tx: outbox.pause_room(tx, address("a").room, later(10)))
    assert texts(await claim(database, worker="other")) == ["two"]
    assert await database.read(lambda tx: outbox.next_due(tx, ["telegram"])) == later(60)
    assert texts(await claim(database, now=later(60))) == ["one"]


async def test_a_row_in_flight_is_repeated_once_for_each_crash(database):
    await perform(database, "k1", said("one", "two"))
    await claim(database)
    recover = lambda tx: outbox.recover(tx, later(60), later(30))  # noqa: E731
    assert await database.transaction(recover) == 1
    assert await database.transaction(recover) == 0
    ((delivery, _),) = await claim(database, worker="next", now=later(60))
    assert (delivery.part, delivery.attempt) == (Text(text="one"), 1)
    assert await database.transaction(recover) == 0


async def test_a_worker_that_lost_its_row_cannot_settle_it(database):
    await perform(database, "k1", said("one"))
    ((late, _),) = await claim(database)
    await database.transaction(lambda tx: outbox.recover(tx, later(60), later(30)))
    await claim(database, now=later(60))
    with pytest.raises(LeaseLost):
        await sent(database, late)
    with pytest.raises(LeaseLost):
        await database.transaction(lambda tx: outbox.failed(tx, late, WORKER, "x", NOW))
    with pytest.raises(LeaseLost):
        await database.transaction(lambda tx: outbox.again(tx, late, WORKER, not_before=NOW, reason="x"))


async def test_parked_rows_wait_for_the_request(database):
    await perform(database, "k1", said("one", "two"), channel="kakao", pulls=True)
    assert await claim(database, channels=("kakao",)) == []
    kakao = address(channel="kakao").conversation
    taken = await database.transaction(lambda tx: outbox.take_parked(tx, kakao, NOW))
    assert [delivery.part for delivery in taken] == [Text(text="one"), Text(text="two")]
    assert await database.transaction(lambda tx: outbox.take_parked(tx, kakao, NOW)) == []


async def test_taken_rows_that_were_not_shown_wait_again_in_order(database):
    await perform(database, "k1", said("one", "two", "three"), channel="kakao", pulls=True)
    kakao = address(channel="kakao").conversation
    taken = await database.transaction(lambda tx: outbox.take_parked(tx, kakao, NOW))
    await database.transaction(lambda tx: outbox.park_again(tx, taken[1:]))
    await perform(database, "k2", said("four"), channel="kakao", pulls=True)
    again = await database.transaction(lambda tx: outbox.take_parked(tx, kakao, NOW))
    assert [delivery.part for delivery in again] == [Text(text="two"), Text(text="three"), Text(text="four")]
    await database.transaction(lambda tx: outbox.park_again(tx, ()))


async def test_pulling_channels_can_be_named(database):
    effects = (*said("here"), Say(parts=(Text(text="there"),), to=address("2", "web").conversation))
    await perform(database, "k1", effects, pulls=frozenset({"web"}))
    assert texts(await claim(database, channels=("telegram", "web"))) == ["here"]
    assert len(await database.transaction(lambda tx: outbox.take_parked(tx, address("2", "web").conversation, NOW))) == 1


async def test_a_waiting_card_is_replaced(database):
    def card(text):
        return TellStaff(room=STAFF_ROOM, news=StaffNews.CARD, ticket=ticket().id, part=Card(title="t", text=text))

    await perform(database, "k1", (OpenTicket(ticket=ticket()), card("first"), card("second")))
    await perform(database, "k2", (card("third"),))
    assert await count(database, "outbox") == 1
    ((delivery, place),) = await claim(database)
    assert (delivery.part.text, place) == ("third", Place())
    await perform(database, "k3", (card("fourth"),))
    await sent(database, delivery, platform_id="77")
    ((delivery, place),) = await claim(database)
    assert (delivery.part.text, place) == ("fourth", Place(card="77"))


async def test_a_topic_is_remembered(database):
    topic = TellStaff(room=STAFF_ROOM, news=StaffNews.TOPIC, ticket=ticket().id, part=Text(text="T1"))
    line = TellStaff(room=STAFF_ROOM, news=StaffNews.LINE, ticket=ticket().id, part=Text(text="hello"))
    await perform(database, "k1", (OpenTicket(ticket=ticket()), topic, line))
    ((delivery, _),) = await claim(database)
    await sent(database, delivery, thread="55")
    assert [place for _, place in await claim(database)] == [Place(thread="55")]
    assert await database.read(lambda tx: places.by_place(tx, STAFF_ROOM, "55")) == ticket().id
    await database.transaction(lambda tx: places.set_place(tx, ticket().id, STAFF_ROOM, thread=""))
    assert await database.read(lambda tx: places.by_place(tx, STAFF_ROOM, "55")) is None
    assert await database.read(lambda tx: places.by_place(tx, STAFF_ROOM, "")) is None


async def test_a_group_that_moved_keeps_its_order_and_its_tickets(database):
    old, new = address("-1").room, address("-2").room
    topic = TellStaff(room=address("-1").conversation, news=StaffNews.TOPIC, ticket=ticket().id, part=Text(text="T1"))
    await perform(database, "k0", (OpenTicket(ticket=ticket()), topic), chat="-2")
    ((delivery, _),) = await claim(database)
    await sent(database, delivery, thread="55")
    await perform(database, "k1", said("one", "two"), chat="-1")
    await perform(database, "k2", said("three"), chat="-1/7")
    await perform(database, "k3", said("early"), chat="-2")
    claimed_rows = {d.part.text: d for d, _ in await claim(database)}
    for _ in range(2):
        await database.transaction(lambda tx: outbox.move_room(tx, old, new))
    await sent(database, claimed_rows["early"])
    rows = []
    while found := await claim(database):
        rows += found
        await sent(database, found[0][0])
    assert [(d.conversation, d.part.text) for d, _ in rows] == [
        (address("-2").conversation, "one"),
        (address("-2").conversation, "two"),
        (address("-2/7").conversation, "three"),
    ]
    assert await database.read(lambda tx: places.by_place(tx, address("-2").conversation, "55")) == ticket().id
    assert await count(database, "rooms") == 1
    moved = await database.read(lambda tx: conversations.peek(tx, address("-2/7").conversation))
    assert moved.id == address("-2/7").conversation


async def test_the_row_on_its_way_moves_with_its_group(database):
    await perform(database, "k1", said("one", "two"), chat="-1")
    ((delivery, _),) = await claim(database)
    await database.transaction(lambda tx: outbox.move_room(tx, address("-1").room, address("-2").room))
    assert await claim(database) == []
    await database.transaction(lambda tx: outbox.put_back(tx, delivery, WORKER, NOW))
    ((again, _),) = await claim(database)
    assert (again.part, again.attempt, again.conversation) == (Text(text="one"), 0, address("-2").conversation)
