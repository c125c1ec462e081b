"""Turns the answers of a flow into what the templates are filled with, and says what is still missing. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.papers.cleaning import clean
from flows.flow import Flow, FlowOption, Step
from flows.values import Kind, Period, Row, Value
from flows.wording import show_day, show_period

#: Rows of a table as texts by name.
Rows = list[dict[str, str]]
#: What a template may hold: texts, tables, and the list of what is missing.
Context = dict[str, "str | Rows | list[str]"]
MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers of one flow with their types, and the steps that tell how to write them."""

    flow: Flow
    known: Mapping[str, Value | None]
    day: date
    words: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """An answer as it stands in a paper; empty when it was not given."""
        step = self.flow.step(name)
        value = self.known.get(name)
        if isinstance(value, str) and (word := self.word(f"{name}.{value}")):
            return word
        return show(step, value) if step and value is not None else ""

    def whole(self, name: str) -> int | None:
        """A number or an amount."""
        value = self.known.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def day_of(self, name: str) -> date | None:
        """A date."""
        value = self.known.get(name)
        return value if isinstance(value, date) else None

    def rows(self, name: str) -> tuple[Row, ...]:
        """The items of a group, without those that hold nothing."""
        value = self.known.get(name)
        found = value if isinstance(value, tuple) else ()
        return tuple(row for row in found if isinstance(row, Mapping) and row)

    def cell(self, group: str, row: Row, name: str) -> str:
        """A value of an item as it stands in a paper."""
        step = self.flow.step(group)
        found = next((one for one in step.fields if one.id == name), None) if step else None
        value = row.get(name)
        return show(found, value) if found and value is not None else ""

    def word(self, name: str) -> str:
        """A word of the content."""
        return self.words.get(name, "")


def show(step: Step, value: Value) -> str:
    """One value in the writing of official papers, cleaned."""
    match value:
        case bool():
            return "" if not step.options else _label(step.options, "yes" if value else "no")
        case date():
            return show_day(value)
        case Period():
            return show_period(value)
        case int() | Decimal():
            return f"{value:,}{step.unit}"
        case str():
            return clean(_label(step.options, value))
        case _:
            return clean(", ".join(_label(step.options, item) for item in value if isinstance(item, str)))


def _label(options: tuple[FlowOption, ...], value: str) -> str:
    return next((option.label for option in options if option.value == value), value)


def plain_context(answers: Answers) -> Context:
    """Every question of the flow under its own name, empty when it was not answered, and the words for blanks."""
    context: Context = {name.replace("-", "_"): text for name, text in answers.words.items() if name.startswith("gap")}
    context["today"] = show_day(answers.day)
    for step in answers.flow.steps:
        name = step.id.replace("-", "_")
        if step.kind is Kind.GROUP:
            context[name] = numbered(answers, step)
        elif step.kind is not Kind.CALCULATE:
            context[name] = answers.text(step.id)
    return context


def numbered(answers: Answers, step: Step) -> Rows:
    """The items of a group, each with its number."""
    return [
        {"number": str(number)} | {one.id.replace("-", "_"): answers.cell(step.id, row, one.id) for one in step.fields}
        for number, row in enumerate(answers.rows(step.id), start=1)
    ]


def missing(needs: tuple[str, ...], context: Context, failed: Callable[[str], bool], words: Mapping[str, str]) -> list[str]:
    """A sentence for every answer that is not there and every check that failed, in the order of `needs`."""
    found = [need for need in needs if failed(need) or (need.replace("-", "_") in context and not context[need.replace("-", "_")])]
    return [words.get(f"{MISSING}:{need}", need) for need in found]
