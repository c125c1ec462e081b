"""Settings come from the environment; what is wrong with them is said before anything starts."""

import pytest
from pydantic import ValidationError

from bot.settings import Settings

LONG = "k" * 32


def settings(**values: object) -> Settings:
    return Settings(_env_file=None, **{"secret_key": LONG, **values})  # type: ignore[arg-type]  # checked by pydantic


def test_a_key_is_enough_to_start() -> None:
    assert settings().mistakes() == []


@pytest.mark.parametrize(
    ("values", "named"),
    [
        pytest.param({"secret_key": "short"}, "DURE_SECRET_KEY", id="short key"),
        pytest.param({"telegram_token": "1:x", "telegram_mode": "webhook", "public_url": "https://x"}, "WEBHOOK_SECRET", id="open webhook"),
        pytest.param(
            {"telegram_token": "1:x", "telegram_mode": "webhook", "telegram_webhook_secret": LONG}, "DURE_PUBLIC_URL", id="no address"
        ),
        pytest.param({"kakao_secret": "short", "kakao_bot_id": "b"}, "DURE_KAKAO_SECRET", id="short skill secret"),
        pytest.param({"kakao_secret": f"{LONG},short", "kakao_bot_id": "b"}, "DURE_KAKAO_SECRET", id="short second secret"),
        pytest.param({"kakao_secret": LONG}, "DURE_KAKAO_BOT_ID", id="nameless bot"),
        pytest.param({"workers": 2}, "DURE_WORKERS", id="two processes on one file"),
    ],
)
def test_every_mistake_names_its_setting(values: dict[str, object], named: str) -> None:
    (mistake,) = settings(**values).mistakes()
    assert named in mistake
    assert "short" not in mistake.split()


@pytest.mark.parametrize(
    "values",
    [
        {"workers": 2, "database_url": "postgresql://x"},
        {"telegram_mode": "webhook"},
        {"kakao_secret": f"{LONG},{LONG}", "kakao_bot_id": "b"},
    ],
)
def test_what_is_allowed(values: dict[str, object]) -> None:
    assert settings(**values).mistakes() == []


@pytest.mark.parametrize(
    "values", [{"port": 70000}, {"workers": 0}, {"lease_seconds": 0.1}, {"telegram_mode": "push"}, {"log_level": "loud"}]
)
def test_nonsense_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        settings(**values)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DURE_PORT", "9090")
    monkeypatch.setenv("DURE_TELEGRAM_BASE_URL", "http://127.0.0.1:1/bot/")
    read = Settings(_env_file=None)
    assert (read.port, read.telegram_base_url) == (9090, "http://127.0.0.1:1/bot")


def test_secrets_are_not_printed() -> None:
    assert LONG not in repr(settings(telegram_token=LONG, kakao_secret=LONG))


@pytest.mark.parametrize(("url", "secure"), [("https://desk.test", True), ("http://desk.test", False), ("", False)])
def test_whether_people_come_by_https(url: str, secure: bool) -> None:
    assert settings(public_url=url).is_secure is secure
    assert settings(lease_seconds=2).lease.total_seconds() == 2
