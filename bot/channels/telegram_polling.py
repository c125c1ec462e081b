"""We call Telegram: the long poll. The offset moves only after the batch is committed, so a crash loses nothing."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

import structlog
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.channels.telegram_arrivals import Arrivals
from bot.channels.telegram_config import TelegramConfig
from bot.channels.telegram_errors import Meaning, meaning_of
from bot.channels.telegram_request import ApiRefused, StrictRequest
from bot.channels.telegram_updates import ALLOWED_UPDATES
from storage.database import StoreError

#: Seconds Telegram holds an empty poll; it caps at 50.
LONG_POLL = 50
BATCH = 100
#: A commit that runs while we are stopped gets that long to end.
GRACE = 0.8
FIRST_WAIT, LAST_WAIT = 0.5, 60.0
#: Another poller or a webhook will not go away within seconds.
CONFLICT_WAIT = 15.0

_LOG = structlog.get_logger("bot.telegram")


class TelegramPolling:
    """One poller; never run two with the same token."""

    def __init__(
        self,
        config: TelegramConfig,
        arrivals: Arrivals,
        *,
        request: BaseRequest | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
        long_poll: int = LONG_POLL,
    ) -> None:
        self._base = f"{config.base_url}{config.token}/"
        self._arrivals = arrivals
        self._request = request or StrictRequest(2)
        self._pause = pause
        self._chance = chance
        self._long_poll = long_poll
        self._offset = 0
        self._failures = 0
        #: Telegram has refused the token: nothing comes in until an operator acts.
        self.revoked = False

    async def run(self) -> None:
        """Poll until cancelled; returns only when the token is refused."""
        try:
            while not await self._survive(self._forget_webhook):
                pass
            while not self.revoked:
                await self._survive(self.round)
        finally:
            await self.close()

    async def close(self) -> None:
        """Release the connections."""
        await self._request.shutdown()

    async def round(self) -> int:
        """One getUpdates and the commit of what it brought; returns how many updates came."""
        values: dict[str, str | int] = {"timeout": self._long_poll, "allowed_updates": json.dumps(ALLOWED_UPDATES), "limit": BATCH}
        if self._offset:
            values["offset"] = self._offset
        updates = await self._call("getUpdates", values, self._long_poll + 10)
        if not isinstance(updates, list):
            raise TelegramError("unreadable answer")
        if updates:
            await _finish(self._arrivals.take(updates))
            ids = [id for update in updates if isinstance(update, dict) and type(id := update.get("update_id")) is int]
            # Of this batch alone: after a quiet week ids may begin again lower.
            self._offset = max(ids) + 1 if ids else self._offset
        return len(updates)

    async def _forget_webhook(self) -> int:
        """A webhook left over from another mode would refuse every poll. Pending updates stay."""
        await self._call("deleteWebhook", {}, 20)
        return 0

    async def _call(self, method: str, values: dict[str, str | int], seconds: float) -> object:
        code, payload = await self._request.do_request(f"{self._base}{method}?{urlencode(values)}", "GET", read_timeout=seconds)
        try:
            tree: object = json.loads(payload)
        except (ValueError, RecursionError):
            raise TelegramError("unreadable answer") from None
        if not isinstance(tree, dict) or tree.get("ok") is not True:
            raise ApiRefused(code, "unreadable answer")
        return tree.get("result")

    async def _survive(self, work: Callable[[], Awaitable[int]]) -> bool:
        """Run a step; log what went wrong and wait as long as that asks for. True when it went well or never will."""
        try:
            await work()
        except TelegramError as error:
            return await self._after(error)
        except StoreError as error:
            _LOG.error("updates not stored", error=type(error).__name__)
        except Exception:  # noqa: BLE001 - one bad batch must not end the channel; it comes again after the wait
            _LOG.exception("polling failed")
        else:
            self._failures = 0
            return True
        await self._back_off()
        return False

    async def _after(self, error: TelegramError) -> bool:
        meaning = meaning_of(error)
        if meaning is Meaning.REVOKED:
            self.revoked = True
            _LOG.critical("telegram refuses the token; polling stops", error=str(error))
            return True
        if meaning is Meaning.CONFLICT:
            _LOG.error("another poller or a webhook uses this token", error=str(error))
            await self._pause(CONFLICT_WAIT * (1 + self._chance()))
        elif isinstance(error, ApiRefused) and error.wait:
            _LOG.warning("telegram asks polling to wait", seconds=error.wait)
            await self._pause(error.wait + self._chance())
        else:
            _LOG.warning("poll failed", error=str(error), failures=self._failures)
            await self._back_off()
        return False

    async def _back_off(self) -> None:
        self._failures += 1
        await self._pause(self._chance() * min(LAST_WAIT, FIRST_WAIT * 2 ** min(self._failures, 10)))


async def _finish(work: Awaitable[int]) -> None:
    """Wait for a commit; when we are stopped in the middle let it end instead of tearing it."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=GRACE)
        raise
