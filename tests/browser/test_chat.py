import signal
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.desk_process import Chat, Desk

pytestmark = pytest.mark.xdist_group("browser")

QUESTION = "협동조합은 몇명부터 만들수 있나요"


def test_a_question_is_answered_with_basis_and_date(chat: Chat, pictures: Path) -> None:
    chat.ask(QUESTION)
    card = chat.page.locator(".card").last
    expect(card).to_contain_text("협동조합 기본법 제15조")
    expect(card).to_contain_text("기준일")
    chat.page.screenshot(path=pictures / "phone.png")
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert chat.page.evaluate("document.documentElement.scrollHeight") <= 740
    assert chat.complaints == []


def test_a_button_and_its_number_do_the_same(chat: Chat) -> None:
    chat.ask("나는 어떤 협동조합이 맞을까")
    first = chat.page.locator("#log .options").first.locator(".option").first
    label = first.locator("span").inner_text()
    before = chat.answers()
    first.click()
    chat.page.wait_for_function("many => document.querySelectorAll('#log .message:not(.person)').length > many", arg=before)
    assert chat.mine()[-1] == label
    assert first.get_attribute("aria-pressed") == "true"
    second = chat.page.locator("#log .bubble").last.inner_text()
    chat.ask("처음으로")
    chat.ask("나는 어떤 협동조합이 맞을까")
    chat.ask("1")
    assert chat.page.locator("#log .bubble").last.inner_text() == second
    assert chat.complaints == []


def test_a_reload_keeps_everything_once(chat: Chat) -> None:
    chat.ask(QUESTION)
    chat.ask("나는 어떤 협동조합이 맞을까")
    before = chat.said()
    for _ in range(3):
        chat.page.reload()
        chat.ready()
        assert chat.said() == before
    assert chat.waiting() == []
    assert chat.complaints == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_restart_of_the_server_loses_and_doubles_nothing(chat: Chat, desk: Desk, how: signal.Signals) -> None:
    chat.ask(QUESTION)
    before = chat.said()
    code = desk.stop(how)
    assert how is signal.SIGKILL or code == 0
    expect(chat.page.locator("#state")).to_contain_text("다시 연결")
    chat.write("끊긴 동안 쓴 글")
    expect(chat.page.locator("#pending .bubble")).to_have_text("끊긴 동안 쓴 글")
    desk.start()
    expect(chat.page.locator("#pending .bubble")).to_have_count(0, timeout=20_000)
    chat.page.wait_for_function("many => document.querySelectorAll('#log .bubble').length > many", arg=len(before) + 1)
    assert chat.said()[: len(before) + 1] == [*before, "끊긴 동안 쓴 글"]
    expect(chat.page.locator("#state")).to_be_hidden()
    said = chat.said()
    chat.page.reload()
    chat.ready()
    assert chat.said() == said
    # A browser notes each refused connection by itself; nothing else may be there.
    assert all("ERR_CONNECTION" in complaint or "ERR_INCOMPLETE" in complaint for complaint in chat.complaints)


def test_what_is_written_offline_outlives_the_page_and_is_sent_once(chat: Chat, phone: BrowserContext, desk: Desk) -> None:
    phone.set_offline(True)
    expect(chat.page.locator("#state")).to_contain_text("인터넷이 끊겼어요")
    chat.write("지하철에서 하나")
    chat.write("지하철에서 둘")
    expect(chat.page.locator("#pending .bubble")).to_have_count(2)
    chat.page.close()
    phone.set_offline(False)
    later = Chat(phone.new_page())
    later.open(desk.address)
    expect(later.page.locator("#log .person .bubble")).to_have_count(2)
    assert later.mine() == ["지하철에서 하나", "지하철에서 둘"]
    assert later.waiting() == []
    later.page.reload()
    later.ready()
    assert later.mine() == ["지하철에서 하나", "지하철에서 둘"]


def test_two_windows_of_one_person_show_the_same(chat: Chat, phone: BrowserContext, desk: Desk) -> None:
    other = Chat(phone.new_page())
    other.open(desk.address)
    chat.ask(QUESTION)
    other.page.wait_for_function("document.querySelectorAll('#log .bubble').length === 2")
    assert other.said() == chat.said()
    assert (other.complaints, chat.complaints) == ([], [])


def test_keyboard_and_screen_reader_find_their_way(chat: Chat) -> None:
    page = chat.page
    expect(page.get_by_role("log", name="대화")).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("button", name="보내기")).to_be_visible()
    page.get_by_label("메시지").focus()
    page.keyboard.type("나는 어떤 협동조합이 맞을까")
    page.keyboard.press("Enter")
    option = page.locator("#log .option").first
    option.wait_for()
    expect(page.locator("#text")).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.className") == "option":
            break
    before = chat.answers()
    page.keyboard.press("Enter")
    page.wait_for_function("many => document.querySelectorAll('#log .message:not(.person)').length > many", arg=before)
    unnamed = "[...document.querySelectorAll('button, a, textarea')].filter(n => !(n.innerText || n.ariaLabel || n.labels?.length)).length"
    assert page.evaluate(unnamed) == 0


def test_what_a_person_writes_stays_text(chat: Chat) -> None:
    evil = "<img src=x onerror=alert(1)><b>굵게</b>"
    chat.ask(evil)
    assert chat.mine() == [evil]
    assert chat.page.locator("#log img, #log .bubble b").count() == 0
    assert chat.complaints == []
