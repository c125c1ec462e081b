"""Who holds a conversation, and what must be remembered between two messages."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from desk.messages import Choice, ConversationId, TicketId


class Holder(StrEnum):
    """Who answers the next message."""

    BOT = "bot"
    FLOW = "flow"
    COUNSELOR = "counselor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A person's place in a flow: the answers by step name. The place itself is found by replaying them."""

    flow: str
    answers: tuple[tuple[str, str], ...] = ()
    #: How often the present question was answered in a way nobody understood.
    misses: int = 0
    #: What was typed last at the present question and is half an answer.
    half: str = ""
    #: Mark of the question that the person has seen last; empty when nobody knows.
    asked: str = ""
    #: The question that led here: what it told already need not be typed again.
    opening: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """A plan of whose deadlines the person wants to be told: the answers it was made from. The days are worked out anew."""

    flow: str
    answers: tuple[tuple[str, str], ...]
    #: The day on which they were given; later the same day is meant.
    day: date
    #: What was to be told up to this moment is done with.
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Distress:
    """The person said that they are hurt or worn out; for a while nothing is said past that."""

    at: datetime
    #: Life or limb is in danger.
    grave: bool = False
    #: What stays with the person was said last in its first wording.
    stayed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """State of one conversation between two messages; small, stored as one JSON text."""

    id: ConversationId
    seat: Seat | None = None
    #: The flow that came to its result last; until another begins its answers can still be looked at and changed.
    finished: Seat | None = None
    #: The ticket that is not closed, if any.
    ticket: TicketId | None = None
    #: The ticket that was closed last; what the person asks further opens it again.
    closed: TicketId | None = None
    #: A counselor has claimed the ticket and speaks here.
    held: bool = False
    #: What was offered last, so that `2` or a label can be typed instead of pressed.
    offered: tuple[Choice, ...] = ()
    #: The FAQ entry answered last: context for a short follow-up.
    entry: str = ""
    #: Questions in a row that found nothing.
    misses: int = 0
    #: When the person's last messages came, oldest first; for the limit per minute.
    recent: tuple[datetime, ...] = ()
    #: The person was told about the limit and not yet left alone.
    warned: bool = False
    #: The last question in the person's words, for the ticket.
    question: str = ""
    #: The platform says that this person cannot be reached.
    unreachable: bool = False
    #: Plans to be reminded of, one a flow; a timer wakes the conversation up in time.
    reminding: tuple[Reminding, ...] = ()
    #: When the person last said that they are hurt, until they turn to another matter.
    distress: Distress | None = None

    @property
    def holder(self) -> Holder:
        """A counselor comes before a flow, a flow before the bot."""
        if self.held:
            return Holder.COUNSELOR
        return Holder.FLOW if self.seat else Holder.BOT


def note_arrival(conversation: Conversation, now: datetime, *, limit: int) -> Conversation:
    """Remember that a message came at `now`; keeps one minute and at most `limit` + 1 times."""
    minute_ago = now - timedelta(minutes=1)
    recent = (*(at for at in conversation.recent if at > minute_ago), now)[-limit - 1 :]
    return replace(conversation, recent=recent, warned=conversation.warned and len(recent) > limit)


def is_flooding(conversation: Conversation, *, limit: int) -> bool:
    """More than `limit` messages within the last minute."""
    return len(conversation.recent) > limit
