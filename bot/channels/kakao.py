"""KakaoTalk: the skill endpoint. Kakao waits five seconds and never asks again, so every request gets a valid answer in time.

What cannot be shown now (too much, too late) is put back and comes first with the person's next message.
"""

import asyncio
import hmac
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Protocol, TypeVar

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels import kakao_template
from bot.channels.base import NotSent, Outcome
from bot.channels.bodies import BodyRefused, is_one_of, read_body, read_json
from bot.channels.kakao_payload import SkillRefused, SkillRequest, read_request
from bot.channels.kakao_shelf import Shelf
from bot.channels.visible import is_visible
from bot.papers.links import LinkOf
from desk.messages import MAX_TEXT, Address, Inbound, InboundKind, Part, Reach
from desk.privacy import mask_resident_numbers
from storage.outbox import Delivery, Place

NAME = "kakao"
PATH = "/kakao/skill"
SECRET_HEADER = "x-dure-secret"  # noqa: S105  # the name of the header, not its value
MAX_BODY = 256 * 1024
MAX_DEPTH = 64
#: Seconds for the whole answer; Kakao gives up after 5.
BUDGET = 4.5
#: Without a request id the same words within so many seconds are the same request.
REPEAT = 3.0
#: So many bodies are remembered for repeats that come at once.
REMEMBERED = 2000

T = TypeVar("T")

_LOG = structlog.get_logger("bot.kakao")


@dataclass(frozen=True, slots=True, kw_only=True)
class KakaoConfig:
    """What an operator sets for Kakao."""

    #: One secret, or the new and the old one while it is being changed.
    secrets: tuple[str, ...] = field(repr=False)
    #: Bots we answer for; a bot on the development channel has the same id with `!` at its end.
    bots: frozenset[str]
    #: Makes people's public ids; Kakao's own keys are never stored or shown.
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, secrets: str, bot: str, key: str) -> "KakaoConfig":
        """From settings: secrets separated by commas, and the id of the production bot."""
        bots = frozenset({bot, f"{bot}!"} if bot else ())
        return cls(secrets=tuple(secret for secret in secrets.split(",") if secret), bots=bots, key=key.encode())


class Door(Protocol):
    """Where a question goes."""

    async def answer(self, inbound: Inbound) -> tuple[Delivery, ...]:
        """Store, handle, and give everything that waits for this person."""


class KakaoChannel:
    """The channel as delivery sees it: rows wait until the person's next request. `wording` is `phrases.yaml`."""

    name = NAME
    pulls = True
    reach = Reach.REPLY

    def __init__(self, wording: Mapping[str, str], *, links: bool = False) -> None:
        self._wording = wording
        #: Whether files can be fetched by a link.
        self._links = links

    def fit(self, part: Part) -> tuple[Part, ...]:
        """The part in pieces of one bubble each."""
        return kakao_template.fit(part, self._wording, links=self._links)

    async def send(self, delivery: Delivery, place: Place) -> Outcome:  # noqa: ARG002 - the protocol's signature
        """Never the way here: a skill cannot speak first."""
        return NotSent(reason="Kakao takes its rows itself")


@dataclass(slots=True)
class _Turn:
    """A request under way, and how many copies of it still wait for its answer."""

    task: asyncio.Task[bytes]
    waiting: int = 0


class KakaoSkill:
    """The endpoint."""

    def __init__(
        self,
        config: KakaoConfig,
        wording: Mapping[str, str],
        door: Door,
        shelf: Shelf,
        *,
        clock: Callable[[], datetime],
        budget: float = BUDGET,
        link: LinkOf | None = None,
    ) -> None:
        self._config = config
        self._wording = wording
        self._door = door
        self._shelf = shelf
        self._clock = clock
        self._budget = budget
        self._link = link
        self._turns: dict[str, _Turn] = {}
        #: Kept so that a task that outlives its request is not lost.
        self._late: set[asyncio.Task[bytes]] = set()
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        #: Person and words -> the request they belong to and when it came.
        self._recent: OrderedDict[str, tuple[str, datetime]] = OrderedDict()

    def route(self) -> Route:
        """The route for `bot.web`."""
        return Route(PATH, self.receive, methods=["POST"])

    async def receive(self, request: Request) -> Response:
        """One turn of a person."""
        began = asyncio.get_running_loop().time()
        if not is_one_of(request.headers.get(SECRET_HEADER, ""), self._config.secrets):
            _LOG.warning("skill call without the secret")
            return Response(status_code=401)
        try:
            raw = await read_body(request, MAX_BODY)
            asked = read_request(read_json(raw, MAX_DEPTH))
        except BodyRefused as refused:
            _LOG.warning("skill body refused", status=refused.status)
            return Response(status_code=refused.status)
        except SkillRefused as refused:
            _LOG.warning("unreadable skill request", reason=str(refused))
            return Response(status_code=400)
        if asked.bot not in self._config.bots:
            _LOG.warning("skill call of an unknown bot")
            return Response(status_code=403)
        external = self._external(asked, request.headers.get("x-request-id", ""), raw)
        body = await self._answer(asked, external, began + self._budget)
        return Response(body, media_type="application/json")

    def _external(self, asked: SkillRequest, request_id: str, raw: bytes) -> str:
        """The id of a request. Person and words are part of it: a proxy that gives everybody one id must not mix people up."""
        parts = (asked.bot.encode(), asked.user.encode(), request_id.encode("latin-1", "replace"), raw)
        digest = sha256(b"\0".join(parts)).hexdigest()[:40]
        if request_id:
            return digest
        now = self._clock()
        known = self._recent.get(digest)
        if known and (now - known[1]).total_seconds() < REPEAT:
            return known[0]
        external = f"{digest[:24]}-{now:%y%m%d%H%M%S%f}"
        _remember(self._recent, digest, (external, now))
        return external

    async def _answer(self, asked: SkillRequest, external: str, until: float) -> bytes:
        if external in self._bodies:
            return self._bodies[external]
        turn = self._turns.get(external)
        if turn is None:
            turn = self._turns[external] = _Turn(asyncio.create_task(self._work(asked, external)))
            self._late.add(turn.task)
            turn.task.add_done_callback(lambda task: self._ended(external, task))
        turn.waiting += 1
        try:
            async with asyncio.timeout_at(until):
                return await asyncio.shield(turn.task)
        except TimeoutError:
            turn.waiting -= 1
            if turn.task.done() and not turn.task.cancelled() and not turn.task.exception():
                return turn.task.result()
            _LOG.warning("skill answer late", external=external)
            return kakao_template.say(self._wording["slow_apology"])
        except Exception:  # noqa: BLE001 - whatever went wrong, Kakao shows people nothing unless the form is valid
            _LOG.exception("skill answer failed", external=external)
            return kakao_template.say(self._wording["apology"])

    def _ended(self, external: str, task: asyncio.Task[bytes]) -> None:
        self._late.discard(task)
        self._turns.pop(external, None)
        if not task.cancelled() and not task.exception():
            return
        _LOG.error("skill turn failed", external=external)

    async def _work(self, asked: SkillRequest, external: str) -> bytes:
        address = self._address(asked)
        if before := await self._shelf.body(address, external):
            return before.encode()
        deliveries = await self._deliveries(asked, address, external)
        shown = kakao_template.compose(deliveries, self._wording, self._link)
        turn = self._turns[external]
        if shown.rest:
            await self._shelf.put_back(shown.rest)
        if turn.waiting:
            await self._shelf.keep(address, external, shown.body.decode())
        if turn.waiting:
            _remember(self._bodies, external, shown.body)
        else:
            # Everybody who waited was told to come back: nothing of this was seen.
            await self._shelf.put_back(deliveries)
        return shown.body

    async def _deliveries(self, asked: SkillRequest, address: Address, external: str) -> tuple[Delivery, ...]:
        """What waits, when the person asked for more of it; else the answer to what was said."""
        typed = asked.utterance.strip() == self._wording["kakao_more"]
        if asked.more or typed:
            waiting = await self._shelf.take(address.conversation)
            if waiting or asked.more:
                return waiting
        return await self._door.answer(self._inbound(asked, address, external))

    def _inbound(self, asked: SkillRequest, address: Address, external: str) -> Inbound:
        text = mask_resident_numbers(asked.utterance[: 2 * MAX_TEXT])[: MAX_TEXT + 1]
        return Inbound(
            external=external,
            address=address,
            kind=self._kind(asked),
            text=text if is_visible(text) else "",
            choice=asked.choice,
            sender=address.chat,
            attachments=asked.media,
            received=self._clock(),
        )

    def _kind(self, asked: SkillRequest) -> InboundKind:
        if asked.media:
            return InboundKind.ATTACHMENT
        if asked.choice:
            return InboundKind.CHOICE
        if asked.block_name == self._wording["kakao_welcome_block"]:
            return InboundKind.OPENED
        return InboundKind.TEXT

    def _address(self, asked: SkillRequest) -> Address:
        person = hmac.new(self._config.key, f"{asked.bot}\0{asked.user}".encode(), sha256).hexdigest()[:32]
        return Address(channel=NAME, bot=asked.bot, chat=person)


def _remember(kept: OrderedDict[str, T], key: str, value: T) -> None:
    kept[key] = value
    while len(kept) > REMEMBERED:
        kept.popitem(last=False)
