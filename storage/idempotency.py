"""The same request twice has one effect and one answer: the first answer is kept for a day."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage import codec
from storage.codec import clean, stamp
from storage.database import Transaction


class Conflict(StrEnum):
    """Why a key cannot be used."""

    #: The key was used before with another content.
    OTHER_CONTENT = "other_content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the first request with this key was answered."""

    result: str


async def begin(tx: Transaction, key: str, content: str, now: datetime) -> Kept | Conflict | None:
    """Take the key for this transaction: None means do the work, then `keep`. A second request waits here for the first to end."""
    sql = "insert into idempotency (id, content, result, at) values (:id, :content, '', :at) on conflict (id) do nothing"
    digest = hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest()
    if await tx.execute(sql, id=clean(key), content=digest, at=stamp(now)):
        return None
    row = await tx.fetch_one("select content, result from idempotency where id = :id", id=clean(key))
    if row is None or codec.text(row, "content") != digest:
        return Conflict.OTHER_CONTENT
    return Kept(result=codec.text(row, "result"))


async def keep(tx: Transaction, key: str, result: str) -> None:
    """Store the answer, in the transaction that did the work."""
    await tx.execute("update idempotency set result = :result where id = :id", id=clean(key), result=clean(result))
