"""Texts as rows of counted features: what the index and the embedding learn from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from zlib import crc32

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """One row a text: row `r` holds `ids[starts[r]:starts[r + 1]]` with `values`."""

    starts: Ints
    ids: Ints
    values: Floats

    def __len__(self) -> int:
        return len(self.starts) - 1

    def owners(self) -> Ints:
        """The row of every feature."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))

    def take(self, rows: npt.NDArray[np.integer]) -> "Rows":
        """Some of the rows, in the order asked for."""
        places, starts = spread(self.starts[rows], self.starts[rows + 1])
        return Rows(starts=starts, ids=self.ids[places], values=self.values[places])

    def only(self, kept: npt.NDArray[np.bool_]) -> "Rows":
        """The same rows without the features at the places that are not kept."""
        starts = np.concatenate(([0], np.cumsum(kept)))[self.starts]
        return Rows(starts=starts.astype(np.int32), ids=self.ids[kept], values=self.values[kept])

    def renamed(self, names: Ints) -> "Rows":
        """The same rows with each feature under its new number; those with a negative one are left out."""
        rows = self.only(names[self.ids] >= 0)
        return Rows(starts=rows.starts, ids=names[rows.ids], values=rows.values)

    def joined(self, other: "Rows") -> "Rows":
        """These rows, then the others."""
        return Rows(
            starts=np.concatenate((self.starts, other.starts[1:] + self.starts[-1])).astype(np.int32),
            ids=np.concatenate((self.ids, other.ids)),
            values=np.concatenate((self.values, other.values)),
        )


def spread(first: Ints, last: Ints) -> tuple[npt.NDArray[np.int64], Ints]:
    """Every place of the ranges first..last one after another, and where each range begins in the result."""
    lengths = last - first
    ends = np.cumsum(lengths)
    places = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(first - (ends - lengths), lengths)
    return places, np.concatenate(([0], ends)).astype(np.int32)


class Names(dict[str, int]):
    """Numbers of features by name; a new name gets the next number."""

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self)
        return number


def gather(texts: Iterable[Iterable[str]], names: Names, *, grow: bool) -> Rows:
    """Count the features of each text; new ones get a number when the names may grow and are dropped otherwise."""
    found, ends = list[int](), [0]
    for text in texts:
        found += map(names.__getitem__, text if grow else filter(names.__contains__, text))
        ends.append(len(found))
    rows, size = np.repeat(np.arange(len(ends) - 1), np.diff(ends)), max(len(names), 1)
    keys, counts = np.unique(rows * size + np.array(found, dtype=np.int64), return_counts=True)
    starts = np.concatenate(([0], np.cumsum(np.bincount(keys // size, minlength=len(ends) - 1))))
    values = 1 + np.log(counts.astype(np.float32))
    return Rows(starts=starts.astype(np.int32), ids=(keys % size).astype(np.int32), values=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The numbers of all features, kept by check sums of their names: a tenth of the memory of the names.

    Two names in a hundred thousand share a sum; then each counts as the other as well.
    """

    #: Sums in ascending order, and the number of each feature.
    sums: npt.NDArray[np.uint32]
    ids: Ints

    @classmethod
    def of(cls, numbers: Mapping[str, int]) -> Self:
        """From names and their numbers 0, 1, 2..."""
        sums = _sums(list(numbers))
        order = np.argsort(sums, kind="stable").astype(np.int32)
        return cls(sums=sums[order], ids=order)

    def find(self, names: Sequence[str]) -> Ints:
        """The number of each name, -1 for those that are not known."""
        if not len(self.sums):
            return np.full(len(names), -1, dtype=np.int32)
        asked = _sums(names)
        places = np.minimum(np.searchsorted(self.sums, asked), len(self.sums) - 1)
        return np.where(self.sums[places] == asked, self.ids[places], np.int32(-1))

    def row(self, names: Iterable[str]) -> Rows:
        """One text with the features that are known."""
        counted = Counter(names)
        ids = self.find(list(counted))
        values = 1 + np.log(np.array(list(counted.values()), dtype=np.float32))
        known = ids >= 0
        return Rows(starts=np.array([0, int(known.sum())], dtype=np.int32), ids=ids[known], values=values[known].astype(np.float32))


def _sums(names: Sequence[str]) -> npt.NDArray[np.uint32]:
    return np.array([crc32(name.encode()) for name in names], dtype=np.uint32)
