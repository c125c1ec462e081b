"""Which entries speak of the same thing as a text: evidence gathered from all phrasings of an entry."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from faq.features import features

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

#: How strongly the consistency of a rare feature is pulled to that of all features.
PULL = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """Known features of one text with their weights, normed to length one."""

    ids: Ints
    weights: Floats
    #: Share of the text's weight that the index knows.
    known: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Sparse entry centroids, stored by feature."""

    vocabulary: dict[str, int]
    #: Weight of a feature: how rare, and how steadily the phrasings of an entry share it.
    weights: Floats
    #: Postings: feature `f` stands in `entries[starts[f]:starts[f + 1]]` with `values`.
    starts: Ints
    entries: Ints
    values: Floats
    size: int
    #: Weight of a feature the index has never seen.
    unknown: float

    def bag(self, words: Sequence[str]) -> Bag:
        """The text as the index sees it."""
        counts = Counter(features(words))
        known = [(self.vocabulary[name], count) for name, count in counts.items() if name in self.vocabulary]
        ids = np.array([one for one, _ in known], dtype=np.int32)
        weights = self.weights[ids] * (1 + np.log(np.array([count for _, count in known], dtype=np.float32)))
        mass = float(weights @ weights)
        strange = (len(counts) - len(known)) * self.unknown**2
        return Bag(ids=ids, weights=weights / (mass**0.5 or 1.0), known=mass / (mass + strange) if mass else 0.0)

    def scores(self, bag: Bag) -> Floats:
        """Cosine of the text with every entry."""
        first, last = self.starts[bag.ids], self.starts[bag.ids + 1]
        lengths = last - first
        total = int(lengths.sum())
        if total == 0:
            return np.zeros(self.size, dtype=np.float32)
        ends = np.cumsum(lengths)
        places = np.arange(total) + np.repeat(first - (ends - lengths), lengths)
        products = self.values[places] * np.repeat(bag.weights, lengths)
        return np.bincount(self.entries[places], products, minlength=self.size).astype(np.float32)

    def pack(self) -> tuple[dict[str, npt.NDArray[Any]], dict[str, object]]:
        """Arrays and plain values for a dump."""
        arrays: dict[str, npt.NDArray[Any]] = {
            "weights": self.weights,
            "starts": self.starts,
            "entries": self.entries,
            "values": self.values,
        }
        return arrays, {"size": self.size, "unknown": self.unknown, "vocabulary": list(self.vocabulary)}

    @classmethod
    def unpack(cls, arrays: Mapping[str, npt.NDArray[Any]], meta: Mapping[str, Any]) -> Self:
        """The index from its dump."""
        return cls(
            vocabulary={name: place for place, name in enumerate(meta["vocabulary"])},
            weights=arrays["weights"],
            starts=arrays["starts"],
            entries=arrays["entries"],
            values=arrays["values"],
            size=int(meta["size"]),
            unknown=float(meta["unknown"]),
        )


def best(scores: Floats, count: int) -> Ints:
    """The places of the highest scores, best first; equal scores in the order of the content."""
    count = min(count, len(scores))
    if count == 0:
        return np.zeros(0, dtype=np.int32)
    top = np.argpartition(-scores, count - 1)[:count]
    return top[np.lexsort((top, -scores[top]))].astype(np.int32)


def build_index(phrasings: Sequence[Sequence[Sequence[str]]]) -> Index:
    """Learn from the words of every phrasing of every entry."""
    vocabulary: dict[str, int] = {}
    rows: list[int] = []
    ids: list[int] = []
    tallies: list[int] = []
    owners: list[int] = []
    for entry, texts in enumerate(phrasings):
        for text in texts:
            counts = Counter(features(text))
            ids += [vocabulary.setdefault(name, len(vocabulary)) for name in counts]
            tallies += counts.values()
            rows += [len(owners)] * len(counts)
            owners.append(entry)
    columns = np.array(ids, dtype=np.int64)
    row = np.array(rows, dtype=np.int64)
    weights = _weights(columns, row, np.array(owners, dtype=np.int64), len(vocabulary))
    values = weights[columns] * (1 + np.log(np.array(tallies, dtype=np.float32)))
    norms = np.sqrt(np.bincount(row, values**2, minlength=len(owners)))
    owner = np.array(owners, dtype=np.int64)[row]
    return _centroids(vocabulary, weights, columns, owner, values / np.maximum(norms, 1e-9)[row], size=len(phrasings))


def _weights(columns: npt.NDArray[np.int64], rows: npt.NDArray[np.int64], owners: npt.NDArray[np.int64], size: int) -> Floats:
    """Rarity over entries times the root of consistency within them."""
    entries = int(owners.max()) + 1 if len(owners) else 1
    sizes = np.bincount(owners, minlength=entries)
    keys, counts = np.unique(columns * entries + owners[rows], return_counts=True)
    feature, entry = keys // entries, keys % entries
    frequency = np.bincount(feature, minlength=size)
    rarity = np.log(1 + entries / np.maximum(frequency, 1))
    again = np.bincount(feature, counts * (counts - 1), minlength=size)
    chances = np.bincount(feature, counts * (sizes[entry] - 1), minlength=size)
    mean = again.sum() / max(chances.sum(), 1)
    consistency = (again + PULL * max(mean, 0.01)) / (chances + PULL)
    weights: Floats = (rarity * np.sqrt(consistency)).astype(np.float32)
    return weights


def _centroids(
    vocabulary: dict[str, int], weights: Floats, columns: npt.NDArray[np.int64], owner: npt.NDArray[np.int64], values: Floats, *, size: int
) -> Index:
    keys, inverse = np.unique(columns * max(size, 1) + owner, return_inverse=True)
    sums = np.bincount(inverse, values, minlength=len(keys))
    feature, entry = keys // max(size, 1), keys % max(size, 1)
    norms = np.sqrt(np.bincount(entry, sums**2, minlength=size))
    starts = np.concatenate(([0], np.cumsum(np.bincount(feature, minlength=len(vocabulary)))))
    return Index(
        vocabulary=vocabulary,
        weights=weights,
        starts=starts.astype(np.int32),
        entries=entry.astype(np.int32),
        values=(sums / np.maximum(norms, 1e-9)[entry]).astype(np.float32),
        size=size,
        unknown=float(weights.mean()) if len(weights) else 1.0,
    )
