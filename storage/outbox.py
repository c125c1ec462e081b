"""The outbox: everything that is to be sent, one platform call a row, in order within a room."""

from dataclasses import dataclass
from enum import StrEnum

from desk.messages import ConversationId, Part, TicketId


class OutboxKind(StrEnum):
    """What the channel is asked to do with a row."""

    #: Send a part of a message to the conversation.
    SAY = "say"
    #: Acknowledge a button press.
    PRESS = "press"
    #: The four kinds of `desk.effects.StaffNews`.
    TOPIC = "topic"
    CARD = "card"
    LINE = "line"
    SHUT = "shut"


class OutboxState(StrEnum):
    """Where a row stands."""

    QUEUED = "queued"
    #: For channels that pull: waits until the person's next request takes it.
    PARKED = "parked"
    SENDING = "sending"
    SENT = "sent"
    #: Time-out or cut connection: will be repeated, then shown as uncertain.
    UNKNOWN = "unknown"
    #: Given up; visible in the console.
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row as a channel gets it."""

    id: str
    conversation: ConversationId
    kind: OutboxKind
    #: The part to send; None for PRESS and SHUT.
    part: Part | None = None
    #: Id of the logged message this part belongs to; makes the keys of its buttons with `choice_key`.
    message: str = ""
    #: Index of this part's first button within the message.
    first_option: int = 0
    ticket: TicketId | None = None
    #: Platform's handle and text for PRESS.
    press: str = ""
    press_text: str = ""
    #: How often this row was tried before.
    attempt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the platform has of a ticket in one staff room."""

    #: Platform id of the ticket's card, or empty.
    card: str = ""
    #: The ticket's forum topic, or empty.
    thread: str = ""
