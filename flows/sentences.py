"""Writes questions, answers and refusals in the words of the content, with values in place of names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flows.answers import MONTH, Accepted, Refused
from flows.calculator import Calculator
from flows.flow import Step
from flows.language import UNIT_WORDS, grouped
from flows.periods import canonical_minutes
from flows.replay import Answered, Ask, Place
from flows.schedule import Event, Schedule
from flows.values import Kind, Period, Unit, Value
from flows.wording import Glossary, Wording, fill, placeholders, show, show_day, show_month, show_period


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The words for one place in a flow."""

    place: Place
    glossary: Glossary
    wording: Wording
    calculators: Mapping[str, Calculator]

    def ask(self, ask: Ask) -> str:
        """The text of a question."""
        if ask.more:
            return self.wording.say("more", item=ask.parent.item)
        text = self.fill(ask.step.ask)
        return self.wording.say("item", item=ask.parent.item, number=str(ask.item), text=text) if ask.item else text

    def question(self, ask: Ask) -> str:
        """The text of a question where it is asked; the first of a group begins with what the group is about."""
        opens = ask.item == 1 and ask.step is ask.parent.fields[0] and ask.parent.ask
        return f"{self.fill(ask.parent.ask)}\n{self.ask(ask)}" if opens else self.ask(ask)

    def options(self, ask: Ask) -> Iterator[tuple[str, str]]:
        """Values and labels of the choices of a question."""
        if _named(ask.step):
            yield from ((option.value, option.label) for option in ask.step.options)
        elif ask.step.kind is Kind.YES_NO:
            yield from (("yes", self.wording.say("yes")), ("no", self.wording.say("no")))

    def fill(self, text: str) -> str:
        """A text of the content with values in place of names. Raises NoRate."""
        return fill(text, self.lookup)

    def lookup(self, name: str) -> str:
        """What stands for a name: an answer, an output, a rate, or a term; a name nobody knows is never shown. Raises NoRate."""
        place = self.place
        step = place.flow.step(name)
        if step is not None:
            return self.answer(step, place.known.get(name))
        if name == "today":
            return show_day(place.today)
        value = place.known.get(name)
        if value is not None:
            return show(value, self._unit(name), self.wording, place.flow.words)
        if name in place.rates:
            return place.rates.text(name, place.today)
        return name if self.glossary.find(name) else self.wording.say("unknown_name")

    def rows(self, name: str) -> tuple[Mapping[str, str], ...]:
        """The rows of a group or of an output, each value as people read it."""
        value = self.place.known.get(name)
        step = self.place.flow.step(name)
        fields = {field.id: field for field in step.fields} if step else {}
        if isinstance(value, Schedule):
            return tuple(_event_row(event) for event in value)
        if not isinstance(value, tuple):
            return ()
        return tuple(
            {
                key: self.answer(fields[key], cell) if key in fields else show(cell, Unit.COUNT, self.wording, self.place.flow.words)
                for key, cell in row.items()
            }
            for row in value
            if isinstance(row, Mapping)
        )

    def terms(self, ask: Ask) -> tuple[str, ...]:
        """The terms of the glossary in a question."""
        return tuple(name for name in placeholders(ask.step.ask) if self.glossary.find(name))

    def answer(self, step: Step, value: Value | None) -> str:
        """An answer as people read it."""
        labels = {option.value: option.label for option in step.options}
        match value:
            case None:
                return self.wording.say("skipped_answer")
            case bool():
                return labels.get("yes" if value else "no") or self.wording.say("yes" if value else "no")
            case date():
                return show_month(value) if step.precision == MONTH else show_day(value)
            case Period():
                return show_period(value)
            case Decimal():
                return grouped(value) + UNIT_WORDS[Unit.PERCENT]
            case int() if step.kind is Kind.HOURS:
                return canonical_minutes(value)
            case int():
                return grouped(value) + (UNIT_WORDS[Unit.WON] if step.kind is Kind.WON else step.unit)
            case str():
                return labels.get(value, value)
            case Schedule():
                return show(value, Unit.SCHEDULE, self.wording, self.place.flow.words)
            case _:
                return self._several(labels, value)

    def amended(self, done: Answered, answer: Accepted) -> str:
        """What became of an earlier answer that was given anew. Raises NoRate."""
        text, now = self.ask(done.ask), self.answer(done.ask.step, answer.value if answer.text else None)
        if answer.text == done.text:
            return self.wording.say("same", text=text, answer=now)
        return self.wording.say("amended", text=text, answer=now, before=self.answer(done.ask.step, done.value))

    def _several(self, labels: Mapping[str, str], value: tuple[object, ...]) -> str:
        chosen = [labels.get(item, item) for item in value if isinstance(item, str)]
        if not value:
            return self.wording.say("nothing_chosen")
        return ", ".join(chosen) if chosen else grouped(len(value))

    def refusal(self, ask: Ask, refused: Refused, misses: int) -> str:
        """One kind sentence on what would be accepted; the second time an example, the third time a human."""
        if misses >= 3:
            return self.wording.say("human")
        kind = self.wording.kinds.get(Kind.CHOICE if ask.step.kind is Kind.YES_NO and _named(ask.step) else ask.step.kind)
        reason = self.wording.reason(refused.reason, **{name: self._detail(ask.step, value) for name, value in refused.details.items()})
        note = reason or (kind.refused if kind else "")
        example = ask.step.example or (kind.example if kind else "")
        if misses == 2 and example:
            note = f"{note} {self.wording.say('example', example=example)}"
        return note

    def _detail(self, step: Step, value: Value) -> str:
        if isinstance(value, str):
            return self.wording.per.get(value) or self.fill(value)
        if step.kind in (Kind.TEXT, Kind.ADDRESS, Kind.CHOICES):
            return str(value)
        return self.answer(step, value)

    def _unit(self, name: str) -> Unit:
        head, _, output = name.partition(".")
        step = self.place.flow.step(head)
        calculator = self.calculators.get(step.use) if step else None
        found = calculator.output(output) if calculator else None
        return found.unit if found else Unit.COUNT


def _named(step: Step) -> bool:
    """Whether the choices have labels of their own; a yes-no may have other words only."""
    return any(option.label for option in step.options)


def _event_row(event: Event) -> Mapping[str, str]:
    """An event as a part with `each` names its pieces."""
    return {
        "day": show_day(event.day),
        "until": show_day(event.until) if event.until else "",
        "title": event.title,
        "who": event.who,
        "papers": ", ".join(event.papers),
        "law": event.law,
        "note": event.note,
    }
