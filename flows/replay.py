"""Walks a flow along kept answers to the place where the next one is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from flows.answers import Accepted, Refused, read_answer
from flows.calculator import Calculator, Impossible
from flows.conditions import BadOperand, holds
from flows.flow import Flow, FlowOption, FlowResult, Step
from flows.rates import NoRate, Rates
from flows.values import Inputs, Kind, MissingInput, Row, Value

#: What answers were read as, by key of the question and text.
Readings = dict[tuple[str, str], Accepted | Refused]

#: Stored for a question that was skipped.
SKIPPED = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question: of a step, or of one item of a group."""

    #: The name under which the answer is kept: `members`, or `founders/2/name`.
    key: str
    step: Step
    #: Step of the flow that it belongs to.
    parent: Step
    #: Number of the item in a group, from 1.
    item: int = 0
    #: The question whether there is another item.
    more: bool = False

    @property
    def mark(self) -> str:
        """What tells this question from every other one of its flow, and which choices it showed in which order."""
        return f"{self.key}:{self.step.kind}:{','.join(option.value for option in self.step.options)}"

    def is_marked(self, mark: str) -> bool:
        """Whether the mark is that of this question, whatever its choices were when it was made."""
        return mark.rpartition(":")[0] == self.mark.rpartition(":")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question on the way with its answer; None when it was skipped."""

    ask: Ask
    value: Value | None
    text: str


@dataclass(slots=True, kw_only=True)
class Place:
    """Where the kept answers lead: to a question, to a result, or to a day that no rate covers."""

    flow: Flow
    rates: Rates
    today: date
    #: Values by name: of steps, of calculations (`step.output`), of groups and their `group.count`.
    known: dict[str, Value | None] = field(default_factory=dict)
    path: list[Answered] = field(default_factory=list)
    ask: Ask | None = None
    result: FlowResult | None = None
    missing_rate: NoRate | None = None
    #: Nothing in the content says how to go on.
    stuck: bool = False
    #: A calculation found its inputs contradicting; the name of a word of the flow.
    impossible: str = ""
    #: A calculation broke off in a way nobody foresaw; the kind of error.
    failure: str = ""
    #: The branches lead back to a step that was passed already.
    looped: bool = False
    #: Which branch was taken at which step.
    taken: list[tuple[str, int]] = field(default_factory=list)
    #: The kept answer to the present question is not acceptable any more.
    refused: bool = False
    #: Steps passed, calculations included; the last one is where we stand.
    passed: list[str] = field(default_factory=list)
    #: What single answers were read as, by key of the question and text.
    readings: Readings = field(default_factory=dict)

    def lookup(self, name: str) -> Value | None:
        """A value by name: `today`, a step, an output of a calculation, or a rate in force today. Raises NoRate."""
        if name == "today":
            return self.today
        if name in self.known:
            return self.known[name]
        if name in self.rates:
            value = self.rates.at(name, self.today)
            return int(value) if value == value.to_integral_value() else value
        return None


def replay(
    flow: Flow,
    answers: Mapping[str, str],
    today: date,
    rates: Rates,
    calculators: Mapping[str, Calculator],
) -> Place:
    """Follow the answers as far as they go."""
    place = Place(flow=flow, rates=rates, today=today)
    return _follow(place, flow.steps[0].id if flow.steps else "", answers, calculators)


def replay_on(place: Place, answers: Mapping[str, str], calculators: Mapping[str, Calculator]) -> Place:
    """Where one more answer leads, the one to the open question of a place: what came before it is not followed again."""
    assert place.ask
    step = place.ask.parent
    before = replace(
        place,
        known=dict(place.known),
        path=[answered for answered in place.path if answered.ask.parent is not step],
        passed=place.passed[:-1],
        taken=place.taken.copy(),
        ask=None,
        refused=False,
    )
    return _follow(before, step.id, answers, calculators)


def _follow(place: Place, target: str, answers: Mapping[str, str], calculators: Mapping[str, Calculator]) -> Place:
    """Follow the answers from a step on."""
    flow = place.flow
    try:
        while (step := flow.step(target)) is not None:
            if step.id in place.passed:
                place.looped = place.stuck = True
                return place
            place.passed.append(step.id)
            if not _pass(place, step, answers, calculators):
                return place
            target = next_of(flow, step, place)
    except NoRate as error:
        place.missing_rate = error
        return place
    except BadOperand:
        place.stuck = True
        return place
    place.result = flow.result(target)
    place.stuck = place.result is None
    return place


def next_of(flow: Flow, step: Step, place: Place) -> str:
    """The step or result that follows, or nothing when no branch holds. Raises NoRate."""
    if not step.branches:
        return flow.after(step)
    for index, branch in enumerate(step.branches):
        if holds(branch.when, place.lookup):
            place.taken.append((step.id, index))
            return branch.go
    return ""


def _pass(place: Place, step: Step, answers: Mapping[str, str], calculators: Mapping[str, Calculator]) -> bool:
    """Get past one step; False when its question is open or it cannot be calculated."""
    if step.kind is Kind.CALCULATE:
        return _calculate(place, step, calculators)
    if step.kind is Kind.GROUP:
        return _group(place, step, answers)
    found, value = _take(place, Ask(key=step.id, step=step, parent=step), answers)
    if found:
        place.known[step.id] = value
    return found


def _take(place: Place, ask: Ask, answers: Mapping[str, str]) -> tuple[bool, Value | None]:
    """Take the kept answer to one question, or stop at it."""
    text = answers.get(ask.key)
    if text == SKIPPED and ask.step.optional:
        place.path.append(Answered(ask=ask, value=None, text=SKIPPED))
        return True, None
    answer = None
    if text:
        answer = place.readings.get((ask.key, text)) or read_answer(ask.step, text, place.today)
        place.readings[ask.key, text] = answer
    if isinstance(answer, Accepted):
        place.path.append(Answered(ask=ask, value=answer.value, text=answer.text))
        return True, answer.value
    place.ask, place.refused = ask, text is not None
    return False, None


def _group(place: Place, step: Step, answers: Mapping[str, str]) -> bool:
    least = step.least if isinstance(step.least, int) else 1
    most = step.most if isinstance(step.most, int) else 30
    rows: list[Row] = []
    for item in range(1, most + 1):
        row: dict[str, Value] = {}
        for question in step.fields:
            found, value = _take(place, Ask(key=f"{step.id}/{item}/{question.id}", step=question, parent=step, item=item), answers)
            if not found:
                return False
            if value is not None:
                row[question.id] = value
        rows.append(row)
        if item < least or item == most:
            continue
        found, value = _take(place, Ask(key=f"{step.id}/{item}/more", step=more_of(step), parent=step, item=item, more=True), answers)
        if not found:
            return False
        if value is False:
            break
    place.known[step.id] = tuple(rows)
    place.known[f"{step.id}.count"] = len(rows)
    return True


def ask_marked(flow: Flow, mark: str) -> Ask | None:
    """The question that this mark was made for, wherever it stands now; None when the flow has none like it any more."""
    key = mark.partition(":")[0]
    name, _, inside = key.partition("/")
    item, _, field_id = inside.partition("/")
    parent = flow.step(name)
    if parent is None:
        return None
    asked = {question.id: question for question in (*parent.fields, more_of(parent))}.get(field_id) if inside else parent
    if asked is None:
        return None
    ask = Ask(key=key, step=asked, parent=parent, item=int(item or 0), more=bool(inside) and field_id == "more")
    return ask if ask.is_marked(mark) else None


def as_shown(step: Step, mark: str) -> Step:
    """The step with its choices in the order in which the person has them on the screen: a number that is typed counts those."""
    shown = tuple(value for value in mark.rpartition(":")[2].split(",") if value)
    now = {option.value: option for option in step.options}
    if not shown or shown == tuple(now):
        return step
    taken_away = {value: FlowOption(value=value, label="") for value in shown if value not in now}
    later = tuple(value for value in now if value not in shown)
    return replace(step, options=tuple((now | taken_away)[value] for value in (*shown, *later)))


def more_of(group: Step) -> Step:
    """The question whether another item follows."""
    return replace(group, id="more", kind=Kind.YES_NO, fields=(), branches=(), least=None, most=None, optional=False)


def _calculate(place: Place, step: Step, calculators: Mapping[str, Calculator]) -> bool:
    calculator = calculators.get(step.use)
    if calculator is None:
        place.stuck = True
        return False
    values: dict[str, Value] = {}
    for wanted in calculator.inputs:
        source = step.inputs.get(wanted.name)
        if source is None:
            continue
        value = source.fixed if source.fixed else place.lookup(source.name)
        if value is not None:
            values[wanted.name] = _fixed(value, wanted.kind) if source.fixed else value
    try:
        outputs = calculator.function(Inputs(values), place.rates, place.today)
    except Impossible as error:
        place.stuck, place.impossible = True, error.reason
        return False
    except (MissingInput, TypeError, ValueError, ArithmeticError, LookupError) as error:
        # A fault of the content or the calculator must not take the conversation down; the check reports it.
        place.stuck, place.failure = True, type(error).__name__
        return False
    for name, output in outputs.items():
        place.known[f"{step.id}.{name}"] = output
    return True


def _fixed(value: Value, kind: Kind) -> Value:
    if kind in (Kind.NUMBER, Kind.WON, Kind.HOURS) and isinstance(value, str):
        return int(value)
    return value == "yes" if kind is Kind.YES_NO else value
