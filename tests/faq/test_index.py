"""Sparse evidence for entries."""

import numpy as np

from faq.corpus import Names, gather
from faq.index import best, build_coverage, build_index, consistency_weights

TEXTS = [["apple", "please"], ["apple", "tell"], ["pear", "please"], ["pear", "tell"]]
OWNERS = np.array([0, 0, 1, 1], dtype=np.int32)


def test_words_that_an_entry_repeats_weigh_more_than_manners_of_asking() -> None:
    vocabulary = Names()
    rows = gather(TEXTS, vocabulary, grow=True)
    weights = consistency_weights(rows.ids, rows.owners(), OWNERS, size=2, features=len(vocabulary) + 1)
    assert weights[vocabulary["apple"]] > weights[vocabulary["please"]]
    assert weights[-1] > 0


def test_the_entry_that_shares_more_scores_higher_in_both_views() -> None:
    vocabulary = Names()
    rows = gather(TEXTS, vocabulary, grow=True)
    weights = consistency_weights(rows.ids, rows.owners(), OWNERS, size=2, features=len(vocabulary) + 1)
    asked = gather([["pear", "please"]], vocabulary, grow=False)
    centroids = build_index(rows, OWNERS, size=2, features=len(vocabulary))
    coverage = build_coverage(rows, OWNERS, weights, size=2, shares=np.ones(len(rows), dtype=np.float32))
    for scores in (
        centroids.scores(asked.ids, centroids.weigh(asked.ids, asked.values)),
        coverage.scores(asked.ids, coverage.share(asked.ids, 0)),
    ):
        assert scores.argmax() == 1
        assert scores.max() <= 1.0001


def test_unseen_features_lower_every_score() -> None:
    vocabulary = Names()
    rows = gather(TEXTS, vocabulary, grow=True)
    index = build_index(rows, OWNERS, size=2, features=len(vocabulary))
    ids = gather([["pear"]], vocabulary, grow=False)
    assert index.weigh(ids.ids, ids.values, 3).sum() < index.weigh(ids.ids, ids.values).sum()
    assert index.share(ids.ids, 3).sum() < index.share(ids.ids, 0).sum()


def test_missing_features_are_found() -> None:
    vocabulary = Names()
    rows = gather(TEXTS, vocabulary, grow=True)
    index = build_index(rows, OWNERS, size=2, features=len(vocabulary))
    ids = np.array([vocabulary["apple"], vocabulary["pear"], vocabulary["tell"]], dtype=np.int32)
    assert index.missing(ids, 0).tolist() == [False, True, False]


def test_the_best_come_first_and_equals_in_order() -> None:
    assert best(np.array([0.1, 0.9, 0.9, 0.2], dtype=np.float32), 3).tolist() == [1, 2, 3]
    assert best(np.zeros(0, dtype=np.float32), 3).tolist() == []
