"""One SQL text for both engines."""

import pytest

from storage.binding import bind


@pytest.mark.parametrize(
    ("ours", "theirs", "names"),
    [
        pytest.param("select :a, :b, :a", "select $1, $2, $1", ("a", "b"), id="names are numbered once"),
        pytest.param("select ':a', \":b\", :c", "select ':a', \":b\", $1", ("c",), id="quoted text is left alone"),
        pytest.param("select 'it''s :a' || :b", "select 'it''s :a' || $1", ("b",), id="a doubled quote does not end the text"),
        pytest.param("select :a::text", "select $1::text", ("a",), id="a cast is not a name"),
        pytest.param("select 1 -- :a\n, :b", "select 1 -- :a\n, $1", ("b",), id="a comment is left alone"),
        pytest.param("select 1 /* :a */, :b", "select 1 /* :a */, $1", ("b",), id="so is a longer one"),
        pytest.param("select 1 /*postgres: for update */", "select 1  for update ", (), id="except what is meant for this engine"),
        pytest.param("select :a_1", "select $1", ("a_1",), id="digits belong to the name"),
        pytest.param("select 12:30", "select 12:30", (), id="a name starts with a letter"),
    ],
)
def test_bind(ours, theirs, names):
    assert bind(ours) == (theirs, names)
