"""What is no longer needed is emptied or dropped, in small steps that hold nobody up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.codec import stamp
from storage.database import Transaction

#: Ids are kept longer than any platform repeats an update.
INBOX_BODIES = timedelta(hours=48)
INBOX_ROWS = timedelta(days=14)
OUTBOX_BODIES = timedelta(days=30)
IDEMPOTENCY = timedelta(hours=24)
THROTTLES = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    sql: str
    age: timedelta


_RULES: Sequence[_Rule] = (
    _Rule(
        sql="""
            update inbox set body = '', response = null, error = '' where id in (
                select id from inbox where finished is not null and body <> '' and finished < :before limit :limit)
        """,
        age=INBOX_BODIES,
    ),
    _Rule(
        sql="delete from inbox where id in (select id from inbox where body = '' and finished < :before limit :limit)",
        age=INBOX_ROWS,
    ),
    _Rule(
        sql="""
            update outbox set part = null, press_text = '', reason = '' where id in (
                select id from outbox where finished is not null and part is not null and finished < :before limit :limit)
        """,
        age=OUTBOX_BODIES,
    ),
    # An erased person's timers that are due end by themselves; the others must not lie there with a conversation's name until then.
    _Rule(
        sql="""
            delete from timers where id in (
                select t.id from timers t
                where t.due > :before and not exists (select 1 from conversations c where c.id = t.conversation) limit :limit)
        """,
        age=timedelta(),
    ),
    _Rule(sql="delete from idempotency where id in (select id from idempotency where at < :before limit :limit)", age=IDEMPOTENCY),
    _Rule(sql="delete from throttles where id in (select id from throttles where updated < :before limit :limit)", age=THROTTLES),
    _Rule(sql="delete from sessions where token in (select token from sessions where expires < :before limit :limit)", age=timedelta()),
    _Rule(sql="delete from login_codes where code in (select code from login_codes where expires < :before limit :limit)", age=timedelta()),
)


async def forget_old(tx: Transaction, now: datetime, limit: int = 500) -> int:
    """One step: at most `limit` rows of each kind. Returns how many; call again while it is not 0."""
    forgotten = 0
    for rule in _RULES:
        forgotten += await tx.execute(rule.sql, before=stamp(now - rule.age), limit=limit)
    return forgotten
