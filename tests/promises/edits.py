"""Edits that staff make to a flow while people stand in it, on the tree of its file. The loader takes every one of them."""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from itertools import pairwise

from flows.tree import Tree

Node = dict[str, Tree]
#: Takes a flow's tree and the answers of somebody who walked it; None when the flow goes.
Edit = Callable[[Node, Mapping[str, str]], Node | None]

NEW_STEP, RENAMED = "brand-new", "-renamed"


def renamed(flow: Node, answers: Mapping[str, str]) -> Node:
    """A step has another name, and everything that speaks of it follows."""
    old = str(_middle(flow, answers)["id"])
    made = _Renaming(old, old + RENAMED).of(flow)
    assert isinstance(made, dict)
    return made


def removed(flow: Node, answers: Mapping[str, str]) -> Node:
    """A step is gone; what led to it leads to where it led first."""
    order, step = _steps(flow), _middle(flow, answers)
    way = step.get("next", "")
    first = way[0] if isinstance(way, list) else way
    below = order[order.index(step) + 1 :]
    after = str(first["go"] if isinstance(first, dict) else first) or str(below[0]["id"])
    return {**flow, "steps": [_led(one, str(step["id"]), after) for one in order if one is not step]}


def reordered(flow: Node, answers: Mapping[str, str]) -> Node:
    """Two questions that follow each other have changed places."""
    order = _steps(flow)
    pairs = [
        place
        for place, (first, second) in enumerate(pairwise(order))
        if _asks(first) and _asks(second) and "next" not in first and isinstance(second.get("next", ""), str) and second["id"] in answers
    ]
    if not pairs:
        return reworded(flow, answers)
    first, second = order[pairs[-1]], order[pairs[-1] + 1]
    way = {"next": second.pop("next")} if "next" in second else {}
    order[pairs[-1] : pairs[-1] + 2] = [second, {**first, **way}]
    return {**flow, "steps": [_led(one, str(first["id"]), str(second["id"])) for one in order]}


def reworded(flow: Node, answers: Mapping[str, str]) -> Node:
    """Every question and every first choice is called something else."""
    for step in filter(_asks, _steps(flow)):
        step["ask"] = f"다시 쓴 질문이에요. {step['ask']}"
        for option in _options(step)[:1]:
            option["label"] = "다시 쓴 보기"
    return flow


def choice_removed(flow: Node, answers: Mapping[str, str]) -> Node:
    """What this person chose cannot be chosen any more."""
    for step in filter(_asks, _steps(flow)):
        left = [option for option in _options(step) if option["value"] != answers.get(str(step["id"]))]
        if 2 <= len(left) < len(_options(step)):
            step["options"] = list(left)
            return flow
    return reworded(flow, answers)


def added(flow: Node, answers: Mapping[str, str]) -> Node:
    """A question of the same kind stands before one that this person passed."""
    step = _middle(flow, answers)
    order = [_led(one, str(step["id"]), NEW_STEP) for one in _steps(flow)]
    new: Node = {**deepcopy(step), "id": NEW_STEP, "ask": "새로 생긴 질문이에요. 어떤가요?", "next": str(step["id"])}
    order.insert(_steps(flow).index(step), new)
    return {**flow, "steps": list(order)}


def retyped(flow: Node, answers: Mapping[str, str]) -> Node:
    """A question keeps its name and asks for something of another kind."""
    step = _middle(flow, answers)
    choices: list[Tree] = [{"value": value, "label": label} for value, label in (("few", "조금"), ("some", "알맞게"), ("many", "많이"))]
    other: Node = {"kind": "number"} if step["kind"] == "choice" else {"kind": "choice", "options": choices}
    kept: Node = {key: step[key] for key in ("id", "ask", "why", "next") if key in step}
    step.clear()
    step.update({**kept, **other})
    return flow


def gone(flow: Node, answers: Mapping[str, str]) -> None:
    """The whole flow is taken away."""


EDITS: tuple[Edit, ...] = (renamed, removed, reordered, reworded, choice_removed, added, retyped, gone)


def _steps(flow: Node) -> list[Node]:
    found = flow["steps"]
    assert isinstance(found, list)
    return [step for step in found if isinstance(step, dict)]


def _asks(step: Node) -> bool:
    return step["kind"] not in ("calculate", "group")


def _middle(flow: Node, answers: Mapping[str, str]) -> Node:
    """A question half-way that this person was asked."""
    passed = [step for step in _steps(flow) if _asks(step) and step["id"] in answers]
    return passed[len(passed) // 2]


def _options(step: Node) -> list[Node]:
    found = step.get("options", [])
    assert isinstance(found, list)
    return [option for option in found if isinstance(option, dict)]


def _led(step: Node, old: str, new: str) -> Node:
    """Where this step led to one, it leads to another."""
    way = step.get("next")
    if isinstance(way, list):
        return {**step, "next": [{**one, "go": new} if isinstance(one, dict) and one["go"] == old else one for one in way]}
    return {**step, "next": new} if way == old else step


class _Renaming:
    """Walks a flow's tree and renames a step wherever it is spoken of: as a target, in conditions, as an input, in texts."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._spoken = re.compile(rf"(?<=\{{){re.escape(old)}(?=[.}}])")

    def of(self, value: Tree, key: str = "") -> Tree:
        if isinstance(value, str):
            named = key in ("id", "go", "next", "each", "with")
            return self._name(value) if named else self._spoken.sub(self._new, value)
        if isinstance(value, list):
            return [self.of(item, key) for item in value]
        if key in ("when", "any"):
            return {self._name(inner): self.of(item, inner if inner == "any" else "") for inner, item in value.items()}
        return {inner: self.of(item, "with" if key == "with" else inner) for inner, item in value.items()}

    def _name(self, text: str) -> str:
        known = text == self._old or text.startswith(f"{self._old}.")
        return self._new + text.removeprefix(self._old) if known else text
