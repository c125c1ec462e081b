"""What was learned once is not learned again."""

from pathlib import Path

import pytest

from bot.matcher_cache import MatcherCache
from faq.policy import Matcher
from tests.faq.samples import matcher


def never() -> Matcher:
    raise AssertionError("learned again")


def test_a_matcher_is_learned_once_for_each_content(tmp_path: Path) -> None:
    first = MatcherCache(tmp_path, "a").take_or(matcher)
    again = MatcherCache(tmp_path, "a").take_or(never)
    assert again.learned == first.learned
    assert again.match("최저임금 시급") == first.match("최저임금 시급")
    assert not MatcherCache(tmp_path, "b").is_full


def test_a_damaged_one_is_taken_away_and_learned_again(tmp_path: Path) -> None:
    cache = MatcherCache(tmp_path, "a")
    cache.keep(matcher())
    (dump,) = tmp_path.iterdir()
    dump.write_bytes(b"{")
    assert cache.take() is None
    assert not cache.is_full
    assert cache.take_or(matcher).learned
    assert cache.is_full


def test_without_a_folder_nothing_is_kept() -> None:
    cache = MatcherCache(None, "a")
    cache.keep(matcher())
    assert not cache.is_full
    with pytest.raises(AssertionError):
        cache.take_or(never)
