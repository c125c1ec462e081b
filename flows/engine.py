"""Guides a person through a flow. Answers are kept by step name and replayed, so an edited flow never strands anyone.

Everything here is a pure function of the content, the kept answers and the day. Nothing is remembered between two calls.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from flows.answers import Accepted, Refused, read_answer
from flows.calculator import Calculator
from flows.choices import NONE_CHOSEN
from flows.corrections import correction, only_one, unless_taken_back
from flows.flow import Flow, Reminders, longest_way
from flows.halves import OFFERED, half_of
from flows.language import ASKING, BARE_ASKING, clean, command, is_left_out, squeezed
from flows.opening import told_before
from flows.rates import NoRate, Rates
from flows.reading import Answers, left_out, pressed, read_seen, seen_at, unless_no_consent, with_answer, without_answer
from flows.replay import SKIPPED, Answered, Ask, Place, replay
from flows.results import Result, result_of
from flows.schedule import Schedule
from flows.sentences import Sentences
from flows.values import Kind, Value
from flows.wording import Glossary, Term, Wording

#: After so many answers in a row that were not understood the router offers a human.
MISSES_BEFORE_HUMAN = 3
MAX_ANSWERS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of a question."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked now."""

    flow: str
    #: The name under which the answer is kept.
    step: str
    #: Tells this question from every other one, also after the content has changed.
    mark: str
    text: str
    why: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    kind: Kind
    #: Place on the way, from 1, and how many there are if the longest way is taken.
    number: int
    total: int
    optional: bool = False
    #: Of several choices none at all is an answer too.
    none_fits: bool = False
    #: Terms of the glossary that the question uses.
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """An answered question on the review page."""

    step: str
    text: str
    answer: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What follows from one thing that was said: a question or a result, and one kind sentence when there is something to say."""

    answers: Answers = ()
    question: Question | None = None
    result: Result | None = None
    note: str = ""
    #: How often the present question was answered in a way nobody understood.
    misses: int = 0
    #: What was said is half an answer to the present question; the other half may come next.
    half: str = ""
    #: What was said answers a question that is not asked any more, so nothing was kept.
    unread: bool = False
    #: The flow is over: there is a result, or the flow does not exist any more.
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowBook:
    """All flows with everything they need; swapped in whole when content changes."""

    flows: Mapping[str, Flow] = field(default_factory=dict)
    rates: Rates = field(default_factory=Rates)
    glossary: Glossary = field(default_factory=Glossary)
    wording: Wording = field(default_factory=Wording)
    calculators: Mapping[str, Calculator] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        flows: Iterable[Flow],
        *,
        rates: Rates,
        glossary: Glossary,
        wording: Wording,
        calculators: Mapping[str, Calculator],
    ) -> "FlowBook":
        """Collect flows under their names."""
        return cls(flows={flow.id: flow for flow in flows}, rates=rates, glossary=glossary, wording=wording, calculators=calculators)

    def __contains__(self, flow: object) -> bool:
        return flow in self.flows

    def title(self, flow_id: str) -> str:
        """What a flow is called, or nothing."""
        flow = self.flows.get(flow_id)
        return flow.title if flow else ""

    def begin(self, flow_id: str, today: date) -> Turn:
        """The first question."""
        return self.resume(flow_id, (), today)

    def resume(self, flow_id: str, answers: Answers, today: date, *, misses: int = 0, note: str = "", asked: str = "") -> Turn:
        """The place where the kept answers lead today, whatever became of the content; `asked` as for `reply`."""
        flow = self.flows.get(flow_id)
        if flow is None:
            return Turn(answers=answers, note=self.wording.say("gone"), ended=True)
        place = self._replay(flow, answers, today)
        if place.ask and asked and not place.ask.is_marked(asked):
            note, misses = note or self.wording.say("moved"), 0
        return self._turn(place, answers, note=note, misses=misses)

    def reply(self, flow_id: str, answers: Answers, said: str, today: date, *, misses: int = 0, asked: str = "", half: str = "") -> Turn:
        """What follows when the person types or presses something at the question that they have seen.

        `asked` is its mark, or empty when nobody knows. When the content or the day has changed since, that may not be the present one.
        `half` is what was said there before and is half an answer.
        """
        flow = self.flows.get(flow_id)
        if flow is None:
            return self.resume(flow_id, answers, today)
        place = self._replay(flow, answers, today)
        if place.ask is None:
            return self._turn(place, answers)
        seen = seen_at(place, place.ask, asked)
        if seen is None or not self._is_label(seen, said):
            if turn := self._command(flow_id, answers, said, today, misses=misses, asked=asked):
                return turn
            if term := self._term_in(said):
                note = self.wording.say("term", term=term.name, means=term.means)
                return self.resume(flow_id, answers, today, note=note, misses=misses, asked=asked)
        answer = read_seen(seen, said, asked, today, half=half if seen is place.ask else "")
        if seen is place.ask and seen.step.optional and is_left_out(said) and (isinstance(answer, Refused) or seen.step.kind is Kind.TEXT):
            return self.skip(flow_id, answers, today, misses=misses, asked=asked)
        if seen is not place.ask:
            return self._moved(place, answers, seen, answer)
        answer = unless_no_consent(flow, place.ask, said, unless_taken_back(place.ask, said, answer))
        if (not half or half.startswith(OFFERED)) and (taken_back := correction(place, said, answer, misses=misses)):
            return self._amended(place, answers, *taken_back)
        return replace(self._answer(place, answers, answer, misses), half=half_of(answer, half, said))

    def back(self, flow_id: str, answers: Answers, today: date) -> Turn:
        """The question before the present one, whose answer is taken back."""
        flow = self.flows.get(flow_id)
        path = self._replay(flow, answers, today).path if flow else []
        if not path:
            return self.resume(flow_id, answers, today, note=self.wording.say("no_back") if flow else "")
        return self.resume(flow_id, without_answer(answers, path[-1].ask.key), today)

    def skip(self, flow_id: str, answers: Answers, today: date, *, misses: int = 0, asked: str = "") -> Turn:
        """Leave the question out that the person has seen, when that is allowed; `asked` as for `reply`."""
        flow = self.flows.get(flow_id)
        place = self._replay(flow, answers, today) if flow else None
        if place is None or place.ask is None:
            return self.resume(flow_id, answers, today)
        seen = seen_at(place, place.ask, asked)
        if seen is not place.ask:
            return self._moved(place, answers, seen, left_out(seen))
        if place.ask.more:
            return self.resume(flow_id, with_answer(answers, place.ask.key, "no"), today)
        if not place.ask.step.optional:
            return self.resume(flow_id, answers, today, note=self.wording.say("not_optional"), misses=misses + 1)
        return self.resume(flow_id, with_answer(answers, place.ask.key, SKIPPED), today, note=self.wording.say("skipped"))

    def why(self, flow_id: str, answers: Answers, today: date) -> str:
        """Why the present question is asked, or nothing."""
        question = self.resume(flow_id, answers, today).question
        return question.why if question else ""

    def help(self, flow_id: str, answers: Answers, today: date, *, misses: int = 0, asked: str = "") -> Turn:
        """The words that always work; then the question comes again."""
        return self.resume(flow_id, answers, today, note=self.wording.say("help"), misses=misses, asked=asked)

    def review(self, flow_id: str, answers: Answers, today: date) -> tuple[Reviewed, ...]:
        """Every answered question on the way with its answer."""
        flow = self.flows.get(flow_id)
        if flow is None:
            return ()
        place = self._replay(flow, answers, today)
        sentences = self._sentences(place)
        return tuple(
            Reviewed(step=done.ask.key, text=sentences.ask(done.ask), answer=sentences.answer(done.ask.step, done.value), number=number)
            for number, done in enumerate(place.path, start=1)
        )

    def review_text(self, flow_id: str, answers: Answers, today: date) -> str:
        """The review page as text."""
        reviewed = self.review(flow_id, answers, today)
        lines = [self.wording.say("review_line", number=str(one.number), text=one.text, answer=one.answer) for one in reviewed]
        return "\n".join((self.wording.say("review_title" if reviewed else "review_empty"), *lines))

    def change(self, flow_id: str, answers: Answers, step: str, today: date) -> Turn:
        """Ask one answered question again; all other answers stay. `step` is a name, or a number of the review page."""
        wanted = self._wanted(self.review(flow_id, answers, today), step)
        if wanted is None:
            return self.resume(flow_id, answers, today, note=self.wording.say("unknown_step"))
        return self.resume(flow_id, without_answer(answers, wanted.step), today)

    def amend(self, flow_id: str, answers: Answers, mark: str, value: str, today: date) -> Turn | None:
        """What follows when a button is pressed whose question need not be the last one seen; None when that question is over.

        `mark` tells the question, `value` is the choice, or SKIPPED. The items of a group look alike: an earlier answer in one stays.
        """
        place = self._replay(self.flows[flow_id], answers, today)
        if place.ask and place.ask.is_marked(mark):
            if value == SKIPPED:
                return self.skip(flow_id, answers, today, asked=mark)
            return self.reply(flow_id, answers, value, today, asked=mark)
        done = next((done for done in place.path if done.ask.is_marked(mark) and not done.ask.item), None)
        answer = pressed(done.ask, value, today) if done else Refused()
        if done is None or isinstance(answer, Refused):
            return None
        return self._amended(place, answers, done, answer)

    def suppose(self, flow_id: str, answers: Answers, value: str, today: date) -> Turn | None:
        """What follows with another value for one answer; None where no answer can be meant by it, or several."""
        place = self._replay(self.flows[flow_id], answers, today)
        found = only_one(place, value, lambda done: self._sentences(place).ask(done.ask))
        return self._amended(place, answers, *found) if found else None

    def known(self, flow_id: str, answers: Answers, today: date) -> Mapping[str, Value | None]:
        """What the kept answers come to, by name of step and output; papers are filled with it."""
        flow = self.flows.get(flow_id)
        return self._replay(flow, answers, today).known if flow else {}

    def schedule(self, flow_id: str, answers: Answers, today: date) -> Schedule | None:
        """The schedule that the kept answers come to; of several the last one, which is what the result speaks of."""
        made = [value for value in self.known(flow_id, answers, today).values() if isinstance(value, Schedule) and len(value)]
        return made[-1] if made else None

    def reminders(self, flow_id: str, answers: Answers, today: date) -> Reminders | None:
        """The reminders that the person said yes to."""
        flow = self.flows.get(flow_id)
        reminders = flow.reminders if flow else None
        wanted = reminders and self.known(flow_id, answers, today).get(reminders.consent) is True
        return reminders if wanted else None

    def is_choice(self, flow_id: str, answers: Answers, said: str, today: date, *, asked: str = "") -> bool:
        """Whether a typed word names an option of the question that was seen, even when it is a command elsewhere."""
        place = self._replay(self.flows[flow_id], answers, today)
        seen = seen_at(place, place.ask, asked) if place.ask else None
        return seen is not None and self._is_label(seen, said)

    def told_before(self, flow_id: str, answers: Answers, opening: str, today: date) -> tuple[str, str] | None:
        """The answer to the present question that the opening one told already: as it is kept and as people read it."""
        place = self._replay(self.flows[flow_id], answers, today)
        told = told_before(place.ask.step, opening, today) if place.ask and not place.ask.item else None
        if place.ask is None or told is None or told.text in dict(answers).values():
            return None
        return told.text, self._sentences(place).answer(place.ask.step, told.value)

    def explain(self, said: str) -> str:
        """One sentence on a term of the glossary that the text asks about, or nothing."""
        term = self._term_in(said)
        return self.wording.say("term", term=term.name, means=term.means) if term else ""

    def _replay(self, flow: Flow, answers: Answers, today: date) -> Place:
        return replay(flow, dict(answers), today, self.rates, self.calculators)

    def _sentences(self, place: Place) -> Sentences:
        return Sentences(place=place, glossary=self.glossary, wording=self.wording, calculators=self.calculators)

    def _turn(self, place: Place, answers: Answers, *, note: str = "", misses: int = 0) -> Turn:
        try:
            if place.ask is not None:
                return Turn(answers=answers, question=self._question(place, place.ask), note=note, misses=misses)
        except NoRate as error:
            place.missing_rate = error
        return Turn(answers=answers, result=result_of(place, self._sentences(place)), note=note, ended=True)

    def _question(self, place: Place, ask: Ask) -> Question:
        sentences = self._sentences(place)
        number = len({done.ask.parent.id for done in place.path if done.ask.parent is not ask.parent}) + 1
        total = number + longest_way(place.flow, ask.parent.id) - 1
        return Question(
            flow=place.flow.id,
            step=ask.key,
            mark=ask.mark,
            text=sentences.question(ask),
            why=sentences.fill(ask.step.why or ask.parent.why),
            hint=sentences.fill(ask.step.hint) if not ask.more else "",
            options=tuple(Option(value=value, label=label) for value, label in sentences.options(ask)),
            kind=ask.step.kind,
            number=number,
            total=total,
            optional=ask.step.optional,
            none_fits=ask.step.kind is Kind.CHOICES and isinstance(read_answer(ask.step, NONE_CHOSEN, place.today), Accepted),
            terms=sentences.terms(ask),
        )

    def _is_label(self, ask: Ask, said: str) -> bool:
        """A choice that is called like a command is a choice."""
        wanted = squeezed(said)
        return any(wanted == squeezed(name) for option in ask.step.options for name in (option.label, *option.also) if name)

    def _command(self, flow_id: str, answers: Answers, said: str, today: date, *, misses: int, asked: str) -> Turn | None:
        match command(said):
            case "back":
                return self.back(flow_id, answers, today)
            case "skip":
                return self.skip(flow_id, answers, today, misses=misses, asked=asked)
            case "why":
                why = self.why(flow_id, answers, today)
                note = self.wording.say("why", why=why) if why else self.wording.say("no_why")
                return self.resume(flow_id, answers, today, note=note, misses=misses, asked=asked)
            case "help":
                return self.help(flow_id, answers, today, misses=misses, asked=asked)
            case "review":
                note = self.review_text(flow_id, answers, today)
                return self.resume(flow_id, answers, today, note=note, misses=misses, asked=asked)
            case _:
                return None

    def _answer(self, place: Place, answers: Answers, answer: Accepted | Refused, misses: int) -> Turn:
        ask = place.ask
        assert ask is not None
        if isinstance(answer, Refused):
            note = self._sentences(place).refusal(ask, answer, misses + 1)
            return self._turn(place, answers, note=note, misses=misses + 1)
        if len(answers) >= MAX_ANSWERS and ask.key not in dict(answers):
            return self._turn(place, answers, note=self.wording.say("too_many_answers"), misses=MISSES_BEFORE_HUMAN)
        after = self._replay(place.flow, with_answer(answers, ask.key, answer.text), place.today)
        is_change = len(after.path) > len(place.path) + 1
        return self._turn(after, with_answer(answers, ask.key, answer.text), note=self._understood(place, ask, answer, is_change=is_change))

    def _moved(self, place: Place, answers: Answers, seen: Ask | None, answer: Accepted | Refused) -> Turn:
        """Another question comes first now. The answer to the one that was seen is kept under its own name, never taken for this one's."""
        if seen is None or isinstance(answer, Refused) or len(answers) >= MAX_ANSWERS:
            return replace(self._turn(place, answers, note=self.wording.say("moved")), unread=True)
        kept = with_answer(answers, seen.key, answer.text)
        note = " ".join(note for note in (self.wording.say("moved_kept"), self._understood(place, seen, answer, is_change=False)) if note)
        return self._turn(self._replay(place.flow, kept, place.today), kept, note=note)

    def _amended(self, place: Place, answers: Answers, done: Answered, answer: Accepted) -> Turn:
        """An earlier answer is another now; the question that comes next is asked."""
        kept = with_answer(answers, done.ask.key, answer.text)
        return self._turn(self._replay(place.flow, kept, place.today), kept, note=self._sentences(place).amended(done, answer))

    def _understood(self, place: Place, ask: Ask, answer: Accepted, *, is_change: bool) -> str:
        said = self._sentences(place).answer(ask.step, answer.value)
        # A choice may be called a whole sentence.
        told = self.wording.say("understood", answer=f"‘{said}’" if ask.step.options else said) if answer.told else ""
        return " ".join(note for note in (self.wording.say("changed") if is_change else "", told) if note)

    def _term_in(self, said: str) -> Term | None:
        for pattern in (ASKING, BARE_ASKING):
            if (match := pattern.match(clean(said))) and (term := self.glossary.find(match.group(1))):
                return term
        return None

    @staticmethod
    def _wanted(reviewed: tuple[Reviewed, ...], step: str) -> Reviewed | None:
        digits = squeezed(step).rstrip("".join(sign for sign in squeezed(step) if not sign.isdigit()))
        for found in reviewed:
            if found.step == step or (digits.isdigit() and found.number == int(digits)):
                return found
        return None


__all__ = ["Answered", "Answers", "FlowBook", "Option", "Question", "Result", "Reviewed", "Turn", "longest_way"]
