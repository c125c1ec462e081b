"""What thin content learns beside coverage."""

import numpy as np

from faq.corpus import Rows
from faq.index import Counts, consistency_weights
from faq.learn import Training
from faq.meaning import Meaning, build_meaning
from tests.faq.rows import Names, rows_of

TEXTS = [["pay", "wage", "when"], ["wage", "pay", "late"], ["leave", "member"], ["member", "leave", "out"]]
OWNERS = np.array([0, 0, 1, 1], dtype=np.int32)


def meaning() -> tuple[Meaning, Names]:
    names: Names = {}
    rows = rows_of(TEXTS, names)
    weights = consistency_weights(Counts.of(rows, OWNERS, size=2), features=len(names))[:-1]

    def same(places: np.ndarray) -> Rows:
        return rows.take(places)

    return build_meaning(rows, OWNERS, weights, size=2, misspell=same, seed=1, training=Training()), names


def test_a_text_is_near_its_own_entry() -> None:
    found, names = meaning()
    texts = found.of(rows_of([["wage", "pay"], ["member"]], names))
    assert found.scores(texts, np.zeros((2, 2), dtype=np.float32)).argmax(axis=1).tolist() == [0, 1]


def test_a_text_of_which_nothing_is_known_means_nothing() -> None:
    found, names = meaning()
    assert not found.of(rows_of([[], ["late"]], names)).any()


def test_what_stands_in_one_text_only_has_no_vector() -> None:
    found, names = meaning()
    assert found.places[names["late"]] == -1
    assert found.places[names["wage"]] >= 0


def test_a_text_is_nearest_to_itself() -> None:
    found, names = meaning()
    alike = found.alike(found.of(rows_of([TEXTS[1]], names))[0], np.array([3, 1]))
    assert alike[1] > 0.99 > alike[0]


def test_it_comes_back_from_its_arrays() -> None:
    found, names = meaning()
    again = Meaning.unpack(found.pack())
    assert again is not None
    rows = rows_of([["leave"]], names)
    assert np.array_equal(again.of(rows), found.of(rows))
    assert Meaning.unpack({}) is None
