"""Rows of counted features."""

import numpy as np
import pytest

from faq.corpus import Vocabulary, damped, spread, tally
from tests.faq.rows import rows_of


def test_features_are_counted_text_by_text() -> None:
    rows = rows_of([["a", "b", "a"], [], ["b"]], {})
    assert rows.starts.tolist() == [0, 2, 2, 3]
    assert rows.values[0] > rows.values[1] == 1


def test_rows_are_taken_joined_split_thinned_and_renamed() -> None:
    rows = rows_of([["a"], ["b", "c"]], {})
    assert rows.take(np.array([1, 0])).ids.tolist() == [1, 2, 0]
    assert rows.joined(rows).starts.tolist() == [0, 1, 3, 4, 6]
    assert [part.ids.tolist() for part in rows.split(1)] == [[0], [1, 2]]
    assert [part.starts.tolist() for part in rows.split(1)] == [[0, 1], [0, 2]]
    assert rows.only(np.array([True, False, True])).starts.tolist() == [0, 1, 2]
    assert rows.renamed(np.array([-1, 0, 1], dtype=np.int32)).ids.tolist() == [0, 1]
    assert rows.owners().tolist() == [0, 1, 1]


def test_ranges_are_spread() -> None:
    places, starts = spread(np.array([5, 0], dtype=np.int32), np.array([7, 1], dtype=np.int32))
    assert places.tolist() == [5, 6, 0]
    assert starts.tolist() == [0, 2, 3]


def test_keys_are_tallied() -> None:
    keys, counts = tally(np.array([7, 3, 7, 0]))
    assert (keys.tolist(), counts.tolist()) == ([0, 3, 7], [1, 1, 2])
    assert [part.tolist() for part in tally(np.zeros(0, dtype=np.int64))] == [[], []]


def test_a_vocabulary_finds_what_it_was_made_of() -> None:
    vocabulary = Vocabulary.of(np.array([40, 10, 30, 10]))
    assert vocabulary.find(np.array([30, 20, 10, 99])).tolist() == [1, -1, 0, -1]
    assert Vocabulary.of(np.zeros(0, dtype=np.int64)).find(np.array([1])).tolist() == [-1]


def test_a_feature_that_comes_again_counts_a_little_more() -> None:
    assert damped(np.array([1, 2])).tolist() == pytest.approx([1, 1 + np.log(2)])
    assert rows_of([["a", "b", "a"]], {}).values.tolist() == damped(np.array([2, 1])).tolist()
