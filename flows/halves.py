"""Answers that come in two messages: "작년 3월", then "4일"; "2500", then "만원이요"; a doubtful choice, then "네"."""

from dataclasses import replace
from datetime import date

from flows.answers import DOUBTFUL, Accepted, Refused, read_answer
from flows.choices import find_yes_no
from flows.days import year_said
from flows.flow import Step
from flows.language import POLITE_ENDINGS
from flows.values import Kind

#: Why an answer is refused of which only a part is missing.
HALF = frozenset({"day_missing", "which_unit", DOUBTFUL})


def read_rest(step: Step, half: str, said: str, today: date) -> Accepted | Refused:
    """Read what was said after `half` an answer to the same step: as the rest of it where that makes one, else for itself."""
    alone = read_answer(step, said, today)
    if not half or (isinstance(alone, Accepted) and (step.kind is not Kind.DATE or year_said(said, today))):
        return alone
    if step.options:
        return read_answer(step, half, today) if find_yes_no(said) else alone
    # A month that is said again takes the place of the first one; the year stays.
    year = next((word for word in half.split() if year_said(word, today)), "")
    for whole in (f"{half} {said}", f"{year} {said}"):
        together = read_answer(step, whole, today)
        if isinstance(together, Accepted):
            return replace(together, told=True)
    return alone


def half_of(answer: Accepted | Refused, half: str, said: str) -> str:
    """What is kept of an answer that was refused: what the next message may be the rest of."""
    if isinstance(answer, Accepted) or answer.reason not in HALF:
        return ""
    if answer.reason == DOUBTFUL:
        return str(answer.details["meant"])
    rest = said.rstrip(" .!?~")
    rest = rest.removesuffix(next((ending for ending in POLITE_ENDINGS if rest.endswith(ending)), ""))
    return f"{half} {rest}".strip() if half and rest not in half else rest
