"""What the Kakao skill keeps between requests: bodies answered before, and rows that found no room in a response."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desk.messages import Address, ConversationId
from storage import inbox, outbox
from storage.database import Database
from storage.outbox import Delivery


class Shelf(Protocol):
    """The store as the skill sees it."""

    async def body(self, address: Address, external: str) -> str | None:
        """What was answered to this request before, if anything."""

    async def keep(self, address: Address, external: str, body: str) -> None:
        """Remember what is answered."""

    async def put_back(self, deliveries: Sequence[Delivery]) -> None:
        """These rows were not shown after all; they wait for the person's next request."""

    async def take(self, conversation: ConversationId) -> tuple[Delivery, ...]:
        """The rows that wait, without a new question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredShelf:
    """The shelf in the database."""

    database: Database
    clock: Callable[[], datetime]

    async def body(self, address: Address, external: str) -> str | None:
        """What was answered to this request before, if anything."""
        return await self.database.read(lambda tx: inbox.response(tx, address.channel, address.bot, external))

    async def keep(self, address: Address, external: str, body: str) -> None:
        """Remember what is answered."""
        await self.database.transaction(lambda tx: inbox.store_response(tx, address.channel, address.bot, external, body))

    async def put_back(self, deliveries: Sequence[Delivery]) -> None:
        """These rows were not shown after all; they wait for the person's next request."""
        await self.database.transaction(lambda tx: outbox.park_again(tx, deliveries))

    async def take(self, conversation: ConversationId) -> tuple[Delivery, ...]:
        """The rows that wait, without a new question."""
        now = self.clock()
        return tuple(await self.database.transaction(lambda tx: outbox.take_parked(tx, conversation, now)))
