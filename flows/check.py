"""Checks all flows together: names, branches, every way through, labels, and every example."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from flows.calculator import Calculator, Input
from flows.conditions import BadOperand, Condition, Op, Test, operand, reference, tests_of
from flows.engine import FlowBook
from flows.examples import Examples, run_example
from flows.flow import Flow, FlowResult, Reminders, Step
from flows.rates import NoRate, dated
from flows.tree import Loc
from flows.values import Kind, Period, Unit, Value
from flows.walk import Walk, always, walk
from flows.wording import placeholders

#: Kakao shows 10 quick replies with labels of 14 letters; one place is kept for 처음으로.
MAX_LABEL, MAX_OPTIONS = 14, 9
#: One Kakao bubble.
MAX_RESULT = 1000
#: About so many ends of each result are written out to see how long it gets.
MEASURED = 200
#: Values that calculators and answers of each kind can stand for.
_SAMPLES: dict[Kind, Value] = {
    Kind.NUMBER: 1, Kind.WON: 1, Kind.HOURS: 1, Kind.YES_NO: True, Kind.DATE: date(2026, 1, 1), Kind.PERIOD: Period(1, 0),
}  # fmt: skip


class FlowReport(Protocol):
    """Takes note of a problem in a flow, or in its examples."""

    def __call__(self, flow: str, loc: Loc, code: str, details: Mapping[str, str], /, *, examples: bool = False) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How much was walked and run."""

    flows: int = 0
    steps: int = 0
    ways: int = 0
    examples: int = 0
    #: Flows whose examples or ways there was no time for.
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How far a check goes beyond what can be seen by reading."""

    #: Flows whose examples are run, and flows whose ways are walked, in this order; None: all.
    run: tuple[str, ...] | None = None
    walk: tuple[str, ...] | None = None
    #: Asked again and again: whether there is still time.
    go_on: Callable[[], bool] = always


EVERYTHING = Effort()


def check(
    book: FlowBook,
    examples: tuple[Examples, ...],
    report: FlowReport,
    today: date,
    *,
    offers: frozenset[str] | None = None,
    effort: Effort = EVERYTHING,
) -> Count:
    """Check everything. `offers` are the FAQ entries that `next` may name; None leaves them unchecked."""
    checkers = {flow.id: _Checker(book, flow, report, offers) for flow in book.flows.values()}
    for checker in checkers.values():
        checker.names()
        if not checker.broken:
            checker.reach()
    sound = {flow: checker for flow, checker in checkers.items() if not checker.broken}
    _check_reached(book, examples, report, sound)
    wanted = dict.fromkeys(group.flow for group in examples) if effort.run is None else effort.run
    run = [group for flow in wanted for group in examples if group.flow == flow and flow in sound]
    walked = [sound[flow] for flow in (sound if effort.walk is None else effort.walk) if flow in sound]
    left = [group.flow for group in run if not _run_examples(book, group, report, today, effort.go_on)]
    ways = 0
    for checker in walked:
        found = walk(book, checker.flow, today, go_on=effort.go_on)
        ways += found.ways
        checker.walked(found)
        measured = checker.lengths(found, today, effort.go_on)
        left += [] if measured and not found.stopped else [checker.flow.id]
    steps = sum(len(flow.steps) for flow in book.flows.values())
    held = sum(len(group.examples) for group in run)
    return Count(flows=len(book.flows), steps=steps, ways=ways, examples=held, left=tuple(dict.fromkeys(left)))


def _run_examples(book: FlowBook, group: Examples, report: FlowReport, today: date, go_on: Callable[[], bool]) -> bool:
    """Run the examples of one flow; False when there was no time for all of them."""
    for example in group.examples:
        if not go_on():
            return False
        for code, details in run_example(book, group.flow, example, today):
            report(group.flow, example.loc, code, {"name": example.name, **details}, examples=True)
    return True


def _check_reached(book: FlowBook, examples: tuple[Examples, ...], report: FlowReport, sound: Mapping[str, "_Checker"]) -> None:
    """Examples belong to a flow, and every result has one."""
    reached: dict[str, set[str]] = {flow: set() for flow in book.flows}
    for group in examples:
        if group.flow in book:
            reached[group.flow].update(example.result for example in group.examples)
        else:
            report(group.flow, ("flow",), "unknown_flow", {"flow": group.flow}, examples=True)
    for flow in sound:
        for result in book.flows[flow].results:
            if result.id not in reached[flow]:
                report(flow, (*result.loc, "id"), "result_without_example", {"result": result.id})


class _Checker:
    """One flow against everything it names."""

    def __init__(self, book: FlowBook, flow: Flow, report: FlowReport, offers: frozenset[str] | None) -> None:
        self.book, self.flow, self._report, self.offers = book, flow, report, offers
        self.broken = False
        self.steps = {step.id: step for step in flow.steps}
        self.outputs = dict(self._outputs())
        self._apart: set[str] = set()

    def note(self, loc: Loc, code: str, /, **details: str) -> None:
        """Report something that does not keep the flow from being walked."""
        self._report(self.flow.id, loc, code, details)

    def report(self, loc: Loc, code: str, /, **details: str) -> None:
        self.broken = True
        self._report(self.flow.id, loc, code, details)

    def names(self) -> None:
        """Every name that stands somewhere must stand for something."""
        for step in self.flow.steps:
            self._step(step)
        for result in self.flow.results:
            self._result(result)
        if self.flow.reminders:
            self._reminders(self.flow.reminders)

    def reach(self) -> None:
        """Every step and result stands on some way, whatever its conditions are: seen without walking any."""
        pending, met = [self.flow.steps[0].id if self.flow.steps else ""], set[str]()
        while pending:
            if (here := pending.pop()) in met:
                continue
            met.add(here)
            if step := self.steps.get(here):
                pending += [branch.go for branch in step.branches] or [self.flow.after(step)]
        self._apart = ({step.id for step in self.flow.steps} | {result.id for result in self.flow.results}) - met
        for step in self.flow.steps:
            if step.id in self._apart:
                self.note((*step.loc, "id"), "unreachable_step", step=step.id)
        for result in self.flow.results:
            if result.id in self._apart:
                self.note((*result.loc, "id"), "unreachable_result", result=result.id)

    def _outputs(self) -> Iterator[tuple[str, Unit]]:
        for step in self.flow.steps:
            calculator = self.book.calculators.get(step.use)
            if calculator:
                yield from ((f"{step.id}.{output.name}", output.unit) for output in calculator.outputs)
            if step.kind is Kind.GROUP:
                yield f"{step.id}.count", Unit.PEOPLE

    def _step(self, step: Step) -> None:
        for index, branch in enumerate(step.branches):
            here = (*step.loc, "next", index) if len(step.branches) > 1 or branch.when else (*step.loc, "next")
            if self.flow.step(branch.go) is None and self.flow.result(branch.go) is None:
                self.report(here, "unknown_target", target=branch.go)
            self._condition(branch.when)
        if not step.branches and not self.flow.after(step):
            self.report((*step.loc, "next"), "last_step_without_next", step=step.id)
        for key, text in (("ask", step.ask), ("why", step.why), ("hint", step.hint)):
            self._text((*step.loc, key), text)
        for field in step.fields:
            self._text((*field.loc, "ask"), field.ask)
            self._options(field)
        self._options(step)
        if step.kind is Kind.CALCULATE:
            self._calculation(step)

    def _reminders(self, reminders: Reminders) -> None:
        asking = self.steps.get(reminders.consent)
        if asking is None or asking.kind is not Kind.YES_NO:
            self.report((*reminders.loc, "consent"), "reminders_without_question", step=reminders.consent)
        if Unit.SCHEDULE not in self.outputs.values():
            self.report(reminders.loc, "reminders_without_schedule")

    def _options(self, step: Step) -> None:
        for index, option in enumerate(step.options):
            if len(option.label) > MAX_LABEL:
                loc = (*step.loc, "options", index, "label") if step.kind is not Kind.YES_NO else (*step.loc, option.value)
                self.note(loc, "label_too_long", label=option.label, length=str(len(option.label)), max_length=str(MAX_LABEL))
        if len(step.options) > MAX_OPTIONS:
            self.note((*step.loc, "options"), "too_many_options", count=str(len(step.options)), most=str(MAX_OPTIONS))

    def _calculation(self, step: Step) -> None:
        calculator = self.book.calculators.get(step.use)
        if calculator is None:
            self.report((*step.loc, "use"), "unknown_calculator", calculator=step.use, known=", ".join(sorted(self.book.calculators)))
            return
        wanted = {item.name: item for item in calculator.inputs}
        for name, source in step.inputs.items():
            if name not in wanted:
                self.report((*step.loc, "with", name), "unknown_input", input=name, known=", ".join(wanted))
            elif source.name:
                self._input(step, wanted[name], source.name)
            elif wanted[name].values and source.fixed not in wanted[name].values:
                self.report((*step.loc, "with", name), "unknown_input_value", value=source.fixed, known=", ".join(wanted[name].values))
        for item in calculator.inputs:
            if item.name not in step.inputs and not item.optional:
                self.report((*step.loc, "with"), "missing_input", input=item.name)
        self._words(step, calculator)

    def _input(self, step: Step, wanted: Input, name: str) -> None:
        loc = (*step.loc, "with", wanted.name)
        if not self._is_known(name):
            self.report(loc, "unknown_name", name=name)
            return
        source = self.steps.get(name)
        if source is None:
            return
        if not _fits(source.kind, wanted.kind):
            self.report(loc, "input_of_other_kind", name=name, found=source.kind, wanted=wanted.kind)
        for option in source.options:
            if wanted.values and source.kind is Kind.CHOICE and option.value not in wanted.values:
                self.report(loc, "unknown_input_value", value=option.value, known=", ".join(wanted.values))

    def _words(self, step: Step, calculator: Calculator) -> None:
        for output in calculator.outputs:
            for value in output.values if output.unit is Unit.WORD else ():
                if value not in self.flow.words:
                    self.report((*step.loc, "use"), "missing_word", word=value, output=f"{step.id}.{output.name}")

    def _is_known(self, name: str) -> bool:
        return name == "today" or name in self.steps or name in self.outputs or name in self.book.rates

    def _condition(self, condition: Condition) -> None:
        for test in tests_of(condition):
            if not self._is_known(test.name):
                self.report(test.loc, "unknown_name", name=test.name)
                continue
            for text in test.operands:
                self._operand(test, text)

    def _operand(self, test: Test, text: str) -> None:
        if name := reference(text):
            if not self._is_known(name):
                self.report(test.loc, "unknown_name", name=name)
            return
        step = self.steps.get(test.name)
        options = {option.value for option in step.options} if step else set()
        if test.op is Op.ANSWERED:
            return
        if step and step.kind in (Kind.CHOICE, Kind.CHOICES) and text not in options:
            self.report(test.loc, "unknown_option", name=test.name, value=text, known=", ".join(sorted(options)))
        elif step and step.kind is Kind.YES_NO and text not in ("yes", "no"):
            self.report(test.loc, "unknown_option", name=test.name, value=text, known="yes, no")
        elif step and (sample := _SAMPLES.get(step.kind)) is not None:
            try:
                operand(text, sample, lambda name: date(2026, 1, 1) if name == "today" else None)
            except BadOperand:
                self.report(test.loc, "bad_operand", name=test.name, value=text)

    def _result(self, result: FlowResult) -> None:
        for key, text in (("title", result.title), ("text", result.text), ("handoff", result.handoff)):
            self._text((*result.loc, key), text)
        self._offers((*result.loc, "next"), result.next)
        for index, part in enumerate(result.parts):
            here = (*result.loc, "parts", index)
            self._condition(part.when)
            self._offers((*here, "next"), part.next)
            if not part.each:
                self._text((*here, "say"), part.say)
            elif part.each not in self.outputs and part.each not in self.steps:
                self.report((*here, "each"), "unknown_name", name=part.each)

    def _offers(self, loc: Loc, offers: tuple[str, ...]) -> None:
        for index, offer in enumerate(offers):
            flow = offer.removeprefix("flow:")
            known = flow in self.book if flow != offer else self.offers is None or offer in self.offers
            if not known:
                self.note((*loc, index), "unknown_next", id=offer)

    def _text(self, loc: Loc, text: str) -> None:
        for name in placeholders(text):
            if not self._is_known(name) and self.book.glossary.find(name) is None:
                self.report(loc, "unknown_placeholder", name=name)
            elif dated(name)[1]:
                self._dated(loc, name)

    def _dated(self, loc: Loc, name: str) -> None:
        try:
            self.book.rates.at(name, date.min)
        except NoRate as error:
            self.note(loc, "rate_not_in_force", name=name, day=error.on.isoformat())

    def walked(self, found: Walk) -> None:
        """What the ways through the flow show."""
        if found.too_many:
            self.report(("steps",), "too_many_ways")
        for step in self.flow.steps:
            if step.id not in found.steps:
                if step.id not in self._apart and not found.stopped:
                    self.report((*step.loc, "id"), "unreachable_step", step=step.id)
                continue
            if step.id in found.closed:
                self.report(step.loc, "unanswerable", step=step.id)
            if step.id in found.dead_ends:
                self.report((*step.loc, "next"), "dead_end", step=step.id)
            if step.id in found.loops:
                self.report((*step.loc, "next"), "loop", step=step.id)
            for index in range(len(step.branches)):
                if (step.id, index) not in found.branches and not found.too_many and not found.stopped:
                    self.report((*step.loc, "next", index), "branch_never", step=step.id)
        for step_id, error in sorted(found.failures):
            self.report(self.steps[step_id].loc, "calculation_failed", step=step_id, error=error)
        for result in self.flow.results:
            if result.id not in found.results | self._apart and not found.stopped:
                self.report((*result.loc, "id"), "unreachable_result", result=result.id)

    def lengths(self, found: Walk, today: date, go_on: Callable[[], bool]) -> bool:
        """The texts of results as people would see them; False when there was no time for all of them."""
        for result in self.flow.results:
            longest = 0
            ends = found.ends.get(result.id, [])
            for answers in ends[:: len(ends) // MEASURED + 1]:
                if not go_on():
                    return False
                longest = max(longest, len(self._end_text(answers, today)))
            if longest > MAX_RESULT:
                self.note((*result.loc, "text"), "result_too_long", length=str(longest), max_length=str(MAX_RESULT))
        return True

    def _end_text(self, answers: Mapping[str, str], today: date) -> str:
        end = self.book.resume(self.flow.id, tuple(answers.items()), today).result
        return f"{end.text}\n{end.handoff}" if end else ""


def _fits(found: Kind, wanted: Kind) -> bool:
    """Numbers of any kind are whole numbers to a calculator; texts of any kind are texts."""
    whole = (Kind.NUMBER, Kind.WON, Kind.HOURS)
    texts = (Kind.TEXT, Kind.ADDRESS, Kind.PHONE, Kind.EMAIL, Kind.BUSINESS_NUMBER, Kind.CHOICE)
    return found is wanted or (found in whole and wanted in whole) or (found in texts and wanted is Kind.TEXT)
