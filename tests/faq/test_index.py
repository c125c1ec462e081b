"""Sparse evidence for entries."""

import numpy as np

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
    coverage, asked = coverage_of(vocabulary), rows_of([["pear", "please"]], vocabulary)
    scores = coverage.scores(asked.ids, coverage.share(asked.ids, 0))
    assert scores.argmax() == 1
    assert scores.max() <= 1.0001


def test_unseen_features_lower_every_score() -> None:
    vocabulary: Names = {}
    coverage, asked = coverage_of(vocabulary), rows_of([["pear"]], vocabulary)
    assert coverage.share(asked.ids, 3).sum() < coverage.share(asked.ids, 0).sum()


def test_missing_features_are_found() -> None:
    vocabulary: Names = {}
    index = coverage_of(vocabulary)
    ids = np.array([vocabulary["apple"], vocabulary["pear"], vocabulary["tell"]], dtype=np.int32)
    assert index.missing(ids, 0).tolist() == [False, True, False]


def test_the_best_come_first_and_equals_in_order() -> None:
    assert best(np.array([0.1, 0.9, 0.9, 0.2], dtype=np.float32), 3).tolist() == [1, 2, 3]
    assert best(np.zeros(0, dtype=np.float32), 3).tolist() == []
