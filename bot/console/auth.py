"""Who is at the console: login, session cookie, and the checks every request passes."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import compare_digest
from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import Response

from bot.console.passwords import Verifier
from bot.requests import cookie_name, drop_cookie, set_cookie
from storage import audit, staff
from storage.database import Database, Transaction
from storage.ids import new_id
from storage.staff import Account, Role, Session

COOKIE = "dure_console"
LASTS = timedelta(hours=12)
#: Roles that work with tickets; everybody else is told that this is not theirs.
TICKET_ROLES = frozenset({Role.COUNSELOR, Role.SUPERVISOR, Role.ADMIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A session was opened; the browser gets its token."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Login or password are not right; which of both is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """Too many failures; try again after so many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The door of the console."""

    database: Database
    clock: Callable[[], datetime]
    public_url: str = ""
    verifier: Verifier = field(default_factory=Verifier)

    def token(self, request: Request) -> str:
        """The session token a browser sent, unproven."""
        return request.cookies.get(cookie_name(COOKIE, self.public_url), "")

    async def session(self, request: Request, *, active: bool = True) -> Session | None:
        """The session of this browser; `active` means that a person did something, which keeps it open."""
        token, now = self.token(request), self.clock()
        if not token:
            return None
        found = await self.database.read(lambda tx: staff.session(tx, token, now))
        if found and active and staff.needs_touch(found, now):
            await self.database.transaction(lambda tx: staff.touch_session(tx, token, now))
        return found

    async def login(self, request: Request, login: str, password: str) -> Opened | Wrong | Slow:
        """Try a login with a password."""
        now, keys = self.clock(), (f"login:{login[:64].casefold()}", f"address:{_address(request)}")
        account, until = await self.database.read(lambda tx: _ask(tx, login, keys, now))
        if until:
            return Slow(seconds=max(1, math.ceil((until - now).total_seconds())))
        right = await self.verifier.matches(account.password if account else "", password)
        if not right or account is None or account.disabled:
            await self.database.transaction(lambda tx: _note_failure(tx, keys, now))
            return Wrong()
        return await self._open(request, account, now, keys)

    async def enter(self, request: Request, code: str) -> Opened | Wrong:
        """Use up a one-time login code."""
        now = self.clock()
        account = await self.database.transaction(lambda tx: staff.take_login_code(tx, code, now))
        return await self._open(request, account, now) if account else Wrong()

    async def leave(self, request: Request) -> None:
        """End this browser's session."""
        token = self.token(request)
        await self.database.transaction(lambda tx: staff.end_session(tx, token))

    def remember(self, response: Response, opened: Opened) -> None:
        """Give the browser its session."""
        set_cookie(response, COOKIE, opened.token, public_url=self.public_url, max_age=None)

    def forget(self, response: Response) -> None:
        """Take the session from the browser."""
        drop_cookie(response, COOKIE, public_url=self.public_url)

    async def _open(self, request: Request, account: Account, now: datetime, keys: tuple[str, ...] = ()) -> Opened:
        old, token, csrf = self.token(request), token_urlsafe(32), token_urlsafe(24)

        async def store(tx: Transaction) -> None:
            await staff.end_session(tx, old)
            for key in keys:
                await staff.forget_failures(tx, key)
            await staff.open_session(tx, token, account.id, csrf=csrf, now=now, lasts=LASTS)
            entry = audit.Entry(id=new_id(), at=now, actor=account.id, action="login", subject=account.id, detail=_address(request))
            await audit.add(tx, entry)

        await self.database.transaction(store)
        return Opened(token=token)


def may_see_tickets(session: Session) -> bool:
    """Whether this account works with tickets."""
    return session.account.role in TICKET_ROLES


def has_csrf(session: Session, given: str) -> bool:
    """Whether a form carries the session's own token."""
    return compare_digest(session.csrf.encode(), given.encode("utf-8", "replace"))


async def _ask(tx: Transaction, login: str, keys: tuple[str, ...], now: datetime) -> tuple[Account | None, datetime | None]:
    waits = [until for key in keys if (until := await staff.throttled_until(tx, key, now))]
    return await staff.by_login(tx, login), max(waits, default=None)


async def _note_failure(tx: Transaction, keys: tuple[str, ...], now: datetime) -> None:
    for key in keys:
        await staff.note_failure(tx, key, now)


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"
