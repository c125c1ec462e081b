"""The HTTP side of python-telegram-bot, with errors kept as Telegram sent them.

TelegramError
├── ApiRefused    Telegram answered with an error: code, text, parameters
├── NotReached    nothing was sent: no connection, or no free one
└── NetworkError  anything else: the request may have been carried out
"""

import json
import logging
from typing import TYPE_CHECKING
from urllib.request import getproxies

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput

MAX_WAIT = 86_400.0
#: Seconds for a call that sends a document.
DOCUMENT_TIMEOUT = 60.0

# These loggers write addresses, and an address of the Bot API holds the token.
for _name in ("aiohttp", "httpx", "httpcore", "telegram"):
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


class StrictRequest(BaseRequest):
    """Raises ApiRefused with everything Telegram said; the library's own classes lose the code and the missing numbers.

    Calls go through aiohttp, which needs a third of the processor time of the library's own client (docs/decisions/telegram.md).
    """

    def __init__(self, connections: int, *, read_timeout: float = 15.0, connect_timeout: float = 5.0, pool_timeout: float = 5.0) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds without a byte of the answer."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Nothing to do: the connections belong to the loop of the first call."""

    async def shutdown(self) -> None:
        """Close the connections; a later call opens new ones."""
        session, self._session = self._session, None
        if session:
            await session.close()

    async def do_request(  # noqa: PLR0917  # the library's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        write_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        connect_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # one for all calls
        pool_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # one for all calls
    ) -> tuple[int, bytes]:
        """One HTTP call. Raises TelegramError."""
        read = _chosen(read_timeout, self._read_timeout)
        write = _chosen(write_timeout, DOCUMENT_TIMEOUT if request_data and request_data.contains_files else 10.0)
        connect = self._connect_timeout + self._pool_timeout
        timeout = aiohttp.ClientTimeout(total=connect + write + read, connect=connect, sock_connect=self._connect_timeout, sock_read=read)
        try:
            async with self._open().request(method, url, data=_body(request_data), timeout=timeout, allow_redirects=False) as answer:
                code, payload = answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotReached(type(error).__name__) from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None
        if 200 <= code <= 299:
            return code, payload
        raise refusal(code, payload)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=bool(getproxies()),
            )
        return self._session


def _chosen(timeout: "ODVInput[float]", default: float) -> float:
    return default if timeout is None or isinstance(timeout, DefaultValue) else float(timeout)


def _body(data: RequestData | None) -> aiohttp.Payload | None:
    """The parameters as JSON, or as a form when a document goes along."""
    if data is None:
        return None
    if not data.contains_files:
        return aiohttp.BytesPayload(data.json_payload, content_type="application/json")
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form()


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
