"""Questions the index has not seen."""

from dataclasses import replace

import numpy as np

from faq.calibration import DEFAULT
from faq.holdout import Question, calibrate, calibrate_quickly, calibrates, hold_out, samples, suited
from faq.rank import BLENDS
from faq.text import words
from faq.thesaurus import Lexicon, Thesaurus
from tests.faq.samples import ENTRIES, matcher


def test_what_is_asked_is_not_in_the_index() -> None:
    for fold in range(5):
        kept, asked = hold_out(ENTRIES, fold)
        indexed = {text for entry in kept for text in entry.phrasings}
        assert all(question.text not in indexed for question in asked if question.entry)
        assert {question.entry for question in asked if question.entry} <= {entry.id for entry in kept}
        assert all(entry.title for entry in kept)


def test_over_all_folds_every_entry_is_left_out_once() -> None:
    missing = [{entry.id for entry in ENTRIES} - {entry.id for entry in hold_out(ENTRIES, fold)[0]} for fold in range(5)]
    assert sum(map(len, missing)) == len(ENTRIES)


def test_tests_are_split_in_halves_that_never_change() -> None:
    texts = [f"질문 {number}" for number in range(1000)]
    half = sum(map(calibrates, texts))
    assert 400 < half < 600
    assert [calibrates(text) for text in texts] == [calibrates(text) for text in texts]


def test_samples_know_what_is_right() -> None:
    ids = [entry.id for entry in ENTRIES]
    asked = [Question(text="조합원 제명 절차", entry="expel"), Question(text="조합원 제명 절차", entry="vat"), Question(text="강아지")]
    found = list(samples(matcher().ranker, ids, asked))
    assert [one.right for one in found] == [True, False, False]
    assert [one.outside for one in found] == [False, False, True]


def test_small_contents_take_the_default() -> None:
    assert calibrate_quickly(ENTRIES, Lexicon.of(Thesaurus()), seed=1) == DEFAULT


def test_a_calibration_is_fitted_from_tests_and_phrasings() -> None:
    asked = [Question(text="제명 방법", entry="expel"), Question(text="강아지 미용")]
    fitted = calibrate(ENTRIES, Lexicon.of(Thesaurus()), questions=asked, folds=1, seed=1)
    assert fitted.weights != DEFAULT.weights
    assert fitted == calibrate(ENTRIES, Lexicon.of(Thesaurus()), questions=asked, folds=1, seed=1)


def firsts(text: str) -> list[str]:
    """The entry each blend puts first."""
    look = matcher().ranker.look(words(text))
    return [ENTRIES[look.entries[place]].id for place in (look.measures @ BLENDS.T).argmax(axis=0)]


def test_the_likely_blend_stays_where_no_other_is_better() -> None:
    sure = [Question(text=text, entry=entry.id) for entry in ENTRIES for text in entry.asks]
    ranker, blend = suited(matcher().ranker, [entry.id for entry in ENTRIES], sure)
    assert blend is not None
    assert np.array_equal(ranker.blend, matcher().ranker.blend)
    assert np.array_equal(ranker.blend, BLENDS[blend])


def test_the_content_tells_which_blend_suits() -> None:
    said = [ask.split()[0] for entry in ENTRIES for ask in entry.asks]
    mixed = {f"{one} {other}": firsts(f"{one} {other}") for one in said for other in said}
    doubted = [Question(text=text, entry=found[-1]) for text, found in mixed.items() if found[0] != found[-1]]
    assert len(doubted) > 10
    ranker, blend = suited(matcher().ranker, [entry.id for entry in ENTRIES], doubted)
    assert blend is not None
    assert not np.array_equal(ranker.blend, matcher().ranker.blend)
    assert sum(firsts(question.text)[blend] == question.entry for question in doubted) > len(doubted) * 0.9


def test_rich_content_has_nothing_to_blend() -> None:
    ranker = replace(matcher().ranker, meaning=None)
    assert suited(ranker, [], []) == (ranker, None)
