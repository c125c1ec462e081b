"""Examples beside a flow: what is said, and what must come of it. `dure check` runs every one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from flows.engine import FlowBook, Turn
from flows.tree import Fields, Loc, Report, Tree

MAX_TURNS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One conversation with what is expected of it."""

    name: str
    on: date | None = None
    #: What is said, by the name under which the answer is kept.
    answers: Mapping[str, str] = field(default_factory=dict)
    #: What is said first and must be refused.
    refuse: Mapping[str, str] = field(default_factory=dict)
    result: str = ""
    #: The question that must stand at the end instead of a result.
    asks: str = ""
    says: tuple[str, ...] = ()
    not_says: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    loc: Loc = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """All examples of one flow."""

    flow: str
    examples: tuple[Example, ...]


def parse_examples(tree: Tree, report: Report) -> Examples | None:
    """Read one file of examples."""
    top = Fields(tree, (), report)
    flow, on = top.identifier("flow"), top.day("on", required=False)
    examples = tuple(_example(fields, on) for fields in top.maps("examples", required=True))
    top.close()
    return Examples(flow=flow, examples=examples) if flow else None


def _example(fields: Fields, on: date | None) -> Example:
    expect = fields.map("expect")
    if expect is None:
        fields.report("expect", "missing_key", key="expect")
        expect = Fields({}, fields.loc, lambda _loc, _code, /, **_details: None)
    example = Example(
        name=fields.text("name", limit=100),
        on=fields.day("on", required=False) or on,
        answers=_answers(fields, "answers"),
        refuse=_answers(fields, "refuse"),
        result=expect.text("result", default=""),
        asks=expect.text("asks", default=""),
        says=expect.texts("says"),
        not_says=expect.texts("not_says"),
        law=expect.texts("law"),
        next=expect.texts("next"),
        loc=fields.loc,
    )
    if not example.result and not example.asks:
        fields.report("expect", "example_expects_nothing")
    expect.close()
    fields.close()
    return example


def _answers(fields: Fields, key: str) -> dict[str, str]:
    """Answers by step; a list of mappings answers a group, item by item."""
    inner = fields.map(key)
    found: dict[str, str] = {}
    for name in inner.names() if inner else ():
        assert inner is not None
        if isinstance(inner.raw(name), list):
            for number, item in enumerate(inner.maps(name), start=1):
                found.update({f"{name}/{number}/{field}": item.text(field) for field in item.names()})
        else:
            found[name] = inner.text(name, default="")
    return found


#: What a run tells of: the name of a sentence and what to fill in.
Finding = tuple[str, dict[str, str]]


def run_example(book: FlowBook, flow: str, example: Example, today: date) -> tuple[Finding, ...]:
    """Hold the conversation of an example; nothing comes back when everything is as expected."""
    return tuple(_Run(book, flow, example, example.on or today).findings())


class _Run:
    def __init__(self, book: FlowBook, flow: str, example: Example, today: date) -> None:
        self.book, self.flow, self.example, self.today = book, flow, example, today
        self.left = dict(example.answers)

    def findings(self) -> Iterator[Finding]:
        turn = self.book.begin(self.flow, self.today)
        for _ in range(MAX_TURNS):
            if turn.question is None:
                break
            step = turn.question.step
            if step in self.example.refuse and self._accepts(turn, self.example.refuse[step]):
                yield "example_not_refused", {"step": step, "said": self.example.refuse[step]}
            following = self._next(turn)
            if following is None:
                break
            if following.misses:
                yield "example_refused", {"step": step, "said": self.example.answers.get(step, ""), "note": following.note}
                return
            turn = following
        yield from self._compare(turn)

    def _accepts(self, turn: Turn, said: str) -> bool:
        return self.book.reply(self.flow, turn.answers, said, self.today).misses == 0

    def _next(self, turn: Turn) -> Turn | None:
        """The turn after the present question was answered as the example says; None when it says nothing."""
        question = turn.question
        assert question is not None
        if question.step in self.left:
            said = self.left.pop(question.step)
            if not said:
                return self.book.skip(self.flow, turn.answers, self.today)
            return self.book.reply(self.flow, turn.answers, said, self.today)
        if question.step.endswith("/more"):
            group, item, _ = question.step.split("/")
            more = any(key.startswith(f"{group}/{int(item) + 1}/") for key in self.left)
            return self.book.reply(self.flow, turn.answers, "yes" if more else "no", self.today)
        if question.optional and self.example.asks != question.step:
            return self.book.skip(self.flow, turn.answers, self.today)
        return None

    def _compare(self, turn: Turn) -> Iterator[Finding]:
        for step in self.left:
            yield "example_answer_unused", {"step": step}
        if self.example.asks:
            stands = turn.question.step if turn.question else ""
            if stands != self.example.asks:
                yield "example_other_question", {"expected": self.example.asks, "found": stands or self._result_of(turn)}
            text = turn.question.text if turn.question else ""
        elif turn.result is None:
            yield "example_unfinished", {"expected": self.example.result, "found": turn.question.step if turn.question else ""}
            return
        else:
            if turn.result.id != self.example.result:
                yield "example_other_result", {"expected": self.example.result, "found": turn.result.id}
            text = f"{turn.result.title}\n{turn.result.text}\n{turn.result.handoff}"
        yield from self._words(turn, text)

    def _words(self, turn: Turn, text: str) -> Iterator[Finding]:
        yield from _lacking("example_not_said", self.example.says, lambda words: words in text)
        yield from _lacking("example_said", self.example.not_says, lambda words: words not in text)
        if turn.result:
            basis, offers = turn.result.basis, turn.result.next
            yield from _lacking("example_law_missing", self.example.law, lambda law: law in basis)
            yield from _lacking("example_next_missing", self.example.next, lambda offer: offer in offers)

    @staticmethod
    def _result_of(turn: Turn) -> str:
        return turn.result.id if turn.result else ""


def _lacking(code: str, wanted: tuple[str, ...], holds: Callable[[str], bool]) -> Iterator[Finding]:
    for words in wanted:
        if not holds(words):
            yield code, {"words": words}
