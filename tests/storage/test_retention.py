"""Bodies go when they are no longer needed, in steps; what is unfinished stays."""

from datetime import timedelta

from storage import conversations, idempotency, inbox, outbox, retention, timers
from tests.fakes.databases import count
from tests.storage.samples import NOW, WORKER, address, inbound, perform, said


async def test_finished_bodies_go_and_the_ids_stay(database):
    async def fill(tx):
        await inbox.beat(tx, WORKER, NOW)
        await inbox.add(tx, [inbound("done", "a"), inbound("open", "b")], NOW)
        first, *_ = await inbox.claim(tx, WORKER, NOW, 1)
        await inbox.finish(tx, first, NOW)
        await idempotency.begin(tx, "key", "x", NOW)

    await database.transaction(fill)
    await perform(database, "k", said("one", "two"))
    ((delivery, _),) = await database.transaction(lambda tx: outbox.claim(tx, WORKER, ["telegram"], NOW, 1))
    await database.transaction(lambda tx: outbox.sent(tx, delivery, WORKER, platform_id="", thread="", now=NOW))

    async def forget(age, limit=500):
        return await database.transaction(lambda tx: retention.forget_old(tx, NOW + age, limit))

    assert await forget(timedelta(hours=23)) == 0
    assert await forget(retention.INBOX_BODIES + timedelta(seconds=1)) == 2
    assert await count(database, "inbox", "body = ''") == 1
    assert await database.transaction(lambda tx: inbox.add(tx, [inbound("done", "a")], NOW)) == 0
    assert await count(database, "outbox", "part is null") == 0
    assert await forget(retention.OUTBOX_BODIES + timedelta(seconds=1)) == 2
    assert await count(database, "outbox", "part is null") == 1
    assert await count(database, "outbox", "state = 'queued' and part is not null") == 1
    assert await count(database, "inbox") == 1
    assert await forget(timedelta(days=400)) == 0


async def test_timers_of_a_conversation_that_is_gone_go_too(database):
    kept, gone = address("1").conversation, address("2").conversation

    async def fill(tx):
        await conversations.load(tx, kept, NOW)
        for name in (kept, gone):
            await timers.set(tx, timers.Timer(key=f"remind:{name}", conversation=name, kind="reminder", due=NOW + timedelta(days=90)))

    await database.transaction(fill)
    assert await database.transaction(lambda tx: retention.forget_old(tx, NOW)) == 1
    assert await database.read(lambda tx: timers.of_conversation(tx, gone)) == []
    assert await database.read(lambda tx: timers.of_conversation(tx, kept))


async def test_one_step_is_small(database):
    async def fill(tx):
        for number in range(5):
            await idempotency.begin(tx, str(number), "x", NOW)

    await database.transaction(fill)
    steps = []
    while not steps or steps[-1]:
        steps.append(await database.transaction(lambda tx: retention.forget_old(tx, NOW + timedelta(days=2), limit=2)))
    assert steps == [2, 2, 1, 0]
