import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.messages import Author, Card, Choice, Text
from desk.ticket import TicketState
from storage import audit, outbox, staff
from storage.database import StaleTicket, StoreUnavailable
from storage.ids import new_id
from storage.staff import Role
from tests.bot.console.console_rig import PERSON, Rig, csrf, press, rig


async def test_the_queue_shows_first_line_number_channel_and_promise(desk: Rig) -> None:
    ticket = await desk.ticket()
    browser = await desk.enter(await desk.account("kim", "김상담"))
    page = (await browser.get("/console")).text
    for wanted in (str(ticket), "정관을 어떻게 바꾸나요?", "웹 채팅", "설립", "대기", "14:00까지"):
        assert wanted in page, wanted
    assert "둘째 줄" not in page


async def test_what_a_person_writes_is_text_everywhere(desk: Rig) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    ticket = await desk.ticket(evil)
    await desk.say(Text(text=evil))
    await desk.say(Card(title=evil, text=evil, basis=(evil,), options=(Choice(label=evil, payload="a:b"),)), author=Author.BOT)
    browser = await desk.enter(await desk.account("kim", evil))
    for path in ("/console", f"/console/tickets/{ticket}", f"/console/tickets/{ticket}/thread", "/console/queue"):
        page = (await browser.get(path)).text
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "<img" not in page


async def test_claim_reply_note_and_close(desk: Rig) -> None:
    ticket = await desk.ticket()
    await desk.say(Text(text="정관을 바꾸려고요"))
    browser = await desk.enter(await desk.account("kim", "김상담"))
    claimed = await press(browser, ticket, "claim")
    assert (claimed.status_code, claimed.headers["location"]) == (303, f"/console/tickets/{ticket}?done=claim")
    await press(browser, ticket, "note", text="총회 의결 정족수 확인")
    await press(browser, ticket, "reply", text="총회에서 의결하셔야 해요")
    page = (await browser.get(f"/console/tickets/{ticket}")).text
    assert page.index("정관을 바꾸려고요") < page.index("총회 의결 정족수 확인") < page.index("총회에서 의결하셔야 해요")
    assert "내부 메모" in page
    assert "다음에 들어오시면 전해져요" in page
    await desk.database.transaction(lambda tx: outbox.take_parked(tx, PERSON, desk.clock()))
    assert "전해짐" in (await browser.get(f"/console/tickets/{ticket}")).text
    await press(browser, ticket, "close")
    assert (await desk.state(ticket)).state is TicketState.CLOSED


async def test_one_wins_the_claim_and_the_others_are_told_who(desk: Rig) -> None:
    ticket = await desk.ticket()
    browsers = [await desk.enter(await desk.account(f"c{number}", f"상담원{number}")) for number in range(8)]
    answers = await asyncio.gather(*(press(browser, ticket, "claim", fragment=True) for browser in browsers))
    winners = [answer for answer in answers if answer.status_code == 200]
    assert len(winners) == 1
    owner = (await desk.state(ticket)).owner
    account = await desk.database.read(lambda tx: staff.account(tx, owner) if owner else staff.by_login(tx, ""))
    assert account
    losers = [answer for answer in answers if answer.status_code == 409]
    assert len(losers) == 7
    assert all(account.name in answer.text for answer in losers)


async def test_a_refused_reply_keeps_what_was_written(desk: Rig) -> None:
    ticket = await desk.ticket()
    await press(await desk.enter(await desk.account("kim", "김상담")), ticket, "claim")
    other = await desk.enter(await desk.account("lee", "이상담"))
    answer = await press(other, ticket, "reply", text="길게 쓴 답변 <초안>")
    assert answer.status_code == 409
    assert "길게 쓴 답변 &lt;초안&gt;</textarea>" in answer.text
    assert "김상담" in answer.text


@pytest.mark.parametrize(("trouble", "status"), [(StaleTicket(), 409), (StoreUnavailable(), 503)])
async def test_trouble_keeps_what_was_written_too(desk: Rig, trouble: Exception, status: int) -> None:
    ticket = await desk.ticket()
    browser = await desk.enter(await desk.account("kim", "김상담"))
    desk.desk.trouble = trouble
    answer = await press(browser, ticket, "reply", text="길게 쓴 답변")
    assert (answer.status_code, "길게 쓴 답변</textarea>" in answer.text) == (status, True)


async def test_hold_resume_release_and_transfer(desk: Rig) -> None:
    ticket = await desk.ticket()
    colleague = await desk.account("lee", "이상담")
    browser = await desk.enter(await desk.account("kim", "김상담"))
    for action, state in (("claim", "claimed"), ("hold", "on_hold"), ("resume", "claimed"), ("release", "waiting"), ("claim", "claimed")):
        assert (await press(browser, ticket, action)).status_code == 303
        assert (await desk.state(ticket)).state == state
    assert (await press(browser, ticket, "transfer", to=colleague.id)).status_code == 303
    assert (await desk.state(ticket)).owner == colleague.id


async def test_buttons_are_those_the_ticket_table_allows(desk: Rig) -> None:
    ticket = await desk.ticket()
    mine = await desk.enter(await desk.account("kim", "김상담"))
    other = await desk.enter(await desk.account("lee", "이상담"))
    boss = await desk.enter(await desk.account("boss", "책임", role=Role.SUPERVISOR))
    before = (await mine.get(f"/console/tickets/{ticket}")).text
    assert 'id="do-claim"' in before
    assert 'id="do-release"' not in before
    await press(mine, ticket, "claim")
    shown = {
        name: (await browser.get(f"/console/tickets/{ticket}")).text for name, browser in (("mine", mine), ("other", other), ("boss", boss))
    }
    assert [('id="do-release"' in page, 'data-reply="yes"' in page) for page in shown.values()] == [
        (True, True),
        (False, False),
        (True, True),
    ]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"action": "explode"}, 422),
        ({"action": "transfer"}, 422),
        ({"action": "transfer", "to": "nobody"}, 422),
        ({"action": "reply", "text": " \r\n "}, 422),
        ({"action": "claim", "key": "bad key"}, 400),
    ],
)
async def test_what_a_form_cannot_say_is_refused(desk: Rig, fields: dict[str, str], status: int) -> None:
    ticket = await desk.ticket()
    browser = await desk.enter(await desk.account("kim", "김상담"))
    form = {"csrf": await csrf(browser), "key": new_id(), **fields}
    assert (await browser.post(f"/console/tickets/{ticket}", data=form)).status_code == status
    assert not desk.desk.seen


async def test_an_unknown_ticket_is_not_found(desk: Rig) -> None:
    browser = await desk.enter(await desk.account("kim", "김상담"))
    for path in ("/console/tickets/none", "/console/tickets/none/thread"):
        assert (await browser.get(path)).status_code == 404
    assert (await press(browser, "none", "claim", fragment=True)).status_code == 409  # type: ignore[arg-type]  # no such ticket


async def test_opening_a_ticket_is_written_down_and_refreshing_is_not(desk: Rig) -> None:
    ticket = await desk.ticket()
    account = await desk.account("kim", "김상담")
    browser = await desk.enter(account)
    await browser.get(f"/console/tickets/{ticket}")
    await browser.get(f"/console/tickets/{ticket}/thread")
    records = await desk.database.read(lambda tx: audit.of_subject(tx, ticket))
    assert [(record.actor, record.action) for record in records] == [(account.id, "view_ticket")]


async def test_a_page_asks_nothing_of_other_places_and_runs_no_inline_script(desk: Rig) -> None:
    browser = await desk.enter(await desk.account("kim", "김상담"))
    answer = await browser.get("/console")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "<script>" not in answer.text
    assert "style=" not in answer.text
    assert "http://" not in answer.text.replace("http://www.w3.org/2000/svg", "")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    body=st.binary(max_size=120) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    kind=st.sampled_from(["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", ""]),
    query=st.text(max_size=30),
)
async def test_no_request_breaks_the_console(body: bytes, kind: str, query: str) -> None:
    async with rig() as desk:
        ticket = await desk.ticket()
        browser = await desk.enter(await desk.account("kim", "김상담"))
        token = (await csrf(browser)).encode()
        answers = [
            await browser.post("/console/login", content=body, headers={"content-type": kind}),
            await browser.post(f"/console/tickets/{ticket}", content=body, headers={"content-type": kind}),
            await browser.post(
                f"/console/tickets/{ticket}", content=b"csrf=" + token + b"&key=abcdefgh&" + body, headers={"content-type": kind}
            ),
            await browser.get("/console", params={"view": query}),
            await browser.get("/console/login", params={"code": query}),
            await browser.get(f"/console/tickets/{ticket}", params={"done": query}),
        ]
        assert all(answer.status_code < 500 for answer in answers), [answer.status_code for answer in answers]
