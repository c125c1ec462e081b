"""A reply as plain text within a limit; nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.plain import NOTHING, Labels, fit, labels_of, plain_of
from bot.channels.splitting import utf16
from desk.messages import Card, Choice, Choices, File, Link, Part, Text, options_of

LABELS = Labels()
GO = Choice(label="가기", payload="flow:x")
CARD = Card(
    title="제목", text="글", basis=("법 제1조", "법 제2조"), as_of="2026-11-22", options=(GO,), links=(Link(label="보기", url="https://x"),)
)
WORDS = st.text("가나다 \n.", max_size=400)


def test_a_card_shows_what_it_rests_on() -> None:
    labels = labels_of({"channel_basis": "근거", "channel_as_of": "기준일"})
    assert plain_of(CARD, labels) == "제목\n\n글\n\n근거: 법 제1조 · 법 제2조\n기준일: 2026-11-22\n\n보기: https://x"


@pytest.mark.parametrize("part", [Text(text="\u200b"), Choices(text=" ", options=(GO,)), Card(title="", text="")])
def test_no_part_is_invisible(part: Part) -> None:
    assert plain_of(part, LABELS) == NOTHING


@given(WORDS, WORDS, st.lists(WORDS, max_size=3), st.integers(120, 300))
def test_every_piece_of_a_card_fits_and_the_buttons_come_last(title: str, text: str, basis: list[str], limit: int) -> None:
    pieces = fit(Card(title=title, text=text, basis=tuple(basis), as_of="2026-11-22", options=(GO,)), LABELS, limit)
    assert all(utf16(plain_of(piece, LABELS)) <= limit for piece in pieces)
    assert options_of(pieces) == (GO,)
    assert options_of(pieces[-1:]) == (GO,)


@given(WORDS, st.integers(60, 200))
def test_no_word_of_a_text_is_lost(text: str, limit: int) -> None:
    for part in (Text(text=text), Choices(text=text, options=(GO,))):
        pieces = fit(part, LABELS, limit)
        shown = "".join(plain_of(piece, LABELS) for piece in pieces)
        assert shown.count("가") == text.count("가")


def test_a_file_stays_whole() -> None:
    file = File(name="정관.docx", media_type="x", ref="r")
    assert fit(file, LABELS, 10) == (file,)
    assert plain_of(file, LABELS) == "정관.docx"
