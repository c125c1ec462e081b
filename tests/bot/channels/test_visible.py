"""What can be seen, and names made harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.visible import is_visible, one_line


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b", "\u3164", "\ufeff\u2060", "\u00ad", "\u0301"])
def test_what_nobody_sees(text: str) -> None:
    assert not is_visible(text)


@pytest.mark.parametrize("text", ["가", "ㅋ", ".", " a ", "🙂", "\u200b네"])
def test_what_is_seen(text: str) -> None:
    assert is_visible(text)


@given(st.text(max_size=60), st.integers(1, 30))
def test_a_name_is_one_short_line_that_turns_nothing_round(text: str, limit: int) -> None:
    line = one_line(f"\u202e{text}\n", limit)
    assert len(line) <= limit
    assert not set(line) & set("\n\r\u202e\u202d\u2066\x00")
