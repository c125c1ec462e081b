import time
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.desk_process import Chat, Desk, Window

pytestmark = pytest.mark.xdist_group("browser")


def test_a_case_from_the_chat_to_the_console_and_back(chat: Chat, office: BrowserContext, desk: Desk, pictures: Path) -> None:
    console = Window(office.new_page())
    page = console.page
    page.goto(f"{desk.address}/console/login?code={desk.code}")
    page.get_by_role("button", name="상담실로 들어가기").click()
    expect(page.get_by_text("기다리는 분이 없어요")).to_be_visible()

    chat.ask("협동조합은 몇명부터 만들수 있나요")
    began = time.monotonic()
    chat.page.get_by_role("banner").get_by_role("button", name="상담원 연결").click()
    ticket = page.locator(".ticket")
    ticket.wait_for(timeout=5000)
    print(f"the console showed the ticket after {time.monotonic() - began:.2f} s")
    expect(ticket).to_contain_text("협동조합은 몇명부터 만들수 있나요")
    assert page.title().startswith("(1)")

    ticket.click()
    expect(page.locator("#thread")).to_contain_text("협동조합 기본법 제15조")
    expect(page.get_by_role("button", name="답변 보내기")).to_be_disabled()
    page.get_by_role("button", name="내가 맡기").click()
    expect(page.locator(".about")).to_contain_text("내가 맡음")
    expect(chat.page.locator("#state")).to_contain_text("상담원과 대화하고 있어요")

    page.get_by_label("내부 메모").check()
    page.get_by_role("textbox", name="내용").fill("발기인 네 분은 이미 모으셨다고 함")
    page.get_by_role("button", name="메모 남기기").click()
    expect(page.locator(".entry.note")).to_contain_text("발기인 네 분")
    page.get_by_label("답변", exact=True).check()
    page.get_by_role("textbox", name="내용").fill("안녕하세요. 한 분만 더 모이면 창립총회를 여실 수 있어요. 정관 초안부터 함께 볼까요?")
    page.keyboard.press("Control+Enter")
    expect(chat.page.locator(".counselor .bubble")).to_contain_text("한 분만 더 모이면")
    expect(page.locator(".entry.counselor .delivery")).to_have_text("전해짐")
    assert "발기인 네 분" not in "".join(chat.said())

    chat.write("네, 정관부터 봐 주세요!")
    expect(page.locator("#thread .entry.person").last).to_contain_text("정관부터 봐 주세요")
    page.screenshot(path=pictures / "console.png")
    chat.page.screenshot(path=pictures / "chat-phone.png")

    page.get_by_role("button", name="상담 마치기").click()
    expect(page.locator(".about .chip")).to_have_text("종료")
    expect(page.get_by_role("button", name="답변 보내기")).to_be_disabled()
    page.get_by_role("button", name="로그아웃").click()
    expect(page.get_by_label("비밀번호")).to_be_visible()
    assert (console.complaints, chat.complaints) == ([], [])
