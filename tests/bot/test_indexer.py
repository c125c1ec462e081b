"""Learning in a process of its own."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from bot import indexer
from bot.indexer import index_apart
from bot.knowledge import Loader
from faq.policy import Matcher, build_matcher
from tests.bot.small_content import write_content


def never(*args: object, **kwargs: object) -> Matcher:
    raise AssertionError("learned here")


def test_the_process_leaves_the_matcher_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = write_content(tmp_path / "content")
    monkeypatch.setattr("bot.knowledge.build_matcher", never)
    loader = Loader(sources, tmp_path / "cache", apart=index_apart)
    assert not loader.is_indexed
    assert loader.matcher().match("최소 인원이 몇 명이에요").entry == "members-min"
    assert Loader(sources, tmp_path / "cache").is_indexed


@pytest.mark.parametrize("lost", ["SECONDS", "executable"])
def test_where_the_process_fails_it_is_learned_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    if lost == "SECONDS":
        monkeypatch.setattr(indexer, "SECONDS", 0.0)
    else:
        monkeypatch.setattr("sys.executable", str(tmp_path / "no-python"))
    loader = Loader(write_content(tmp_path / "content"), tmp_path / "cache", apart=index_apart)
    assert loader.matcher().ids >= {"members-min"}


def test_of_two_with_one_cache_only_one_learns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources, learned = write_content(tmp_path / "content"), []
    learn = build_matcher

    def slowly(*args: Any, **kwargs: Any) -> Matcher:
        learned.append(1)
        time.sleep(0.3)
        return learn(*args, **kwargs)

    monkeypatch.setattr("bot.knowledge.build_matcher", slowly)
    folders = [f"{room}={folder}" for room, folder in sources.folders.items()]
    both = [threading.Thread(target=indexer.main, args=(str(tmp_path / "cache"), *folders)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(learned) == 1
