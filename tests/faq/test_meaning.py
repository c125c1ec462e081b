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
    row = rows_of([["wage", "pay"]], names)
    assert found.scores(found.of(row.ids, row.values), np.zeros(2, dtype=np.float32)).argmax() == 0


def test_what_stands_in_one_text_only_has_no_vector() -> None:
    found, names = meaning()
    assert found.places[names["late"]] == -1
    assert found.places[names["wage"]] >= 0


def test_the_title_and_the_nearest_phrasing() -> None:
    found, names = meaning()
    row = rows_of([TEXTS[1]], names)
    vector = found.of(row.ids, row.values)
    best, title = found.closer(vector, np.arange(4), np.array([0, 2], dtype=np.int32))[0]
    assert best > 0.99
    assert best >= title


def test_it_comes_back_from_its_arrays() -> None:
    found, names = meaning()
    again = Meaning.unpack(found.pack())
    assert again is not None
    row = rows_of([["leave"]], names)
    assert np.array_equal(again.of(row.ids, row.values), found.of(row.ids, row.values))
    assert Meaning.unpack({}) is None
