"""What the question that led into a flow has told already: "조합원 7명인데 의결정족수가 몇 명이에요?"

It is offered at the step that asks for it and never taken by itself: the person says yes, or answers otherwise.
"""

import re
from collections.abc import Iterator
from datetime import date

from flows.answers import Accepted, read_answer
from flows.flow import Step
from flows.language import clean, squeezed
from flows.mentions import is_turned, named_in, names_of
from flows.periods import read_minutes
from flows.values import Kind

#: Kinds of values that can be told on the way.
KINDS = (Kind.NUMBER, Kind.WON, Kind.PERCENT, Kind.DATE, Kind.HOURS)
#: So many words make up a value with the noun before it.
LONGEST = 4
#: So many syllables of a name say which choice is meant; the last is in nearly every question.
TELLING, _EVERYWHERE = 3, ("협동조합", "조합원")
#: What hangs behind a value in a sentence that goes on.
_TAIL = re.compile(
    r"(?<=[\d가-힣%])(?:인데요?|이고요?|이면|이라면|일\s?때|이라서?|이에요|예요|이요|입니다|정도|쯤|으로|로|에서|에|을|를|이|은|는|의|짜리|받는데?|받고|받으면|주는데?|주면|씩)+$"
)
#: A value within bounds is no value.
_BOUND = re.compile(r"미만|이상|이하|초과|이내|몇|부터|까지|넘")
_PART_OF = re.compile(r"^.*가운데")
#: Ends what is said of something else: 7명이 출자했고 5명이 주민인데.
_CLAUSE = re.compile(r"[가-힣](?:고|며|는데|은데|인데|지만|,)$")
_NUMBER = re.compile(r"\d|[한두세네]\s?명|다섯|여섯|일곱|여덟|아홉|열|스무|[십백천]만")
_PAIR = re.compile("[가-힣]{2}")
#: Words of nearly every question name nothing that is asked for.
_COMMON = ("협동", "조합", "우리", "저희", "사회", "지금", "얼마", "이번", "올해", "작년", "내년")
#: What people call what a question asks for in the words of the law.
_ALSO = {
    "월급": ("고정으로", "급여", "임금", "기본급"),
    "급여": ("임금", "고정으로"),
    "퇴사": ("마지막으로 다니",),
    "퇴직": ("마지막으로 다니",),
}


def told_before(step: Step, opening: str, today: date) -> Accepted | None:
    """The one value in an opening question that answers this step; None where there is none, or several."""
    if step.kind is Kind.CHOICE:
        return _chosen(step, opening)
    if step.kind not in KINDS or not opening:
        return None
    read = (next((answer for text in texts if (answer := _read(step, text, after, today))), None) for texts, after in _windows(opening))
    found = {answer.text: answer for answer in read if answer}
    return next(iter(found.values())) if len(found) == 1 else None


def _chosen(step: Step, opening: str) -> Accepted | None:
    """The one choice that an opening question names by a name that says enough."""
    text = squeezed(opening)
    named = [option for option in named_in(text, step.options) if not is_turned(option, text)]
    telling = [
        option for option in named if any(len(name) >= TELLING and name in text and name not in _EVERYWHERE for name in names_of(option))
    ]
    return Accepted(value=telling[0].value, text=telling[0].value) if len(named) == len(telling) == 1 else None


def _windows(opening: str) -> Iterator[tuple[list[str], str]]:
    """For every word with a number that nothing bounds: the words up to it, the most first, and the word behind."""
    words = clean(opening).rstrip(" ?!.").split()
    for end, word in enumerate(words):
        if not _NUMBER.search(word) or _BOUND.search(" ".join(words[end : end + 2])):
            continue
        first = max([0, end - LONGEST + 1, *(place + 1 for place in range(end) if _CLAUSE.search(words[place]))])
        yield [" ".join(words[start : end + 1]) for start in range(first, end + 1)], "".join(words[end + 1 : end + 2])


def _read(step: Step, text: str, after: str, today: date) -> Accepted | None:
    """The value, where the words with it name what is asked for."""
    value = _TAIL.sub("", text)
    # Of a day and of people it is said behind as well what they are: 3월 2일 입사, 7명이 출자했고.
    named = f"{value} {after}" if step.kind in (Kind.DATE, Kind.NUMBER) else value
    if not (_names(step, named) or (step.kind is Kind.HOURS and _says_per(step, value))):
        return None
    answers = (read_answer(step, one, today) for one in (value, value.split(maxsplit=1)[-1]))
    return next((answer for answer in answers if isinstance(answer, Accepted)), None)


def _names(step: Step, text: str) -> bool:
    """Whether a word beside the value begins a word of the question; 그 가운데 몇 명 asks for no part that stands before it."""
    asked = _PART_OF.sub("", step.ask)
    for word in text.split():
        begin = word[:2]
        if _PAIR.fullmatch(begin) and begin not in _COMMON and any(name in asked for name in (begin, *_ALSO.get(begin, ()))):
            return True
    # 조합원 is named by three syllables.
    return "조합원" in text and "조합원" in re.sub(r"[{}]", "", step.ask)


def _says_per(step: Step, text: str) -> bool:
    """Whether hours name the span that they are asked for: 주 40시간."""
    found = read_minutes(text, "")
    return found is not None and found[1] == step.per != ""
