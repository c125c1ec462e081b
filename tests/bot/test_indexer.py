"""Learning in a process of its own."""

from pathlib import Path

import pytest

from bot import indexer
from bot.indexer import index_apart
from bot.knowledge import Loader
from faq.policy import Matcher
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
