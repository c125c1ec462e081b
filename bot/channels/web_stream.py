"""A conversation as server-sent events for its own chat page.

The log is the truth. An event's id names the message (`seq.message id`), so a page that comes back is sent what it has not seen, and a
page whose id means nothing here is told to start afresh.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import assert_never

from bot.live import QUIET_ROUNDS, Pulse, frame
from bot.papers.links import LinkOf
from desk.conversation import Holder
from desk.messages import Author, Card, Choices, ConversationId, File, Message, Part, Text, choice_key, numbers
from storage import conversations, messages, outbox, receipts, tickets
from storage.database import Database, StoreUnavailable, Transaction

_BATCH = 200


def no_link(_message: str, _file: File) -> str:
    """Where files cannot be fetched."""
    return ""


def external_of(person: str, client: str) -> str:
    """The id of an arrival: the page's own id, under the person's so that nobody can use up another's."""
    return f"{person}.{client}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What the page's state line shows."""

    holder: Holder = Holder.BOT
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """What the page has not been shown yet."""

    messages: list[Message] = field(default_factory=list)
    #: Message id -> the page's own id, for what the person wrote.
    clients: dict[str, str] = field(default_factory=dict)
    #: None when it cannot have changed.
    desk: _Desk | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogStream:
    """One open page."""

    database: Database
    conversation: ConversationId
    pulse: Pulse
    clock: Callable[[], datetime]
    #: Where a file of a message is fetched.
    link: LinkOf = no_link

    async def frames(self, after: str) -> AsyncIterator[str]:
        """Events from the message named by `after` on; ends when the service stops or the store is away, and the page comes back."""
        with self.pulse.watch(self.conversation) as watch:
            yield "retry: 1000\n\n"
            try:
                seq = await self._place(after)
                if after and not seq:
                    yield frame("reset")
                desk, ready, quiet = None, False, 0
                while not watch.closed:
                    news = await self._news(seq, first=not ready)
                    for message in news.messages:
                        seq = message.seq
                        if message.author is not Author.NOTE:
                            yield frame("message", show(message, news.clients.get(message.id, ""), self.link), id_=f"{seq}.{message.id}")
                    if len(news.messages) == _BATCH:
                        continue
                    if news.desk and news.desk != desk:
                        desk = news.desk
                        yield frame("desk", {"holder": desk.holder, "ticket": desk.ticket})
                    if not ready:
                        ready = True
                        yield frame("ready")
                    quiet = 0 if await watch.wait() else quiet + 1
                    if quiet >= QUIET_ROUNDS:
                        quiet = 0
                        yield frame("ping")
            except StoreUnavailable:
                return

    async def _place(self, after: str) -> int:
        """The seq of the message that `after` names, or 0 when it names none of this conversation."""
        text, _, name = after.partition(".")
        if not (text.isascii() and text.isdigit()) or len(text) > 15:
            return 0
        seq = int(text)
        found = await self.database.read(lambda tx: messages.since(tx, self.conversation, seq - 1, 1))
        return seq if found and found[0].seq == seq and found[0].id == name else 0

    async def _news(self, seq: int, *, first: bool) -> _News:
        news = await self.database.read(lambda tx: self._read(tx, seq, first=first))
        if all(message.author in {Author.PERSON, Author.NOTE} for message in news.messages):
            return news
        return await self.database.transaction(lambda tx: self._take(tx, seq))

    async def _take(self, tx: Transaction, seq: int) -> _News:
        """Mark the waiting rows as taken and read in one step, so that nothing is marked which is not shown."""
        await outbox.take_parked(tx, self.conversation, self.clock())
        return await self._read(tx, seq, first=False)

    async def _read(self, tx: Transaction, seq: int, *, first: bool) -> _News:
        found = await messages.since(tx, self.conversation, seq, _BATCH)
        if not found and not first:
            # Whoever takes or leaves a conversation says so in it: without a new line nothing else is new, and a quiet page costs one look.
            return _News()
        arrivals = {message.id: message.id.partition("-")[0] for message in found if message.author is Author.PERSON}
        externals = await receipts.externals(tx, tuple(arrivals.values()))
        clients = {message: externals.get(arrival, "").partition(".")[2] for message, arrival in arrivals.items()}
        return _News(messages=found, clients=clients, desk=await self._desk(tx))

    async def _desk(self, tx: Transaction) -> _Desk:
        conversation = await conversations.peek(tx, self.conversation)
        if conversation is None:
            return _Desk()
        ticket = await tickets.get(tx, conversation.ticket) if conversation.ticket else None
        return _Desk(holder=conversation.holder, ticket=ticket.number if ticket else "")


def show(message: Message, client: str = "", link: LinkOf = no_link) -> dict[str, object]:
    """A message as the page gets it; buttons are counted through the whole message."""
    buttons = _buttons(message)
    parts = [_show_part(part, message.id, buttons, link) for part in message.parts]
    shown: dict[str, object] = {"id": message.id, "author": message.author, "at": message.at.isoformat(), "parts": parts}
    return shown | {"client": client} if client else shown


def _show_part(part: Part, message: str, buttons: Iterator[dict[str, object]], link: LinkOf) -> dict[str, object]:
    match part:
        case Text():
            return {"kind": part.kind, "text": part.text}
        case Choices():
            return {"kind": part.kind, "text": part.text, "options": list(islice(buttons, len(part.options)))}
        case Card():
            return {
                "kind": part.kind,
                "title": part.title,
                "text": part.text,
                "basis": part.basis,
                "as_of": part.as_of,
                "options": list(islice(buttons, len(part.options))),
                "links": [{"label": link.label, "url": link.url} for link in part.links if link.url.startswith("https://")],
            }
        case File():
            shown: dict[str, object] = {"kind": part.kind, "name": part.name}
            url = link(message, part)
            return shown | {"url": url} if url else shown
    assert_never(part)


def _buttons(message: Message) -> Iterator[dict[str, object]]:
    """All buttons of a message in their order, each with the number that can be typed for it."""
    options = [option for part in message.parts if isinstance(part, Choices | Card) for option in part.options]
    for place, (option, number) in enumerate(zip(options, numbers(options), strict=True)):
        yield {"label": option.label, "key": choice_key(message.id, place), "number": number}
