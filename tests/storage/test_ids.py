"""Ids sort by the time they were made."""

from concurrent.futures import ThreadPoolExecutor

from storage.ids import new_id


def test_later_ids_are_larger():
    ids = [new_id() for _ in range(5000)]
    assert ids == sorted(set(ids))


def test_an_id_is_short_plain_text():
    assert all(len(id_) == 26 and id_.isascii() and id_.isalnum() and id_ == id_.lower() for id_ in (new_id(), new_id()))


def test_threads_get_different_ids():
    with ThreadPoolExecutor(4) as pool:
        ids = [id_ for batch in pool.map(lambda _: [new_id() for _ in range(500)], range(4)) for id_ in batch]
    assert len(set(ids)) == 2000
