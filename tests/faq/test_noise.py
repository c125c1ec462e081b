"""Misspelling the way fingers do."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from faq import hangul
from faq.noise import noisy, slips, unspaced


def test_a_slip_changes_one_stroke() -> None:
    text = "협동조합 설립"
    typed, meant = hangul.strokes(slips(text, 1, np.random.default_rng(1))), hangul.strokes(text)
    assert sum(one != other for one, other in zip(typed, meant, strict=True)) == 1


def test_blanks_are_lost() -> None:
    assert unspaced(("협동", "조합")) == "협동조합"


@given(st.lists(st.text(min_size=1), max_size=5), st.integers(0, 100))
def test_any_words_can_be_misspelt(words: list[str], seed: int) -> None:
    assert noisy(words, np.random.default_rng(seed)) == noisy(words, np.random.default_rng(seed))


def test_words_that_are_not_hit_stay_letter_for_letter() -> None:
    typed, meant = slips("ㅗㅏ 협동조합 설립", 1, np.random.default_rng(1)).split(" "), ["ㅗㅏ", "협동조합", "설립"]
    assert sum(one != other for one, other in zip(typed, meant, strict=True)) == 1
