"""What the console's templates are given: tickets and messages with times in Seoul and everything else decided. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.deadlines import KST
from desk.messages import Author, Message, Part, TicketId
from desk.ticket import ENDED, Actor, Refused, Ticket, TicketEvent, TicketState, advance
from storage.outbox import OutboxState
from storage.staff import Account, Role
from storage.tickets import TicketLine

_FREE = frozenset({TicketState.WAITING, TicketState.REOPENED})
#: Which tickets each view of the queue shows.
VIEWS = ("waiting", "mine", "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A ticket in a list."""

    id: TicketId
    number: str
    topic: str
    state: TicketState
    #: First line of the question.
    question: str
    channel: str
    owner: str
    #: Nobody has it.
    free: bool
    #: Minutes since it was opened.
    waited: int
    due: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The head of a ticket's page."""

    id: TicketId
    number: str
    topic: str
    state: TicketState
    channel: str
    owner: str
    mine: bool
    opened: str
    due: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One message in a ticket's thread."""

    id: str
    author: Author
    #: Name of the counselor who wrote it.
    by: str
    parts: tuple[Part, ...]
    day: str
    time: str
    #: How far a counselor's reply has got, or empty.
    delivery: OutboxState | str = ""


def line(row: TicketLine, now: datetime) -> Line:
    """A list's row."""
    ticket = row.ticket
    first, _, _ = ticket.question.strip().partition("\n")
    return Line(
        id=ticket.id,
        number=ticket.number,
        topic=ticket.topic,
        state=ticket.state,
        question=first[:200],
        channel=row.channel,
        owner=row.owner_name,
        free=ticket.state in _FREE,
        waited=max(0, int((now - ticket.opened).total_seconds() // 60)),
        due=_moment(ticket.due, now),
        late=is_late(ticket, now),
    )


def case(ticket: Ticket, account: Account, names: Mapping[str, str], now: datetime) -> Case:
    """A ticket as its page's head shows it."""
    return Case(
        id=ticket.id,
        number=ticket.number,
        topic=ticket.topic,
        state=ticket.state,
        channel=ticket.conversation.partition(":")[0],
        owner=names.get(ticket.owner or "", ""),
        mine=ticket.owner == account.id,
        opened=_moment(ticket.opened, now),
        due=_moment(ticket.due, now) if _is_owed(ticket) else "",
        late=is_late(ticket, now),
    )


def entry(message: Message, names: Mapping[str, str], delivery: OutboxState | None) -> Entry:
    """A message as the thread shows it."""
    at = message.at.astimezone(KST)
    return Entry(
        id=message.id,
        author=message.author,
        by=names.get(message.by, ""),
        parts=message.parts,
        day=f"{at:%Y. %-m. %-d.}",
        time=f"{at:%H:%M}",
        delivery=delivery if delivery and message.author is Author.COUNSELOR else "",
    )


def possible(ticket: Ticket, account: Account) -> frozenset[TicketEvent]:
    """What this account can do with the ticket now; asked of the ticket table itself."""
    actor = Actor(counselor=account.id, supervisor=account.role in (Role.SUPERVISOR, Role.ADMIN))
    return frozenset(event for event in TicketEvent if not isinstance(advance(ticket, event, actor, account.id), Refused))


def is_late(ticket: Ticket, now: datetime) -> bool:
    """Whether the promised answer is overdue."""
    return ticket.due is not None and ticket.due < now and _is_owed(ticket)


def _is_owed(ticket: Ticket) -> bool:
    return ticket.state not in ENDED | {TicketState.ANSWERED}


def _moment(at: datetime | None, now: datetime) -> str:
    if at is None:
        return ""
    local = at.astimezone(KST)
    return f"{local:%H:%M}" if local.date() == now.astimezone(KST).date() else f"{local:%-m. %-d. %H:%M}"
