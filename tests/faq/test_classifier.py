"""What rich content learns beside coverage."""

import numpy as np

from faq.classifier import Classifier, Schooling, learn_classifier
from tests.faq.rows import Names, rows_of

#: `fee` and `bill` stand in the same entries, but only `fee` beside `late` in the first.
TEXTS = [
    *[["fee", "late"], ["fee", "late", "pay"], ["pay", "late"], ["bill", "fee"], ["bill", "pay"]] * 2,
    *[["leave", "member"], ["member", "out"], ["leave", "out"], ["quit", "leave"], ["quit", "member"]] * 2,
]
OWNERS = np.repeat([0, 1], 10).astype(np.int32)
SHARES = np.ones(20, dtype=np.float32)


def learned(seed: int = 1) -> tuple[Classifier, Names]:
    names: Names = {}
    rows = rows_of(TEXTS, names)
    return learn_classifier(rows, OWNERS, np.ones(len(names), dtype=np.float32), SHARES, seed=seed, schooling=Schooling(width=8)), names


def test_a_text_is_near_the_entry_whose_texts_have_words_like_its_own() -> None:
    classifier, names = learned()
    scores = classifier.scores(rows_of([["fee", "late"], ["bill", "late"], ["quit", "out"]], names))
    assert scores.argmax(axis=1).tolist() == [0, 0, 1]
    assert -1.5 < scores.min() < scores.max() < 1.5


def test_what_is_not_known_says_nothing() -> None:
    classifier, names = learned()
    scores = classifier.scores(rows_of([["new"], ["fee"], []], names))
    assert scores.any(axis=1).tolist() == [False, True, False]


def test_rare_features_teach_nothing() -> None:
    names: Names = {}
    rows = rows_of([["once"], ["fee"], ["fee"], ["fee"], ["fee"]], names)
    owners = np.array([0, 1, 1, 0, 1], dtype=np.int32)
    classifier = learn_classifier(rows, owners, np.ones(2, dtype=np.float32), np.ones(5, dtype=np.float32), seed=1)
    assert classifier.features.tolist() == [names["fee"]]


def test_features_before_the_first_teach_nothing() -> None:
    rows = rows_of([["early", "late"]] * 4, {})
    weights, owners = np.ones(2, dtype=np.float32), np.array([0, 0, 1, 1], dtype=np.int32)
    classifier = learn_classifier(rows, owners, weights, np.ones(4, dtype=np.float32), seed=1, first=1)
    assert classifier.features.tolist() == [1]


def test_the_same_seed_learns_the_same_and_comes_back_from_its_arrays() -> None:
    (one, _), (other, names) = learned(3), learned(3)
    again = Classifier.unpack(other.pack())
    assert again is not None
    rows = rows_of([["fee"]], names)
    assert np.array_equal(one.scores(rows), again.scores(rows))
    assert Classifier.unpack({}) is None
