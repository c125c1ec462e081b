"""What every channel looks like from inside: copy a neighbour to start a new one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desk.messages import Inbound, Part, Reach
from storage.outbox import Delivery, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The platform accepted it."""

    #: The platform's id of the message.
    platform_id: str = ""
    #: The forum topic that was opened, for a TOPIC.
    thread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSent:
    """The platform refused it, so it certainly was not shown."""

    reason: str
    #: Trying again cannot help.
    permanent: bool = False
    #: The person cannot be reached any more (blocked us, account gone).
    unreachable: bool = False
    #: The platform asked to wait that many seconds.
    wait: float | None = None
    #: The group has moved; the new chat id.
    moved_to: str = ""
    #: The ticket's topic is gone; forget it and open a new one.
    topic_gone: bool = False
    #: The token is refused: nothing can be sent until an operator acts.
    revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Nobody can say whether it was shown: time-out, cut connection, unreadable answer, 5xx after the request was written."""

    reason: str


Outcome = Sent | NotSent | Unknown


class Channel(Protocol):
    """A way to reach people. Exactly one platform call a delivery, so that an outcome is never half true."""

    name: str
    #: Rows wait until the person's own request fetches them (Kakao, web chat).
    pulls: bool
    #: How words get to a person who has not written just now.
    reach: Reach

    def fit(self, part: Part) -> tuple[Part, ...]:
        """The part as one or more parts that each go through in one call (length limits). Pure; nothing is lost."""

    async def send(self, delivery: Delivery, place: Place) -> Outcome:
        """Send one row. Never raises for anything the platform or the network can do."""


#: How a channel hands over what arrived; returns when it is committed, with the number of arrivals not seen before.
Receive = Callable[[Sequence[Inbound]], Awaitable[int]]
