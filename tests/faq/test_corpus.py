"""Rows of counted features."""

import numpy as np

from faq.corpus import Names, Vocabulary, gather, spread


def test_known_features_are_counted_and_new_ones_grow_the_vocabulary_only_when_allowed() -> None:
    vocabulary = Names()
    rows = gather([["a", "b", "a"], [], ["b"]], vocabulary, grow=True)
    assert vocabulary == {"a": 0, "b": 1}
    assert rows.starts.tolist() == [0, 2, 2, 3]
    assert rows.values[0] > rows.values[1] == 1
    assert len(gather([["c", "a"]], vocabulary, grow=False).ids) == 1
    assert "c" not in vocabulary


def test_rows_are_taken_joined_thinned_and_renamed() -> None:
    rows = gather([["a"], ["b", "c"]], Names(), grow=True)
    assert rows.take(np.array([1, 0])).ids.tolist() == [1, 2, 0]
    assert rows.joined(rows).starts.tolist() == [0, 1, 3, 4, 6]
    assert rows.only(np.array([True, False, True])).starts.tolist() == [0, 1, 2]
    assert rows.renamed(np.array([-1, 0, 1], dtype=np.int32)).ids.tolist() == [0, 1]
    assert rows.owners().tolist() == [0, 1, 1]


def test_ranges_are_spread() -> None:
    places, starts = spread(np.array([5, 0], dtype=np.int32), np.array([7, 1], dtype=np.int32))
    assert places.tolist() == [5, 6, 0]
    assert starts.tolist() == [0, 2, 3]


def test_a_vocabulary_kept_by_check_sums_finds_what_the_names_found() -> None:
    names = Names()
    gather([["조합", "설립"], ["정관"]], names, grow=True)
    vocabulary = Vocabulary.of(names)
    assert vocabulary.find(["정관", "총회", "조합"]).tolist() == [names["정관"], -1, names["조합"]]
    row, same = vocabulary.row(["설립", "총회", "설립"]), gather([["설립", "총회", "설립"]], names, grow=False)
    assert (row.starts.tolist(), row.ids.tolist(), row.values.tolist()) == (same.starts.tolist(), same.ids.tolist(), same.values.tolist())
    assert Vocabulary.of({}).find(["설립"]).tolist() == [-1]
