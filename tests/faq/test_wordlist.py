"""Blanks put back, slips put right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.wordlist import Wordlist

TEXTS = [text.split() for text in ["협동조합은 몇 명부터 만들 수 있나요"] * 5 + ["협동조합은 누가 만드나요", "누가 되나요"]]
WORDS = Wordlist.of(TEXTS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("협동조합은몇명부터만들수있나요", "협동조합은 몇 명부터 만들 수 있나요"),
        ("몇명부터만들수있나요", "몇 명부터 만들 수 있나요"),
        ("몇명부터", "몇명부터"),  # short enough to be a word
        ("김치냉장고는몇명부터만들수있나요", "김치냉장고는 몇 명부터 만들 수 있나요"),  # what is not known stays together
        ("동해물과백두산이마르고닳도록", "동해물과백두산이마르고닳도록"),
        ("협동조합은 몇 명부처 있나오 만둘 수", "협동조합은 몇 명부터 있나요 만들 수"),  # one key beside the right one in each long word
        ("협동조합은 몇 명부더 잇나요", "협동조합은 몇 명부더 잇나요"),  # keys far from the right ones
        ("누기 만들 수", "누기 만들 수"),  # the right one is said too rarely to be sure
        ("협동조합은몇명부처만들수있나요", "협동조합은 몇 명부터 만들 수 있나요"),
    ],
)
def test_the_words_of_the_content_are_found_again(typed: str, meant: str) -> None:
    assert " ".join(WORDS.put_right(typed.split())) == meant


def test_what_is_right_or_a_common_spelling_is_left_alone() -> None:
    words = Wordlist.of([["명분", "거네요"]] * 9)
    assert words.meant(["몇분", "거에요", "명뷴"]) == ("몇분", "거에요", "명분")


def test_it_comes_back_from_its_arrays_and_may_know_nothing() -> None:
    assert Wordlist.unpack(WORDS.pack()).put_right(["몇명부터만들수있나요"])[0] == "몇"
    assert Wordlist.of([]).put_right(["몇명부터만들수있나요"]) == ("몇명부터만들수있나요",)


@given(st.lists(st.text(alphabet="ㅋ동조합은몇명수a1", min_size=1, max_size=40), max_size=4))
def test_blanks_are_put_between_letters_only(text: list[str]) -> None:
    assert len("".join(WORDS.put_right(text))) >= len(text)


@given(st.text(alphabet="협동조합몇명수만들", min_size=10, max_size=40))
def test_no_letter_of_a_long_word_is_lost(word: str) -> None:
    assert "".join(WORDS.put_right([word])) == word or any(part not in word for part in WORDS.put_right([word]))
