"""What arrived: stored before it is acknowledged, handled once, in order within its conversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desk.messages import ConversationId, Inbound
from storage import codec, workers
from storage.batches import chunks, numbered, values_list
from storage.codec import clean, stamp
from storage.database import LeaseLost, Row, Transaction, Value
from storage.ids import new_id

#: After so many failures a row is parked, so that it does not block its conversation.
MAX_ATTEMPTS = 5
#: A process can die for reasons of its own; only a row that was at hand in so many deaths is suspected.
MAX_CRASHES = 20
#: Pauses before the next attempt: five attempts within a minute.
_PAUSES = (1, 4, 12, 30)
_COLUMNS = ("id", "channel", "bot", "external", "conversation", "body", "received")
_ARRIVAL = "id, body, state, attempts, lease, worker"

beat = workers.beat


class InboxState(StrEnum):
    """Where a row stands."""

    NEW = "new"
    RUNNING = "running"
    DONE = "done"
    #: Given up after repeated failures; shown to operators.
    PARKED = "parked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One row of the inbox as a worker holds it."""

    id: str
    inbound: Inbound
    #: How often it was begun, this time included.
    attempts: int
    #: Grows with every claim; an older number cannot finish the row.
    lease: int
    worker: str
    state: InboxState = InboxState.RUNNING


async def add(tx: Transaction, inbounds: Sequence[Inbound], now: datetime) -> int:
    """Store what is not there yet and return how many that were."""
    rows = [_values(inbound, now) for inbound in inbounds]
    added = 0
    for chunk in chunks(rows):
        sql = (
            f"insert into inbox ({', '.join(_COLUMNS)}) values {values_list(_COLUMNS, len(chunk))} "
            "on conflict (channel, bot, external) do nothing"
        )
        added += await tx.execute(sql, **numbered(chunk))
    if added:
        tx.touch("inbox")
    return added


async def claim(tx: Transaction, worker: str, now: datetime, limit: int, *, conversation: ConversationId | None = None) -> list[Arrival]:
    """The oldest unfinished row of each conversation in which nothing runs; counts the attempt, so commit before the work begins."""
    # Scalar questions instead of `not exists`: PostgreSQL, which has seen these indexes empty, would turn that into a join that reads
    # the whole queue for each row. The second one is for a row that was stored late with an id older than the one at work.
    sql = f"""
        with picked as materialized (
            select i.id from inbox i
            where i.state = 'new' and i.not_before <= :now {"and i.conversation = :conversation" if conversation else ""}
              and i.id = (select min(o.id) from inbox o where o.conversation = i.conversation and o.state in ('new', 'running'))
              and (select r.id from inbox r where r.conversation = i.conversation and r.state = 'running') is null
            order by i.id limit :limit /*postgres: for update of i skip locked */
        )
        update inbox set state = 'running', attempts = attempts + 1, lease = lease + 1, worker = :worker
        where id in (select id from picked)
        returning {_ARRIVAL}
    """
    values: dict[str, Value] = {"conversation": conversation} if conversation else {}
    rows = await tx.fetch(sql, now=stamp(now), worker=worker, limit=limit, **values)
    return sorted(map(_arrival, rows), key=lambda arrival: arrival.id)


async def finish(tx: Transaction, arrival: Arrival, now: datetime) -> None:
    """Mark the row done, in the transaction that holds all its effects. Raises LeaseLost."""
    await _leave(tx, arrival, InboxState.DONE, now)


async def fail(tx: Transaction, arrival: Arrival, error: str, now: datetime) -> bool:
    """Put the row back for a later attempt, or park it and return True. Raises LeaseLost."""
    if arrival.attempts >= MAX_ATTEMPTS:
        await _leave(tx, arrival, InboxState.PARKED, now, error=error)
        return True
    later = now + timedelta(seconds=_PAUSES[arrival.attempts - 1])
    await _leave(tx, arrival, InboxState.NEW, now, error=error, not_before=stamp(later))
    return False


async def release(tx: Transaction, arrival: Arrival, now: datetime) -> None:
    """Give a row back untried (shutdown, database trouble); the attempt does not count. Raises LeaseLost."""
    await _leave(tx, arrival, InboxState.NEW, now, untried=1)


async def recover(tx: Transaction, now: datetime, stale_before: datetime) -> int:
    """Take over the running rows of workers silent since `stale_before` and return how many; those workers cannot finish them any more."""
    sql = f"""
        update inbox set worker = '',
            state = case when attempts >= {MAX_CRASHES} then 'parked' else 'new' end,
            finished = case when attempts >= {MAX_CRASHES} then :now else null end
        where state = 'running' and {workers.DEAD}
    """
    recovered = await tx.execute(sql, now=stamp(now), stale_before=stamp(stale_before))
    if recovered:
        tx.touch("inbox")
    return recovered


async def find(tx: Transaction, channel: str, bot: str, external: str) -> Arrival | None:
    """The row of a platform's update; its inbound is gone once retention has emptied it, then None."""
    sql = f"select {_ARRIVAL} from inbox where channel = :channel and bot = :bot and external = :external and body <> ''"
    row = await tx.fetch_one(sql, channel=channel, bot=bot, external=external)
    return _arrival(row) if row else None


async def parked(tx: Transaction, limit: int) -> list[Arrival]:
    """The rows given up, newest first, for operators."""
    sql = f"select {_ARRIVAL} from inbox where state = 'parked' and body <> '' order by finished desc limit :limit"
    return [_arrival(row) for row in await tx.fetch(sql, limit=limit)]


async def next_due(tx: Transaction) -> datetime | None:
    """When the next row that waits for a further attempt may be claimed; None when none waits."""
    row = await tx.fetch_one("select min(not_before) as due from inbox where state = 'new' and not_before <> ''")
    return codec.maybe_moment(row, "due") if row else None


async def store_response(tx: Transaction, channel: str, bot: str, external: str, response: str) -> None:
    """Keep what was answered inside the HTTP request, for a repeat of the same request."""
    sql = "update inbox set response = :response where channel = :channel and bot = :bot and external = :external and response is null"
    await tx.execute(sql, response=clean(response), channel=channel, bot=bot, external=external)


async def response(tx: Transaction, channel: str, bot: str, external: str) -> str | None:
    """What was answered to this request before, if anything."""
    sql = "select response from inbox where channel = :channel and bot = :bot and external = :external"
    row = await tx.fetch_one(sql, channel=channel, bot=bot, external=external)
    return codec.maybe_text(row, "response") if row else None


async def _leave(
    tx: Transaction, arrival: Arrival, state: InboxState, now: datetime, *, error: str = "", not_before: str = "", untried: int = 0
) -> None:
    sql = """
        update inbox set state = :state, error = :error, not_before = :not_before, finished = :finished, attempts = attempts - :untried
        where id = :id and state = 'running' and worker = :worker and lease = :lease
    """
    changed = await tx.execute(
        sql,
        state=state,
        error=clean(error)[:500],
        not_before=not_before,
        finished=None if state is InboxState.NEW else stamp(now),
        untried=untried,
        id=arrival.id,
        worker=arrival.worker,
        lease=arrival.lease,
    )
    if not changed:
        raise LeaseLost(LeaseLost.__doc__)


def _values(inbound: Inbound, now: datetime) -> dict[str, Value]:
    address = inbound.address
    return {
        "id": new_id(),
        "channel": address.channel,
        "bot": address.bot,
        "external": clean(inbound.external),
        "conversation": clean(address.conversation),
        "body": codec.dump(codec.INBOUND, inbound),
        "received": stamp(now),
    }


def _arrival(row: Row) -> Arrival:
    return Arrival(
        id=codec.text(row, "id"),
        inbound=codec.load(codec.INBOUND, codec.text(row, "body")),
        attempts=codec.number(row, "attempts"),
        lease=codec.number(row, "lease"),
        worker=codec.text(row, "worker"),
        state=InboxState(codec.text(row, "state")),
    )
