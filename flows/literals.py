"""Numbers of the law that prose writes out: they stay when the law has moved on. The rate's name in braces should stand there."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flows.amounts import read_won
from flows.language import UNIT_WORDS
from flows.number_words import LARGE_UNITS, PERCENT_POINTS, PERCENT_WORDS, SMALL_UNITS, WON_WORDS
from flows.rates import Rate, Rates, RateValue
from flows.values import Unit
from flows.wording import PLACEHOLDER

#: An amount that is no multiple of this does not merely look alike.
ROUND_WON = 1000

_SIZES = "".join((*LARGE_UNITS, *SMALL_UNITS))
_UNITS = {
    **{word: unit for unit, word in UNIT_WORDS.items() if word},
    **dict.fromkeys(WON_WORDS, Unit.WON),
    **dict.fromkeys(PERCENT_WORDS, Unit.PERCENT),
}
_UNIT = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
_POINTS = "|".join(map(re.escape, PERCENT_POINTS))
_WRITTEN = re.compile(
    rf"(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?(?:\s?[{_SIZES}]+(?:\s?\d[\d,]*)?)*)(?!\d)(?:\s?(?P<unit>{_UNIT})(?!{_POINTS}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """A number written out, and the names that may stand there instead."""

    written: str
    names: tuple[str, ...]


class Literals:
    """Finds values of rates that change, those in force and those to come."""

    def __init__(self, rates: Rates, today: date) -> None:
        self._today = today
        self._values: dict[tuple[Unit, Decimal], list[tuple[Rate, RateValue]]] = defaultdict(list)
        for rate in rates.by_id.values():
            for value in rate.values if len(rate.values) > 1 else ():
                if value.end is None or value.end >= today:
                    self._values[rate.unit, value.value].append((rate, value))

    def find(self, text: str, title: str) -> Iterator[Literal]:
        """Every number of a text under a title that is the value of a rate spoken of there."""
        bare = PLACEHOLDER.sub(lambda found: " " * len(found.group()), text)
        for match in _WRITTEN.finditer(bare):
            line = bare[bare.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0]
            for rate, value in self._meant(match):
                around = bare if _is_telling(rate, value) else line
                if _names(rate, f"{title}\n{around}"):
                    yield Literal(written=match.group().strip(), names=self._instead(rate, value))
                    break

    def _meant(self, match: re.Match[str]) -> list[tuple[Rate, RateValue]]:
        unit = _UNITS.get(match["unit"] or "", Unit.WON)
        number = read_won(match["number"]) if unit is Unit.WON else _decimal(match["number"])
        return self._values.get((unit, Decimal(number)), []) if number is not None else []

    def _instead(self, rate: Rate, value: RateValue) -> tuple[str, ...]:
        now = value.covers(self._today)
        day = date(self._today.year if now else value.start.year, 1, 1)
        fixed = f"{rate.id}@{day.year if value.covers(day) else value.start.isoformat()}"
        return (rate.id, fixed) if now else (fixed,)


def _is_telling(rate: Rate, value: RateValue) -> bool:
    return rate.unit is Unit.WON and value.value % ROUND_WON != 0


def _names(rate: Rate, text: str) -> bool:
    words = rate.said_as or (re.split(r"[\s(]", rate.title)[0],)
    squeezed = "".join(text.split())
    return any("".join(word.split()) in squeezed for word in words)


def _decimal(text: str) -> Decimal | None:
    plain = text.replace(",", "")
    return Decimal(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None
