"""The state of each conversation between two messages."""

from datetime import datetime

from desk.conversation import Conversation
from desk.messages import ConversationId
from storage import codec
from storage.codec import stamp
from storage.database import StoreError, Transaction


class Vanished(StoreError):
    """A conversation was deleted while it was being loaded."""


async def load(tx: Transaction, conversation: ConversationId, now: datetime) -> Conversation:
    """The conversation, made when it is new; nobody else can load it before this transaction ends."""
    found = await existing(tx, conversation)
    if found is None:
        fresh = codec.dump(codec.CONVERSATION, Conversation(id=conversation))
        sql = """
            insert into conversations (id, state, created, updated) values (:id, :state, :now, :now)
            on conflict (id) do nothing returning state
        """
        made = await tx.fetch_one(sql, id=conversation, state=fresh, now=stamp(now))
        # Not made: somebody else has just done it, and `existing` waits for them.
        found = Conversation(id=conversation) if made else await existing(tx, conversation)
    if found is None:
        raise Vanished(Vanished.__doc__)
    return found


async def peek(tx: Transaction, conversation: ConversationId) -> Conversation | None:
    """The conversation as last committed, without a lock."""
    row = await tx.fetch_one("select state from conversations where id = :id", id=conversation)
    return codec.load(codec.CONVERSATION, codec.text(row, "state")) if row else None


async def save(tx: Transaction, before: Conversation, after: Conversation, now: datetime) -> None:
    """Write the new state if it differs from the old one."""
    if after == before:
        return
    sql = "update conversations set state = :state, updated = :now where id = :id"
    await tx.execute(sql, state=codec.dump(codec.CONVERSATION, after), now=stamp(now), id=after.id)


async def existing(tx: Transaction, conversation: ConversationId) -> Conversation | None:
    """The conversation as `load` gives it, or None where nobody has written or everything was erased."""
    row = await tx.fetch_one("select state from conversations where id = :id /*postgres: for update */", id=conversation)
    return codec.load(codec.CONVERSATION, codec.text(row, "state")) if row else None
