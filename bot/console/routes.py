"""The counselors' console: queue, ticket, and what can be done with it.

Pages are complete without scripts; `console.js` fetches their fragments again when the event stream says so. Every page but the login
asks for a session, every POST also for our own origin and the session's token.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Protocol
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.commands import Command
from bot.console import forms, views
from bot.console.auth import Gate, Opened, Slow, has_csrf, may_see_tickets
from bot.console.live import TOPIC, ConsoleStream
from bot.console.tables import CasePage, QueuePage, read_case, read_queue
from bot.intake import Done, Refused
from bot.live import Pulse, stream
from bot.pages import Pages
from bot.requests import is_same_origin
from bot.scene import Counselor
from bot.scenes import counselor_of
from desk.messages import TicketId
from storage import audit, staff
from storage.database import Database, StaleTicket, StoreUnavailable
from storage.ids import new_id
from storage.staff import Session

#: One browser window is one stream; more than this many are a mistake or an attack.
STREAMS = 1000
_FRAGMENT = "x-dure-fragment"

Handler = Callable[[Request, Session], Awaitable[Response]]


class Desk(Protocol):
    """Where counselors' commands go."""

    async def command(self, command: Command, counselor: Counselor, key: str) -> Done | Refused:
        """Carry a command out, once for each key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is told after a press."""

    done: str = ""
    #: Why not, in the words of `bot/content`.
    refused: str = ""
    #: Name of a sentence in `_outcome.html`.
    problem: str = ""
    status: int = 200


def routes(
    intake: Desk, database: Database, *, pulse: Pulse, clock: Callable[[], datetime], public_url: str = "", notice: Callable[[], str] = str
) -> list[BaseRoute]:
    """The routes of the console; `notice` is a sentence for everybody, shown above the queue."""
    gate = Gate(database=database, clock=clock, public_url=public_url)
    pages = Pages(Path(__file__).parent, "/console/static")
    console = _Console(intake=intake, database=database, gate=gate, pages=pages, pulse=pulse, notice=notice)
    return [
        Route("/console/login", console.show_login, methods=["GET"]),
        Route("/console/login", console.login, methods=["POST"]),
        Route("/console/logout", console.guarded(console.logout, tickets=False), methods=["POST"]),
        Route("/console", console.guarded(console.queue), methods=["GET"]),
        Route("/console/queue", console.guarded(console.queue_fragment), methods=["GET"]),
        Route("/console/events", console.guarded(console.events), methods=["GET"]),
        Route("/console/tickets/{ticket}", console.guarded(console.case), methods=["GET"]),
        Route("/console/tickets/{ticket}", console.guarded(console.act), methods=["POST"]),
        Route("/console/tickets/{ticket}/thread", console.guarded(console.case_fragment), methods=["GET"]),
        pages.route(),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Console:
    intake: Desk
    database: Database
    gate: Gate
    pages: Pages
    pulse: Pulse
    notice: Callable[[], str]

    def guarded(self, handler: Handler, *, tickets: bool = True) -> Callable[[Request], Awaitable[Response]]:
        """Let a request through to `handler` only with a session, the right role and, when it changes something, proof of our own page."""

        async def pass_(request: Request) -> Response:
            # What the page fetches by itself must not keep a forgotten browser logged in.
            session = await self.gate.session(request, active=request.headers.get(_FRAGMENT) != "passive")
            if session is None:
                return self._to_login(request)
            if tickets and not may_see_tickets(session):
                raise HTTPException(403)
            if request.method == "POST":
                values = await forms.fields(request)
                if not is_same_origin(request, self.gate.public_url) or not has_csrf(session, values.get("csrf", "")):
                    raise HTTPException(403)
            return await handler(request, session)

        return pass_

    def _to_login(self, request: Request) -> Response:
        if _FRAGMENT in request.headers or "text/html" not in request.headers.get("accept", ""):
            return Response(status_code=401)
        return RedirectResponse("/console/login", status_code=303)

    async def show_login(self, request: Request) -> Response:
        """The login page. A one-time code is used by its button only, so that a link preview cannot use it up."""
        if await self.gate.session(request) and not request.query_params.get("code"):
            return RedirectResponse("/console", status_code=303)
        return self._login_page(code=request.query_params.get("code", "")[:200])

    async def login(self, request: Request) -> Response:
        """Open a session."""
        if not is_same_origin(request, self.gate.public_url):
            raise HTTPException(403)
        values = await forms.fields(request)
        if code := values.get("code", ""):
            outcome = await self.gate.enter(request, code[:200])
            refused = self._login_page(problem="code", status=403)
        else:
            login = values.get("login", "")[:64]
            tried = await self.gate.login(request, login, values.get("password", "")[:1024])
            if isinstance(tried, Slow):
                return self._login_page(problem="slow", status=429, login=login, wait=tried.seconds)
            outcome, refused = tried, self._login_page(problem="wrong", status=403, login=login)
        if not isinstance(outcome, Opened):
            return refused
        response = RedirectResponse("/console", status_code=303)
        self.gate.remember(response, outcome)
        return response

    def _login_page(self, *, problem: str = "", status: int = 200, login: str = "", code: str = "", wait: int = 0) -> Response:
        values = {"problem": problem, "login": login, "code": code, "wait": wait, "me": None, "outcome": None}
        return self.pages.page("login.html", values, status=status)

    async def logout(self, request: Request, _session: Session) -> Response:
        """End the session."""
        await self.gate.leave(request)
        response = RedirectResponse("/console/login", status_code=303)
        self.gate.forget(response)
        return response

    async def queue(self, request: Request, session: Session) -> Response:
        """The queue page."""
        page = await self._queue(request, session)
        values = {**_queue_values(page), "notice": self.notice(), "outcome": None, "me": session.account, "csrf": session.csrf}
        return self.pages.page("queue.html", values)

    async def queue_fragment(self, request: Request, session: Session) -> Response:
        """The queue alone."""
        page = await self._queue(request, session)
        return self.pages.page("_queue.html", {**_queue_values(page), "notice": self.notice()})

    async def _queue(self, request: Request, session: Session) -> QueuePage:
        wanted, here = request.query_params.get("view", ""), request.query_params.get("here", "")[:64]
        now = self.gate.clock()
        return await self.database.read(lambda tx: read_queue(tx, session.account, wanted, here, now))

    async def case(self, request: Request, session: Session) -> Response:
        """A ticket's page; that somebody looked is written down (access record)."""
        ticket = _ticket_id(request)
        page = await self._case(ticket, session)
        now = self.gate.clock()
        looked = audit.Entry(id=new_id(), at=now, actor=session.account.id, action="view_ticket", subject=ticket)
        await self.database.transaction(lambda tx: audit.add(tx, looked))
        outcome = Outcome(done=request.query_params.get("done", ""))
        return await self._case_page(page, session, outcome, wanted=request.query_params.get("view", ""))

    async def case_fragment(self, request: Request, session: Session) -> Response:
        """A ticket's head and thread alone."""
        page = await self._case(_ticket_id(request), session)
        return self.pages.page("_ticket.html", _case_values(page, session))

    async def _case(self, ticket: TicketId, session: Session) -> CasePage:
        now = self.gate.clock()
        page = await self.database.read(lambda tx: read_case(tx, session.account, ticket, now))
        if page is None:
            raise HTTPException(404)
        return page

    async def _case_page(
        self, page: CasePage, session: Session, outcome: Outcome, *, wanted: str = "", draft: str = "", action: str = ""
    ) -> Response:
        wanted, now = wanted if wanted in views.VIEWS else "", self.gate.clock()
        queue = await self.database.read(lambda tx: read_queue(tx, session.account, wanted, page.case.id, now))
        told = outcome if outcome != Outcome() else None
        values = {"outcome": told, "me": session.account, "draft": draft, "action": action, "wanted": wanted}
        return self.pages.page(
            "ticket.html", {**_case_values(page, session), **_queue_values(queue), "notice": self.notice(), **values}, status=outcome.status
        )

    async def act(self, request: Request, session: Session) -> Response:
        """Carry out a button or the composer of a ticket's page."""
        ticket, form = _ticket_id(request), forms.ticket_form(await forms.fields(request))
        outcome = await self._outcome(ticket, form, session)
        if _FRAGMENT in request.headers:
            return self.pages.page("_outcome.html", {"outcome": outcome}, status=outcome.status)
        if outcome.done:
            return RedirectResponse(f"/console/tickets/{ticket}?{urlencode({'done': outcome.done})}", status_code=303)
        page = await self._case(ticket, session)
        return await self._case_page(page, session, outcome, draft=form.text, action=form.action)

    async def _outcome(self, ticket: TicketId, form: forms.TicketForm, session: Session) -> Outcome:
        command = forms.command(form, ticket, await self._target(form.to))
        if command is None:
            return Outcome(problem="target" if form.action == "transfer" else "unclear", status=422)
        if form.action in ("reply", "note") and not form.text.strip():
            return Outcome(problem="empty", status=422)
        try:
            result = await self.intake.command(command, counselor_of(session.account), form.key)
        except StaleTicket:
            return Outcome(problem="stale", status=409)
        except StoreUnavailable:
            return Outcome(problem="away", status=503)
        if isinstance(result, Refused):
            return Outcome(refused=result.text, status=409)
        self.pulse.wake()
        return Outcome(done=form.action)

    async def _target(self, account: str) -> Counselor | None:
        if not account:
            return None
        found = await self.database.read(staff.accounts)
        return next((counselor_of(one) for one in found if one.id == account and not one.disabled), None)

    async def events(self, request: Request, _session: Session) -> Response:
        """What changes, as it changes."""
        if self.pulse.count(TOPIC) >= STREAMS:
            return Response(status_code=429, headers={"retry-after": "30"})
        ticket = request.query_params.get("ticket", "")[:64]
        source = ConsoleStream(
            database=self.database,
            pulse=self.pulse,
            clock=self.gate.clock,
            token=self.gate.token(request),
            ticket=TicketId(ticket) if ticket else None,
            notice=self.notice,
        )
        return stream(source.frames(request.headers.get("last-event-id", "")))


def _ticket_id(request: Request) -> TicketId:
    return TicketId(request.path_params["ticket"][:64])


def _queue_values(page: QueuePage) -> dict[str, object]:
    return {"lines": page.lines, "counts": page.counts, "view": page.view, "here": page.here}


def _case_values(page: CasePage, session: Session) -> dict[str, object]:
    return {
        "ticket": page.case,
        "entries": page.entries,
        "can": page.can,
        "colleagues": page.colleagues,
        "csrf": session.csrf,
        "key": lambda: token_hex(16),
    }
