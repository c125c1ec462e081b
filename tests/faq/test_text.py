"""What a person typed, in one plain form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.text import MAX_LENGTH, clean, words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  협동조합   설립 ", ("협동조합", "설립")),
        ("ＶＡＴ 신고", ("vat", "신고")),
        ("출자금\u200b은 얼마", ("출자금은", "얼마")),
        ("언제요ㅠㅠ!!!", ("언제요",)),
        ("ㅋㅋㅋ 정관이 뭐예요", ("정관이", "뭐예요")),
        ("진짜아아아아 궁금", ("진짜아", "궁금")),
        ("다섯 명이면 되나요", ("5명이면", "되나요")),
        ("10,320원", ("10320원",)),
        ("", ()),
    ],
)
def test_words(typed: str, expected: tuple[str, ...]) -> None:
    assert words(typed) == expected


def test_numbers_in_words_and_digits_are_the_same() -> None:
    assert words("다섯명") == words("5명") == words("다섯 명")


@given(st.text())
def test_any_text_has_words_and_they_are_stable(text: str) -> None:
    found = words(text)
    assert all(found)
    assert len(clean(text)) <= MAX_LENGTH


@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)))
def test_composed_and_decomposed_text_are_the_same(text: str) -> None:
    assert words(unicodedata.normalize("NFD", text)) == words(text)
