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
    for text, entry in (("fee late", 0), ("bill late", 0), ("quit out", 1)):
        ids = np.array(sorted(names[word] for word in text.split()), dtype=np.int32)
        scores = classifier.scores(ids)
        assert scores.argmax() == entry
        assert -1.5 < scores.min() < scores.max() < 1.5


def test_what_is_not_known_says_nothing() -> None:
    classifier, names = learned()
    assert not classifier.scores(np.array([len(names) + 5], dtype=np.int32)).any()
    assert not classifier.scores(np.zeros(0, dtype=np.int32)).any()


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
    ids = np.array([names["fee"]], dtype=np.int32)
    assert np.array_equal(one.scores(ids), again.scores(ids))
    assert Classifier.unpack({}) is None
