"""Long text is cut at pauses, within the limit, and without losing anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.splitting import numbered, split, utf16


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("짧은 글", ("짧은 글",)),
        ("", ()),
        (" \n ", ()),
        ("가나다라.\n\n마바사아 자차", ("가나다라.", "마바사아 자차")),
        ("가나다. 라마바사 아자", ("가나다.", "라마바사 아자")),
        ("가나다라 마바사 아자", ("가나다라 마바사", "아자")),
        ("가나다라마바사아자차카", ("가나다라마바사아자차", "카")),
        ("첫 줄입니다\n둘째 줄", ("첫 줄입니다", "둘째 줄")),
    ],
)
def test_where_it_is_cut(text: str, pieces: tuple[str, ...]) -> None:
    assert split(text, 10) == pieces


def test_an_address_is_not_cut_when_it_fits() -> None:
    assert split("자세한 것은 https://law.go.kr/a.b?c", 24)[-1] == "https://law.go.kr/a.b?c"


def test_signs_of_several_letters_stay_whole() -> None:
    family = "👨\u200d👩\u200d👧"
    assert split("가" * 8 + family, 10) == ("가" * 8, family)
    assert split("가" * 9 + "e\u0301", 10) == ("가" * 9, "e\u0301")
    assert split("가" * 9 + "\u1112\u1161\u11ab", 10) == ("가" * 9, "\u1112\u1161\u11ab")


@given(text=st.text(max_size=400), limit=st.integers(4, 60), measure=st.sampled_from([len, utf16]))
def test_nothing_is_lost_and_limits_hold(text: str, limit: int, measure: type[int]) -> None:
    pieces = split(text, limit, measure)
    assert all(0 < measure(piece) <= limit for piece in pieces)
    assert bare("".join(pieces)) == bare(text)


def test_numbers() -> None:
    assert numbered(("a",), "({number}/{total})") == ("a",)
    assert numbered(("a", "b"), "({number}/{total})") == ("a\n\n(1/2)", "b\n\n(2/2)")


@given(text=st.text())
def test_utf16_counts_units(text: str) -> None:
    assert utf16(text) == sum(2 if sign > "\uffff" else 1 for sign in text)
