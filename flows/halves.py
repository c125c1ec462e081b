"""Answers that come in two messages: "작년 3월", then "4일"; "2500", then "만원이요"; a doubtful choice, then "네"."""

import re
from dataclasses import replace
from datetime import date

from flows.answers import DOUBTFUL, Accepted, Refused, read_answer
from flows.choices import find_yes_no
from flows.day_words import PART_OF_A_YEAR, PER_WORDS
from flows.days import year_said
from flows.flow import Step
from flows.language import POLITE_ENDINGS
from flows.periods import per_said
from flows.values import Kind

#: Why an answer is refused of which only a part is missing.
HALF = frozenset({"day_missing", "month_missing", "which_unit", "days_missing", "hours_missing", "day_or_week", DOUBTFUL})
#: A unit alone: what stands before it was typed in the message before.
_BARE_UNIT = re.compile(r"[십백천]?[만억천]\s?원?(?:이요|요|이에요|예요|입니다|정도요?)?[.!~]*$|원(?:이요|이에요)?$")
#: Begins what is kept when a whole answer was offered, which a yes takes up.
OFFERED = "="


def read_rest(step: Step, half: str, said: str, today: date) -> Accepted | Refused:
    """Read what was said after `half` an answer to the same step: as the rest of it where that makes one, else for itself."""
    alone = read_answer(step, said, today)
    if not half or (isinstance(alone, Accepted) and (half.startswith(OFFERED) or not _may_be_rest(step, said, today))):
        return alone
    if half.startswith(OFFERED):
        return _agreed(step, half, said, today) or alone
    if step.kind is Kind.WON and _BARE_UNIT.match(said.strip()):
        # 230, then 만이요 is 230만; what is typed alone would be ten thousand.
        return _first_read(step, (f"{half}{said.strip()}",), today) or alone
    if step.kind is Kind.WON:
        return alone
    if step.kind is Kind.HOURS and (per := per_said(said)):
        whole = read_answer(step, f"{per} {half}", today)
        return replace(whole, told=True) if isinstance(whole, Accepted) else whole
    if step.kind is Kind.HOURS:
        return _first_read(step, (f"{half} {said}", f"{half} {PER_WORDS['day'][0]} {said}"), today) or alone
    # A month that is said again takes the place of the first one; the year stays.
    year = next((word for word in half.split() if year_said(word, today)), "")
    return _first_read(step, (f"{half} {said}", f"{year} {said}"), today) or alone


def _agreed(step: Step, half: str, said: str, today: date) -> Accepted | None:
    """The answer that was offered, where it is taken up."""
    offered = read_answer(step, half.removeprefix(OFFERED), today) if find_yes_no(said) else Refused()
    return replace(offered, told=True) if isinstance(offered, Accepted) else None


def _may_be_rest(step: Step, said: str, today: date) -> bool:
    """Whether an answer may be the rest of another one all the same: a day without its year, hours that may be those of each day."""
    if step.kind is Kind.WON:
        return _BARE_UNIT.match(said.strip()) is not None
    return step.kind is Kind.HOURS or (step.kind is Kind.DATE and not year_said(said, today))


def _first_read(step: Step, texts: tuple[str, ...], today: date) -> Accepted | None:
    """What was put together and can be read."""
    answers = (read_answer(step, text, today) for text in texts)
    found = next((answer for answer in answers if isinstance(answer, Accepted)), None)
    return replace(found, told=True) if found else None


def half_of(answer: Accepted | Refused, half: str, said: str) -> str:
    """What is kept of an answer that was refused: what the next message may be the rest of."""
    if isinstance(answer, Accepted) or answer.reason not in HALF:
        return ""
    if half.startswith(OFFERED):
        # What was offered is no half of what is typed instead.
        half = ""
    if answer.reason == DOUBTFUL:
        return f"{OFFERED}{answer.details['meant']}"
    if half and (per := per_said(said)):
        return f"{per} {half}"
    rest = PART_OF_A_YEAR.sub("", said).rstrip(" .!?~")
    rest = rest.removesuffix(next((ending for ending in POLITE_ENDINGS if rest.endswith(ending)), ""))
    return f"{half} {rest}".strip() if half and rest not in half else rest
