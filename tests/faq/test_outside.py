"""The list of what no entry answers."""

from faq.outside import Outsider, parse_outside

Found = list[tuple[tuple[str | int, ...], str]]


def parse(tree: object) -> tuple[tuple[Outsider, ...], Found]:
    found: Found = []
    return parse_outside(tree, lambda loc, code, /, **details: found.append((loc, code))), found  # type: ignore[arg-type]


def test_messages_are_read() -> None:
    outsiders, problems = parse({"out_of_scope": [{"kind": "far", "text": "오늘 날씨"}]})
    assert outsiders == (Outsider(kind="far", text="오늘 날씨"),)
    assert problems == []


def test_a_mistake_is_reported_where_it_stands() -> None:
    outsiders, problems = parse({"out_of_scope": [{"kind": "far"}]})
    assert outsiders == ()
    assert problems == [(("out_of_scope", 0, "text"), "missing_key")]
    assert parse([])[1]
