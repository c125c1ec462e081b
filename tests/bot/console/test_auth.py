from dataclasses import replace
from datetime import timedelta

import pytest

from bot.console.passwords import Weakness, hash_password, weakness
from storage import staff
from storage.ids import new_id
from storage.staff import Role
from tests.bot.console.console_rig import PASSWORD, Rig, csrf

FORM = {"login": "kim", "password": PASSWORD}


async def test_a_password_opens_a_session_and_a_wrong_one_does_not(desk: Rig) -> None:
    await desk.account("kim", "김상담", password=hash_password(PASSWORD))
    browser = desk.browser()
    wrong = await browser.post("/console/login", data=FORM | {"password": "x"})
    assert (wrong.status_code, "맞지 않아요" in wrong.text, "set-cookie" in wrong.headers) == (403, True, False)
    right = await browser.post("/console/login", data=FORM)
    assert (right.status_code, right.headers["location"]) == (303, "/console")
    assert "httponly" in right.headers["set-cookie"].lower()
    assert (await browser.get("/console")).status_code == 200


@pytest.mark.parametrize("login", ["nobody", "codes"])
async def test_an_unknown_account_looks_like_a_wrong_password(desk: Rig, login: str) -> None:
    await desk.account("codes", "비밀번호 없음")
    answer = await desk.browser().post("/console/login", data=FORM | {"login": login})
    assert (answer.status_code, "맞지 않아요" in answer.text) == (403, True)


async def test_guessing_becomes_slow_and_the_right_password_waits_too(desk: Rig) -> None:
    await desk.account("kim", "김상담", password=hash_password(PASSWORD))
    browser = desk.browser()
    statuses = [(await browser.post("/console/login", data=FORM | {"password": "x"})).status_code for _ in range(5)]
    assert statuses == [403, 403, 403, 403, 429]
    assert (await browser.post("/console/login", data=FORM)).status_code == 429
    desk.clock.now += timedelta(minutes=6)
    assert (await browser.post("/console/login", data=FORM)).status_code == 303


async def test_a_login_address_works_once_and_only_by_its_button(desk: Rig) -> None:
    account = await desk.account("demo", "데모")
    await desk.database.transaction(lambda tx: staff.add_login_code(tx, "code-123", account.id, desk.clock() + timedelta(hours=1)))
    browser = desk.browser()
    for _ in range(2):
        page = await browser.get("/console/login?code=code-123")
        assert (page.status_code, "들어가기" in page.text) == (200, True)
    assert (await browser.post("/console/login", data={"code": "code-123"})).status_code == 303
    again = await desk.browser().post("/console/login", data={"code": "code-123"})
    assert (again.status_code, "이미 쓰였거나" in again.text) == (403, True)


async def test_every_login_is_a_new_session_and_the_old_one_ends(desk: Rig) -> None:
    account = await desk.account("kim", "김상담")
    browser = await desk.enter(account)
    old = browser.cookies["dure_console"]
    await desk.database.transaction(lambda tx: staff.add_login_code(tx, "second", account.id, desk.clock() + timedelta(hours=1)))
    await browser.post("/console/login", data={"code": "second"})
    assert browser.cookies["dure_console"] != old
    assert (await desk.browser(cookie=f"dure_console={old}").get("/console")).status_code == 303


async def test_logging_out_ends_the_session(desk: Rig) -> None:
    browser = await desk.enter(await desk.account("kim", "김상담"))
    token = browser.cookies["dure_console"]
    assert (await browser.post("/console/logout", data={"csrf": await csrf(browser)})).status_code == 303
    assert (await desk.browser(cookie=f"dure_console={token}").get("/console")).status_code == 303


async def test_thirty_idle_minutes_end_it_and_what_the_page_fetches_does_not_count(desk: Rig) -> None:
    browser = await desk.enter(await desk.account("kim", "김상담"))
    desk.clock.now += timedelta(minutes=20)
    assert (await browser.get("/console/queue", headers={"x-dure-fragment": "passive"})).status_code == 200
    desk.clock.now += timedelta(minutes=11)
    assert (await browser.get("/console/queue", headers={"x-dure-fragment": "passive"})).status_code == 401


async def test_work_keeps_it_open_but_not_beyond_twelve_hours(desk: Rig) -> None:
    browser = await desk.enter(await desk.account("kim", "김상담"))
    for _ in range(35):
        desk.clock.now += timedelta(minutes=20)
        assert (await browser.get("/console")).status_code == 200
    desk.clock.now += timedelta(minutes=20)
    assert (await browser.get("/console")).status_code == 303


async def test_disabling_an_account_ends_its_sessions(desk: Rig) -> None:
    account = await desk.account("kim", "김상담")
    browser = await desk.enter(account)
    await desk.database.transaction(lambda tx: staff.change_account(tx, account, replace(account, disabled=True)))
    assert (await browser.get("/console")).status_code == 303


async def test_an_editor_sees_no_tickets(desk: Rig) -> None:
    ticket = await desk.ticket()
    browser = await desk.enter(await desk.account("lee", "이편집", role=Role.EDITOR))
    for path in ("/console", "/console/queue", "/console/events", f"/console/tickets/{ticket}", f"/console/tickets/{ticket}/thread"):
        assert (await browser.get(path)).status_code == 403, path


async def test_without_a_session_every_page_leads_to_the_login(desk: Rig) -> None:
    ticket = await desk.ticket()
    for path in ("/console", "/console/queue", "/console/events", f"/console/tickets/{ticket}", f"/console/tickets/{ticket}/thread"):
        answer = await desk.browser().get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/console/login"), path
        assert (await desk.browser(accept="*/*").get(path)).status_code == 401
    assert (await desk.browser().post(f"/console/tickets/{ticket}", data={"action": "claim"})).status_code == 303


@pytest.mark.parametrize("cookie", ["", "x", "é" * 5, "a" * 5000])
async def test_a_made_up_session_is_none(desk: Rig, cookie: str) -> None:
    assert (await desk.browser().get("/console", headers={"cookie": f"dure_console={cookie}".encode()})).status_code == 303


@pytest.mark.parametrize("origin", ["https://evil.test", "null", ""])
async def test_a_foreign_page_can_neither_log_in_nor_act(desk: Rig, origin: str) -> None:
    account = await desk.account("kim", "김상담", password=hash_password(PASSWORD))
    ticket, browser = await desk.ticket(), await desk.enter(account)
    headers = {"origin": origin}
    assert (await desk.browser(**headers).post("/console/login", data=FORM)).status_code == 403
    form = {"csrf": await csrf(browser), "key": new_id(), "action": "claim"}
    assert (await browser.post(f"/console/tickets/{ticket}", data=form, headers=headers)).status_code == 403
    assert not desk.desk.seen


@pytest.mark.parametrize("token", ["", "wrong", "한글"])
async def test_a_form_without_the_sessions_own_token_does_nothing(desk: Rig, token: str) -> None:
    ticket, browser = await desk.ticket(), await desk.enter(await desk.account("kim", "김상담"))
    form = {"csrf": token, "key": new_id(), "action": "claim"}
    assert (await browser.post(f"/console/tickets/{ticket}", data=form)).status_code == 403
    assert not desk.desk.seen


@pytest.mark.parametrize(
    ("password", "login", "expected"),
    [
        ("short", "", Weakness.SHORT),
        ("aaaaaaaaaaaaaa", "", Weakness.REPEATED),
        ("password123456", "", Weakness.COMMON),
        ("135792468013579", "", Weakness.COMMON),
        ("kimkim-and-more-12", "kimkim", Weakness.LOGIN),
        (PASSWORD, "kim", None),
    ],
)
def test_weak_passwords_are_named(password: str, login: str, expected: Weakness | None) -> None:
    assert weakness(password, login) == expected
