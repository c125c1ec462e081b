import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.desk_process import Chat, Desk, browser, chromium


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    # Not for the whole run: while Playwright's loop lives, no other test can have one.
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    chromium()
    made = Desk(tmp_path_factory.mktemp("desk"))
    made.start()
    try:
        yield made
    finally:
        made.stop()


@pytest.fixture
def phone(chrome: Browser) -> Iterator[BrowserContext]:
    """A small phone."""
    context = chrome.new_context(
        locale="ko-KR", timezone_id="Asia/Seoul", viewport={"width": 360, "height": 740}, has_touch=True, device_scale_factor=2
    )
    yield context
    context.close()


@pytest.fixture
def office(chrome: Browser) -> Iterator[BrowserContext]:
    """A counselor's screen."""
    context = chrome.new_context(locale="ko-KR", timezone_id="Asia/Seoul", viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def chat(phone: BrowserContext, desk: Desk) -> Chat:
    made = Chat(phone.new_page())
    made.open(desk.address)
    return made


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where pictures go; DURE_PICTURES keeps them, for the documentation."""
    folder = Path(os.environ.get("DURE_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
