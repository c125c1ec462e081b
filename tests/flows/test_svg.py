"""The picture of a flow is sound XML with every step, result and way in it."""

from xml.etree import ElementTree

import pytest

from flows.draw import edges_of
from flows.svg import svg
from tests.flows.books import SHIPPED, flow_of


@pytest.mark.parametrize("id", sorted(SHIPPED.book.flows))
def test_every_shipped_flow_can_be_drawn(id: str) -> None:
    flow = SHIPPED.book.flows[id]
    tree = ElementTree.fromstring(svg(flow))
    drawn = {node.get("id") for node in tree.iter("{http://www.w3.org/2000/svg}g")}
    assert drawn == {step.id for step in flow.steps} | {result.id for result in flow.results}
    assert len(list(tree.iter("{http://www.w3.org/2000/svg}path"))) == len(edges_of(flow))


def test_words_of_staff_stay_words() -> None:
    flow = flow_of('  - {id: n, kind: number, ask: "<b>몇 & 명</b>?", why: 그냥, next: done}')
    assert "&lt;b&gt;몇 &amp; 명" in svg(flow)
