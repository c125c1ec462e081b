"""Draws a flow as Mermaid text, from the flow itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.conditions import AnyOf, Condition, Op, Test
from flows.flow import Flow, Step
from flows.values import Kind

_SIGNS = {
    Op.IS: "=",
    Op.IS_NOT: "≠",
    Op.ONE_OF: "=",
    Op.NONE_OF: "≠",
    Op.INCLUDES: "∋",
    Op.AT_LEAST: "≥",
    Op.AT_MOST: "≤",
    Op.MORE_THAN: ">",
    Op.LESS_THAN: "<",
    Op.ANSWERED: "?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A way from a step to a step or result, and when it is taken."""

    start: str
    end: str
    when: Condition = ()


def mermaid(flow: Flow) -> str:
    """The flow as a Mermaid flowchart."""
    return "\n".join(("flowchart TD", *_lines(flow))) + "\n"


def _lines(flow: Flow) -> Iterator[str]:
    for step in flow.steps:
        left, right = ("[[", "]]") if step.kind is Kind.CALCULATE else ("[", "]")
        yield f"    {_key(step.id)}{left}{_text(step.ask or step.use or step.id)}{right}"
    for result in flow.results:
        yield f"    {_key(result.id)}([{_text(result.title)}])"
    for edge in edges_of(flow):
        arrow = f"-- {_text(words_of(edge.when))} -->" if edge.when else "-->"
        yield f"    {_key(edge.start)} {arrow} {_key(edge.end)}"


def edges_of(flow: Flow) -> tuple[Edge, ...]:
    """Every way on from every step."""
    return tuple(edge for step in flow.steps for edge in _from(flow, step))


def _from(flow: Flow, step: Step) -> Iterator[Edge]:
    if not step.branches:
        yield Edge(start=step.id, end=flow.after(step))
    for branch in step.branches:
        yield Edge(start=step.id, end=branch.go, when=branch.when)


def _key(name: str) -> str:
    """A prefix keeps names such as `end` apart from Mermaid's own words."""
    return "n_" + name.replace("-", "_")


def _text(text: str) -> str:
    """Quoted; the few signs that Mermaid would read are written as entities."""
    text = " ".join(text.split()).replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
    return f'"{text[:60]}"'


def words_of(condition: Condition) -> str:
    """A condition in signs."""
    parts: list[str] = []
    for part in condition:
        if isinstance(part, AnyOf):
            parts.append(" | ".join(words_of(inner) for inner in part.conditions))
        else:
            parts.append(_test(part))
    return ", ".join(parts)


def _test(test: Test) -> str:
    return f"{test.name} {_SIGNS[test.op]} {' / '.join(test.operands)}"
