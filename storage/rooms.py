"""Chats as the platform counts them: each hands out the numbers that order what is logged and sent there."""

from datetime import datetime

from storage import codec
from storage.codec import stamp
from storage.database import Transaction

#: Rows that wait or are on their way; a room sends them one after the other.
OPEN = "('queued', 'sending', 'unknown')"


async def take(tx: Transaction, room: str, count: int, queued_at: datetime | None) -> int:
    """Reserve `count` numbers and return the first; `queued_at` tells that one of them is to be sent. Locks the room until the commit."""
    sql = """
        insert into rooms (id, channel, seq, due) values (:room, :channel, :count, :due)
        on conflict (id) do update
        set seq = rooms.seq + :count, due = coalesce(rooms.due, :due)
        returning seq
    """
    row = await tx.fetch_one(sql, room=room, channel=room.partition(":")[0], count=count, due=codec.maybe_stamp(queued_at))
    assert row is not None
    return codec.number(row, "seq") - count + 1


async def free(tx: Transaction, room: str, due: datetime) -> None:
    """Nothing is on its way any more: the next open row may go at `due`."""
    # Whoever queues a row while another is on its way sets `due`. On PostgreSQL this statement may have waited for that transaction, and
    # then sees the room as it is now, but not yet the rows.
    sql = f"""
        update rooms set sending = '',
            due = case when due is not null or exists (select 1 from outbox o where o.room = rooms.id and o.state in {OPEN}) then :due end
        where id = :room
    """
    await tx.execute(sql, room=room, due=stamp(due))


async def pause(tx: Transaction, room: str, until: datetime) -> None:
    """Send nothing there before `until`; a pause is only ever made longer."""
    sql = """
        insert into rooms (id, channel, seq, paused_until) values (:room, :channel, 0, :until)
        on conflict (id) do update
        set paused_until = case when rooms.paused_until > :until then rooms.paused_until else :until end
    """
    await tx.execute(sql, room=room, channel=room.partition(":")[0], until=stamp(until))
