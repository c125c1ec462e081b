"""The terminal: prints what the bot and counselors say, and takes lines; whatever a button does can be typed by its label."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.channels import plain
from bot.channels.base import Outcome, Receive, Sent
from desk.messages import MAX_TEXT, Address, Inbound, InboundKind, Part, Reach, options_of
from desk.privacy import mask_resident_numbers
from storage.ids import new_id
from storage.outbox import Delivery, Place

NAME = "terminal"
ADDRESS = Address(channel=NAME, bot="main", chat="me")


class Screen(Protocol):
    """Where replies are shown."""

    def __call__(self, text: str) -> object:
        """Show one reply."""


@dataclass(slots=True, kw_only=True)
class TerminalChannel:
    """One person at one terminal."""

    screen: Screen
    labels: plain.Labels
    #: Labels of the buttons shown last, for completion.
    choices: list[str] = field(default_factory=list)
    name: str = NAME
    pulls: bool = False
    reach: Reach = Reach.PAGE

    @classmethod
    def of(cls, screen: Screen, wording: Mapping[str, str]) -> "TerminalChannel":
        """With the words of `phrases.yaml`."""
        return cls(screen=screen, labels=plain.labels_of(wording))

    def fit(self, part: Part) -> tuple[Part, ...]:
        """Everything fits: a terminal scrolls."""
        return (part,)

    async def send(self, delivery: Delivery, place: Place) -> Outcome:  # noqa: ARG002 - the protocol's signature
        """Show one row."""
        if delivery.part:
            self.choices = [option.label for option in options_of((delivery.part,))]
            self.screen(render(delivery.part, self.labels))
        return Sent(platform_id=delivery.id)


def render(part: Part, labels: plain.Labels) -> str:
    """A part as lines, its buttons in brackets below; control characters of whoever wrote it never reach the terminal."""
    buttons = "  ".join(f"[{option.label}]" for option in options_of((part,)))
    text = "\n\n".join(block for block in (plain.plain_of(part, labels), buttons) if block)
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign)[0] != "C")


def inbound_of(line: str, now: datetime) -> Inbound:
    """A typed line as a message."""
    text = "".join(sign for sign in line if not "\ud800" <= sign <= "\udfff")
    return Inbound(
        external=new_id(),
        address=ADDRESS,
        kind=InboundKind.TEXT,
        text=mask_resident_numbers(text[: 2 * MAX_TEXT])[: MAX_TEXT + 1],
        sender=ADDRESS.chat,
        received=now,
    )


async def take(line: str, receive: Receive, clock: Callable[[], datetime]) -> None:
    """Store a line before anything is done with it; blank lines are nothing."""
    if line.strip():
        await receive([inbound_of(line, clock())])
