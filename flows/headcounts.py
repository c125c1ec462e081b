"""A count with its noun before it: 조합원 42명, 저까지 다섯 명. The noun must be what the question counts."""

from collections.abc import Callable

from flows.flow import Step
from flows.language import clean
from flows.number_words import (
    ALIKE,
    BEHIND_COUNT,
    COUNTED,
    DOING,
    FILLERS,
    LEFT_OFF,
    NOT_COUNTED,
    NOUN_TAIL,
    ONESELF,
    TAKEN_IN,
    WORD_THEN_DIGIT,
)

#: So many words at most stand before a count.
MOST_BEFORE = 4


def count_of(step: Step, said: str, read: Callable[[str], int | None]) -> int | None:
    """The count in a text that begins with what is counted, if that is what the step asks for; `read` reads a count alone."""
    text = WORD_THEN_DIGIT.sub(" ", clean(said))
    if names_several(text):
        return None
    # 23명 찬성이요: what they did is what is asked for, see `names_others`.
    if (behind := BEHIND_COUNT.search(text)) and any(behind.group(1).startswith(words) for words in DOING):
        text = text[: behind.start(1)].strip()
        if (number := read(text)) is not None:
            return number
    words = text.split()
    for start in range(1, min(len(words), MOST_BEFORE + 1)):
        number = read(" ".join(words[start:]))
        if number is not None:
            return number if _is_asked(step, " ".join(words[:start])) else None
    return None


def names_several(said: str) -> bool:
    """Whether a text holds more than one count."""
    return len(COUNTED.findall(clean(said))) > 1


def names_others(step: Step, said: str) -> bool:
    """Whether a count is said to be that of people whom the question does not count: 23명 왔어요 is no number of members."""
    behind = BEHIND_COUNT.search(clean(said))
    kind = next((words for words in DOING if behind and behind.group(1).startswith(words)), None)
    return kind is not None and not any(word in step.ask for word in kind)


def _is_asked(step: Step, before: str) -> bool:
    """Whether the words before a count are about what the question asks for."""
    chair_apart = LEFT_OFF.search(step.ask) is not None
    if match := LEFT_OFF.match(before):
        # Only who the question leaves off may be left off.
        if not chair_apart or not ONESELF.fullmatch(match.group(1)):
            return False
        before = before[match.end() :]
    if match := TAKEN_IN.match(before):
        if chair_apart and ONESELF.fullmatch(match.group(1)):
            return False
        before = before[match.end() :]
    asked = NOT_COUNTED.sub("", step.ask)
    return all(FILLERS.fullmatch(word) or _names(NOUN_TAIL.sub("", word), asked) for word in before.split())


def _names(noun: str, asked: str) -> bool:
    """Whether the question has the noun, or another word for it."""
    others = (word for words in ALIKE if noun.startswith(words) for word in words)
    return len(noun) > 1 and (noun[:2] in asked or any(word in asked for word in others))
