"""Accounts of counselors and staff, their sessions, and the brakes on guessing passwords."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desk.messages import CounselorId
from storage import codec
from storage.codec import clean, stamp
from storage.database import Row, StoreError, Transaction, Value

_COLUMNS = "id, name, login, password, role, telegram, disabled, created"
_ACCOUNT = ", ".join(f"a.{column}" for column in _COLUMNS.split(", "))
#: A session ends when nothing was asked for so long, and in any case after its `expires`.
IDLE = timedelta(minutes=30)
#: Writing every request's time would make each page view a commit.
_SEEN_EVERY = timedelta(minutes=1)
#: Failures before the first delay, and the longest delay.
_FREE_FAILURES = 3
_LONGEST = timedelta(minutes=5)


class LoginTaken(StoreError):
    """Another account has this login or this Telegram id; nothing was changed."""


class Role(StrEnum):
    """What an account may do."""

    COUNSELOR = "counselor"
    #: May act on tickets of others.
    SUPERVISOR = "supervisor"
    #: May manage accounts.
    ADMIN = "admin"
    #: May edit content, sees no tickets.
    EDITOR = "editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One counselor or staff member."""

    id: CounselorId
    name: str
    login: str
    #: argon2id hash, or empty when only one-time codes open it.
    password: str = ""
    role: Role = Role.COUNSELOR
    #: Telegram user id, or empty.
    telegram: str = ""
    disabled: bool = False
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A logged-in browser. The token itself is never stored, only its hash."""

    account: Account
    csrf: str
    created: datetime
    #: Last request, to the minute.
    seen: datetime
    expires: datetime


def token_hash(token: str) -> str:
    """How a random token is stored: whoever reads the database cannot log in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


async def add_account(tx: Transaction, account: Account) -> None:
    """Store a new account. Raises LoginTaken."""
    sql = f"""
        insert into accounts ({_COLUMNS}) values (:id, :name, :login, :password, :role, :telegram, :disabled, :created)
        on conflict do nothing
    """
    values = _account_values(account)
    if not await tx.execute(sql, **values, created=stamp(account.created)):
        raise LoginTaken(LoginTaken.__doc__)


async def change_account(tx: Transaction, before: Account, after: Account) -> None:
    """Change an account; all its sessions end when it is disabled or its role or password changes. Raises LoginTaken."""
    clash = "select id from accounts where id <> :id and (login = :login or (telegram <> '' and telegram = :telegram))"
    if await tx.fetch_one(clash, id=before.id, login=after.login, telegram=after.telegram):
        raise LoginTaken(LoginTaken.__doc__)
    sql = """
        update accounts set name = :name, login = :login, password = :password, role = :role, telegram = :telegram, disabled = :disabled
        where id = :id
    """
    await tx.execute(sql, **_account_values(after))
    if after.disabled or (after.role, after.password) != (before.role, before.password):
        await end_sessions(tx, after.id)
        await tx.execute("delete from login_codes where account = :account", account=after.id)


async def account(tx: Transaction, id_: CounselorId) -> Account | None:
    """The account with this id."""
    row = await tx.fetch_one(f"select {_COLUMNS} from accounts where id = :id", id=id_)
    return _account(row) if row else None


async def by_login(tx: Transaction, login: str) -> Account | None:
    """The account with this login."""
    row = await tx.fetch_one(f"select {_COLUMNS} from accounts where login = :login", login=clean(login))
    return _account(row) if row else None


async def by_telegram(tx: Transaction, telegram: str) -> Account | None:
    """The account of this Telegram user, if it is not disabled."""
    sql = f"select {_COLUMNS} from accounts where telegram = :telegram and telegram <> '' and disabled = 0"
    row = await tx.fetch_one(sql, telegram=clean(telegram))
    return _account(row) if row else None


async def accounts(tx: Transaction) -> list[Account]:
    """All accounts by name."""
    return [_account(row) for row in await tx.fetch(f"select {_COLUMNS} from accounts order by name, id")]


async def open_session(tx: Transaction, token: str, account: CounselorId, *, csrf: str, now: datetime, lasts: timedelta) -> None:
    """Store a session under the hash of its token."""
    sql = "insert into sessions (token, account, csrf, created, seen, expires) values (:token, :account, :csrf, :now, :now, :expires)"
    await tx.execute(sql, token=token_hash(token), account=account, csrf=csrf, now=stamp(now), expires=stamp(now + lasts))


async def session(tx: Transaction, token: str, now: datetime) -> Session | None:
    """The session of this token, unless it is over or its account disabled. A read; see `touch_session`."""
    sql = f"""
        select {_ACCOUNT}, s.csrf, s.created as began, s.seen, s.expires
        from sessions s join accounts a on a.id = s.account
        where s.token = :token and s.expires > :now and s.seen > :idle and a.disabled = 0
    """
    row = await tx.fetch_one(sql, token=token_hash(token), now=stamp(now), idle=stamp(now - IDLE))
    return _session(row) if row else None


async def touch_session(tx: Transaction, token: str, now: datetime) -> None:
    """The session is in use; written at most once a minute."""
    sql = "update sessions set seen = :now where token = :token and seen < :before"
    await tx.execute(sql, token=token_hash(token), now=stamp(now), before=stamp(now - _SEEN_EVERY))


def needs_touch(session: Session, now: datetime) -> bool:
    """Whether `touch_session` would write."""
    return session.seen < now - _SEEN_EVERY


async def end_session(tx: Transaction, token: str) -> None:
    """Log one browser out."""
    await tx.execute("delete from sessions where token = :token", token=token_hash(token))


async def end_sessions(tx: Transaction, account: CounselorId) -> None:
    """Log an account out everywhere."""
    await tx.execute("delete from sessions where account = :account", account=account)


async def add_login_code(tx: Transaction, code: str, account: CounselorId, expires: datetime) -> None:
    """Let this code log the account in once."""
    sql = "insert into login_codes (code, account, expires) values (:code, :account, :expires)"
    await tx.execute(sql, code=token_hash(code), account=account, expires=stamp(expires))


async def take_login_code(tx: Transaction, code: str, now: datetime) -> Account | None:
    """Use up a code; None when it is unknown, used, too old, or its account disabled."""
    row = await tx.fetch_one("delete from login_codes where code = :code returning account, expires", code=token_hash(code))
    if row is None or codec.moment(row, "expires") <= now:
        return None
    found = await account(tx, CounselorId(codec.text(row, "account")))
    return found if found and not found.disabled else None


async def throttled_until(tx: Transaction, key: str, now: datetime) -> datetime | None:
    """When this account or address may try again; None when now."""
    row = await tx.fetch_one("select until from throttles where id = :id and until > :now", id=clean(key), now=stamp(now))
    return codec.moment(row, "until") if row else None


async def note_failure(tx: Transaction, key: str, now: datetime) -> None:
    """Count a failed login; from the fourth in an hour on each doubles the waiting time."""
    sql = """
        insert into throttles (id, failures, until, updated) values (:id, 1, :now, :now)
        on conflict (id) do update
        set failures = case when throttles.updated < :hour_ago then 1 else throttles.failures + 1 end, updated = :now
        returning failures
    """
    row = await tx.fetch_one(sql, id=clean(key), now=stamp(now), hour_ago=stamp(now - timedelta(hours=1)))
    assert row is not None
    over = codec.number(row, "failures") - _FREE_FAILURES
    if over > 0:
        until = now + min(timedelta(seconds=2 ** min(over, 12)), _LONGEST)
        await tx.execute("update throttles set until = :until where id = :id", id=clean(key), until=stamp(until))


async def forget_failures(tx: Transaction, key: str) -> None:
    """A successful login starts the count anew."""
    await tx.execute("delete from throttles where id = :id", id=clean(key))


def _account_values(account: Account) -> dict[str, Value]:
    return {
        "id": account.id,
        "name": clean(account.name),
        "login": clean(account.login),
        "password": account.password,
        "role": account.role,
        "telegram": clean(account.telegram),
        "disabled": int(account.disabled),
    }


def _account(row: Row) -> Account:
    return Account(
        id=CounselorId(codec.text(row, "id")),
        name=codec.text(row, "name"),
        login=codec.text(row, "login"),
        password=codec.text(row, "password"),
        role=Role(codec.text(row, "role")),
        telegram=codec.text(row, "telegram"),
        disabled=bool(codec.number(row, "disabled")),
        created=codec.moment(row, "created"),
    )


def _session(row: Row) -> Session:
    return Session(
        account=_account(row),
        csrf=codec.text(row, "csrf"),
        created=codec.moment(row, "began"),
        seen=codec.moment(row, "seen"),
        expires=codec.moment(row, "expires"),
    )
