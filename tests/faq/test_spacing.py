"""Blanks put back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.spacing import Spacing

TEXTS = [text.split() for text in ("협동조합은 몇 명부터 만들 수 있나요", "협동조합은 누가 만들 수 있나요", "몇 명부터 되나요")]
SPACING = Spacing.of(TEXTS)


@pytest.mark.parametrize(
    ("typed", "spaced"),
    [
        ("협동조합은몇명부터만들수있나요", "협동조합은 몇 명부터 만들 수 있나요"),
        ("몇명부터만들수있나요", "몇 명부터 만들 수 있나요"),
        ("몇명부터", "몇명부터"),  # short enough to be a word
        ("김치냉장고는몇명부터만들수있나요", "김치냉장고는 몇 명부터 만들 수 있나요"),  # what is not known stays together
        ("동해물과백두산이마르고닳도록", "동해물과백두산이마르고닳도록"),
    ],
)
def test_the_words_of_the_content_are_found_again(typed: str, spaced: str) -> None:
    assert " ".join(SPACING.spaced([typed])) == spaced


def test_it_comes_back_from_its_arrays_and_may_know_nothing() -> None:
    assert Spacing.unpack(SPACING.pack()).spaced(["몇명부터만들수있나요"])[0] == "몇"
    assert Spacing.of([]).spaced(["몇명부터만들수있나요"]) == ("몇명부터만들수있나요",)


@given(st.lists(st.text(alphabet="협동조합은몇명수a1", min_size=1, max_size=40), max_size=4))
def test_no_letter_is_lost(text: list[str]) -> None:
    assert "".join(SPACING.spaced(text)) == "".join(text)
