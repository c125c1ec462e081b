"""Flows and books for the tests of this room."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bot.content_files import Loc, parse
from bot.flow_files import FlowFiles, read_flows
from flows.calculators import CALCULATORS
from flows.engine import FlowBook
from flows.flow import Flow
from flows.rates import Rates, parse_rates
from flows.schema import parse_flow
from flows.tree import Tree
from flows.wording import Glossary, Term

TODAY = date(2026, 11, 25)
CONTENT = Path(__file__).parents[2] / "flows" / "content"
SHIPPED: FlowFiles = read_flows(CONTENT)

RATES = """
rates:
  - id: minimum-wage-hourly
    title: 최저임금 시급
    unit: won
    values:
      - {from: 2025-01-01, until: 2025-12-31, value: 10030, source: 고시, fact: a}
      - {from: 2026-01-01, until: 2026-12-31, value: 10320, source: 고시, fact: a}
"""


class Findings(list[tuple[Loc, str]]):
    """Remembers what was reported."""

    def __call__(self, loc: Loc, code: str, /, **details: str) -> None:
        self.append((loc, code))
        self.details = details

    @property
    def codes(self) -> set[str]:
        return {code for _, code in self}


def tree_of(text: str) -> Tree:
    """YAML as the shell would hand it over."""
    file = parse(text.encode(), "test.yaml")
    assert not file.problems, file.problems
    assert file.tree is not None
    return file.tree


def flow_of(steps: str, results: str = "", *, extra: str = "") -> Flow:
    """A flow from its steps and results; a result `done` is there anyway."""
    found = Findings()
    flow = parse_flow(tree_of(flow_text(steps, results, extra=extra)), found)
    assert not found, found
    assert flow is not None
    return flow


def flow_text(steps: str, results: str = "", *, extra: str = "") -> str:
    """The text of a flow's file."""
    return f"""
id: test
title: 시험
topic: formation
about: 시험해요
as_of: 2026-11-22
review_by: 2027-05-31
asks: [시험]
facts: [F-101]
{extra}
steps:
{steps}
results:
  - {{id: done, title: 끝, text: 다 됐어요, law: [협동조합 기본법 제15조], handoff: 물어보세요}}
{results}
"""


def book_of(*flows: Flow, terms: Iterable[Term] = ()) -> FlowBook:
    """A book with these flows, the shipped wording and all calculators."""
    return FlowBook.of(
        flows,
        rates=Rates.of(parse_rates(tree_of(RATES), Findings())),
        glossary=Glossary.of(tuple(terms)),
        wording=SHIPPED.book.wording,
        calculators=CALCULATORS,
    )
