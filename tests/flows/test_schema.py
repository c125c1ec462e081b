import pytest

from flows.schema import parse_flow
from flows.tree import Loc
from tests.flows.books import Findings, flow_text, tree_of

GOOD = "  - {id: a, kind: yes-no, ask: 예?, why: 그냥, next: done}"
CASES: list[tuple[str, str, str, Loc]] = [
    ("a field that does not exist", GOOD.replace("why:", "wy:"), "unknown_key", ("steps", 0, "wy")),
    ("a question without why", GOOD.replace("why: 그냥, ", ""), "missing_key", ("steps", 0, "why")),
    ("an empty question", GOOD.replace("예?", "''"), "empty_value", ("steps", 0, "ask")),
    ("a kind that does not exist", GOOD.replace("yes-no", "maybe"), "unknown_kind", ("steps", 0, "kind")),
    ("a name with Korean letters", GOOD.replace("id: a", "id: 가"), "bad_id", ("steps", 0, "id")),
    ("a list where a text stands", GOOD.replace("예?", "[예]"), "not_a_text", ("steps", 0, "ask")),
    ("a text where a list stands", GOOD.replace("yes-no", "choice, options: 예"), "not_a_list", ("steps", 0, "options")),
    ("a choice without choices", GOOD.replace("yes-no", "choice"), "missing_key", ("steps", 0, "options")),
    ("one choice only", GOOD.replace("yes-no", "choice, options: [{value: x, label: 엑스}]"), "one_option", ("steps", 0, "options")),
    (
        "two choices with one value",
        GOOD.replace("yes-no", "choice, options: [{value: x, label: 하나}, {value: x, label: 둘}]"),
        "doubled_option",
        ("steps", 0, "options", 1),
    ),
    (
        "a value that looks like a number on a list",
        GOOD.replace("yes-no", "choice, options: [{value: '1', label: 하나}, {value: b, label: 둘}]"),
        "value_is_number",
        ("steps", 0, "options", 0, "value"),
    ),
    ("a label for yes only", GOOD.replace("yes-no", "yes-no, 'yes': 있어요"), "yes_without_no", ("steps", 0)),
    (
        "a word for yes and for no",
        GOOD.replace("yes-no", "yes-no, also: {'yes': 서울이요, 'no': [부산, 서울 이요]}"),
        "doubled_word",
        ("steps", 0, "also", "no", 1),
    ),
    (
        "a word for no that is the label of yes",
        GOOD.replace("yes-no", "yes-no, 'yes': 있어요, 'no': 없어요, also: {'no': 있어요}"),
        "doubled_word",
        ("steps", 0, "also", "no", 0),
    ),
    (
        "a word for two choices",
        GOOD.replace("yes-no", "choice, options: [{value: x, label: 하나, also: 일}, {value: y, label: 둘, also: [이, 일]}]"),
        "doubled_word",
        ("steps", 0, "options", 1, "also", 1),
    ),
    ("words for neither yes nor no", GOOD.replace("yes-no", "yes-no, also: {maybe: 글쎄요}"), "unknown_key", ("steps", 0, "also", "maybe")),
    ("words of a yes-no as a list", GOOD.replace("yes-no", "yes-no, also: [서울]"), "not_a_mapping", ("steps", 0, "also")),
    ("a limit that is no number", GOOD.replace("yes-no", "number, at_least: 다"), "bad_limit", ("steps", 0, "at_least")),
    ("a limit that is no day", GOOD.replace("yes-no", "date, at_least: 2026-13-01"), "bad_limit", ("steps", 0, "at_least")),
    ("hours per something else", GOOD.replace("yes-no", "hours, per: year"), "unknown_value", ("steps", 0, "per")),
    ("a flag that is neither", GOOD.replace("why:", "optional: perhaps, why:"), "not_true_or_false", ("steps", 0, "optional")),
    ("two steps with one name", GOOD + "\n" + GOOD, "doubled_id", ("steps", 1, "id")),
    ("a step called like a result", GOOD.replace("id: a", "id: done"), "doubled_id", ("results", 0, "id")),
    (
        "a branch that hides the rest",
        GOOD.replace("next: done", "next: [{go: done}, {when: {a: 'yes'}, go: done}]"),
        "branch_hides_rest",
        ("steps", 0, "next", 0),
    ),
    (
        "a comparison that does not exist",
        GOOD.replace("next: done", "next: [{when: {a: {bigger: 3}}, go: done}]"),
        "unknown_comparison",
        ("steps", 0, "next", 0, "when", "a", "bigger"),
    ),
    ("a branch that is no mapping", GOOD.replace("next: done", "next: [done]"), "not_a_mapping", ("steps", 0, "next", 0)),
    ("a question that is too long", GOOD.replace("예?", "예" * 301), "value_too_long", ("steps", 0, "ask")),
    (
        "a group inside a group",
        "  - {id: a, kind: group, item: 사람, why: 그냥, fields: [{id: b, kind: group, ask: 예}], next: done}",
        "unknown_kind",
        ("steps", 0, "fields", 0, "kind"),
    ),
    (
        "two fields with one name",
        "  - {id: a, kind: group, item: 사람, why: 그냥, fields: [{id: b, kind: text, ask: 예}, {id: b, kind: text, ask: 예}], next: done}",
        "doubled_id",
        ("steps", 0, "fields", 1, "id"),
    ),
]


def test_a_good_flow_has_no_findings() -> None:
    found = Findings()
    assert parse_flow(tree_of(flow_text(GOOD)), found)
    assert not found


@pytest.mark.parametrize(("reason", "steps", "code", "loc"), CASES, ids=[case[0] for case in CASES])
def test_every_mistake_is_reported_where_it_stands(reason: str, steps: str, code: str, loc: Loc) -> None:
    found = Findings()
    parse_flow(tree_of(flow_text(steps)), found)
    assert (loc, code) in found, reason


def test_all_mistakes_are_reported_at_once() -> None:
    found = Findings()
    parse_flow({"id": "x", "steps": [{"id": "a", "kind": "text"}], "results": "none", "topic": "weather", "as_of": "soon"}, found)
    assert {"missing_key", "not_a_list", "unknown_topic", "not_a_date"} <= found.codes


@pytest.mark.parametrize("tree", ["text", [], {}, {"steps": "x"}, {"id": "a", "steps": [[]], "results": [{}]}])
def test_no_shape_of_tree_breaks_the_reader(tree: object) -> None:
    found = Findings()
    parse_flow(tree, found)  # type: ignore[arg-type]  # any shape may come out of a file
    assert found


def test_a_review_before_the_check_is_a_mistake() -> None:
    found = Findings()
    parse_flow(tree_of(flow_text(GOOD).replace("2027-05-31", "2026-01-01")), found)
    assert found.codes == {"dates_reversed"}
