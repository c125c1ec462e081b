"""Letters, key strokes and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq import hangul

SYLLABLES = st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=20)


@given(SYLLABLES)
def test_typing_a_text_again_gives_the_text(text: str) -> None:
    once = hangul.compose(hangul.strokes(text))
    assert hangul.compose(hangul.strokes(once)) == once


@pytest.mark.parametrize("text", ["협동조합 설립", "값이 얼마예요", "괜찮아", "의사록", "뭐예요", "닭갈비"])
def test_ordinary_words_survive(text: str) -> None:
    assert hangul.compose(hangul.strokes(text)) == text


def test_first_letters() -> None:
    assert hangul.initials("협동조합 5명") == "ㅎㄷㅈㅎ 5ㅁ"


@pytest.mark.parametrize(
    ("words", "digits"),
    [("다섯 명", "5명"), ("열두 명", "12명"), ("삼십 일", "30 일"), ("2천만 원", "2000만 원"), ("사회적", "사회적"), ("이사", "이사")],
)
def test_numbers(words: str, digits: str) -> None:
    assert hangul.digits(words) == digits


@given(st.text())
def test_nothing_raises(text: str) -> None:
    hangul.strokes(text)
    hangul.compose(hangul.strokes(text))
    hangul.digits(text)
    hangul.initials(text)


def test_neighbours_are_mutual() -> None:
    assert all(key in hangul.NEIGHBOURS[near] for key, around in hangul.NEIGHBOURS.items() for near in around)
