"""Links under which papers can be fetched: signed, of one conversation's log, and dead after two weeks or when the log is erased."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import quote

from itsdangerous import BadSignature, Signer
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.papers.orders import MARK
from bot.papers.press import PaperUnavailable
from desk.messages import File, Message
from storage import messages
from storage.database import Database, StoreUnavailable

LASTS = timedelta(days=14)
#: Makes the address of a file in a message; empty when there is none.
LinkOf = Callable[[str, File], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Makes links and answers them."""

    secret: str
    public_url: str
    database: Database
    read: Callable[[str], Awaitable[bytes | None]]
    clock: Callable[[], datetime]

    def path(self, message: str, file: File) -> str:
        """Where our own page fetches a file of a message."""
        if not file.ref.startswith(MARK):
            return ""
        signed = self._signer().sign(f"{message}.{_digest(file)}").decode()
        return f"/papers/{signed}"

    def url(self, message: str, file: File) -> str:
        """The address for other places; empty when people do not reach us by https."""
        path = self.path(message, file)
        return f"{self.public_url.rstrip('/')}{path}" if path and self.public_url.startswith("https://") else ""

    def routes(self) -> list[BaseRoute]:
        """The route of the files."""
        return [Route("/papers/{token}", self.fetch, methods=["GET"])]

    async def fetch(self, request: Request) -> Response:
        """One file, made now."""
        try:
            file = await self._file(request.path_params["token"])
            content = await self.read(file.ref) if file else None
        except (PaperUnavailable, StoreUnavailable):
            return Response(status_code=503, headers={"retry-after": "5"})
        if file is None or content is None:
            return Response(status_code=404)
        headers = {
            "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
            "cache-control": "private, no-store",
            "x-robots-tag": "noindex",
        }
        return Response(content, media_type=file.media_type, headers=headers)

    async def _file(self, token: str) -> File | None:
        try:
            name, _, digest = self._signer().unsign(token).decode().rpartition(".")
        except (BadSignature, ValueError):
            return None
        message = await self.database.read(lambda tx: messages.get(tx, name))
        if message is None or self.clock() - message.at > LASTS:
            return None
        return _find(message, digest)

    def _signer(self) -> Signer:
        return Signer(self.secret, salt="dure.paper", digest_method=sha256)


def _find(message: Message, digest: str) -> File | None:
    return next((part for part in message.parts if isinstance(part, File) and _digest(part) == digest), None)


def _digest(file: File) -> str:
    return sha256(f"{file.name}\0{file.ref}".encode()).hexdigest()[:24]
