"""New content replaces the old in whole, and only when it is good."""

import asyncio
from pathlib import Path

import pytest

from bot.content_files import Problem
from bot.knowledge import BrokenContent
from bot.library import Library
from tests.bot.small_content import FAQ, write_content


def library(folder: Path, told: list[tuple[Problem, ...]] | None = None) -> Library:
    made = Library(write_content(folder), None)

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


def test_nothing_good_to_begin_with_is_an_error(tmp_path: Path) -> None:
    write_content(tmp_path, {"bot/phrases.yaml": "{"})
    with pytest.raises(BrokenContent):
        Library(write_content(tmp_path, {"bot/phrases.yaml": "{"}), None).open()


async def test_the_watch_ends_when_it_is_told(tmp_path: Path) -> None:
    live, stop = library(tmp_path), asyncio.Event()
    live.open()
    stop.set()
    await live.run(stop)
