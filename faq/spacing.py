"""Puts blanks back where somebody typed none: the likeliest row of words that the content has."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from zlib import crc32

import numpy as np
import numpy.typing as npt

from faq.corpus import Floats

#: A word longer than this was typed without blanks.
LONG_WORD = 9
#: Longer words are not looked for, and a word that stands in one text only is no evidence.
LONGEST, FEWEST = 10, 2
#: What a piece costs that is no known word, and each of its syllables, beside minus the log of the share of a known one.
UNKNOWN, SYLLABLE = 10.0, 4.0
_ARRAYS = ("sums", "costs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """Words of the content by check sum, in ascending order, and what each costs."""

    sums: npt.NDArray[np.uint32]
    costs: Floats

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Self:
        """From texts in words."""
        counts = Counter(word for text in texts for word in text)
        whole = counts.total()
        costs = {_sum(word): -math.log(count / whole) for word, count in counts.items() if count >= FEWEST and len(word) <= LONGEST}
        sums = sorted(costs)
        return cls(sums=np.array(sums, dtype=np.uint32), costs=np.array([costs[one] for one in sums], dtype=np.float32))

    def spaced(self, text: Sequence[str]) -> tuple[str, ...]:
        """The words of a text, those too long taken apart."""
        if all(len(word) <= LONG_WORD for word in text) or not len(self.sums):
            return tuple(text)
        return tuple(part for word in text for part in (self._split(word) if len(word) > LONG_WORD else (word,)))

    def _split(self, word: str) -> list[str]:
        """The cheapest row of pieces, found from the left (Viterbi); what is not known stays together."""
        ends = [(start, end) for start in range(len(word)) for end in range(start + 1, min(start + LONGEST, len(word)) + 1)]
        asked = np.array([_sum(word[start:end]) for start, end in ends], dtype=np.uint32)
        places = np.minimum(np.searchsorted(self.sums, asked), len(self.sums) - 1)
        known = self.sums[places] == asked
        best, before, strange = [0.0] + [math.inf] * len(word), [0] * (len(word) + 1), [False] * (len(word) + 1)
        for (start, end), familiar, cost in zip(ends, known.tolist(), self.costs[places].tolist(), strict=True):
            total = best[start] + (cost if familiar else UNKNOWN + SYLLABLE * (end - start))
            if total < best[end]:
                best[end], before[end], strange[end] = total, start, not familiar
        pieces, end = list[str](), len(word)
        while end:
            start = before[end]
            while strange[end] and start and strange[start]:
                start = before[start]
            pieces.append(word[start:end])
            end = start
        return pieces[::-1]

    def pack(self) -> dict[str, npt.NDArray[Any]]:
        """Arrays for a dump."""
        return {f"spacing.{name}": getattr(self, name) for name in _ARRAYS}

    @classmethod
    def unpack(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """From its dump."""
        return cls(**{name: arrays[f"spacing.{name}"] for name in _ARRAYS})


def _sum(word: str) -> int:
    return crc32(word.encode())
