"""Tells an open console page that something changed; the page then fetches its fragments again.

An event's id is a fingerprint of what the page shows (`queue.ticket`), taken from the tables. A page that comes back with the present
fingerprint has missed nothing; with any other it is told to look again, so old page + events = fresh page.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from bot.live import QUIET_ROUNDS, Pulse, frame
from desk.messages import TicketId
from storage import messages, receipts, staff, tickets
from storage.database import Database, StoreUnavailable, Transaction

TOPIC = "console"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Fingerprints of the queue and of one ticket."""

    queue: str = ""
    ticket: str = ""

    @property
    def id(self) -> str:
        """As the browser sends it back."""
        return f"{self.queue}.{self.ticket}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleStream:
    """One open page."""

    database: Database
    pulse: Pulse
    clock: Callable[[], datetime]
    token: str
    #: The ticket whose page it is, or None for the queue.
    ticket: TicketId | None
    #: What stands above the queue.
    notice: Callable[[], str] = str

    async def frames(self, last: str) -> AsyncIterator[str]:
        """Events until the session ends or the service stops."""
        with self.pulse.watch(TOPIC) as watch:
            yield "retry: 1000\n\n"
            queue, _, ticket = last.partition(".")
            known, quiet = Marks(queue=queue, ticket=ticket), 0
            try:
                while not watch.closed:
                    marks = await self.database.read(self._read)
                    if marks is None:
                        yield frame("ended")
                        return
                    if marks.queue != known.queue:
                        yield frame("queue", id_=marks.id)
                    if marks.ticket != known.ticket:
                        yield frame("ticket", id_=marks.id)
                    known = marks
                    quiet = 0 if await watch.wait() else quiet + 1
                    if quiet >= QUIET_ROUNDS:
                        quiet = 0
                        yield frame("ping")
            except StoreUnavailable:
                return

    async def _read(self, tx: Transaction) -> Marks | None:
        """The present fingerprints, or None when the session is over."""
        if await staff.session(tx, self.token, self.clock()) is None:
            return None
        lines = await tickets.queue(tx, limit=500)
        queue = _mark(self.notice(), *(f"{line.ticket.id}:{line.ticket.version}:{line.ticket.question}" for line in lines))
        return Marks(queue=queue, ticket=await self._ticket_mark(tx) if self.ticket else "")

    async def _ticket_mark(self, tx: Transaction) -> str:
        assert self.ticket is not None
        ticket = await tickets.get(tx, self.ticket)
        if ticket is None:
            return ""
        last = await messages.latest(tx, ticket.conversation, 1)
        states = await receipts.deliveries(tx, ticket.id)
        return _mark(str(ticket.version), *(line.id for line in last), *(f"{message}:{state}" for message, state in sorted(states.items())))


def _mark(*facts: str) -> str:
    return sha256("\n".join(facts).encode()).hexdigest()[:16]
