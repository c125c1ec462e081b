"""Which of the offered choices a person means: its number, its label, a part of it, or another word for it."""

import re
from collections.abc import Sequence

from flows.amounts import read_number
from flows.choice_words import COUNTER_BEHIND, YES_BEFORE
from flows.flow import FlowOption
from flows.language import (
    ALL_OF_THEM,
    DOING,
    EXISTS,
    INSTEAD,
    JOINERS,
    LIGHT_VERB,
    NEGATIONS,
    NO,
    NONE_OF_THEM,
    NOT_YET,
    NOT_YET_CALLED,
    OBJECT_PARTICLE,
    ORDINALS,
    POLITE_ENDINGS,
    SAID_NUMBER,
    SURE_NO,
    SURE_YES,
    VERB_ENDING,
    YES,
    clean,
    corrected,
    squeezed,
)
from flows.mentions import is_mentioned, is_turned, mentioned, names_of, only, place_of, several_mentioned
from flows.number_words import BOUND, COUNTERS_OF, PEOPLE

#: Says of what stands before that it is not meant.
DECLINES = re.compile(r"\S(?:은|는)\s(?:좀\s|너무\s)?(?:어려|힘들|힘드|싫|복잡|불편|무서|못\s?하|못\s?해|안\s?할|자신\s?없)")
#: Canonical answer for several choices of which none was taken.
NONE_CHOSEN = "-"
_SPLIT = re.compile(r"[,/·+&、;\n]|\s(?:" + "|".join(JOINERS) + r")\s")
_JOINED = re.compile(r"(?<=\S)(?:" + "|".join(JOINERS) + r")\s")


def find_option(said: str, options: Sequence[FlowOption]) -> FlowOption | None:
    """The one option that is meant, or None when it is none or could be several."""
    if found := only(option for option in options if option.value == said):
        return found
    text = squeezed(said)
    if not text:
        return None
    if found := _named(text, options):
        return found
    if (
        (rest := YES_BEFORE.sub("", clean(said))) != clean(said)
        and not COUNTER_BEHIND.match(rest)
        and (found := _behind_yes_no(rest, options))
    ):
        return found
    if (found := _by_yes_no(said, options) or _by_count(said, options)) is not None:
        return found
    if (number := place_said(text)) is not None:
        return _at(number, options, bare=text.isdigit())
    spoken = _spoken(text)[-1]
    if (
        len(spoken) >= 2
        and text not in _YES | _NO
        and (found := only(option for option in options if any(place_of(spoken, name) >= 0 for name in names_of(option))))
    ):
        return found
    if DECLINES.search(clean(said)):
        # What is named is what is not wanted: 인터넷은 어려워요.
        return None
    if found := mentioned(text, options):
        return found
    return _otherwise_said(said, options)


def is_named(said: str, options: Sequence[FlowOption]) -> bool:
    """Whether a choice is said by its name, its place, or a bare yes or no, so that nobody need be told what was understood."""
    text = squeezed(said)
    bare = any(spoken in names for spoken in _spoken(text) for names in (_YES, _NO, _ALL, _NONE))
    return bare or any(option.value == said for option in options) or _named(text, options) is not None or place_said(text) is not None


def _named(text: str, options: Sequence[FlowOption]) -> FlowOption | None:
    """The option with this name, give or take a polite ending."""
    found = (only(option for option in options if spoken in names_of(option)) for spoken in _spoken(text))
    return next((option for option in found if option), None)


def _exactly(piece: str, options: Sequence[FlowOption]) -> FlowOption | None:
    """The option with this name or number; of words that stand side by side a part of a name says too little."""
    number = place_said(squeezed(piece)) or 0
    return options[number - 1] if 0 < number <= len(options) else _named(squeezed(piece), options)


def _behind_yes_no(rest: str, options: Sequence[FlowOption]) -> FlowOption | None:
    """What follows a yes or no counts where it names a choice or a number of people: 네 처음이에요, 네 여섯 명이요."""
    text = squeezed(rest)
    return _named(text, options) or _by_count(rest, options) or mentioned(text, options)


def _otherwise_said(said: str, options: Sequence[FlowOption]) -> FlowOption | None:
    """The one option that is meant with another ending, behind what is taken back, or by a word for what is not done yet."""
    if (rest := corrected(said, INSTEAD)) != said:
        return find_option(rest, options)
    if NOT_YET.match(clean(said).rstrip(".!?~")):
        return only(option for option in options if not _NOT_YET.isdisjoint(names_of(option)))
    ending = (option for option in options if any(_ends_otherwise(name, said) for name in (option.label, *option.also)))
    if found := only(option for option in ending if not is_turned(option, squeezed(said))):
        return found
    head = squeezed(LIGHT_VERB.sub("", clean(said).rstrip(".!?~")))
    if head == squeezed(said) or len(head) < 2 or any(word in head for word in NEGATIONS):
        return None
    return only(option for option in options if any(name.startswith(head) for name in names_of(option)))


def _ends_otherwise(name: str, said: str) -> bool:
    stem, text = _stem(name), squeezed(said)
    denied = [sum(one.count(word) for word in NEGATIONS) for one in (squeezed(name), text)]
    whole = len(stem) >= 2 and stem == _stem(said)
    return whole or (len(stem) >= 3 and denied[0] == denied[1] and is_mentioned(stem, _stem(said)))


def _stem(text: str) -> str:
    """Text for comparing without the particle of its objects and without the ending of its verb; what was and what is to come differ."""
    return VERB_ENDING.sub("", squeezed(OBJECT_PARTICLE.sub("", clean(text))))


def _by_yes_no(said: str, options: Sequence[FlowOption]) -> FlowOption | None:
    """Choices called yes and no may be taken with any word for them, unless the labels of two tell what there is or is not."""
    if found := _by_existence(squeezed(said), options):
        return found
    answer = find_yes_no(said)
    wanted = {True: "yes", False: "no"}.get(answer) if answer is not None else None
    return next((option for option in options if option.value == wanted), None)


def _by_existence(text: str, options: Sequence[FlowOption]) -> FlowOption | None:
    """Of two choices the one that says there is, or is not, or else the other of the one that says the opposite."""
    said = next((word for word, forms in _EXISTS.items() if text in forms), "")
    for word in _EXISTS if said and len(options) == 2 else ():
        labels = [option.label.replace(DOING, "") for option in options]
        telling = [word in label for label in labels]
        if sum(telling) == 1:
            return options[telling.index(word == said)]
    return None


def _by_count(said: str, options: Sequence[FlowOption]) -> FlowOption | None:
    """The choice whose bounds hold the number that is said with its unit: 3명 among 네 명 이하 and 다섯 명 이상."""
    number = read_number(said, counters=COUNTERS_OF[PEOPLE])
    if number is None or clean(said).isdigit():
        return None
    return _holding(number, options)


def _holding(number: int, options: Sequence[FlowOption]) -> FlowOption | None:
    return only(option for option in options if (match := BOUND.search(option.label)) and _holds(match, number))


def _at(number: int, options: Sequence[FlowOption], *, bare: bool) -> FlowOption | None:
    """The choice at a place; a bare number among numbers of people must mean the same as a number of people."""
    placed = options[number - 1] if 1 <= number <= len(options) else None
    if not bare or not any(BOUND.search(option.label) for option in options):
        return placed
    counted = _holding(number, options)
    return counted if placed in (None, counted) else None


def _holds(bound: re.Match[str], number: int) -> bool:
    limit = read_number(bound.group(1))
    return (
        limit is not None
        and {"이하": number <= limit, "미만": number < limit, "이상": number >= limit, "초과": number > limit}[bound.group(2)]
    )


def find_options(said: str, options: Sequence[FlowOption]) -> tuple[FlowOption, ...] | None:
    """The options that are meant, in the order offered; None when some part is not understood."""
    if said == NONE_CHOSEN:
        return ()
    kept = set(said.split(","))
    if kept <= {option.value for option in options}:
        # As answers are kept: what is replayed on every message is not read as speech again.
        return tuple(option for option in options if option.value in kept)
    text = squeezed(said)
    if found := only(option for option in options if option.value == said or text in names_of(option)):
        return (found,)
    if text in _ALL:
        return tuple(options)
    if text in _NONE:
        return ()
    pieces = [piece for piece in _SPLIT.split(_JOINED.sub(" , ", clean(said))) if squeezed(piece)]
    if len(pieces) == 1 and (found := find_option(said, options)):
        return (found,)
    if len(pieces) == 1:
        chosen = [_exactly(piece, options) for piece in pieces[0].split()]
    else:
        chosen = [find_option(piece, options) for piece in pieces]
    if len(chosen) < 2 or None in chosen:
        return several_mentioned(text, options) or None
    return tuple(option for option in options if option in chosen)


def find_yes_no(said: str) -> bool | None:
    """Yes, no, or None when it is neither."""
    for spoken in _spoken(squeezed(said)):
        if spoken in _YES:
            return True
        if spoken in _NO:
            return False
    return _begun(said)


def _begun(said: str) -> bool | None:
    """A yes or no with more behind it, unless that could turn it around: 네 고양시요, but not 네 아직 없어요."""
    first, _, rest = clean(said).partition(" ")
    if COUNTER_BEHIND.match(rest):
        return None
    rest = squeezed(rest)
    if squeezed(first) in SURE_YES:
        return None if any(word in rest for word in NEGATIONS) else True
    if squeezed(first) in SURE_NO:
        return None if any(spoken in _YES for spoken in _spoken(rest)) else False
    return None


def _spoken(text: str) -> list[str]:
    """The text, and the text without a polite ending."""
    forms = [text]
    for ending in _ENDINGS:
        if text.endswith(ending) and len(text) > len(ending):
            forms.append(text[: -len(ending)])
            break
    return forms


def place_said(text: str) -> int | None:
    """Which of several options a text without blanks means by its place: 2, 2번이요, 두번째요."""
    for word, number in ORDINALS.items():
        if text.startswith(word) and len(text) <= len(word) + 4:
            return number
    match = SAID_NUMBER.match(text)
    return int(match.group(1)) if match else None


_NOT_YET = {squeezed(word) for word in NOT_YET_CALLED}
_ALL = {squeezed(word) for word in ALL_OF_THEM}
_NONE = {squeezed(word) for word in NONE_OF_THEM}
_EXISTS = {word: {squeezed(form) for form in forms} for word, forms in EXISTS.items()}
_YES = {squeezed(word) for word in YES}
_NO = {squeezed(word) for word in NO}
_ENDINGS = [squeezed(word) for word in POLITE_ENDINGS]
