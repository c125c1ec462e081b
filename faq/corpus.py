"""Texts as rows of counted features: what the index and the embedding learn from."""

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Bytes = npt.NDArray[np.uint8]
#: Vectors in whole numbers.
Steps = npt.NDArray[np.int8]
#: Features by number, as `faq.features` makes them.
Keys = npt.NDArray[np.int64]
#: Places in many texts one after another.
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """One row a text: row `r` holds `ids[starts[r]:starts[r + 1]]` with `values`."""

    starts: Ints
    ids: Ints
    values: Floats

    def __len__(self) -> int:
        return len(self.starts) - 1

    def sizes(self) -> Ints:
        """How many features each row has."""
        return self.starts[1:] - self.starts[:-1]

    def owners(self) -> Ints:
        """The row of every feature."""
        return np.arange(len(self), dtype=np.int32).repeat(self.sizes())

    def bounds(self) -> Iterable[tuple[int, int]]:
        """Where every row begins and ends."""
        return pairwise(self.starts.tolist())

    def take(self, rows: npt.NDArray[np.integer]) -> "Rows":
        """Some of the rows, in the order asked for."""
        places, starts = spread(self.starts[rows], self.starts[rows + 1])
        return Rows(starts=starts, ids=self.ids[places], values=self.values[places])

    def only(self, kept: npt.NDArray[np.bool_]) -> "Rows":
        """The same rows without the features at the places that are not kept."""
        places = kept.nonzero()[0]
        return Rows(starts=places.searchsorted(self.starts).astype(np.int32), ids=self.ids[places], values=self.values[places])

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

    def split(self, row: int) -> tuple["Rows", "Rows"]:
        """The rows before one, and those from it on."""
        place = self.starts[row]
        return (
            Rows(starts=self.starts[: row + 1], ids=self.ids[:place], values=self.values[:place]),
            Rows(starts=self.starts[row:] - place, ids=self.ids[place:], values=self.values[place:]),
        )


def spread(first: npt.NDArray[np.integer], last: npt.NDArray[np.integer]) -> tuple[Places, Ints]:
    """Every place of the ranges first..last one after another, and where each range begins in the result."""
    lengths = last - first
    starts = _starts(lengths)
    return np.arange(int(starts[-1])) + np.repeat(first - starts[:-1], lengths), starts


def _starts(lengths: npt.NDArray[np.generic]) -> Ints:
    """Where parts of these lengths begin one after another, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, dtype=np.int32)
    starts[1:] = lengths.cumsum()
    return starts


def weighed(rows: Rows, weights: Floats, vectors: Floats) -> Floats:
    """For every row the sum of its vectors, each with its weight; there is one of both a feature."""
    return np.array([weights[begin:end] @ vectors[begin:end] for begin, end in rows.bounds()])


def rounded(vectors: Floats) -> tuple[Steps, Floats]:
    """Vectors in whole numbers, which take a quarter of the room, and how long a step of each is."""
    steps = np.abs(vectors).max(axis=1, initial=1e-9) / np.float32(127)
    return np.rint(vectors / steps[:, None]).astype(np.int8), steps


def owners_of(many: Sequence[Sized]) -> Places:
    """For every part of many, the place of what it is part of."""
    return np.repeat(np.arange(len(many)), list(map(len, many)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All features that the content has, in ascending order; the number of a feature is its place."""

    keys: Keys

    @classmethod
    def of(cls, keys: Keys) -> Self:
        """From features that may occur many times."""
        return cls(keys=tally(keys)[0])

    def find(self, keys: Keys) -> Ints:
        """The number of each feature, -1 for those that are not known."""
        if not len(self.keys):
            return np.full(len(keys), -1, dtype=np.int32)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, places, -1).astype(np.int32)


def counted(owners: npt.NDArray[np.int64], ids: npt.NDArray[np.integer], *, rows: int, features: int) -> Rows:
    """Rows from single features."""
    places, counts = tally(owners * max(features, 1) + ids)
    owner, number = np.divmod(places, max(features, 1))
    starts = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=rows))))
    return Rows(starts=starts.astype(np.int32), ids=number.astype(np.int32), values=damped(counts))


def tally(keys: Keys) -> tuple[Keys, npt.NDArray[np.int64]]:
    """The different keys in ascending order, and how often each occurs; sorting takes a tenth of the time of a table."""
    keys = np.sort(keys)
    new = np.ones(len(keys) + 1, dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=new[1:-1])
    first = np.flatnonzero(new)
    return keys[first[:-1]], first[1:] - first[:-1]


def damped(counts: npt.NDArray[np.int64]) -> Floats:
    """What features count that occur so often in a text: one, and a little more when they come again."""
    values: Floats = 1 + np.log(counts.astype(np.float32))
    return values
