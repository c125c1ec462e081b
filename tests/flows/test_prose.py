from flows.prose import texts_of
from tests.flows.books import SHIPPED, flow_of


def test_every_sentence_comes_with_its_place() -> None:
    flow = flow_of(
        "- {id: a, kind: choice, ask: 물음, why: 까닭, hint: 귀띔, example: 보기,"
        " options: [{value: x, label: 하나}, {value: y, label: 둘}]}\n"
        "- {id: g, kind: group, item: 사람, why: 묶음, fields: [{id: f, kind: text, ask: 이름}], next: done}",
        extra="words: {ok: 좋아요}",
    )
    said = {text: loc for loc, text in texts_of(flow)}
    assert said["물음"] == ("steps", 0, "ask")
    assert said["까닭"] == ("steps", 0, "why")
    assert said["귀띔"] == ("steps", 0, "hint")
    assert said["둘"] == ("steps", 0, "options", 1, "label")
    assert said["이름"] == ("steps", 1, "fields", 0, "ask")
    assert said["좋아요"] == ("words", "ok")
    assert "보기" not in said


def test_results_and_their_parts_are_read_too() -> None:
    flow = SHIPPED.book.flows["minimum-wage"]
    places = {loc for loc, _ in texts_of(flow)}
    assert {("results", 0, "text"), ("results", 0, "handoff"), ("results", 0, "parts", 0, "say"), ("title",), ("about",)} <= places
