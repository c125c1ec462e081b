"""The real `dure demo` as a child process, and a Chromium to look at it."""

import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NO_CHROMIUM = "install Chromium to run this: apt-get install -y --no-install-recommends chromium fonts-noto-cjk"
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
_RUN = "from bot.cli import main; main()"


def chromium() -> str:
    """Where Chromium is. Skips the test when it is nowhere."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip(NO_CHROMIUM)
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium for some tests."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), headless=True, args=list(_ARGUMENTS))
        try:
            yield opened
        finally:
            opened.close()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@dataclass
class Desk:
    """A service that can be stopped and started again on the same port and file."""

    folder: Path
    port: int = field(default_factory=_free_port)
    #: One-time login of the last start.
    code: str = ""
    process: "subprocess.Popen[str] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start and wait until it serves."""
        command = [sys.executable, "-c", _RUN, "demo", "--port", str(self.port), "--data", str(self.folder / "demo.db")]
        with (self.folder / "errors.log").open("a") as errors:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
        assert self.process.stdout
        for line in self.process.stdout:
            if found := re.search(r"code=(\S+)", line):
                self.code = found.group(1)
                return
        self.stop(signal.SIGKILL)
        pytest.fail((self.folder / "errors.log").read_text()[-2000:])

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop it and return its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(how)
        code = self.process.wait(timeout=20)
        if self.process.stdout:
            self.process.stdout.close()
        self.process = None
        return code


@dataclass
class Window:
    """A page, and everything its browser complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))


@dataclass
class Chat(Window):
    """The chat page as a person uses it."""

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.ready()

    def ready(self) -> None:
        self.page.wait_for_selector("#log[aria-busy=false]", state="attached")

    def write(self, text: str) -> None:
        self.page.fill("#text", text)
        self.page.press("#text", "Enter")

    def ask(self, text: str) -> None:
        """Write and wait for an answer."""
        before = self.answers()
        self.write(text)
        self.page.wait_for_function("many => document.querySelectorAll('#log .message:not(.person)').length > many", arg=before)

    def answers(self) -> int:
        return self.page.locator("#log .message:not(.person)").count()

    def said(self) -> list[str]:
        """All bubbles in the log, in order."""
        return self.page.locator("#log .bubble").all_inner_texts()

    def mine(self) -> list[str]:
        """The person's own bubbles in the log."""
        return self.page.locator("#log .person .bubble").all_inner_texts()

    def waiting(self) -> list[str]:
        """What is not in the log yet."""
        return self.page.locator("#pending .bubble").all_inner_texts()
