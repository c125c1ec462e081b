"""Which reading of a question is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.repair import read
from tests.faq.samples import matcher

KNOWLEDGE = matcher().ranker.knowledge


@pytest.mark.parametrize(
    ("typed", "repaired"),
    [
        ("guqehdwhgkq tjfflq", "협동조합 설립"),
        ("tjfflq 절차", "설립 절차"),
        ("ㅍㅁㅅ 신고", "vat 신고"),
        ("vat 신고", None),
        ("협동조합설립", None),
        ("hello world", None),
        ("ㅋㅋㅋ", None),
    ],
)
def test_the_keyboard_is_decided_by_what_the_content_knows(typed: str, repaired: str | None) -> None:
    assert read(typed, KNOWLEDGE).repaired == repaired


@pytest.mark.parametrize(
    ("typed", "initials"), [("ㅎㄷㅈㅎ ㅅㄹ", True), ("ㅋㅋㅋㅋ", False), ("ㅎㄷ 설립", False), ("ㅇ", False), ("ㅎㄷㅈㅎ 5ㅁ?", True)]
)
def test_first_letters_are_noticed(typed: str, initials: bool) -> None:
    assert read(typed, KNOWLEDGE).initials is initials


def test_a_slip_is_put_right_and_signs_stay() -> None:
    reading = read(
        "최저임긍은 얼마에요? VAT도", KNOWLEDGE, lambda said: tuple({"최저임긍은": "최저임금은"}.get(word, word) for word in said)
    )
    assert reading.repaired == "최저임금은 얼마에요? VAT도"
    assert reading.words == ("최저임금은", "얼마에요", "vat도")


@given(st.text())
def test_any_text_has_a_reading(text: str) -> None:
    assert read(text, KNOWLEDGE) == read(text, KNOWLEDGE)
