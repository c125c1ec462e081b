"""The embedding draws the texts of an entry together."""

import numpy as np

from faq.learn import Training, embed, learn
from tests.faq.rows import rows_of

TEXTS = [["a", "x"], ["b", "x"], ["c", "y"], ["d", "y"], ["a", "b"], ["c", "d"]]
OWNERS = np.array([0, 0, 1, 1, 0, 1], dtype=np.int32)


def test_texts_of_one_entry_come_nearer_than_those_of_two() -> None:
    rows = rows_of(TEXTS, {})
    weights = np.ones(6, dtype=np.float32)
    vectors = learn(rows, OWNERS, weights, misspell=rows.take, seed=1, training=Training(width=16, steps=40))
    units = embed(vectors, rows, weights)[0]
    likeness = units @ units.T
    assert likeness[0, 1] > likeness[0, 2]
    assert likeness[2, 3] > likeness[1, 2]


def test_the_same_seed_learns_the_same() -> None:
    rows = rows_of(TEXTS, {})
    weights = np.ones(6, dtype=np.float32)
    one, other = (learn(rows, OWNERS, weights, misspell=rows.take, seed=3, training=Training(steps=5)) for _ in range(2))
    assert np.array_equal(one, other)


def test_single_texts_teach_nothing_and_empty_ones_are_zero() -> None:
    rows = rows_of([["a"], []], {})
    weights = np.ones(1, dtype=np.float32)
    vectors = learn(rows, np.array([0, 1], dtype=np.int32), weights, misspell=rows.take, seed=1, training=Training())
    assert not embed(vectors, rows, weights)[0][1].any()
