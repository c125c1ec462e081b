"""The shipped flows themselves."""

from flows.check import check
from flows.draw import mermaid
from tests.flows.books import SHIPPED, TODAY


def test_the_shipped_content_reads_without_a_finding() -> None:
    assert SHIPPED.problems == ()
    findings: list[tuple[object, ...]] = []
    count = check(SHIPPED.book, SHIPPED.examples, lambda *args, **details: findings.append((*args, details)), TODAY)
    assert findings == []
    assert count.examples >= 20
    assert count.ways > 100


def test_finding_the_type_takes_few_questions() -> None:
    turn = SHIPPED.book.begin("find-type", TODAY)
    assert turn.question
    assert 5 <= turn.question.total <= 9


def test_every_flow_can_be_drawn() -> None:
    for flow in SHIPPED.book.flows.values():
        assert mermaid(flow).startswith("flowchart TD\n")
