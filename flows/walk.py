"""Walks every way through a flow with answers on both sides of every comparison."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from flows.answers import MAX_TEXT
from flows.choices import NONE_CHOSEN
from flows.conditions import Test, reference, tests_of
from flows.engine import FlowBook
from flows.flow import Flow, Step
from flows.language import SAMPLES, UNIT_WORDS
from flows.periods import canonical_hours, canonical_period
from flows.rates import RateError
from flows.replay import SKIPPED, Ask, Place, replay, replay_on
from flows.schema import read_limit
from flows.values import Kind, Period, Unit, Value

MAX_STATES = 20_000


@dataclass(slots=True, kw_only=True)
class Walk:
    """What was met on all ways through one flow."""

    steps: set[str] = field(default_factory=set)
    results: set[str] = field(default_factory=set)
    branches: set[tuple[str, int]] = field(default_factory=set)
    dead_ends: set[str] = field(default_factory=set)
    loops: set[str] = field(default_factory=set)
    #: Step and kind of error of calculations that broke off.
    failures: set[tuple[str, str]] = field(default_factory=set)
    #: Steps that no sample answer gets past.
    closed: set[str] = field(default_factory=set)
    #: Answers that lead to each end, one of each kind, for looking at the texts.
    ends: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    states: int = 0
    #: Number of different ways from the first question to an end.
    ways: int = 0
    too_many: bool = False
    #: Whoever walked was called back before the end: what was met is true, what was not met may still be there.
    stopped: bool = False


def always() -> bool:
    """There is time for everything."""
    return True


def walk(book: FlowBook, flow: Flow, today: date, *, limit: int = MAX_STATES, go_on: Callable[[], bool] = always) -> Walk:
    """Follow all ways through a flow; gives up after `limit` places, or as soon as `go_on` says no."""
    walker = _Walker(book, flow, today, limit, go_on)
    walker.seen.ways = walker.visit(replay(flow, {}, today, book.rates, book.calculators), {})
    return walker.seen


class _Walker:
    def __init__(self, book: FlowBook, flow: Flow, today: date, limit: int, go_on: Callable[[], bool]) -> None:
        self.book, self.flow, self.today, self.limit, self.go_on = book, flow, today, limit, go_on
        self.seen = Walk()
        self.known: dict[tuple[str, tuple[str, ...]], int] = {}
        self.relevant = {step.id: sorted(names_ahead(flow, step.id)) for step in flow.steps}
        self.samples = {step.id: samples_of(step, flow, book, today) for step in flow.steps}

    def visit(self, place: Place, answers: Mapping[str, str]) -> int:
        if self.seen.stopped or not self.go_on():
            self.seen.stopped = True
            return 1
        self.seen.steps.update(place.passed)
        self.seen.branches.update(place.taken)
        if place.ask is None:
            return self._end(place, answers)
        key = (place.ask.key, tuple(repr(place.known.get(name)) for name in self.relevant[place.ask.parent.id]))
        if key not in self.known:
            self.seen.states += 1
            if self.seen.states > self.limit:
                self.seen.too_many = True
                return 1
            self.known[key] = 0
            self.known[key] = self._go_on(place, place.ask, answers)
        return self.known[key]

    def _go_on(self, place: Place, ask: Ask, answers: Mapping[str, str]) -> int:
        ways = 0
        for text in self._texts(ask):
            more = {**answers, ask.key: text}
            after = replay_on(place, more, self.book.calculators)
            ways += 0 if after.refused else self.visit(after, more)
        if not ways:
            self.seen.closed.add(place.passed[-1])
        return ways

    def _texts(self, ask: Ask) -> tuple[str, ...]:
        if ask.more:
            return ("no",)
        if ask.item:
            return samples_of(ask.step, self.flow, self.book, self.today)[:1]
        return self.samples[ask.step.id]

    def _end(self, place: Place, answers: Mapping[str, str]) -> int:
        last = place.passed[-1] if place.passed else ""
        if place.looped:
            self.seen.loops.add(last)
        elif place.failure:
            self.seen.failures.add((last, place.failure))
        elif place.result:
            self.seen.results.add(place.result.id)
            self.seen.ends.setdefault(place.result.id, []).append(dict(answers))
        elif place.missing_rate is None and not place.impossible:
            self.seen.dead_ends.add(last)
        return 1


def names_ahead(flow: Flow, start: str) -> set[str]:
    """Names that decide something at this step or after it."""
    names: set[str] = set()
    pending, done = [start], set()
    while pending:
        step = flow.step(pending.pop())
        if step is None or step.id in done:
            continue
        done.add(step.id)
        names |= deciding_names(step)
        pending.extend(branch.go for branch in step.branches)
        if not step.branches:
            pending.append(flow.after(step))
    return names


def deciding_names(step: Step) -> set[str]:
    """Names in the branches of a step and in the inputs of its calculation."""
    tests = [test for branch in step.branches for test in tests_of(branch.when)]
    names = {test.name for test in tests} | {source.name for source in step.inputs.values() if source.name}
    return names | {name for test in tests for text in test.operands if (name := reference(text))}


def _tests_on(flow: Flow, name: str) -> Iterator[Test]:
    """Comparisons of that name in branches and in parts of results."""
    for step in flow.steps:
        for branch in step.branches:
            yield from (test for test in tests_of(branch.when) if test.name == name)
    for result in flow.results:
        for part in result.parts:
            yield from (test for test in tests_of(part.when) if test.name == name)


def samples_of(step: Step, flow: Flow, book: FlowBook, today: date) -> tuple[str, ...]:
    """Acceptable answers on both sides of every comparison with this step; the first one is an ordinary one."""
    return tuple(dict.fromkeys((*_samples(step, flow, book, today), *((SKIPPED,) if step.optional else ()))))


def _samples(step: Step, flow: Flow, book: FlowBook, today: date) -> Iterator[str]:
    values = tuple(option.value for option in step.options)
    match step.kind:
        case Kind.CHOICE:
            yield from values
        case Kind.YES_NO:
            yield from ("yes", "no")
        case Kind.CHOICES:
            yield from (*values, NONE_CHOSEN, ",".join(values))
            most = step.most if isinstance(step.most, int) else 0
            least = step.least if isinstance(step.least, int) else 0
            yield from (",".join(values[:count]) for count in {most, least} if count > 1)
        case Kind.NUMBER | Kind.WON | Kind.PERCENT | Kind.HOURS | Kind.DATE | Kind.PERIOD:
            yield from _around(step, _bounds(step, flow, book, today), today)
        case Kind.GROUP | Kind.CALCULATE:
            return
        case _:
            text = SAMPLES[step.kind]
            least = step.least if isinstance(step.least, int) else 0
            yield text if step.kind is not Kind.TEXT else text.ljust(min(least, MAX_TEXT), text[0])
            if isinstance(step.most, int):
                yield text[: step.most]


def _bounds(step: Step, flow: Flow, book: FlowBook, today: date) -> Iterator[Value]:
    for limit in (step.least, step.most):
        if limit is not None:
            yield today if isinstance(limit, str) else limit
    for test in _tests_on(flow, step.id):
        for text in test.operands:
            bound = _bound(text, step.kind, book, today)
            if bound is not None:
                yield bound


def _bound(text: str, kind: Kind, book: FlowBook, today: date) -> Value | None:
    if name := reference(text):
        try:
            rate = book.rates.at(name, today)
        except RateError:
            return None
        return rate if kind is Kind.PERCENT else int(rate)
    limit = read_limit(text, kind)
    return today if isinstance(limit, str) else limit


def _around(step: Step, bounds: Iterator[Value], today: date) -> Iterator[str]:
    ordinary: dict[Kind, Value] = {
        Kind.NUMBER: 10, Kind.WON: 1_000_000, Kind.PERCENT: Decimal(20), Kind.HOURS: 480, Kind.DATE: today, Kind.PERIOD: Period(6, 0),
    }  # fmt: skip
    for value in (ordinary[step.kind], *bounds):
        match value:
            case Decimal():
                yield from (f"{value + shift:f}" for shift in (0, Decimal("0.01"), Decimal("-0.01")))
            case date():
                yield from ((value + timedelta(days=days)).isoformat() for days in (0, 1, -1, 40, -40))
            case Period():
                yield canonical_period(value)
                yield canonical_period(Period(value.months, value.days + 1))
                yield canonical_period(Period(max(0, value.months - 1), value.days))
            case int() if step.kind is Kind.HOURS:
                yield from (canonical_hours(max(0, value + shift), step.per) for shift in (0, 1, -1))
            case int():
                unit = UNIT_WORDS[Unit.WON] if step.kind is Kind.WON else ""
                yield from (f"{value + shift}{unit}" for shift in (0, 1, -1))
