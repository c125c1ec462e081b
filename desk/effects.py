"""Everything a decision can ask for. `storage.work` performs each kind in one branch; nothing else writes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.messages import Author, ConversationId, CounselorId, Part, TicketId
from desk.ticket import Ticket, TicketEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """Write a line into the conversation log without sending anything: what the person said, or a counselor's note."""

    author: Author
    parts: tuple[Part, ...]
    by: str = ""
    ticket: TicketId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Log a reply and put it into the outbox, one row a part, in order."""

    parts: tuple[Part, ...]
    author: Author = Author.BOT
    by: str = ""
    ticket: TicketId | None = None
    #: Another conversation than the one at hand, such as a staff topic.
    to: ConversationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPress:
    """Tell the platform that a button press was received, with a short text shown to the presser only."""

    press: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTicket:
    """Store a new ticket."""

    ticket: Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTicket:
    """Move a ticket from `before` to `after`; nothing is written at all when it no longer stands where `before` says."""

    before: Ticket
    after: Ticket
    event: TicketEvent
    actor: CounselorId | None = None


class StaffNews(StrEnum):
    """What a staff room is shown about a ticket."""

    #: Open the ticket's topic in the group (or open it again); the text is its name.
    TOPIC = "topic"
    #: The ticket's card with its claim button; later cards of the same ticket edit the first one.
    CARD = "card"
    #: A line in the ticket's topic.
    LINE = "line"
    #: Close the ticket's topic.
    SHUT = "shut"


@dataclass(frozen=True, slots=True, kw_only=True)
class TellStaff:
    """Show something about a ticket in one staff room."""

    room: ConversationId
    news: StaffNews
    ticket: TicketId
    #: Text for TOPIC and LINE, Card for CARD, None for SHUT.
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimer:
    """Wake this conversation at `due`; a timer with the same key is replaced."""

    key: str
    kind: str
    due: datetime
    ticket: TicketId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearTimer:
    """Forget a timer; harmless when it is gone."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteUnanswered:
    """Keep a question (masked) that was not answered outright, with what was offered."""

    question: str
    decision: str
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteUse:
    """Keep what became of an entry: shown, taken from a suggestion, found helpful or not."""

    entry: str
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Write an audit row: who did what to what."""

    actor: str
    action: str
    subject: str
    detail: str = ""


Effect = Log | Say | AnswerPress | OpenTicket | ChangeTicket | TellStaff | SetTimer | ClearTimer | NoteUnanswered | NoteUse | Audit
