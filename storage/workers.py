"""Signs of life of the processes that share a database."""

from datetime import datetime

from storage.codec import stamp
from storage.database import Transaction

#: Condition on a row's `worker` column: that process has not been heard of since `:stale_before`.
DEAD = "not exists (select 1 from workers w where w.id = worker and w.beat >= :stale_before)"


async def beat(tx: Transaction, worker: str, now: datetime) -> None:
    """Show that `worker` lives; the first time before its first claim."""
    sql = "insert into workers (id, beat) values (:id, :now) on conflict (id) do update set beat = :now"
    await tx.execute(sql, id=worker, now=stamp(now))


async def forget(tx: Transaction, stale_before: datetime) -> None:
    """Drop workers that have been silent since `stale_before`."""
    await tx.execute("delete from workers where beat < :stale_before", stale_before=stamp(stale_before))
