"""Sparse evidence for entries."""

import numpy as np
import pytest

import faq.index
from faq.index import Counts, Index, best, build_coverage, consistency_weights
from tests.faq.rows import Names, rows_of

TEXTS = [["apple", "please"], ["apple", "tell"], ["pear", "please"], ["pear", "tell"]]
OWNERS = np.array([0, 0, 1, 1], dtype=np.int32)


def test_words_that_an_entry_repeats_weigh_more_than_manners_of_asking() -> None:
    vocabulary: Names = {}
    rows = rows_of(TEXTS, vocabulary)
    weights = consistency_weights(Counts.of(rows, OWNERS, size=2), features=len(vocabulary))
    assert weights[vocabulary["apple"]] > weights[vocabulary["please"]]
    assert weights[-1] > 0


def coverage_of(vocabulary: Names) -> Index:
    rows = rows_of(TEXTS, vocabulary)
    counts = Counts.of(rows, OWNERS, size=2)
    return build_coverage(counts, counts, consistency_weights(counts, features=len(vocabulary)), share=1)


def test_the_entry_that_shares_more_scores_higher() -> None:
    vocabulary: Names = {}
    coverage, asked = coverage_of(vocabulary), rows_of([["pear", "please"], [], ["apple"]], vocabulary)
    scores = coverage.scores(asked, coverage.shares(asked, [0, 2, 0]))
    assert scores[[0, 2]].argmax(axis=1).tolist() == [1, 0]
    assert not scores[1].any()
    assert scores.max() <= 1.0001


@pytest.mark.parametrize("long", [0, 200])
def test_postings_say_the_same_as_rows(monkeypatch: pytest.MonkeyPatch, long: int) -> None:
    vocabulary: Names = {}
    dense = coverage_of(vocabulary)
    asked = rows_of([["pear", "please"], ["tell"], [], ["apple", "tell"]], vocabulary)
    parts = dense.shares(asked, [0, 1, 1, 0])
    for name, value in (("SMALL", 0), ("COMMON", 1), ("LONG", long)):
        monkeypatch.setattr(faq.index, name, value)
    sparse = coverage_of(vocabulary)
    assert not len(sparse.common)
    assert len(dense.common) == len(vocabulary)
    assert np.allclose(sparse.scores(asked, parts), dense.scores(asked, parts), atol=1e-6)
    asked_of = np.array([vocabulary[name] for name in ("apple", "pear", "tell", "pear")])
    assert sparse.lacking(asked_of, np.array([0, 0, 0, 1])) == [False, True, False, False]


def test_what_is_commonest_is_left_out_where_too_much_would_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("SMALL", 0), ("COMMON", 1), ("MOST_POSTINGS", 1)):
        monkeypatch.setattr(faq.index, name, value)
    vocabulary: Names = {}
    sparse = coverage_of(vocabulary)
    asked = rows_of([["apple", "tell"], ["tell"], ["pear", "please"]], vocabulary)
    scores = sparse.scores(asked, np.ones(len(asked.ids), dtype=np.float32))
    assert (scores > 0).tolist() == [[True, False], [False, False], [False, True]]


def test_unseen_features_lower_every_score() -> None:
    vocabulary: Names = {}
    coverage, asked = coverage_of(vocabulary), rows_of([["pear"]], vocabulary)
    assert coverage.shares(asked, [3]).sum() < coverage.shares(asked, [0]).sum()


def test_missing_features_are_found() -> None:
    vocabulary: Names = {}
    index = coverage_of(vocabulary)
    asked_of = np.array([vocabulary[name] for name in ("apple", "pear", "tell", "pear")])
    assert index.lacking(asked_of, np.array([0, 0, 0, 1])) == [False, True, False, False]


def test_the_best_come_first_and_equals_in_order() -> None:
    scores = np.array([[0.1, 0.9, 0.9, 0.2], [0.4, 0.3, 0.2, 0.1]], dtype=np.float32)
    assert best(scores, 3).tolist() == [[1, 2, 3], [0, 1, 2]]
    assert best(np.zeros((1, 0), dtype=np.float32), 3).tolist() == [[]]
