"""Values that the storage tests share."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desk.conversation import Conversation
from desk.effects import Effect, Log, Say
from desk.messages import Address, Author, ConversationId, CounselorId, Inbound, InboundKind, Text, TicketId
from desk.ticket import Actor, Ticket, TicketEvent, advance
from storage import conversations, work
from storage.database import Database, Transaction

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
WORKER = "worker-1"
STAFF_ROOM = ConversationId("telegram:bot:-100")


def later(seconds: float) -> datetime:
    """So many seconds after NOW."""
    return NOW + timedelta(seconds=seconds)


def address(chat: str = "1", channel: str = "telegram") -> Address:
    """A private chat."""
    return Address(channel=channel, bot="bot", chat=chat)


def inbound(external: str, chat: str = "1", text: str = "안녕하세요") -> Inbound:
    """A text message."""
    return Inbound(external=external, address=address(chat), kind=InboundKind.TEXT, text=text, received=NOW)


def ticket(number: int = 1, chat: str = "1") -> Ticket:
    """A waiting ticket."""
    return Ticket(
        id=TicketId(f"{number:032x}"),
        number=f"T{number:05}",
        conversation=address(chat).conversation,
        topic="tax",
        question="부가세 신고는 언제 하나요",
        opened=NOW,
        due=later(3600),
    )


def claimed(before: Ticket, counselor: str) -> Ticket:
    """The ticket in the hands of a counselor."""
    after = advance(before, TicketEvent.CLAIM, Actor(counselor=CounselorId(counselor)))
    assert isinstance(after, Ticket)
    return after


def said(*texts: str) -> tuple[Effect, ...]:
    """What an ordinary turn does: log the question, say each text."""
    return (Log(author=Author.PERSON, parts=(Text(text="질문"),)), *(Say(parts=(Text(text=text),)) for text in texts))


async def perform(
    db: Database, key: str, effects: Sequence[Effect], *, chat: str = "1", channel: str = "telegram", pulls: bool = False
) -> Conversation:
    """A whole turn; the conversation counts its turns in `misses`."""

    async def turn(tx: Transaction) -> Conversation:
        before = await conversations.load(tx, address(chat, channel).conversation, NOW)
        after = replace(before, misses=before.misses + 1)
        await work.apply(tx, key=key, before=before, after=after, effects=effects, now=NOW, pulls=pulls)
        return after

    return await db.transaction(turn)
