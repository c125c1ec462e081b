"""What is ours is told by words that stand in texts of ours and in no others."""

import numpy as np
import pytest

from faq.scope import learn_scope, scope_of
from tests.faq.rows import Names, rows_of

OURS = [("coop", "name", "change"), ("coop", "register"), ("members", "name"), ("coop", "members", "vote")]
STRANGERS = [("cat", "name"), ("cat", "food"), ("school", "register"), ("my", "name", "change")]
OWNERS = np.array([0, 0, 1, 1, 2, 2, 2, 2], dtype=np.int32)


def test_words_of_ours_speak_for_a_text_and_those_of_strangers_against_it() -> None:
    names: Names = {}
    rows = rows_of([*OURS, *STRANGERS], names)
    scope = learn_scope(rows, OWNERS, ours=2, features=len(names))
    odds = {name: float(scope[number]) for name, number in names.items()}
    assert odds["coop"] > odds["name"] > odds["cat"]
    ours, theirs = ([scope_of(scope, row.ids) for row in map(rows.take, np.arange(first, first + 4)[:, None])] for first in (0, 4))
    assert min(ours) > max(theirs)


@pytest.mark.parametrize("ours", [0, 3])
def test_where_there_is_nothing_to_tell_apart_nothing_is_learned(ours: int) -> None:
    names: Names = {}
    scope = learn_scope(rows_of([*OURS, *STRANGERS], names), OWNERS, ours=ours, features=len(names))
    assert not len(scope)
    assert scope_of(scope, np.array([0], dtype=np.int32)) == 0


def test_early_features_may_be_left_out() -> None:
    names: Names = {}
    scope = learn_scope(rows_of([*OURS, *STRANGERS], names), OWNERS, ours=2, features=len(names), first=2)
    assert not scope[:2].any()
    assert scope[2:].any()


def test_many_texts_of_ours_do_not_drown_the_few_of_strangers() -> None:
    names: Names = {}
    rows = rows_of([*OURS * 50, ("cat", "food"), ("cat",)], names)
    scope = learn_scope(rows, np.array([0] * 200 + [1, 1], dtype=np.int32), ours=1, features=len(names))
    assert scope_of(scope, np.array([names["cat"]], dtype=np.int32)) < 0 < scope_of(scope, np.array([names["coop"]], dtype=np.int32))
