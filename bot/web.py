"""The web part put together: routes from the channels and the console, and what holds for every request.

Every answer carries the security headers and a request id; a body is counted while it is read; an error shows a page with that id to
people and nothing at all to programs.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from secrets import token_hex

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.pages import Pages
from bot.requests import is_secure

BODY_LIMIT = 256 * 1024
_LOG = structlog.get_logger("bot.web")

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    # Not `no-referrer`: that would turn the Origin header of our own forms into `null`.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
}

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def build(
    routes: Sequence[BaseRoute],
    *,
    ready: Callable[[], Awaitable[bool]],
    public_url: str = "",
    body_limits: Mapping[str, int] | None = None,
    registry: CollectorRegistry = REGISTRY,
    lifespan: Lifespan | None = None,
) -> ASGIApp:
    """The whole ASGI application. `body_limits` names paths that may take larger bodies than `BODY_LIMIT`."""
    pages = Pages(Path(__file__).parent, "/static")
    own = [
        Route("/healthz", _healthz, methods=["GET"]),
        Route("/readyz", _Readyz(ready), methods=["GET"]),
        Route("/metrics", _Metrics(registry), methods=["GET"]),
        Route("/favicon.ico", _Icon(), methods=["GET"]),
        pages.route(),
    ]
    error = _Errors(pages)
    app = Starlette(routes=[*own, *routes], lifespan=lifespan, exception_handlers={HTTPException: error.refused, Exception: error.failed})
    return Guard(app, error, limits=body_limits or {}, secure=is_secure(public_url))


async def _healthz(_request: Request) -> Response:
    return PlainTextResponse("ok\n")


class _Readyz:
    def __init__(self, ready: Callable[[], Awaitable[bool]]) -> None:
        self._ready = ready

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ready = await self._ready()
        response = PlainTextResponse("ready\n" if ready else "not ready\n", status_code=200 if ready else 503)
        await response(scope, receive, send)


class _Metrics:
    """Figures for the machine's own collector; nobody else gets them, also not through a proxy on this machine."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        near = request.client is not None and _is_loopback(request.client.host)
        if not near or "x-forwarded-for" in request.headers or "forwarded" in request.headers:
            raise HTTPException(404)
        response = Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)
        await response(scope, receive, send)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class _Icon:
    def __init__(self) -> None:
        self._picture = (Path(__file__).parent / "static" / "favicon.svg").read_bytes()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {"cache-control": "public, max-age=86400"}
        await Response(self._picture, media_type="image/svg+xml", headers=headers)(scope, receive, send)


class _Errors:
    """What is shown when a request was refused or failed."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def show(self, request: Request, status: int, headers: Mapping[str, str] | None = None) -> Response:
        """A page for people, an empty body for programs."""
        if "text/html" not in request.headers.get("accept", ""):
            return Response(status_code=status, headers=headers)
        number = request.scope.get("dure.request_id", "")
        response = self._pages.page("error.html", {"status": int(status), "request_id": number}, status=status)
        response.headers.update(headers or {})
        return response

    async def refused(self, request: Request, error: Exception) -> Response:
        """Starlette's own refusals (404, 405) and those of our routes."""
        if not isinstance(error, HTTPException):
            raise error
        return self.show(request, error.status_code, error.headers)

    async def failed(self, request: Request, error: Exception) -> Response:
        """What Starlette answers before it lets the error out to `Guard`, which writes it down."""
        return self.show(request, _status_of(error))


def _status_of(error: Exception) -> int:
    match error:
        case _TooLarge():
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        case ClientDisconnect():
            # Nobody is there to read it, but nothing is wrong with us either.
            return HTTPStatus.BAD_REQUEST
        case _:
            return HTTPStatus.INTERNAL_SERVER_ERROR


class _TooLarge(Exception):
    """The body is larger than the limit of its path."""


class Guard:
    """The outermost layer: request id, headers, body size, and the last word on errors."""

    def __init__(self, app: ASGIApp, errors: _Errors, *, limits: Mapping[str, int], secure: bool) -> None:
        self._app = app
        self._errors = errors
        self._limits = limits
        own = HEADERS | {"cache-control": "no-store"} | ({"strict-transport-security": "max-age=31536000"} if secure else {})
        self._headers = tuple((name.encode(), value.encode()) for name, value in own.items())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["dure.request_id"] = token_hex(8)
        answer = _Answer(send, (*self._headers, (b"x-request-id", scope["dure.request_id"].encode())))
        request = Request(scope)
        limit = self._limits.get(scope["path"], BODY_LIMIT)
        status = _refusal(request, limit)
        if not status:
            status = await self._run(scope, _Counted(receive, limit).receive, answer)
        if status and not answer.started:
            await self._errors.show(request, status)(scope, receive, answer.send)

    async def _run(self, scope: Scope, receive: Receive, answer: "_Answer") -> int:
        """Run the application; the status to answer with when it could not answer itself."""
        try:
            await self._app(scope, receive, answer.send)
        except Exception as error:  # noqa: BLE001 - whatever it was, the person gets a page with a number and we a log line with it
            status = _status_of(error)
            if status == HTTPStatus.INTERNAL_SERVER_ERROR:
                _LOG.exception("request_failed", request=scope["dure.request_id"], path=scope["path"])
            return status
        return 0


def _refusal(request: Request, limit: int) -> int:
    """The status with which a request is refused before its body is read, or 0."""
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        return HTTPStatus.BAD_REQUEST
    if len(length) > 12 or int(length) > limit:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if request.headers.get("content-encoding", "identity") != "identity":
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    return 0


class _Counted:
    """Counts a body while it comes in; a length that was not announced is found here."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit

    async def receive(self) -> Message:
        """The next piece. Raises _TooLarge."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise _TooLarge
        return message


class _Answer:
    """Adds the headers that every answer carries."""

    def __init__(self, send: Send, headers: Sequence[tuple[bytes, bytes]]) -> None:
        self._send = send
        self._headers = headers
        self.started = False

    async def send(self, message: Message) -> None:
        """Pass on a piece of the answer."""
        if message["type"] == "http.response.start":
            self.started = True
            have = {name.lower() for name, _ in message.get("headers", ())}
            extra = [header for header in self._headers if header[0] not in have]
            message = {**message, "headers": [*message.get("headers", ()), *extra]}
        await self._send(message)
