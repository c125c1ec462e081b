"""Nothing personal and nothing secret reaches a log."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import redact, set_up

TOKEN = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456789"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call 010-1234-5678 now", "call [phone] now"),
        ("01012345678", "[phone]"),
        ("011 123 4567", "[phone]"),
        ("mail kim.lee+x@coop.or.kr", "mail [email]"),
        ("900101-1234567", "******-*******"),
        (f"https://api.telegram.org/bot{TOKEN}/getMe", "https://api.telegram.org/bot[token]/getMe"),
        ("inbox 42 done", "inbox 42 done"),
    ],
)
def test_what_is_hidden(text: str, expected: str) -> None:
    assert redact(text) == expected


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(["", "-", " ", "."]), st.text("가나다 ", max_size=5))
def test_no_phone_number_comes_through(middle: int, last: int, between: str, around: str) -> None:
    number = f"010{between}{middle:04}{between}{last:04}"
    assert number not in redact(f"{around}{number}{around}")


@given(st.text(max_size=60))
def test_hiding_twice_is_hiding_once(text: str) -> None:
    assert redact(redact(text)) == redact(text)


@pytest.fixture
def _logs_as_before() -> Iterator[None]:
    root, kept, level = logging.getLogger(), logging.getLogger().handlers[:], logging.getLogger().level
    config = structlog.get_config()
    yield
    root.handlers[:] = kept
    root.setLevel(level)
    structlog.configure(**config)


@pytest.mark.usefixtures("_logs_as_before")
def test_a_line_is_json_and_hides_secrets_whoever_logs(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(level="info", form="json")
    structlog.get_logger().info("sent", token="abc", password="pw", reason=f"bad {TOKEN}", number=7)
    logging.getLogger("library").warning("mail to a@b.kr")
    logging.getLogger("httpx").info("GET %s", TOKEN)
    structlog.get_logger().debug("not shown")
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (first["event"], first["token"], first["password"], first["reason"]) == ("sent", "[secret]", "[secret]", "bad [token]")
    assert (first["number"], first["level"]) == (7, "info")
    assert second["event"] == "mail to [email]"


@pytest.mark.usefixtures("_logs_as_before")
def test_a_traceback_is_hidden_too(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(level="error", form="text")
    try:
        raise ValueError("010-1234-5678")
    except ValueError:
        structlog.get_logger().exception("failed")
    shown = capsys.readouterr().err
    assert "ValueError: [phone]" in shown
    assert "1234" not in shown
