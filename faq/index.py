"""Which entries speak of the same thing as a text: evidence gathered from all texts of an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from faq.corpus import Floats, Ints, Rows, spread

#: How strongly the consistency of a rare feature is pulled to that of all features.
PULL = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Sparse entry centroids, stored by feature."""

    #: Weight of a feature: how rare, and how steadily the texts of an entry share it.
    weights: Floats
    #: Postings: feature `f` stands in `entries[starts[f]:starts[f + 1]]` with `values`.
    starts: Ints
    entries: Ints
    values: Floats
    size: int

    def weigh(self, ids: Ints, values: Floats) -> Floats:
        """Weights of a text's features, normed to length one."""
        weights = self.weights[ids] * values
        length = float(np.sqrt(weights @ weights))
        return weights / length if length else weights

    def scores(self, ids: Ints, weights: Floats) -> Floats:
        """Cosine of the text with every entry."""
        first, last = self.starts[ids], self.starts[ids + 1]
        places, _ = spread(first, last)
        products = self.values[places] * np.repeat(weights, last - first)
        return np.bincount(self.entries[places], products, minlength=self.size).astype(np.float32)

    def scores_and_share(self, ids: Ints, weights: Floats) -> tuple[Floats, Floats]:
        """Cosine with every entry, and how much of the text's weight stands in the entry at all."""
        first, last = self.starts[ids], self.starts[ids + 1]
        places, _ = spread(first, last)
        entries, repeated = self.entries[places], np.repeat(weights, last - first)
        scores = np.bincount(entries, self.values[places] * repeated, minlength=self.size)
        share = np.bincount(entries, repeated * repeated, minlength=self.size)
        return scores.astype(np.float32), share.astype(np.float32)

    def pack(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """Arrays for a dump."""
        return {
            f"{prefix}.weights": self.weights,
            f"{prefix}.starts": self.starts,
            f"{prefix}.entries": self.entries,
            f"{prefix}.values": self.values,
            f"{prefix}.size": np.array(self.size),
        }

    @classmethod
    def unpack(cls, arrays: Mapping[str, npt.NDArray[Any]], prefix: str) -> Self:
        """The index from its dump."""
        parts = {name: arrays[f"{prefix}.{name}"] for name in ("weights", "starts", "entries", "values")}
        return cls(**parts, size=int(arrays[f"{prefix}.size"]))


def best(scores: Floats, count: int) -> Ints:
    """The places of the highest scores, best first; equal scores in the order of the content."""
    count = min(count, len(scores))
    if count == 0:
        return np.zeros(0, dtype=np.int32)
    top = np.argpartition(-scores, count - 1)[:count]
    return top[np.lexsort((top, -scores[top]))].astype(np.int32)


def build_index(rows: Rows, owners: Ints, *, size: int, features: int, emphasis: Floats | None = None) -> Index:
    """Learn from the rows of `size` entries; `emphasis` makes single features count more than their rarity says."""
    row = rows.owners()
    weights = consistency_weights(rows.ids, row, owners, size=size, features=features)
    if emphasis is not None:
        weights = weights * emphasis
    values = weights[rows.ids] * rows.values
    norms = np.sqrt(np.bincount(row, values**2, minlength=len(rows)))
    values = values / np.maximum(norms, 1e-9)[row]
    keys, inverse = np.unique(rows.ids.astype(np.int64) * size + owners[row], return_inverse=True)
    sums = np.bincount(inverse, values, minlength=len(keys))
    feature, entry = keys // size, keys % size
    lengths = np.sqrt(np.bincount(entry, sums**2, minlength=size))
    starts = np.concatenate(([0], np.cumsum(np.bincount(feature, minlength=features))))
    return Index(
        weights=weights,
        starts=starts.astype(np.int32),
        entries=entry.astype(np.int32),
        values=(sums / np.maximum(lengths, 1e-9)[entry]).astype(np.float32),
        size=size,
    )


def consistency_weights(ids: Ints, row: Ints, owners: Ints, *, size: int, features: int) -> Floats:
    """Rarity over entries times the root of consistency within them.

    Consistency is the chance that a feature of one text of an entry stands in another text of it as well: it tells the words that carry
    a question from the manner of asking.
    """
    sizes = np.bincount(owners, minlength=size)
    keys, counts = np.unique(ids.astype(np.int64) * size + owners[row], return_counts=True)
    feature, entry = keys // size, keys % size
    frequency = np.bincount(feature, minlength=features)
    rarity = np.log(1 + size / np.maximum(frequency, 1))
    again = np.bincount(feature, counts * (counts - 1), minlength=features)
    chances = np.bincount(feature, counts * (sizes[entry] - 1), minlength=features)
    mean = max(again.sum() / max(chances.sum(), 1), 0.01)
    weights: Floats = (rarity * np.sqrt((again + PULL * mean) / (chances + PULL))).astype(np.float32)
    return weights
