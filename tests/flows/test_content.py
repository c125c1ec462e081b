"""The shipped flows themselves."""

import re

from flows.check import check
from flows.draw import mermaid
from flows.flow import Flow
from flows.language import PARTICLES, UNIT_WORDS, with_particles
from flows.values import Kind, Unit
from tests.flows.books import SHIPPED, TODAY


def test_the_shipped_content_reads_without_a_finding() -> None:
    assert SHIPPED.problems == ()
    findings: list[tuple[object, ...]] = []
    count = check(SHIPPED.book, SHIPPED.examples, lambda *args, **details: findings.append((*args, details)), TODAY)
    assert findings == []
    assert count.examples >= 20
    assert count.ways > 100


def test_finding_the_type_takes_few_questions() -> None:
    turn = SHIPPED.book.begin("find-type", TODAY)
    assert turn.question
    assert 5 <= turn.question.total <= 9


def test_every_flow_can_be_drawn() -> None:
    for flow in SHIPPED.book.flows.values():
        assert mermaid(flow).startswith("flowchart TD\n")


#: A name with a particle that is not written as a pair.
BARE = re.compile(r"\{([a-z0-9.-]+)\}(" + "|".join({form for forms in PARTICLES.values() for form in forms}) + r")(?![가-힣(])")


def test_a_bare_particle_fits_the_unit_before_it() -> None:
    met = 0
    for flow in SHIPPED.book.flows.values():
        for text in texts_of(flow):
            for name, form in BARE.findall(text):
                if unit := unit_of(flow, name):
                    met += 1
                    pair = next(pair for pair, forms in PARTICLES.items() if form in forms)
                    assert with_particles(f"1,000{unit}{pair}") == f"1,000{unit}{form}", f"{flow.id}: {text}"
    assert met > 50


def texts_of(flow: Flow) -> list[str]:
    """Everything a flow says."""
    asked = [text for step in flow.steps for text in (step.ask, step.why, step.hint)]
    said = [text for end in flow.results for text in (end.title, end.text, end.handoff, *(part.say for part in end.parts))]
    return asked + said


def unit_of(flow: Flow, name: str) -> str:
    """The word behind the number that a name stands for, or nothing."""
    head, _, output = name.partition(".")
    step = flow.step(head)
    if step is None:
        return ""
    if calculator := SHIPPED.book.calculators.get(step.use):
        found = calculator.output(output)
        return UNIT_WORDS.get(found.unit, "") if found else ""
    return {Kind.WON: UNIT_WORDS[Unit.WON], Kind.PERCENT: UNIT_WORDS[Unit.PERCENT]}.get(step.kind, step.unit)
