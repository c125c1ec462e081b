"""Phrasings in key strokes."""

from hypothesis import given
from hypothesis import strategies as st

from faq import hangul
from faq.spelling import Spellings, spell
from faq.text import words

GROUPS = [[("조합", "설립"), ("abc", "1")], [], [("돈",)]]


def test_each_entry_has_its_phrasings() -> None:
    spellings = Spellings.of(GROUPS)
    assert spellings.of_entries((2, 0)) == [spell(("돈",)), spell(("조합설립",)), "abc1"]
    assert spellings.of_entries((1,)) == []
    assert spellings.first.tolist() == [0, 2, 2, 3]
    assert [spellings.phrasing(place) for place in range(3)] == ["조합설립", "abc1", "돈"]


def test_the_entries_with_a_phrasing_are_known() -> None:
    spellings = Spellings.of([*GROUPS, [("돈",)]])
    assert sorted(spellings.entries_with(spell(("돈",)))) == [2, 3]
    assert not len(spellings.entries_with("xyz"))


def test_they_come_back_from_their_arrays() -> None:
    assert Spellings.unpack(Spellings.of(GROUPS).pack()).of_entries((2,)) == [spell(("돈",))]


@given(st.text())
def test_every_stroke_takes_one_byte(message: str) -> None:
    said = words(message)
    assert hangul.loose(spell(said)) == hangul.strokes("".join(said))
    assert len(spell(said).encode("latin-1")) == len(spell(said))
