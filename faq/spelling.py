"""The phrasings as they are spelt: what a question is compared with stroke by stroke."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from faq import hangul
from faq.corpus import Bytes, Ints

_ARRAYS = ("typed", "starts", "first")


def spell(text: Sequence[str]) -> str:
    """Words without blanks in key strokes, one byte a stroke."""
    return hangul.compact(hangul.strokes("".join(text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """Phrasings in key strokes, entry after entry; they stay in the file that is mapped into memory."""

    #: A line a phrasing; those of entry `e` stand at `typed[starts[e]:starts[e + 1]]`.
    typed: Bytes
    starts: Ints
    #: The number of the first phrasing of each entry.
    first: Ints

    @classmethod
    def of(cls, groups: Sequence[Sequence[Sequence[str]]]) -> Self:
        """From the phrasings of each entry, in words."""
        blocks = ["".join(f"{spell(text)}\n" for text in group) for group in groups]
        return cls(
            typed=np.frombuffer("".join(blocks).encode("latin-1"), dtype=np.uint8),
            starts=np.concatenate(([0], np.cumsum(list(map(len, blocks))))).astype(np.int32),
            first=np.concatenate(([0], np.cumsum(list(map(len, groups))))).astype(np.int32),
        )

    def of_entries(self, entries: Sequence[int]) -> list[str]:
        """The phrasings of some entries, one after another."""
        starts = self.starts
        return b"".join([self.typed[starts[entry] : starts[entry + 1]].tobytes() for entry in entries]).decode("latin-1").split("\n")[:-1]

    def phrasing(self, place: int) -> str:
        """One phrasing to be read: without blanks and signs."""
        entry = int(np.searchsorted(self.first, place, side="right")) - 1
        return hangul.compose(hangul.loose(self.of_entries((entry,))[place - int(self.first[entry])]))

    def pack(self) -> dict[str, npt.NDArray[Any]]:
        """Arrays for a dump."""
        return {f"spellings.{name}": getattr(self, name) for name in _ARRAYS}

    @classmethod
    def unpack(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """From its dump."""
        return cls(**{name: arrays[f"spellings.{name}"] for name in _ARRAYS})
