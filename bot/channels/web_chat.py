"""The chat page: a person's messages come by POST, everything else goes out by the event stream of `web_stream`.

A person is a random number in a signed cookie. The client id of a POST makes its repetition harmless.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Annotated, Protocol

from itsdangerous import BadSignature, Signer
from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.base import NotSent, Outcome
from bot.channels.web_stream import LogStream, external_of, no_link
from bot.live import Pulse, stream
from bot.pages import Pages
from bot.papers.links import LinkOf
from bot.requests import cookie_name, is_same_origin, set_cookie
from desk.messages import MAX_TEXT, Address, Inbound, InboundKind, Part, Reach
from desk.privacy import mask_resident_numbers
from storage.database import Database, StoreUnavailable
from storage.outbox import Delivery, Place

NAME = "web"
BOT = "main"
COOKIE = "dure_person"
#: A person who returns within this time finds the conversation again.
COOKIE_SECONDS = 180 * 24 * 3600
STREAMS_PER_PERSON = 20


class WebChat:
    """The channel as delivery sees it: rows wait until the page takes them."""

    name = NAME
    pulls = True
    reach = Reach.PAGE

    def fit(self, part: Part) -> tuple[Part, ...]:
        """A page has room for every part as it is."""
        return (part,)

    async def send(self, delivery: Delivery, place: Place) -> Outcome:  # noqa: ARG002 - the protocol's signature
        """Never the way here; the row stays for the page."""
        return NotSent(reason="the page takes its rows itself")


class Door(Protocol):
    """Where arrivals go."""

    async def receive(self, inbounds: Sequence[Inbound]) -> int:
        """Store what arrived; committed when it returns."""


class Posted(BaseModel):
    """What the page sends: either a text or the key of a pressed button."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
    text: Annotated[str, StringConstraints(min_length=1)] | None = None
    choice: Annotated[str, StringConstraints(min_length=1, max_length=80)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "Posted":
        if (self.text is None) == (self.choice is None):
            message = "either text or choice"
            raise ValueError(message)
        return self


def person_signer(secret: str) -> Signer:
    """Signs the cookie by which a browser is known."""
    return Signer(secret, salt="dure.person", digest_method=sha256)


def routes(
    intake: Door,
    database: Database,
    signer: Signer,
    *,
    pulse: Pulse,
    clock: Callable[[], datetime],
    public_url: str = "",
    link: LinkOf = no_link,
) -> list[BaseRoute]:
    """The routes of the chat page."""
    chat = _Chat(intake=intake, database=database, signer=signer, pulse=pulse, clock=clock, public_url=public_url, link=link)
    pages = Pages(Path(__file__).parent, "/chat/static")
    return [
        Route("/", chat.page(pages), methods=["GET"]),
        Route("/chat/messages", chat.post, methods=["POST"]),
        Route("/chat/events", chat.events, methods=["GET"]),
        pages.route(),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chat:
    intake: Door
    database: Database
    signer: Signer
    pulse: Pulse
    clock: Callable[[], datetime]
    public_url: str
    link: LinkOf

    def page(self, pages: Pages) -> Callable[[Request], Response]:
        """The page itself; hands out the cookie and renews its time."""

        def show(request: Request) -> Response:
            response = pages.page("chat.html")
            person = self._person(request) or token_hex(16)
            signed = self.signer.sign(person).decode()
            set_cookie(response, COOKIE, signed, public_url=self.public_url, max_age=COOKIE_SECONDS)
            return response

        return show

    async def post(self, request: Request) -> Response:
        """Take one message."""
        if not is_same_origin(request, self.public_url):
            return Response(status_code=403)
        person = self._person(request)
        if not person:
            return Response(status_code=401)
        try:
            posted = Posted.model_validate_json(await request.body())
        except (ValueError, RecursionError):
            return Response(status_code=422)
        try:
            new = await self.intake.receive([self._inbound(person, posted)])
        except StoreUnavailable:
            return Response(status_code=503, headers={"retry-after": "2"})
        return JSONResponse({"new": new > 0}, status_code=202)

    async def events(self, request: Request) -> Response:
        """The conversation as a stream that never ends."""
        person = self._person(request)
        if not person:
            return Response(status_code=401)
        conversation = _address(person).conversation
        if self.pulse.count(conversation) >= STREAMS_PER_PERSON:
            return Response(status_code=429, headers={"retry-after": "30"})
        after = request.headers.get("last-event-id") or request.query_params.get("after", "")
        log = LogStream(database=self.database, conversation=conversation, pulse=self.pulse, clock=self.clock, link=self.link)
        return stream(log.frames(after))

    def _person(self, request: Request) -> str:
        signed = request.cookies.get(cookie_name(COOKIE, self.public_url), "")
        try:
            return self.signer.unsign(signed).decode()
        except (BadSignature, ValueError):
            return ""

    def _inbound(self, person: str, posted: Posted) -> Inbound:
        text = mask_resident_numbers((posted.text or "")[: 2 * MAX_TEXT])
        return Inbound(
            # The person is part of the id, so nobody can use up the id of somebody else's message.
            external=external_of(person, posted.id),
            address=_address(person),
            kind=InboundKind.CHOICE if posted.choice else InboundKind.TEXT,
            # One letter too many is kept, so that the router sees that there was more.
            text=text[: MAX_TEXT + 1],
            choice=posted.choice or "",
            sender=person,
            received=self.clock(),
        )


def _address(person: str) -> Address:
    return Address(channel=NAME, bot=BOT, chat=person)
