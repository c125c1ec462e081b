"""The phrasings as they are spelt: what a question is compared with stroke by stroke."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from zlib import crc32

import numpy as np
import numpy.typing as npt

from faq import hangul
from faq.corpus import Bytes, Ints, owners_of

_ARRAYS = ("typed", "starts", "first", "sums", "owners")


def spell(text: Sequence[str]) -> str:
    """Words without blanks in key strokes, one byte a stroke."""
    return hangul.compact(hangul.strokes("".join(text)))


def check_sum(spelt: str) -> int:
    """By which a text in strokes is looked up without keeping it."""
    return crc32(spelt.encode("latin-1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """Phrasings in key strokes, entry after entry; they stay in the file that is mapped into memory."""

    #: A line a phrasing; those of entry `e` stand at `typed[starts[e]:starts[e + 1]]`.
    typed: Bytes
    starts: Ints
    #: The number of the first phrasing of each entry.
    first: Ints
    #: Check sums of all phrasings in ascending order, and the entry of each.
    sums: npt.NDArray[np.uint32]
    owners: Ints

    @classmethod
    def of(cls, groups: Sequence[Sequence[Sequence[str]]]) -> Self:
        """From the phrasings of each entry, in words."""
        spelt = [list(map(spell, group)) for group in groups]
        blocks = ["".join(f"{said}\n" for said in group) for group in spelt]
        sums = np.array([check_sum(said) for group in spelt for said in group], dtype=np.uint32)
        order = np.argsort(sums, kind="stable")
        return cls(
            typed=np.frombuffer("".join(blocks).encode("latin-1"), dtype=np.uint8),
            starts=np.concatenate(([0], np.cumsum(list(map(len, blocks))))).astype(np.int32),
            first=np.concatenate(([0], np.cumsum(list(map(len, groups))))).astype(np.int32),
            sums=sums[order],
            owners=owners_of(groups)[order].astype(np.int32),
        )

    def entries_with(self, said: str) -> Ints:
        """The entries that have this phrasing, once for each time; two in a hundred thousand strange ones may be among them."""
        mark = np.uint32(check_sum(said))
        return self.owners[self.sums.searchsorted(mark) : self.sums.searchsorted(mark, side="right")]

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
