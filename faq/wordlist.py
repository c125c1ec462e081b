"""The words of the content, to put right what was typed carelessly: blanks left out, the key beside the right one."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from faq import hangul
from faq.corpus import Floats
from faq.spelling import check_sum, spell

#: A word longer than this was typed without blanks.
LONG_WORD = 9
#: Longer words are not kept; a blank is put only beside a word that is said so often.
LONGEST, TWICE = 10, 2
#: What a piece costs that is no known word, and each of its syllables, beside minus the log of the share of a known one.
UNKNOWN, SYLLABLE = 10.0, 4.0
#: How many strokes a word must have and may have, and how often the right one must be said, before a slip of the finger is seen in it.
STROKES, MOST_STROKES, OFTEN = 4, 40, 5
#: How many words that were read are remembered.
MOST_WORDS = 5_000
#: Right as it stands, or a common spelling that no key beside another explains: 몇분 is no 명분, 거에요 no 거네요.
_MEANT = re.compile(r"^몇|에요$")
_ARRAYS = ("sums", "costs", "limits")
_BESIDE = {hangul.compact(key): hangul.compact(near) for key, near in hangul.NEIGHBOURS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordlist:
    """Words by check sum of their strokes, in ascending order, and what each costs."""

    sums: npt.NDArray[np.uint32]
    costs: Floats
    #: Dearer words are too rare to be cut out of a longer one, and to be taken for what was meant.
    limits: Floats
    #: What was made of the words read last.
    _read: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Self:
        """From texts in words."""
        counts = Counter(word for text in texts for word in text)
        whole = max(counts.total(), 1)
        costs = {check_sum(spell((word,))): math.log(whole / count) for word, count in counts.items() if len(word) <= LONGEST}
        sums = sorted(costs)
        return cls(
            sums=np.array(sums, dtype=np.uint32),
            costs=np.array([costs[one] for one in sums], dtype=np.float32),
            limits=np.array([math.log(whole / TWICE), math.log(whole / OFTEN)], dtype=np.float32) + np.float32(1e-4),
        )

    def put_right(self, text: Sequence[str]) -> tuple[str, ...]:
        """The words that were meant; what is not known stays as it is."""
        if not len(self.sums):
            return tuple(text)
        return self.meant([piece for word in text for piece in (self._split(word) if len(word) > LONG_WORD else (word,))])

    def meant(self, text: Sequence[str]) -> tuple[str, ...]:
        """The words without slips of the finger, word for word."""
        if not len(self.sums):
            return tuple(text)
        return tuple(map(self._right, text))

    def _right(self, word: str) -> str:
        """One word without a slip; the same words come again and again, in one question and in the next."""
        right = self._read.get(word)
        if right is None:
            if len(self._read) >= MOST_WORDS:
                self._read.clear()
            typed = spell((word,))
            slipped = STROKES <= len(typed) <= MOST_STROKES and not _MEANT.search(word) and not self._find((typed,))[0][0]
            right = self._read[word] = (slipped and self._slip(typed)) or word
        return right

    def _find(self, spelt: Sequence[str]) -> tuple[list[bool], list[float]]:
        """Which are known words, and what each costs."""
        asked = np.array([check_sum(one) for one in spelt], dtype=np.uint32)
        places = np.minimum(np.searchsorted(self.sums, asked), len(self.sums) - 1)
        known = self.sums[places] == asked
        return known.tolist(), np.where(known, self.costs[places], np.float32(np.inf)).tolist()

    def _split(self, word: str) -> list[str]:
        """The cheapest row of pieces, found from the left (Viterbi); what is not known stays together."""
        ends = [(start, end) for start in range(len(word)) for end in range(start + 1, min(start + LONGEST, len(word)) + 1)]
        costs, dearest = self._find([spell((word[start:end],)) for start, end in ends])[1], float(self.limits[0])
        best, before, strange = [0.0] + [math.inf] * len(word), [0] * (len(word) + 1), [False] * (len(word) + 1)
        for (start, end), cost in zip(ends, costs, strict=True):
            rare = cost > dearest
            total = best[start] + (UNKNOWN + SYLLABLE * (end - start) if rare else cost)
            if total < best[end]:
                best[end], before[end], strange[end] = total, start, rare
        pieces, end = list[str](), len(word)
        while end:
            start = before[end]
            while strange[end] and start and strange[start]:
                start = before[start]
            pieces.append(word[start:end])
            end = start
        return pieces[::-1]

    def _slip(self, typed: str) -> str:
        """The commonest word one slip away; empty when none is common enough."""
        near = list(_slips(typed))
        cost, meant = min(zip(self._find(near)[1], near, strict=True), default=(math.inf, ""))
        return hangul.compose(hangul.loose(meant)) if cost <= float(self.limits[1]) else ""

    def pack(self) -> dict[str, npt.NDArray[Any]]:
        """Arrays for a dump."""
        return {f"words.{name}": getattr(self, name) for name in _ARRAYS}

    @classmethod
    def unpack(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """From its dump."""
        return cls(**{name: arrays[f"words.{name}"] for name in _ARRAYS})


def _slips(typed: str) -> Iterator[str]:
    """The strokes with one of them moved to a key beside it."""
    for place, key in enumerate(typed):
        for beside in _BESIDE.get(key, ""):
            yield typed[:place] + beside + typed[place + 1 :]
