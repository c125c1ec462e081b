"""The form of an FAQ file."""

from datetime import date

import pytest

from faq.schema import UNDATED, Entry, parse_file

GOOD = {
    "id": "members-min",
    "title": "몇 명부터 만들 수 있나요?",
    "asks": ["최소 인원"],
    "answer": "5명이에요.",
    "as_of": "2026-11-22",
    "review_by": "2027-05-31",
    "urgent": "true",
}


def parse(tree: object) -> tuple[tuple[Entry, ...], list[tuple[tuple[str | int, ...], str]]]:
    found: list[tuple[tuple[str | int, ...], str]] = []
    return parse_file(tree, lambda loc, code, /, **details: found.append((loc, code))), found  # type: ignore[arg-type]


def test_a_good_file_gives_typed_entries() -> None:
    (entry,), problems = parse({"topic": "formation", "entries": [GOOD]})
    assert problems == []
    assert (entry.as_of, entry.urgent, entry.past) == (date(2026, 11, 22), True, False)
    assert entry.phrasings == ("몇 명부터 만들 수 있나요?", "최소 인원")


@pytest.mark.parametrize(
    ("change", "where", "code"),
    [
        ({"id": "Bad Id"}, "id", "bad_id"),
        ({"asks": []}, "asks", "list_too_short"),
        ({"as_of": "tomorrow"}, "as_of", "not_a_date"),
        ({"urgent": "maybe"}, "urgent", "not_true_or_false"),
        ({"answers": "x"}, "answers", "unknown_key"),
        ({"title": ""}, "title", "empty_value"),
    ],
)
def test_a_mistake_is_reported_where_it_stands(change: dict[str, object], where: str, code: str) -> None:
    _, problems = parse({"topic": "formation", "entries": [{**GOOD, **change}]})
    assert (("entries", 0, where), code) in problems


def test_an_entry_with_a_mistake_is_still_matched() -> None:
    (entry,), _ = parse({"topic": "formation", "entries": [{"id": "x", "title": "제목", "asks": ["물음", ["nested"]]}]})
    assert (entry.id, entry.asks, entry.as_of) == ("x", ("물음",), UNDATED)


@pytest.mark.parametrize("tree", [[], "text", {}, {"entries": "none"}, {"entries": [None, "x", {"id": "a"}]}])
def test_nonsense_gives_nothing(tree: object) -> None:
    entries, problems = parse(tree)
    assert entries == ()
    assert problems
