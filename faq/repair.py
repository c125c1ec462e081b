"""Other readings of a question: typed on the wrong keyboard, with a slip of the finger, or with first letters only."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from faq import hangul
from faq.initials import letters
from faq.text import clean, words

#: How much more of a reading the content must know before it is preferred to what was typed.
CLEARLY = 0.25
_LATIN = re.compile(r"[A-Za-z]{2,}")
#: Nothing else can have been typed on the wrong keyboard, or be first letters.
_DOUBTFUL = re.compile(r"[A-Za-z]{2}|[ㄱ-ㅎㅏ-ㅣ]")
_LETTERS = re.compile(r"[ㄱ-ㅎㅏ-ㅣ가-힣]+")

#: Share of a text's features that the content knows.
Knowledge = Callable[[Sequence[str]], float]
#: The words that were meant, one for each that was typed.
Meant = Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a question is taken to say."""

    words: tuple[str, ...]
    #: The repaired text; None when it is read as typed.
    repaired: str | None = None
    #: Only first letters were typed.
    initials: bool = False


def read(question: str, knowledge: Knowledge, meant: Meant = tuple) -> Reading:
    """The reading the content knows best."""
    typed = repaired = clean(question)
    if _DOUBTFUL.search(typed):
        if _only_initials(typed):
            return Reading(words=tuple(filter(None, map(letters, typed.split()))), initials=True)
        repaired = _message(typed, " ".join(_word(word, knowledge) for word in typed.split()), knowledge)
    said = words(repaired)
    if meant(said) != said:
        repaired = _without_slips(repaired, meant)
        said = words(repaired)
    return Reading(words=said, repaired=None if repaired == typed else repaired)


def _message(typed: str, by_word: str, knowledge: Knowledge) -> str:
    """Once most of a message has turned out to be typed on the wrong keyboard, the rest of it is read that way too."""
    changed = sum(one != other for one, other in zip(typed.split(), by_word.split(), strict=True))
    if not changed or changed * 2 < len(typed.split()):
        return by_word
    every = [
        _to_hangul(word) if word == other and _LATIN.search(word) else other
        for word, other in zip(typed.split(), by_word.split(), strict=True)
    ]
    whole = " ".join(reading if _is_word(reading) else other for reading, other in zip(every, by_word.split(), strict=True))
    return whole if knowledge(words(whole)) >= knowledge(words(by_word)) else by_word


def _without_slips(text: str, meant: Meant) -> str:
    """The text with the right letters, where it can be seen which are wrong; signs stay."""
    typed = text.split()
    said = [(place, word) for place, one in enumerate(typed) for word in words(one)]
    for (place, wrong), right in zip(said, meant([word for _, word in said]), strict=True):
        typed[place] = typed[place].replace(wrong, right, 1)
    return " ".join(typed)


def _only_initials(text: str) -> bool:
    """First letters, perhaps with digits or a few Latin letters, and no laughter."""
    typed = [sign for sign in text if sign.isalnum()]
    bare = [sign for sign in typed if sign in hangul.LEADS]
    others = [sign for sign in typed if sign not in hangul.LEADS]
    spoken = any(not sign.isascii() for sign in others)
    return len(set(bare)) > 1 and len(bare) > len(others) and not spoken


def _word(word: str, knowledge: Knowledge) -> str:
    if _LATIN.search(word):
        return _better(word, [_to_hangul(word), _to_hangul(word.lower())], knowledge)
    if any(sign in hangul.LATIN for sign in word) and _LETTERS.search(word):
        return _better(word, [_to_latin(word)], knowledge)
    return word


def _better(typed: str, readings: Sequence[str], knowledge: Knowledge) -> str:
    known = knowledge(words(typed))
    chosen = typed
    for reading in readings:
        if not _is_word(reading) or len(set(reading)) < 2:
            continue
        knows = knowledge(words(reading))
        if knows > known + CLEARLY:
            chosen, known = reading, knows - CLEARLY
    return chosen


def _is_word(text: str) -> bool:
    """Nearly all letters have become syllables, or all are Latin: single letters are left where a guess was wrong."""
    single = sum(sign in hangul.LEADS or sign in hangul.VOWELS for sign in text)
    return single * 4 <= len(text)


def _to_hangul(text: str) -> str:
    return hangul.compose("".join(hangul.KEYS.get(sign, sign) for sign in text))


def _to_latin(text: str) -> str:
    return "".join(hangul.LATIN.get(stroke, stroke) for stroke in hangul.strokes(text))
