"""What two texts can share."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from faq.features import CRUMBS, TERM, Features, beginnings, crumbs, features, term_keys
from faq.text import words

TEXTS = st.lists(st.text(alphabet="협동조합설립돈값ㅋㅏab19", min_size=1, max_size=9), max_size=6)


def shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return len(np.intersect1d(features(one), features(other)))


def test_blanks_change_only_what_spans_them() -> None:
    together, apart = features(("협동조합",)), features(("협동", "조합"))
    assert shared(("협동조합",), ("협동", "조합")) > shared(("협동조합",), ("동조",)) > 0
    assert len(np.setdiff1d(apart, together)) > 0


def test_a_slip_leaves_most_of_a_word() -> None:
    assert shared(("협동조합",), ("협동조함",)) * 2 > len(features(("협동조합",)))
    assert not shared(("협동조합",), ("날씨",))


def test_terms_are_kept_apart_from_letters() -> None:
    (term,) = term_keys(["제명"])
    assert term in features(("쫓아내",), ("제명",))
    assert term >= TERM > features(("제명",)).max()


def test_words_begin_differently() -> None:
    assert beginnings(("조합",)).tolist() != beginnings(("조금",)).tolist()
    assert len(beginnings(("조합",))) == len(beginnings(("돈",))) == 2
    assert len(beginnings(("a",))) == 1
    assert np.isin(beginnings(("조합", "돈", "a")), features(("조합", "돈", "a"))).all()
    assert not len(beginnings(()))


def test_crumbs_are_what_is_too_small_to_find_anything_by() -> None:
    assert len(np.intersect1d(crumbs(("돈",)), crumbs(("값", "돈")))) == len(crumbs(("돈",))) == 5
    assert crumbs(("조합", "돈", "ㅏ1a")).max() < CRUMBS <= features(("조합", "돈", "ㅏ1a")).min()
    assert not len(crumbs(()))


@given(st.lists(TEXTS, max_size=4), st.booleans())
def test_many_texts_have_the_features_of_each(texts: list[list[str]], small: bool) -> None:
    taken = Features.of(texts, [("제명",)] * len(texts), crumbs=small)
    vocabulary = taken.vocabulary()
    rows = taken.rows(vocabulary)
    assert len(rows) == len(texts)
    for number, text in enumerate(texts):
        ids = rows.ids[rows.starts[number] : rows.starts[number + 1]]
        every = np.concatenate((features(text, ("제명",)), crumbs(text))) if small else features(text, ("제명",))
        assert vocabulary.keys[ids].tolist() == np.unique(every).tolist()


@given(st.text())
def test_any_message_has_features(message: str) -> None:
    said = words(message)
    assert len(features(said)) >= len(beginnings(said)) >= len(said)
