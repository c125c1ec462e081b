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

#: So many of the oldest rows are looked at before every conversation is.
_WINDOW = 200
_AMONG_OLDEST = f"""
    and i.id <= (select max(w.id) from (select o.id from inbox o where o.state = 'new' order by o.id limit {_WINDOW}) w)
"""
_IS_LONG = f"select o.id from inbox o where o.state = 'new' order by o.id limit 1 offset {_WINDOW}"
_FREE = """
    i.state = 'new' and i.not_before <= :now
    and (select r.id from inbox r where r.conversation = i.conversation and r.state = 'running') is null
"""
_TAKE = f"""
    update inbox set state = 'running', attempts = attempts + 1, lease = lease + 1, worker = :worker
    where id in (select id from picked)
    returning {_ARRIVAL}
"""
# Scalar questions instead of `not exists`: PostgreSQL, which has seen these indexes empty, would turn that into a join that reads the
# whole queue for each row. The one about running rows is for a row that was stored late with an id older than the one at work.
_CLAIM = f"""
    with picked as materialized (
        select i.id from inbox i
        where {_FREE} {{heads}}
          and i.id = (select min(o.id) from inbox o where o.conversation = i.conversation and o.state in ('new', 'running'))
        order by i.id limit :limit /*postgres: for update of i skip locked */
    )
    {_TAKE}
"""
_CLAIM_BY_LANE = f"""
    with recursive lanes (conversation) as (
        select min(o.conversation) from inbox o where o.state in ('new', 'running')
        union all
        select (select min(o.conversation) from inbox o where o.state in ('new', 'running') and o.conversation > l.conversation)
        from lanes l where l.conversation is not null
    ),
    heads (id) as materialized (
        select (select min(o.id) from inbox o where o.conversation = l.conversation and o.state in ('new', 'running'))
        from lanes l where l.conversation is not null
    ),
    picked as materialized (
        select i.id from inbox i
        where {_FREE} and i.id in (select h.id from heads h)
        order by i.id limit :limit /*postgres: for update of i skip locked */
    )
    {_TAKE}
"""

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
    wanted: dict[str, Value] = {"now": stamp(now), "worker": worker}
    if conversation:
        rows = await tx.fetch(_CLAIM.format(heads="and i.conversation = :conversation"), **wanted, limit=limit, conversation=conversation)
        return _arrivals(rows)
    rows = list(await tx.fetch(_CLAIM.format(heads=_AMONG_OLDEST), **wanted, limit=limit))
    if len(rows) < limit and await tx.fetch_one(_IS_LONG):
        # Few conversations hold the front of a long queue, as when one person floods us: look at every conversation instead.
        rows += await tx.fetch(_CLAIM_BY_LANE, **wanted, limit=limit - len(rows))
    return _arrivals(rows)


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


def _arrivals(rows: Sequence[Row]) -> list[Arrival]:
    return sorted(map(_arrival, rows), key=lambda arrival: arrival.id)


def _arrival(row: Row) -> Arrival:
    return Arrival(
        id=codec.text(row, "id"),
        inbound=codec.load(codec.INBOUND, codec.text(row, "body")),
        attempts=codec.number(row, "attempts"),
        lease=codec.number(row, "lease"),
        worker=codec.text(row, "worker"),
        state=InboxState(codec.text(row, "state")),
    )
