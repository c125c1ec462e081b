"""Numbers as people write them: 1억 2천만원, 다섯 명, 30 프로."""

import re
from decimal import Decimal, InvalidOperation
from functools import cache

from flows.language import YES, clean
from flows.number_words import (
    ABOUT,
    AROUND_NUMBER,
    ASKS_A_SMALL_ONE,
    BARE_TEN_THOUSAND,
    COUNTERS,
    DIGITS,
    FIFTY,
    FROM_TO,
    HALF_OF_IT,
    LARGE_UNITS,
    NATIVE_ONES,
    NATIVE_TENS,
    NOTHING,
    NUMBER_FIRST,
    PERCENT_BOUND,
    PERCENT_INSIDE,
    PERCENT_WORDS,
    RATES,
    SAID_AS_PERCENT,
    SMALL_UNITS,
    VAGUE,
    WON_INSIDE,
    WON_WORDS,
)

#: Larger amounts are slips of the hand; the databases hold 64 bits.
MAX_NUMBER = 10**15
#: Longer texts hold no single number, and reading all of one takes time.
LONGEST = 300

_PLAIN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def read_number(text: str, *, words: tuple[str, ...] = (), counters: tuple[str, ...] = COUNTERS) -> int | None:
    """A whole number, with or without one of the counting words behind it, or None."""
    if len(text) > LONGEST:
        return None
    found = _first_whole(_spoken(text), (*words, *counters))
    if found is None and (match := NUMBER_FIRST.match(clean(text))):
        return read_number(match.group(1), words=words, counters=counters)
    return found


def read_won(text: str) -> int | None:
    """An amount in won, or None. `1.5억`, `2억5천`, `삼백만원`, `₩1,200,000`."""
    if clean(text).casefold() in NOTHING:
        return 0
    if len(text) > LONGEST or FROM_TO.search(clean(text)):
        return None
    found = _first_whole(_spoken(text), WON_WORDS, tail_of_thousands=True)
    inside = _inside(WON_INSIDE, text) if found is None else ""
    return _first_whole([inside], WON_WORDS, tail_of_thousands=True) if inside else found


def names_no_unit(text: str) -> bool:
    """Whether an amount of money is said without won and without ten thousands: `3천쯤` may mean either."""
    said = clean(text).casefold()
    return not any(word in said for word in (*WON_WORDS, *LARGE_UNITS))


def is_rate_unasked(text: str, question: str) -> bool:
    """Whether an amount is said for each month, day or person where the question asks for the whole."""
    said = clean(text).casefold()
    return any(pattern.search(said) and not any(word in question for word in words) for pattern, words in RATES)


def is_bare_unit(text: str, question: str) -> bool:
    """Whether 만원 may only be the unit of an amount said before: nobody asked for one as small as that."""
    return BARE_TEN_THOUSAND.fullmatch(clean(text).rstrip(".!?~")) is not None and not any(word in question for word in ASKS_A_SMALL_ONE)


def read_percent(text: str) -> Decimal | None:
    """A percent with at most four digits behind the point, or None."""
    if len(text) > LONGEST or PERCENT_BOUND.search(clean(text)):
        return None
    spoken = _spoken(text)
    stripped = _strip(spoken[-1] if spoken else "", PERCENT_WORDS)
    if stripped == HALF_OF_IT and not any(word in text for word in VAGUE):
        return Decimal(FIFTY)
    if _PLAIN.fullmatch(stripped):
        value = Decimal(stripped.replace(",", ""))
        return value if abs(value) <= MAX_NUMBER and value == round(value, 4) else None
    if not SAID_AS_PERCENT.search(clean(text)):
        return None
    whole = _first_whole(spoken, PERCENT_WORDS)
    if whole is None and (inside := _inside(PERCENT_INSIDE, text)) and inside != clean(text).casefold():
        return read_percent(inside)
    return None if whole is None else Decimal(whole)


def _inside(pattern: re.Pattern[str], text: str) -> str:
    """What fits in a sentence, when only one thing does."""
    found = pattern.findall(clean(text).casefold())
    return found[0] if len(found) == 1 else ""


def _spoken(text: str) -> list[str]:
    """What may be the number: the text, and what follows a yes. A yes alone is no number, though 네 also means four."""
    said = clean(text).casefold()
    first, _, rest = said.partition(" ")
    if first.rstrip(",.!?~") not in YES:
        return [said]
    return [said, rest] if rest else []


def _first_whole(spoken: list[str], words: tuple[str, ...], *, tail_of_thousands: bool = False) -> int | None:
    """The last of the texts that is a whole number: what follows a yes before all of it."""
    for text in reversed(spoken):
        stripped = _strip(text, words)
        # 한스무 is about twenty, 한삼천만 about thirty million.
        about = stripped.removeprefix(ABOUT)
        for one in (stripped,) if about in NATIVE_ONES else (stripped, about):
            if (found := _whole(one, tail_of_thousands=tail_of_thousands)) is not None:
                return found
    return None


def _strip(text: str, words: tuple[str, ...]) -> str:
    """Take off words that change nothing, again and again, from both ends."""
    text = text.replace(" ", "").rstrip(".!?~")
    changed = True
    while changed and text:
        changed = False
        for bare in _longest_first(words):
            if text.endswith(bare) and len(text) > len(bare) and not _is_number_word(text, bare):
                text, changed = text[: -len(bare)], True
            elif text.startswith(bare) and len(text) > len(bare) and _may_lead(text, bare):
                text, changed = text[len(bare) :], True
    return text


@cache
def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.replace(" ", "") for word in sorted((*words, *AROUND_NUMBER), key=len, reverse=True))


def _may_lead(text: str, word: str) -> bool:
    """`한 10명` means about ten, `한 명` means one."""
    return (word not in NATIVE_ONES and word not in DIGITS) or text[len(word)].isdigit()


def _is_number_word(text: str, word: str) -> bool:
    """`일` ends 삼십일 as a digit and 3일 as a counting word."""
    return word in DIGITS and not text[: -len(word)][-1:].isdigit()


def _whole(text: str, *, tail_of_thousands: bool = False) -> int | None:
    if _PLAIN.fullmatch(text):
        value: Decimal | None = Decimal(text.replace(",", ""))
    else:
        value = _mixed(_COMMA.sub("", text), tail_of_thousands=tail_of_thousands)
    if value is None or value != value.to_integral_value() or abs(value) > MAX_NUMBER:
        return None
    return int(value)


def _mixed(text: str, *, tail_of_thousands: bool) -> Decimal | None:
    """Digits, Sino-Korean words and large units in falling order; `2억5천` means 2억 5천만 when said of money."""
    native = _native(text)
    if native is not None:
        return Decimal(native)
    total, rest, last = Decimal(0), text, 0
    for word, size in sorted(LARGE_UNITS.items(), key=lambda unit: -unit[1]):
        head, mark, tail = rest.partition(word)
        if not mark:
            continue
        value = Decimal(1) if not head else _below_ten_thousand(head)
        if value is None or (head == "" and total) or (value >= 10**4 and last):
            return None
        total, rest, last = total + value * size, tail, size
    if not rest:
        return total if last else None
    value = _below_ten_thousand(rest)
    if value is None:
        return None
    if last == 10**8 and tail_of_thousands and rest[-1] == "천":
        value *= 10**4
    if last and value >= last:
        return None
    return total + value


def _below_ten_thousand(text: str) -> Decimal | None:
    if _DIGITS.fullmatch(text):
        return _decimal(text)
    total, rest, found = Decimal(0), text, False
    for word, size in sorted(SMALL_UNITS.items(), key=lambda unit: -unit[1]):
        head, mark, tail = rest.partition(word)
        if not mark:
            continue
        digit = Decimal(1) if not head else _digit(head)
        if digit is None or (found and digit >= 10):
            return None
        total, rest, found = total + digit * size, tail, True
    if rest:
        digit = _digit(rest)
        if digit is None or (found and digit >= 1000):
            return None
        total += digit
    return total


def _digit(text: str) -> Decimal | None:
    if _DIGITS.fullmatch(text):
        return _decimal(text)
    return Decimal(DIGITS[text]) if text in DIGITS else None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _native(text: str) -> int | None:
    """하나 to 아흔아홉."""
    if text in NATIVE_ONES:
        return NATIVE_ONES[text]
    for word, tens in NATIVE_TENS.items():
        if text.startswith(word):
            rest = text[len(word) :]
            if not rest:
                return tens
            return tens + NATIVE_ONES[rest] if rest in NATIVE_ONES else None
    return None
