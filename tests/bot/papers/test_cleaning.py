import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.papers.cleaning import clean


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("  햇살  마을 ", "햇살 마을"),
        ("{{ name }}{% for %}", "(( name ))(% for %)"),
        ("김\x00하\x0b나", "김하 나"),
        ("a\u202eb", "ab"),
        (unicodedata.normalize("NFD", "이사장"), "이사장"),
        ("홍길동 900101-1234567", "홍길동 ******-*******"),
    ],
    ids=["blanks", "template", "control", "turned-around", "decomposed", "resident-number"],
)
def test_what_a_person_typed_becomes_plain_words(typed: str, stands: str) -> None:
    assert clean(typed) == stands


@given(st.text(max_size=300))
def test_nothing_of_a_template_or_a_control_sign_is_left(typed: str) -> None:
    stands = clean(typed, 100)
    assert len(stands) <= 100
    assert not {"{", "}", "\n", "\0"} & set(stands)
    assert clean(stands, 100) == stands
