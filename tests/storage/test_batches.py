"""Many rows in few different texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.batches import chunks, in_list, numbered, values_list


@given(st.lists(st.integers(), max_size=300))
def test_chunks_keep_everything_in_order(rows):
    pieces = list(chunks(rows))
    assert [row for piece in pieces for row in piece] == rows
    assert {len(piece) for piece in pieces} <= {64, 16, 4, 1}


def test_values_and_their_names_fit():
    assert values_list(["a", "b"], 2) == "(:a0, :b0), (:a1, :b1)"
    assert numbered([{"a": 1, "b": 2}, {"a": 3, "b": 4}]) == {"a0": 1, "b0": 2, "a1": 3, "b1": 4}


@pytest.mark.parametrize(("values", "size"), [([], 1), (["x"], 1), (["x", "y"], 4), (["x"] * 5, 16), (["x"] * 70, 70)])
def test_lists_are_filled_up_without_a_new_value(values, size):
    text, bound = in_list("n", values)
    assert text.count(":n") == len(bound) == size
    assert set(bound.values()) == set(values or [""])
