"""Hands what Telegram brings to intake; polling and webhook both come through here."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

import structlog

from bot.channels.base import Receive
from bot.channels.telegram_updates import Ignored, Moved, ParseRefused, Reading, parse_update
from desk.messages import Inbound

_LOG = structlog.get_logger("bot.telegram")

#: Told when a group got a new id, with both ids; must be stored when it returns.
RoomMoved = Callable[[str, str], Awaitable[None]]


class Arrivals:
    """Parses updates, stores what counts, and logs the rest."""

    def __init__(self, reading: Reading, receive: Receive, moved: RoomMoved, clock: Callable[[], datetime]) -> None:
        self._reading = reading
        self._receive = receive
        self._moved = moved
        self._clock = clock

    def know_username(self, username: str) -> None:
        """From now on commands addressed to another name are not ours."""
        self._reading = replace(self._reading, username=username)

    async def take(self, updates: Sequence[object]) -> int:
        """Store the updates; committed when it returns. Unreadable ones are logged and left out. Returns how many were new."""
        return await self._store([inbound for update in updates if (inbound := await self._lenient(update))])

    async def take_one(self, update: object) -> int:
        """Store one update. Raises ParseRefused when it is none."""
        inbound = await self._read(update)
        return await self._store([inbound] if inbound else [])

    async def _store(self, inbounds: Sequence[Inbound]) -> int:
        return await self._receive(inbounds) if inbounds else 0

    async def _lenient(self, update: object) -> Inbound | None:
        try:
            return await self._read(update)
        except ParseRefused as error:
            _LOG.warning("unreadable update", reason=str(error))
            return None

    async def _read(self, update: object) -> Inbound | None:
        parsed = parse_update(update, self._reading, self._clock())
        match parsed:
            case Inbound():
                return parsed
            case Ignored():
                _LOG.info("update ignored", update=parsed.external, reason=parsed.reason)
            case Moved():
                await self._move(parsed)
            case _:
                assert_never(parsed)
        return None

    async def _move(self, moved: Moved) -> None:
        if moved.old not in self._reading.rooms:
            _LOG.info("update ignored", update=moved.external, reason="foreign group moved")
            return
        await self._moved(moved.old, moved.new)
        self._reading = replace(self._reading, rooms=self._reading.rooms | {moved.new})
        _LOG.warning("staff group moved; set DURE_TELEGRAM_STAFF_CHAT to the new id", old=moved.old, new=moved.new)
