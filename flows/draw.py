"""Draws a flow as Mermaid text, from the flow itself."""

from collections.abc import Iterator

from flows.conditions import AnyOf, Condition, Op, Test
from flows.flow import Flow
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


def mermaid(flow: Flow) -> str:
    """The flow as a Mermaid flowchart."""
    return "\n".join(("flowchart TD", *_lines(flow))) + "\n"


def _lines(flow: Flow) -> Iterator[str]:
    for step in flow.steps:
        left, right = ("[[", "]]") if step.kind is Kind.CALCULATE else ("[", "]")
        yield f"    {_key(step.id)}{left}{_text(step.ask or step.use or step.id)}{right}"
    for result in flow.results:
        yield f"    {_key(result.id)}([{_text(result.title)}])"
    for step in flow.steps:
        if not step.branches:
            yield f"    {_key(step.id)} --> {_key(flow.after(step))}"
        for branch in step.branches:
            arrow = f"-- {_text(_words(branch.when))} -->" if branch.when else "-->"
            yield f"    {_key(step.id)} {arrow} {_key(branch.go)}"


def _key(name: str) -> str:
    """A prefix keeps names such as `end` apart from Mermaid's own words."""
    return "n_" + name.replace("-", "_")


def _text(text: str) -> str:
    """Quoted; the few signs that Mermaid would read are written as entities."""
    text = " ".join(text.split()).replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
    return f'"{text[:60]}"'


def _words(condition: Condition) -> str:
    parts: list[str] = []
    for part in condition:
        if isinstance(part, AnyOf):
            parts.append(" | ".join(_words(inner) for inner in part.conditions))
        else:
            parts.append(_test(part))
    return ", ".join(parts)


def _test(test: Test) -> str:
    return f"{test.name} {_SIGNS[test.op]} {' / '.join(test.operands)}"
