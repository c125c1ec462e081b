from desk.effects import Log, Say
from desk.messages import Author, Text, TicketId
from storage import inbox, messages, outbox, receipts
from storage.database import Database
from storage.outbox import OutboxState
from tests.storage.samples import NOW, WORKER, address, inbound, perform

TICKET = TicketId("t1")


async def test_a_line_of_the_log_leads_back_to_the_arrival(database: Database) -> None:
    arrived = [inbound(f"e{number}", chat=str(number)) for number in range(70)]
    await database.transaction(lambda tx: inbox.add(tx, arrived, NOW))
    arrivals = await database.transaction(lambda tx: inbox.claim(tx, WORKER, NOW, 100))
    wanted = {arrival.id: arrival.inbound.external for arrival in arrivals}
    assert len(wanted) == 70
    assert await database.read(lambda tx: receipts.externals(tx, [*wanted, "unknown"])) == wanted
    assert await database.read(lambda tx: receipts.externals(tx, ())) == {}


async def test_a_reply_is_as_far_as_its_worst_part(database: Database) -> None:
    reply = Say(parts=(Text(text="하나"), Text(text="둘")), author=Author.COUNSELOR, ticket=TICKET)
    await perform(database, "k1", (reply,))
    assert await states(database) == {"k1-0": OutboxState.QUEUED}
    for expected in (OutboxState.QUEUED, OutboxState.SENT):
        ((delivery, _),) = await database.transaction(lambda tx: outbox.claim(tx, WORKER, ["telegram"], NOW, 10))
        assert await states(database) == {"k1-0": OutboxState.SENDING}
        await database.transaction(lambda tx, one=delivery: outbox.sent(tx, one, WORKER, platform_id="9", thread="", now=NOW))
        assert await states(database) == {"k1-0": expected}


async def test_what_waits_for_the_person_is_parked_until_taken(database: Database) -> None:
    reply = Say(parts=(Text(text="답"),), author=Author.COUNSELOR, ticket=TICKET)
    await perform(database, "k1", (Log(author=Author.NOTE, parts=(Text(text="메모"),), ticket=TICKET), reply), channel="web", pulls=True)
    assert await states(database) == {"k1-1": OutboxState.PARKED}
    conversation = address("1", "web").conversation
    await database.transaction(lambda tx: outbox.take_parked(tx, conversation, NOW))
    assert await states(database) == {"k1-1": OutboxState.SENT}
    assert len(await database.read(lambda tx: messages.of_ticket(tx, TICKET))) == 2


async def states(database: Database) -> dict[str, OutboxState]:
    return await database.read(lambda tx: receipts.deliveries(tx, TICKET))
