"""The HTTP side of python-telegram-bot, with errors kept as Telegram sent them.

TelegramError
├── ApiRefused    Telegram answered with an error: code, text, parameters
├── NotReached    nothing was sent: no connection, or no free one
└── NetworkError  anything else: the request may have been carried out
"""

import json
import logging
from typing import TYPE_CHECKING

import httpx
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput

MAX_WAIT = 86_400.0

# These loggers write addresses, and an address of the Bot API holds the token.
for _name in ("httpx", "httpcore", "telegram"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class ApiRefused(TelegramError):
    """Telegram answered with an error."""

    def __init__(self, code: int, description: str, *, wait: float | None = None, moved_to: int | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.wait = wait
        self.moved_to = moved_to


class NotReached(TelegramError):
    """The request certainly did not leave this machine."""


class StrictRequest(HTTPXRequest):
    """Raises ApiRefused with everything Telegram said; the library's own classes lose the code and the missing numbers."""

    async def do_request(  # noqa: PLR0917  # the library's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        write_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        connect_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        pool_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One HTTP call. Raises TelegramError."""
        try:
            code, payload = await super().do_request(url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout)
        except NetworkError as error:
            cause = error.__cause__
            if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
                raise NotReached(type(cause).__name__) from None
            raise NetworkError(type(cause or error).__name__) from None
        if 200 <= code <= 299:
            return code, payload
        raise refusal(code, payload)


def refusal(code: int, payload: bytes) -> ApiRefused:
    """An error answer as an exception; an unreadable one keeps at least its code."""
    try:
        tree: object = json.loads(payload)
    except (ValueError, RecursionError):
        tree = None
    if not isinstance(tree, dict):
        return ApiRefused(code, "unreadable answer")
    parameters = tree.get("parameters")
    parameters = parameters if isinstance(parameters, dict) else {}
    wait, moved = parameters.get("retry_after"), parameters.get("migrate_to_chat_id")
    return ApiRefused(
        code,
        str(tree.get("description") or "no description")[:300],
        wait=min(float(wait), MAX_WAIT) if isinstance(wait, int | float) and wait > 0 else None,
        moved_to=moved if isinstance(moved, int) and not isinstance(moved, bool) else None,
    )
