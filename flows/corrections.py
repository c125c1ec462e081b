"""A message that takes back the answer before: "아니 30이에요" at the question that follows it."""

import re
from collections.abc import Callable
from datetime import date

from flows.answers import Accepted, Refused, read_answer
from flows.day_parts import completed, names_day
from flows.halves import read_rest
from flows.language import clean
from flows.measures import other_measure
from flows.replay import Answered, Ask, Place
from flows.values import Kind

#: Begin a message that corrects the one before it; the second only where it cannot be an answer.
CORRECTS = re.compile(
    r"^(?:(?:아차?|앗|어|참|아이고|잠깐만?요?|죄송(?:해요|합니다|한데요?)?|미안(?:해요)?)[,.!~\s]+)?"
    r"(?:아니(?:다|지|야|에요)?(?!요)|정정(?:이요|할게요|합니다)?|잘못\s?(?:썼|적었|말했|말씀드렸|눌렀)(?:어요|네요|습니다|는데요?)?)[,.!?~]*\s+"
)
MAY_CORRECT = re.compile(r"^(?:아차?|앗|어|참|아뇨|아니요|다시(?:요)?)[,.!~]*\s+")
#: A value of these kinds is plainly one; a word may be the name of many things.
PLAIN = (Kind.NUMBER, Kind.WON, Kind.PERCENT, Kind.DATE, Kind.HOURS, Kind.PERIOD)
#: A value with the words before it; two syllables tell a word from others.
LONGEST, PAIR = 5, re.compile("[가-힣]{2}")
YEAR_AND_MONTH, WHOLE_DAY = "%Y년 %m월", "%Y년 %m월 %d일"
#: So many words name a choice and nothing else.
FEW = 2
#: Of these nearly everything is taken as it is.
FREE = (Kind.TEXT, Kind.ADDRESS)


def correction(place: Place, said: str, present: Accepted | Refused, *, misses: int) -> tuple[Answered, Accepted] | None:
    """The answer before and what it becomes, where it is taken back; None where what is said is an answer to the `present` question.

    Who says no at a question for yes or no takes nothing back, nor who insists on an answer that was not understood.
    """
    text = clean(said)
    if place.ask and place.ask.step.kind in FREE:
        present = Refused()
    opened = CORRECTS.match(text) or (MAY_CORRECT.match(text) if isinstance(present, Refused) else None)
    if opened is None or not place.path or (misses and isinstance(present, Accepted)):
        return None
    done, rest = place.path[-1], text[opened.end() :]
    if (isinstance(present, Refused) or not _names(place.ask, rest)) and (named := _named_one(place, rest)):
        return named
    if done.ask.item or done.ask.step.kind in FREE:
        return None
    # A choice is only what the message names and nothing else: 아니 육아휴직 한 명 빼면 5명 takes none back.
    if done.ask.step.kind not in PLAIN and (isinstance(present, Accepted) or len(rest.split()) > FEW):
        return None
    answer = _read_anew(done, rest, place.today)
    # 아니 없어요 says no to what is asked now, not that there were none before.
    if isinstance(answer, Refused) or answer.text in (done.text, "0"):
        return None
    return done, answer


def _named_one(place: Place, said: str) -> tuple[Answered, Accepted] | None:
    """The one answer whose question a correction names ("아니 매출이 3500만원이에요"), and what it becomes."""
    named = [done for done in place.path if _names(done.ask, said)]
    found = [(done, answer) for done in named if (answer := _another(done, said, place.today))]
    return found[0] if len(found) == 1 else None


def _names(ask: Ask | None, said: str) -> bool:
    """Whether a word of what is said stands in the question."""
    words = (word[:2] for word in said.split())
    return ask is not None and any(PAIR.fullmatch(word) and word in ask.step.ask for word in words)


def only_one(place: Place, said: str, asked: Callable[[Answered], str]) -> tuple[Answered, Accepted] | None:
    """The one answer that another value can be meant for, and what it becomes; `asked` tells the question of an answer.

    Where several can be, the only one whose question has a word of what is said ("출자금 500만원").
    """
    fitting = [(done, answer) for done in place.path if (answer := _another(done, said, place.today))]
    if len(fitting) > 1:
        words = {word[:2] for word in said.split()}
        fitting = [one for one in fitting if any(word in asked(one[0]) for word in words if PAIR.fullmatch(word))]
    return fitting[0] if len(fitting) == 1 else None


def _another(done: Answered, said: str, today: date) -> Accepted | None:
    """Another value for an answer, if that can be read."""
    if done.ask.item or done.ask.step.kind not in PLAIN:
        return None
    words = said.split()
    # 시급 12000원 is not 12000원 where a month is asked for.
    if done.ask.step.kind is Kind.WON and other_measure(done.ask.step.ask, done.ask.step.hint, said):
        return None
    read = (_read_anew(done, " ".join(words[start:]), today) for start in range(min(len(words), LONGEST)))
    answer = next((one for one in read if isinstance(one, Accepted)), None)
    return answer if answer and answer.text != done.text else None


def _read_anew(done: Answered, said: str, today: date) -> Accepted | Refused:
    """Another answer to a question; what a day does not name stays as it was ("아니 5일이요", "아니 2024년이요")."""
    if not isinstance(done.value, date):
        return read_answer(done.ask.step, said, today)
    if names_day(said):
        return read_answer(done.ask.step, completed(done.value.strftime(WHOLE_DAY), said), today)
    return read_rest(done.ask.step, done.value.strftime(YEAR_AND_MONTH), said, today)


def unless_taken_back(ask: Ask, said: str, answer: Accepted | Refused) -> Accepted | Refused:
    """The answer; but a text that begins like a correction must not go into a paper."""
    return Refused(reason="taken_back") if ask.step.kind in FREE and CORRECTS.match(clean(said)) else answer
