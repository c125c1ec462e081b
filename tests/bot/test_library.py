"""New content replaces the old in whole, and only when it is good."""

import asyncio
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import service
from bot.content_files import Problem
from bot.content_news import ContentNews
from bot.gate import Gate
from bot.knowledge import BrokenContent, Loader
from bot.library import Library
from bot.settings import Settings
from faq.policy import Matcher
from tests.bot.small_content import EXAMPLES, FAQ, FLOW, SECOND, write_content
from tests.fakes.library import small_knowledge

TODAY = date(2026, 11, 25)


def library(folder: Path, told: list[tuple[Problem, ...]] | None = None, cache: Path | None = None) -> Library:
    sources = write_content(folder)
    made = Library(sources, cache, Gate(sources, lambda: TODAY))

    async def tell(problems: tuple[Problem, ...]) -> None:
        (told if told is not None else []).append(problems)

    made.notice = tell
    return made


def answer(library: Library) -> str:
    return library.knowledge().entries["members-min"].answer


async def test_a_good_edit_goes_live(tmp_path: Path) -> None:
    told: list[tuple[Problem, ...]] = []
    live = library(tmp_path, told)
    before = live.open()
    assert not await live.round()
    write_content(tmp_path, {"faq/members.yaml": FAQ.replace("다섯 명부터예요", "다섯 명이면 돼요")})
    assert await live.round()
    assert "다섯 명이면 돼요" in answer(live)
    assert live.knowledge().version != before.version
    assert told == [()]


async def test_a_bad_edit_keeps_the_last_good_content_and_says_why(tmp_path: Path) -> None:
    told: list[tuple[Problem, ...]] = []
    live = library(tmp_path, told)
    before = live.open()
    write_content(tmp_path, {"faq/members.yaml": FAQ + "topic: tax\n"})
    assert not await live.round()
    assert live.knowledge() is before
    assert [problem.code for problem in live.problems] == ["doubled_key"]
    assert told == [live.problems]


async def test_a_mended_edit_goes_live(tmp_path: Path) -> None:
    live = library(tmp_path)
    live.open()
    write_content(tmp_path, {"faq/members.yaml": "{"})
    await live.round()
    write_content(tmp_path, {"faq/members.yaml": FAQ.replace("다섯 명부터예요", "다섯 명이면 돼요")})
    assert await live.round()
    assert live.problems == ()


BROKEN = [
    pytest.param(
        "flows/small.yaml", FLOW.replace("when: {kind: earn}", "when: {knid: earn}"), "small.yaml:43:17: 'knid'", id="a condition"
    ),
    pytest.param(
        "flows/small.examples.yaml", EXAMPLES.replace("네 명", "몇 명"), "small.examples.yaml:4:5: 예시 '모자라다'", id="an example"
    ),
    pytest.param("faq/members.yaml", FAQ.replace("flow:small", "flow:none"), "members.yaml:16:12: 'flow:none'", id="an offer"),
]


@pytest.mark.parametrize("cached", [False, True], ids=["first", "read_before"])
@pytest.mark.parametrize(("file", "text", "told"), BROKEN)
async def test_an_edit_that_breaks_something_is_told_with_file_line_and_column(
    tmp_path: Path, file: str, text: str, told: str, cached: bool
) -> None:
    said: list[str] = []

    async def announce(text: str) -> None:
        said.append(text)

    live = library(tmp_path / "content", cache=tmp_path / "cache")
    live.notice = ContentNews(lambda: small_knowledge().voice, announce, lambda: None).take
    before = live.open()
    changed = write_content(tmp_path / "content", {file: text})
    if cached:
        Library(changed, tmp_path / "cache").open()
    assert not await live.round()
    assert live.knowledge() is before
    assert len(said) == 1
    assert told in said[0]


async def test_the_service_has_the_gate(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    url, secret = f"sqlite:///{tmp_path / 'dure.db'}", SecretStr("s" * 32)
    settings = Settings(
        database_url=url, secret_key=secret, telegram_token=SecretStr(""), content_dir=tmp_path / "content", cache_dir=tmp_path
    )
    async with service(settings) as running:
        assert not await edited(running.library, tmp_path / "content", {"faq/members.yaml": FAQ.replace("flow:small", "flow:none")})
        assert await edited(running.library, tmp_path / "content", {"faq/members.yaml": FAQ.replace("다섯", "다섯 (5)")})


async def test_a_hint_keeps_nothing_away(tmp_path: Path) -> None:
    live = library(tmp_path)
    live.open()
    write_content(tmp_path, {"faq/members.yaml": FAQ.replace("저희 넷이면 안 되나요 궁금해요", "오늘 날씨가 어떤가요")})
    assert await live.round()


async def test_each_edit_is_held_against_what_is_live_then(tmp_path: Path) -> None:
    live, broken = library(tmp_path), {"faq/members.yaml": FAQ.replace("flow:small", "flow:none")}
    write_content(tmp_path, {**broken})
    live.open()
    assert await edited(live, tmp_path, {"faq/members.yaml": broken["faq/members.yaml"].replace("다섯", "다섯 (5)")})
    assert await edited(live, tmp_path, {})
    assert not await edited(live, tmp_path, {**broken})
    assert await edited(live, tmp_path, {"flows/small.yaml": FLOW.replace("갈라져요.", "여기서 갈라져요.")})


async def edited(live: Library, folder: Path, changes: dict[str, str | bytes | None]) -> bool:
    write_content(folder, changes)
    return await live.round()


def test_what_is_there_at_the_start_is_taken_as_it_is(tmp_path: Path) -> None:
    sources = write_content(tmp_path, {"faq/members.yaml": FAQ.replace("flow:small", "flow:none")})

    def never() -> date:
        raise AssertionError

    assert Library(sources, None, Gate(sources, never)).open().entries


def test_nothing_good_to_begin_with_is_an_error(tmp_path: Path) -> None:
    write_content(tmp_path, {"bot/phrases.yaml": "{"})
    with pytest.raises(BrokenContent):
        Library(write_content(tmp_path, {"bot/phrases.yaml": "{"}), None).open()


async def test_the_watch_ends_when_it_is_told(tmp_path: Path) -> None:
    live, stop = library(tmp_path), asyncio.Event()
    live.open()
    stop.set()
    await live.run(stop)


async def test_an_edit_of_an_answer_does_not_wait_for_the_matcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = library(tmp_path)
    live.open()
    told = []
    learn = Loader.matcher

    def slowly(loader: Loader) -> Matcher:
        told.append(answer(live))
        return learn(loader)

    monkeypatch.setattr(Loader, "matcher", slowly)
    write_content(tmp_path, {"faq/members.yaml": FAQ.replace("다섯 명부터예요", "다섯 명이면 돼요").replace("넷이면", "네 사람이면")})
    assert await live.round()
    assert "다섯 명이면 돼요" in told[0]
    assert live.knowledge().matcher.match("네 사람이면 안 되나요").confidence > 0.9


async def test_a_new_entry_waits_until_it_can_be_found(tmp_path: Path) -> None:
    live = library(tmp_path, cache=tmp_path / "cache")
    live.open()
    write_content(tmp_path, {"faq/more.yaml": f"topic: other\nentries:\n{SECOND}"})
    assert await live.round()
    assert live.knowledge().matcher.ids >= {"members-min", "second"}


async def test_an_edit_taken_back_is_checked_on_everything_and_not_learned_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = library(tmp_path, cache=tmp_path / "cache")
    live.open()
    before = live.knowledge().version
    write_content(tmp_path, {"faq/members.yaml": FAQ.replace("다섯 명부터예요", "다섯 명이면 돼요")})
    assert await live.round()

    def never(*_: object, **__: object) -> Matcher:
        raise AssertionError("learned again")

    monkeypatch.setattr("bot.knowledge.build_matcher", never)
    write_content(tmp_path)
    assert await live.round()
    assert live.knowledge().version == before


async def test_a_damaged_cache_stops_no_edit(tmp_path: Path) -> None:
    library(tmp_path, cache=tmp_path / "cache").open()
    for folded in (tmp_path / "cache").glob("folded-*"):
        folded.write_bytes(b"damaged")
    live = library(tmp_path, cache=tmp_path / "cache")
    live.open()
    write_content(tmp_path, {"faq/members.yaml": FAQ.replace("다섯 명부터예요", "다섯 명이면 돼요")})
    assert await live.round()
    assert "다섯 명이면 돼요" in answer(live)
