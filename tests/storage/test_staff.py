"""Accounts and sessions open exactly as long as they should."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.messages import CounselorId
from storage import staff
from storage.staff import Account, LoginTaken, Role
from tests.fakes.databases import count
from tests.storage.samples import NOW, later

KIM = Account(id=CounselorId("a1"), name="김상담", login="kim", password="hash", telegram="42", created=NOW)
LEE = Account(id=CounselorId("a2"), name="이상담", login="lee", created=NOW, role=Role.ADMIN)


@pytest.fixture
async def desk(database):
    """Two accounts, one logged in."""

    async def fill(tx):
        await staff.add_account(tx, KIM)
        await staff.add_account(tx, LEE)
        await staff.open_session(tx, "token", KIM.id, csrf="csrf", now=NOW, lasts=timedelta(hours=12))

    await database.transaction(fill)
    return database


async def session(db, now=NOW, token="token"):
    return await db.read(lambda tx: staff.session(tx, token, now))


async def test_accounts_are_found(desk):
    assert await desk.read(lambda tx: staff.account(tx, KIM.id)) == KIM
    assert await desk.read(lambda tx: staff.by_login(tx, "lee")) == LEE
    assert await desk.read(lambda tx: staff.by_telegram(tx, "42")) == KIM
    assert await desk.read(lambda tx: staff.by_telegram(tx, "")) is None
    assert await desk.read(staff.accounts) == [KIM, LEE]


@pytest.mark.parametrize(
    "other", [replace(LEE, id=CounselorId("a3"), login="kim"), replace(LEE, id=CounselorId("a3"), login="x", telegram="42")]
)
async def test_a_login_and_a_telegram_id_belong_to_one_account(desk, other):
    with pytest.raises(LoginTaken):
        await desk.transaction(lambda tx: staff.add_account(tx, other))
    with pytest.raises(LoginTaken):
        await desk.transaction(lambda tx: staff.change_account(tx, LEE, replace(other, id=LEE.id)))
    assert await desk.read(staff.accounts) == [KIM, LEE]


async def test_a_session_knows_its_account(desk):
    found = await session(desk)
    assert (found.account, found.csrf, found.expires) == (KIM, "csrf", later(12 * 3600))
    assert await session(desk, token="other") is None


async def test_the_token_itself_is_not_stored(desk):
    assert await count(desk, "sessions", "token = 'token'") == 0


async def test_a_session_ends_when_idle_and_stays_when_used(desk):
    half = NOW + staff.IDLE / 2
    assert await session(desk, NOW + staff.IDLE) is None
    assert staff.needs_touch(await session(desk, half), half)
    await desk.transaction(lambda tx: staff.touch_session(tx, "token", half))
    assert not staff.needs_touch(await session(desk, half), half)
    assert await session(desk, NOW + staff.IDLE) is not None


async def test_a_session_ends_at_its_end_however_busy(desk):
    end = later(12 * 3600)
    await desk.transaction(lambda tx: staff.touch_session(tx, "token", end))
    assert await session(desk, end) is None


@pytest.mark.parametrize(
    ("after", "stays"),
    [
        (replace(KIM, disabled=True), False),
        (replace(KIM, role=Role.SUPERVISOR), False),
        (replace(KIM, password="new"), False),
        (replace(KIM, name="김선임"), True),
    ],
)
async def test_what_a_change_does_to_sessions(desk, after, stays):
    await desk.transaction(lambda tx: staff.change_account(tx, KIM, after))
    assert await desk.read(lambda tx: staff.account(tx, KIM.id)) == after
    assert (await session(desk) is not None) is stays


async def test_logging_out(desk):
    await desk.transaction(lambda tx: staff.end_session(tx, "token"))
    assert await session(desk) is None


async def test_a_disabled_account_is_nobody_on_telegram(desk):
    await desk.transaction(lambda tx: staff.change_account(tx, KIM, replace(KIM, disabled=True)))
    assert await desk.read(lambda tx: staff.by_telegram(tx, "42")) is None


async def test_a_code_opens_once(desk):
    await desk.transaction(lambda tx: staff.add_login_code(tx, "code", KIM.id, later(60)))
    assert await desk.transaction(lambda tx: staff.take_login_code(tx, "wrong", NOW)) is None
    assert await desk.transaction(lambda tx: staff.take_login_code(tx, "code", NOW)) == KIM
    assert await desk.transaction(lambda tx: staff.take_login_code(tx, "code", NOW)) is None


async def test_a_code_that_is_too_old_or_whose_account_is_disabled(desk):
    await desk.transaction(lambda tx: staff.add_login_code(tx, "code", KIM.id, later(60)))
    assert await desk.transaction(lambda tx: staff.take_login_code(tx, "code", later(60))) is None
    await desk.transaction(lambda tx: staff.add_login_code(tx, "code", KIM.id, later(60)))
    await desk.transaction(lambda tx: staff.change_account(tx, KIM, replace(KIM, disabled=True)))
    assert await desk.transaction(lambda tx: staff.take_login_code(tx, "code", NOW)) is None


async def test_guessing_gets_slower(desk):
    waits = []
    for _ in range(14):
        await desk.transaction(lambda tx: staff.note_failure(tx, "login:kim", NOW))
        until = await desk.read(lambda tx: staff.throttled_until(tx, "login:kim", NOW))
        waits.append((until - NOW).total_seconds() if until else 0)
    assert waits[:6] == [0, 0, 0, 2, 4, 8]
    assert waits[-1] == 300
    assert await desk.read(lambda tx: staff.throttled_until(tx, "login:lee", NOW)) is None
    assert await desk.read(lambda tx: staff.throttled_until(tx, "login:kim", later(300))) is None
    await desk.transaction(lambda tx: staff.forget_failures(tx, "login:kim"))
    assert await desk.read(lambda tx: staff.throttled_until(tx, "login:kim", NOW)) is None
