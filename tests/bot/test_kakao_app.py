"""Kakao comes up when its secret is set, and only for its own bot."""

from pathlib import Path

import httpx
from pydantic import SecretStr

from bot.app import service
from bot.settings import Settings
from tests.fakes.kakao import FakeKakao, request
from tests.fakes.library import CONTENT, SMALL_CACHE

SECRET = "k" * 32


def settings(path: Path, secret: str) -> Settings:
    return Settings(
        database_url=f"sqlite:///{path / 'dure.db'}",
        secret_key=SecretStr("s" * 32),
        kakao_secret=SecretStr(secret),
        kakao_bot_id="bot-1",
        telegram_token=SecretStr(""),
        content_dir=CONTENT,
        cache_dir=SMALL_CACHE,
    )


async def test_a_skill_call_is_answered_from_the_content(tmp_path: Path) -> None:
    async with service(settings(tmp_path, SECRET)) as running:
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app=running.web), base_url="http://test")
        heard = await FakeKakao(client, SECRET).ask(request("협동조합은 몇명부터 만들수 있나요"))
        assert "제15조" in heard.text
        await client.aclose()


async def test_kakao_is_not_promised_what_it_cannot_do(tmp_path: Path) -> None:
    async with service(settings(tmp_path, SECRET)) as running:
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app=running.web), base_url="http://test")
        kakao = FakeKakao(client, SECRET)
        for said in ("설립 일정 짜기", "협동조합", "시작하는 날", "다음달 15일"):
            await kakao.ask(request(said))
        asked = await kakao.ask(request("아니요"))
        assert "먼저 말을 걸 수 없어서" in asked.text
        await kakao.ask(request("네"))
        assert await running.database.read(lambda tx: tx.fetch("select id from timers")) == []
        await client.aclose()


async def test_without_a_secret_there_is_no_skill(tmp_path: Path) -> None:
    async with service(settings(tmp_path, "")) as running:
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app=running.web), base_url="http://test")
        assert (await client.post("/kakao/skill", json={})).status_code == 404
        await client.aclose()


def test_a_secret_without_a_bot_is_a_mistake() -> None:
    lacking = Settings(secret_key=SecretStr("s" * 32), kakao_secret=SecretStr(SECRET), kakao_bot_id="")
    assert any("DURE_KAKAO_BOT_ID" in mistake for mistake in lacking.mistakes())
