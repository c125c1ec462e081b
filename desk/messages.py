"""What a person or a counselor said, and what is said back: the shapes every channel translates from and to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import count
from typing import Literal, NewType

#: Key of a conversation, `channel:bot:chat`; made by `Address.conversation`.
ConversationId = NewType("ConversationId", str)
#: Random public id of a ticket (128 bits).
TicketId = NewType("TicketId", str)
#: Id of a staff account.
CounselorId = NewType("CounselorId", str)

#: Payload of the button that leaves a flow, and how those of the answers to its questions begin.
WAY_OUT, ANSWER = "word:cancel", "answer:"
#: An answer that was told before and is offered: no number stands for it, because a number is an answer of its own.
TOLD = "told:"
#: Verbs of buttons that stand for a typed command word; to `yes` a typed yes means the same.
WORD, YES = "word", "yes"
#: Longest message of a person that is kept; the rest is cut and the person is told.
MAX_TEXT = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a conversation takes place: the channel, our account there, and the chat (with its thread) on the platform."""

    channel: str
    bot: str
    chat: str
    #: Topic of a forum group, or empty.
    thread: str = ""

    @property
    def conversation(self) -> ConversationId:
        """The one key under which this place is known everywhere."""
        thread = f"/{self.thread}" if self.thread else ""
        return ConversationId(f"{self.channel}:{self.bot}:{self.chat}{thread}")

    @property
    def room(self) -> str:
        """The chat as the platform counts it for order and rate: all topics of one group share it."""
        return f"{self.channel}:{self.bot}:{self.chat}"


def address_of(conversation: ConversationId) -> Address:
    """Read an address back from its key."""
    channel, bot, chat = conversation.split(":", 2)
    chat, _, thread = chat.partition("/")
    return Address(channel=channel, bot=bot, chat=chat, thread=thread)


class Reach(StrEnum):
    """How words get to a person who has not written just now."""

    #: They arrive by themselves (Telegram).
    PUSH = "push"
    #: They show on a page: at once when it is open, else when it is opened the next time (web chat).
    PAGE = "page"
    #: Only together with the answer to what the person writes next (KakaoTalk): nobody can be written to first.
    REPLY = "reply"


class InboundKind(StrEnum):
    """What kind of thing arrived."""

    TEXT = "text"
    CHOICE = "choice"
    ATTACHMENT = "attachment"
    EDITED = "edited"
    #: The person opened the chat (Telegram /start, first visit, Kakao welcome block).
    OPENED = "opened"
    #: The person blocked us, or came back.
    LEFT = "left"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One thing that arrived from a platform, in the past tense and with nothing left of the platform's own form."""

    #: The platform's id of this update; a repeat with the same id is the same update.
    external: str
    address: Address
    kind: InboundKind
    #: What the person typed, with resident numbers already masked; for an attachment its caption.
    text: str = ""
    #: Opaque key of a pressed button, see `choice_key`.
    choice: str = ""
    #: Platform id of the sender; in a staff room it says which counselor wrote.
    sender: str = ""
    #: Name the platform shows for the sender, for the counselor's eyes only.
    name: str = ""
    #: Descriptions of what was attached (kind and size, never a path).
    attachments: tuple[str, ...] = ()
    #: Platform's handle for answering a button press.
    press: str = ""
    received: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One button. `payload` is what it means (`verb:argument`); it proves nothing and is checked again when it comes back."""

    label: str
    payload: str

    @property
    def is_command(self) -> bool:
        """Whether it stands for a command such as 이전: a typed number never means it."""
        return self.payload.startswith((f"{WORD}:", f"{YES}:", "skip:"))


def numbers(options: Sequence[Choice]) -> tuple[int | None, ...]:
    """The number that a person can type for each of the offered options.

    A command has none, and where a question of a flow is asked, which offers a way out, only its answers have one.
    """
    asked, number = any(option.payload == WAY_OUT for option in options), count(1)
    typed = (option.payload.startswith(ANSWER) if asked else not option.is_command for option in options)
    return tuple(next(number) if one else None for one in typed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A web address offered under a reply; https only, always one of ours or from checked content."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Plain text; a line break is a line break, there is no markup."""

    text: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """A question or an offer with buttons; each can also be typed as its number or its label."""

    text: str
    options: tuple[Choice, ...]
    kind: Literal["choices"] = "choices"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An answer with what it rests on. Channels show `basis` and `as_of` below the text."""

    title: str
    text: str
    #: Acts and articles, `협동조합 기본법 제15조`.
    basis: tuple[str, ...] = ()
    #: Date on which the answer was checked, ISO; empty when the card is no legal answer.
    as_of: str = ""
    options: tuple[Choice, ...] = ()
    links: tuple[Link, ...] = ()
    kind: Literal["card"] = "card"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A document for the person; `ref` names it in our store, never on the platform."""

    name: str
    media_type: str
    ref: str
    kind: Literal["file"] = "file"


Part = Text | Choices | Card | File


def options_of(parts: tuple[Part, ...]) -> tuple[Choice, ...]:
    """All buttons of a reply in the order in which the person counts them."""
    return tuple(option for part in parts if isinstance(part, Choices | Card) for option in part.options)


def choice_key(message: str, index: int) -> str:
    """The opaque button data: which message, which button. At most 64 bytes for ids of up to 58 letters."""
    return f"{message}!{index}"


def parse_choice_key(key: str) -> tuple[str, int] | None:
    """The message and index a button key names, or None for anything that we did not make."""
    message, mark, index = key.rpartition("!")
    if not mark or not (index.isascii() and index.isdigit()) or len(index) > 3:
        return None
    return message, int(index)


class Author(StrEnum):
    """Who wrote a logged message."""

    PERSON = "person"
    BOT = "bot"
    COUNSELOR = "counselor"
    #: Internal: never leaves the staff's side.
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A line of the conversation log."""

    id: str
    conversation: ConversationId
    #: Grows within the conversation; clients resume from the last one they have.
    seq: int = 0
    author: Author
    #: Counselor id for COUNSELOR and NOTE.
    by: str = ""
    parts: tuple[Part, ...] = field(default=())
    ticket: TicketId | None = None
    at: datetime
