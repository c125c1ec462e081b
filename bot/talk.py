"""Whole conversations without a network: what is said goes in, what is replied comes out. For `dure talk`, journeys and the terminal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.channels.base import NotSent, Outcome
from bot.intake import Intake
from bot.scene import Knowledge
from bot.scenes import Scenes
from desk.conversation import Conversation
from desk.messages import Address, Choice, Inbound, InboundKind, Part, Reach, choice_key, options_of
from desk.privacy import mask_resident_numbers
from storage import conversations
from storage.database import Database
from storage.migrate import migrate
from storage.open import open_database
from storage.outbox import Delivery, Place

NAME = "talk"
BOT = "main"


class TalkChannel:
    """A channel whose replies are taken by whoever asked."""

    name = NAME
    pulls = True
    reach = Reach.PAGE

    def fit(self, part: Part) -> tuple[Part, ...]:
        """Everything fits."""
        return (part,)

    async def send(self, delivery: Delivery, place: Place) -> Outcome:  # noqa: ARG002 - the protocol's signature
        """Never the way here."""
        return NotSent(reason="replies are taken, not sent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one thing that was said led to."""

    deliveries: tuple[Delivery, ...]
    conversation: Conversation

    @property
    def parts(self) -> tuple[Part, ...]:
        """The replies in order."""
        return tuple(delivery.part for delivery in self.deliveries if delivery.part)


@dataclass(slots=True, kw_only=True)
class Talk:
    """Speaks with the bot in the name of any number of people."""

    intake: Intake
    database: Database
    channel: str = NAME
    #: The clock of the conversation; moves on by a minute with everything that is said, unless told the time.
    now: datetime
    _count: int = 0
    #: Person -> the buttons shown last: (key, choice).
    _shown: dict[str, list[tuple[str, Choice]]] = field(default_factory=dict)

    def address(self, person: str) -> Address:
        """Where a person's conversation takes place."""
        return Address(channel=self.channel, bot=BOT, chat=person)

    async def say(self, person: str, text: str = "", *, choice: str = "", at: datetime | None = None) -> Heard:
        """One message or one button press (by label, payload or number) and the replies to it, after what a timer said meanwhile."""
        self._count += 1
        self.now = at or self.now + timedelta(minutes=1)
        await self.intake.tick()
        key = self._key(person, choice) if choice else ""
        inbound = Inbound(
            external=f"{self._count}",
            address=self.address(person),
            kind=InboundKind.CHOICE if key else InboundKind.TEXT,
            text="" if key else mask_resident_numbers(choice or text),
            choice=key,
            sender=person,
            received=self.now,
        )
        return await self._heard(person, await self.intake.answer(inbound))

    async def _heard(self, person: str, deliveries: tuple[Delivery, ...]) -> Heard:
        shown = [
            (choice_key(delivery.message, delivery.first_option + place), option)
            for delivery in deliveries
            if delivery.part
            for place, option in enumerate(options_of((delivery.part,)))
        ]
        if deliveries:
            self._shown[person] = shown
        found = await self.database.read(lambda tx: conversations.peek(tx, self.address(person).conversation))
        return Heard(deliveries=deliveries, conversation=found or Conversation(id=self.address(person).conversation))

    def _key(self, person: str, choice: str) -> str:
        for number, (key, option) in enumerate(self._shown.get(person, ()), start=1):
            if choice in (option.label, option.payload, str(number)):
                return key
        return ""


@asynccontextmanager
async def talking(knowledge: Knowledge, now: datetime, *, path: Path | None = None) -> AsyncIterator[Talk]:
    """A whole service without network on an embedded database (in memory by default)."""
    database = await open_database(f"sqlite:///{path}" if path else "sqlite:///:memory:")
    try:
        await migrate(database)
        holder: list[Talk] = []
        intake = Intake(
            database=database,
            scenes=Scenes(knowledge=lambda: knowledge, reach={NAME: TalkChannel.reach}),
            channels={NAME: TalkChannel()},
            clock=lambda: holder[0].now,
            worker="talk",
        )
        holder.append(Talk(intake=intake, database=database, now=now))
        yield holder[0]
    finally:
        await database.close()
