"""Reads what a console page shows, in one look at the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.console import views
from bot.console.auth import TICKET_ROLES
from desk.messages import TicketId
from desk.ticket import TicketEvent, TicketState
from storage import messages, receipts, staff, tickets
from storage.database import Transaction
from storage.staff import Account

#: The thread shows what was said before the ticket, too, but not years of it.
_THREAD = 300
_QUEUE = 200
_FREE = (TicketState.WAITING, TicketState.REOPENED)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """One view of the queue."""

    view: str
    lines: Sequence[views.Line]
    #: View -> how many tickets it holds.
    counts: Mapping[str, int]
    #: The ticket whose page is open beside it, or empty.
    here: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """A ticket with its thread."""

    case: views.Case
    entries: Sequence[views.Entry]
    can: frozenset[TicketEvent]
    #: Who it could be handed to.
    colleagues: Sequence[Account]


async def read_queue(tx: Transaction, account: Account, wanted: str, here: str, now: datetime) -> QueuePage:
    """The queue as this account sees it; without a wanted view the one that holds the open ticket."""
    view = wanted if wanted in views.VIEWS else await _view_of(tx, account, here)
    counts = await tickets.counts(tx)
    mine = await tickets.queue(tx, owner=account.id, limit=_QUEUE)
    if view == "mine":
        rows = mine
    else:
        rows = await tickets.queue(tx, states=_FREE if view == "waiting" else tickets.UNENDED, limit=_QUEUE)
    totals = {
        "waiting": sum(counts.get(state, 0) for state in _FREE),
        "mine": len(mine),
        "open": sum(counts.get(state, 0) for state in tickets.UNENDED),
    }
    return QueuePage(view=view, lines=[views.line(row, now) for row in rows], counts=totals, here=here)


async def _view_of(tx: Transaction, account: Account, here: str) -> str:
    found = await tickets.get(tx, TicketId(here)) if here else None
    if found is None or found.state in _FREE:
        return "waiting"
    return "mine" if found.owner == account.id else "open"


async def read_case(tx: Transaction, account: Account, ticket: TicketId, now: datetime) -> CasePage | None:
    """A ticket as this account sees it, or None when there is none."""
    found = await tickets.get(tx, ticket)
    if found is None:
        return None
    accounts = await staff.accounts(tx)
    names: dict[str, str] = {one.id: one.name for one in accounts}
    thread = await messages.latest(tx, found.conversation, _THREAD)
    states = await receipts.deliveries(tx, ticket)
    return CasePage(
        case=views.case(found, account, names, now),
        entries=[views.entry(message, names, states.get(message.id)) for message in thread],
        can=views.possible(found, account),
        colleagues=[one for one in accounts if not one.disabled and one.id != account.id and one.role in TICKET_ROLES],
    )
