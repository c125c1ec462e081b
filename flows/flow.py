"""A flow as read from a file: steps that ask or calculate, branches between them, and results."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal

from flows.conditions import Condition
from flows.values import Kind, Period

#: A limit of an answer; `today` moves with the day of the answer.
Limit = int | Decimal | date | Period | str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowOption:
    """One choice of a step."""

    value: str
    #: Empty for a yes or no that is called as everywhere.
    label: str
    #: Other words people type for it.
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Where to go next when a condition holds."""

    when: Condition = ()
    #: A step or a result.
    go: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFrom:
    """Where a calculation takes one of its inputs from."""

    #: A step, or `step.output` of an earlier calculation, or empty when fixed.
    name: str = ""
    fixed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A question, a repeated group of questions, or a calculation."""

    id: str
    kind: Kind
    ask: str = ""
    why: str = ""
    hint: str = ""
    #: Shown after the second answer that was not understood.
    example: str = ""
    optional: bool = False
    options: tuple[FlowOption, ...] = ()
    #: Word behind a number, such as 명.
    unit: str = ""
    #: For hours: per day, week or month.
    per: str = ""
    #: For a date without a year: `past` or `future`.
    tense: str = ""
    #: For a date: `month` where the month is enough; its first day is kept.
    precision: str = ""
    least: Limit | None = None
    most: Limit | None = None
    #: Of a group: what one item is called, and its questions.
    item: str = ""
    fields: tuple["Step", ...] = ()
    #: Of a calculation: the calculator's name and where its inputs come from.
    use: str = ""
    inputs: Mapping[str, InputFrom] = field(default_factory=dict)
    branches: tuple[Branch, ...] = ()
    #: Keys leading to this step in its file, for the check.
    loc: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPart:
    """A paragraph of a result that is shown when its condition holds, with the law and the offers that come with it."""

    when: Condition = ()
    say: str = ""
    #: Step or output with rows, said once for each row.
    each: str = ""
    law: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowResult:
    """What a flow comes to."""

    id: str
    title: str
    text: str
    parts: tuple[ResultPart, ...] = ()
    law: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    handoff: str = ""
    urgent: bool = False
    documents: tuple[str, ...] = ()
    loc: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """When a person who wants it is reminded of the deadlines of the flow's schedule."""

    #: The yes-no step that asks for it; without a yes nobody is reminded.
    consent: str
    #: So many days before, the most first.
    days: tuple[int, ...]
    #: Time of day in Seoul.
    at: time
    loc: tuple[str | int, ...] = ()

    def leads(self) -> tuple[timedelta, ...]:
        """How long before the day itself begins."""
        time_of_day = timedelta(hours=self.at.hour, minutes=self.at.minute)
        return tuple(timedelta(days=days) - time_of_day for days in self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One guided conversation."""

    id: str
    title: str
    topic: str
    #: One sentence on what it is for, shown before the first question.
    about: str
    as_of: str
    review_by: str = ""
    #: What people type when they need it, and what else must find it.
    asks: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    #: Words for values of calculators.
    words: Mapping[str, str] = field(default_factory=dict)
    reminders: Reminders | None = None
    steps: tuple[Step, ...]
    results: tuple[FlowResult, ...]

    def step(self, step: str) -> Step | None:
        """The step of that name."""
        return next((found for found in self.steps if found.id == step), None)

    def result(self, result: str) -> FlowResult | None:
        """The result of that name."""
        return next((found for found in self.results if found.id == result), None)

    def after(self, step: Step) -> str:
        """The step below in the file: where a step without `next` leads."""
        ids = [found.id for found in self.steps]
        below = ids[ids.index(step.id) + 1 :]
        return below[0] if below else ""


def longest_way(flow: Flow, start: str) -> int:
    """How many questions lie on the longest way from this step to a result, this one included."""
    return _longest(flow, start, {}, set())


def _longest(flow: Flow, target: str, known: dict[str, int], on_way: set[str]) -> int:
    step = flow.step(target)
    if step is None or target in on_way:
        return 0
    if target not in known:
        targets = {branch.go for branch in step.branches} or {flow.after(step)}
        rest = max((_longest(flow, go, known, on_way | {target}) for go in targets), default=0)
        known[target] = rest + (0 if step.kind is Kind.CALCULATE else 1)
    return known[target]
