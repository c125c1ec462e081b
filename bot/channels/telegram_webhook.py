"""Telegram calls us: the webhook route. Answers 200 only when the update is committed; whatever is not Telegram gets an empty 4xx."""

from collections.abc import Sequence

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.bodies import BodyRefused, is_one_of, read_body, read_json
from bot.channels.telegram_arrivals import Arrivals
from bot.channels.telegram_config import PATH
from bot.channels.telegram_updates import ParseRefused
from storage.database import StoreError

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105  # the name of the header, not its value
MAX_BODY = 1_000_000
MAX_DEPTH = 64

_LOG = structlog.get_logger("bot.telegram")


class TelegramWebhook:
    """The endpoint. `secrets` holds one value, or the old and the new one during a change."""

    def __init__(self, arrivals: Arrivals, secrets: Sequence[str]) -> None:
        self._arrivals = arrivals
        self._secrets = tuple(secrets)

    def route(self) -> Route:
        """The route for `bot.web`; its path needs a body limit of MAX_BODY there."""
        return Route(PATH, self.receive, methods=["POST"])

    async def receive(self, request: Request) -> Response:
        """One update."""
        if not is_one_of(request.headers.get(SECRET_HEADER, ""), self._secrets):
            _LOG.warning("webhook call without the secret")
            return Response(status_code=401)
        try:
            await self._arrivals.take_one(read_json(await read_body(request, MAX_BODY), MAX_DEPTH))
        except BodyRefused as refused:
            _LOG.warning("webhook body refused", status=refused.status)
            return Response(status_code=refused.status)
        except ParseRefused as refused:
            _LOG.warning("unreadable update", reason=str(refused))
            return Response(status_code=400)
        except StoreError as error:
            # Telegram brings the update again.
            _LOG.error("update not stored", error=type(error).__name__)
            return Response(status_code=503, headers={"retry-after": "2"})
        return Response()
