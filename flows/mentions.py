"""Which choices a sentence names, and whether it means them: 육아휴직은 끝났어요 names a leave that nobody is on."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from flows.choice_words import MISSING, TURNS, UNSURE
from flows.flow import FlowOption
from flows.language import NEGATIONS, SHORT_FOR, squeezed

#: So many syllables beside its name do not make a choice another.
REST = 8


@cache
def names_of(option: FlowOption) -> tuple[str, ...]:
    """Everything an option is called, for comparing."""
    names = [squeezed(name) for name in (option.label, *option.also)]
    short = [name.replace(long, word) for name in names for word, long in SHORT_FOR.items() if long in name]
    return tuple(dict.fromkeys((*names, *short)))


def mentioned(text: str, options: Sequence[FlowOption]) -> FlowOption | None:
    """The one option that a short sentence names and means; None where it names several."""
    meant = [option for option in named_in(text, options) if not is_turned(option, text)]
    return only(option for option in meant if len(meant) == 1 and any(is_mentioned(name, text) for name in names_of(option)))


def several_mentioned(text: str, options: Sequence[FlowOption]) -> tuple[FlowOption, ...]:
    """All options that a sentence names, where it names more than one and denies or doubts none."""
    found = named_in(text, options)
    meant = len(found) > 1 and not any(word in text for word in NEGATIONS) and not any(is_turned(option, text) for option in found)
    return found if meant else ()


def doubtful_option(said: str, options: Sequence[FlowOption]) -> FlowOption | None:
    """The one option that a sentence names and perhaps turns into something else: 육아휴직은 끝났어요."""
    text = squeezed(said)
    named = named_in(text, options)
    meant = [option for option in named if not is_turned(option, text)]
    # Beside a leave that is over, what is called so is meant rather than the leave.
    return meant[0] if 0 < len(meant) < len(named) else only(option for option in named if is_turned(option, text))


def missing_option(said: str, options: Sequence[FlowOption]) -> FlowOption | None:
    """The one option that a sentence says is missing: 해산은 빠졌어요."""
    text = squeezed(said)
    return only(
        option for option in options if any(text.startswith(name) and MISSING.fullmatch(text[len(name) :]) for name in names_of(option))
    )


def is_unsure(said: str, options: Sequence[FlowOption]) -> bool:
    """Whether a question only doubts a choice that it names: 둘 다인가요?"""
    text = squeezed(said)
    names = (name for option in options for name in names_of(option))
    return any(text.startswith(name) and UNSURE.fullmatch(text.removeprefix(name)) for name in names)


def is_turned(option: FlowOption, text: str) -> bool:
    """Whether a text says that something is over or to come, and the option is not called so."""
    return any(not any(turn.group() in name for name in names_of(option)) for turn in TURNS.finditer(text))


def is_mentioned(name: str, text: str) -> bool:
    """A label inside a short sentence counts, unless the rest of the sentence could turn it around."""
    if len(name) < 2 or place_of(name, text) < 0:
        return False
    rest = text.replace(name, "", 1)
    return len(rest) <= REST and not any(word in rest for word in NEGATIONS)


def named_in(text: str, options: Sequence[FlowOption]) -> tuple[FlowOption, ...]:
    """The options whose names stand in a text; 협동조합 inside 사회적협동조합 is none of its own."""
    spans = {option.value: span for option in options if (span := _span(option, text))}
    return tuple(option for option in options if option.value in spans and not _is_inside(spans[option.value], spans.values()))


def place_of(name: str, text: str) -> int:
    """Where a name stands in a text, or -1; 1년 does not stand in 11년."""
    place = text.find(name)
    while place > 0 and name[0].isdigit() and text[place - 1].isdigit():
        place = text.find(name, place + 1)
    return place


def only(options: Iterator[FlowOption]) -> FlowOption | None:
    """The one option there is; None where there are more."""
    found = list(options)
    return found[0] if len(found) == 1 else None


def _span(option: FlowOption, text: str) -> tuple[int, int] | None:
    """Where the longest name of an option stands."""
    longest = max((name for name in names_of(option) if len(name) > 1 and place_of(name, text) >= 0), key=len, default="")
    return (place_of(longest, text), place_of(longest, text) + len(longest)) if longest else None


def _is_inside(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= span[0] and span[1] <= end and span != (begin, end) for begin, end in others)
