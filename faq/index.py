"""Which entries speak of the same thing as a text: evidence gathered from all texts of an entry."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from faq.corpus import Bytes, Floats, Ints, Keys, Rows, spread, tally, weighed

Shorts = npt.NDArray[np.uint16]
Doubles = npt.NDArray[np.float64]
_ARRAYS = ("weights", "starts", "entries", "values", "common", "rows")
#: Fewer entries than this are numbered in half the memory.
SHORT = 1 << 16
#: What a value of one is kept as: a posting has to be small, and a finer step would tell nothing.
WHOLE = 255
#: A feature in more than one in so many entries has a row of its own: a posting takes three bytes, a value in a row one.
COMMON = 3
#: In an index of so many bytes at most, every feature has a row: adding rows is several times as fast as counting postings.
SMALL = 16 << 20
#: From so many postings a feature on they are copied as slices.
LONG = 200
#: How strongly the consistency of a rare feature is pulled to that of all features.
PULL = 5.0
#: Coverage: how soon more of the same stops counting, and how much a long entry must share to be as near as a short one.
SATURATION, LENGTH_PENALTY = 1.0, 0.7
#: How many postings one question may read.
MOST_POSTINGS = 80_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Entry vectors, stored by feature; values are parts of one in 255ths, 0 where an entry lacks the feature."""

    #: Weight of a feature: how rare, and how steadily the texts of an entry share it; the last is that of a feature never seen.
    weights: Floats
    #: Postings: feature `f` stands in `entries[starts[f]:starts[f + 1]]` with `values`.
    starts: Ints
    entries: Ints | Shorts
    values: Bytes
    #: Features that stand in so many entries that a value for every entry takes less room, in ascending order, and a row of values each.
    common: Ints
    rows: Bytes
    size: int

    def shares(self, rows: Rows, unseen: Sequence[int]) -> Floats:
        """Weights of the features, as parts of one for each text; so many `unseen` features of it are not in the vocabulary."""
        parts = self.weights[rows.ids]
        for (begin, end), strange in zip(rows.bounds(), unseen, strict=True):
            parts[begin:end] /= parts[begin:end].sum() + strange * self.weights[-1]
        return parts

    def lacking(self, features: Ints, entries: Ints) -> list[bool]:
        """Whether each of the features does not stand in the entry beside it."""
        # Numbers come out of a view several times as fast as out of an array.
        posted, ranges = self.entries.data, zip(self.starts[features].tolist(), self.starts[features + 1].tolist(), strict=True)
        asked = zip(features.tolist(), entries.tolist(), ranges, strict=True)
        return [
            not self._in_row(feature, entry) if first == last else not _holds(posted, entry, first, last)
            for feature, entry, (first, last) in asked
        ]

    def _in_row(self, feature: int, entry: int) -> bool:
        """Whether a feature has a row, and the entry a value there."""
        place = bisect_left(self.common, feature)
        return place < len(self.common) and int(self.common[place]) == feature and bool(self.rows[place, entry])

    def scores(self, rows: Rows, parts: Floats) -> Floats:
        """Product of every text with every entry, a row a text; in a very large index the commonest features are left out."""
        places, common = self._common(rows.ids)
        parts = parts / np.float32(WHOLE)
        if len(places):
            scores = weighed(rows.only(common), parts[common], self.rows[places].astype(np.float32))
            rows, parts = rows.only(~common), parts[~common]
        else:
            scores = np.zeros((len(rows), self.size), dtype=np.float32)
        lengths = self.starts[rows.ids + 1] - self.starts[rows.ids]
        if int(lengths.sum()) > MOST_POSTINGS:
            kept = _affordable(rows, lengths)
            rows, parts, lengths = rows.only(kept), parts[kept], lengths[kept]
        if not len(rows.ids):
            return scores
        found, values = self._postings(rows.ids, lengths)
        if len(rows) > 1:
            found = found + np.repeat(rows.owners() * np.int64(self.size), lengths)
        summed = np.bincount(found, values * np.repeat(parts, lengths), minlength=len(rows) * self.size)
        scores += summed.reshape(scores.shape)
        return scores

    def chance(self, parts: Floats) -> Floats:
        """Product of every entry with a text that holds every feature, each by its part."""
        found = np.bincount(self.entries, self.values * np.repeat(parts, np.diff(self.starts)), minlength=self.size)
        scores: Floats = ((found + parts[self.common] @ self.rows) / WHOLE).astype(np.float32)
        return scores

    def _postings(self, ids: Ints, lengths: Ints) -> tuple[Ints | Shorts, Bytes]:
        """The entries that have the features, feature after feature, and with what values."""
        first = self.starts[ids]
        if int(lengths.sum()) <= LONG * len(ids):
            places, _ = spread(first, first + lengths)
            return self.entries[places], self.values[places]
        # Long slices joined are copied several times as fast as places picked one by one.
        slices = list(map(slice, first.tolist(), (first + lengths).tolist()))
        return np.concatenate([self.entries[one] for one in slices]), np.concatenate([self.values[one] for one in slices])

    def _common(self, ids: Ints) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """The rows of those features that have one, and which those are."""
        if not len(self.common):
            return np.zeros(0, dtype=np.int64), np.zeros(len(ids), dtype=np.bool_)
        places = np.minimum(np.searchsorted(self.common, ids), len(self.common) - 1)
        common = self.common[places] == ids
        return places[common], common

    def pack(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """Arrays for a dump."""
        return {f"{prefix}.{name}": getattr(self, name) for name in _ARRAYS} | {f"{prefix}.size": np.array(self.size)}

    @classmethod
    def unpack(cls, arrays: Mapping[str, npt.NDArray[Any]], prefix: str) -> Self:
        """The index from its dump."""
        return cls(**{name: arrays[f"{prefix}.{name}"] for name in _ARRAYS}, size=int(arrays[f"{prefix}.size"]))

    @classmethod
    def of(cls, weights: Floats, features: npt.NDArray[np.int64], entries: npt.NDArray[np.int64], parts: Doubles, *, size: int) -> Self:
        """From postings in the order of features and entries, with parts of one."""
        values = np.rint(np.clip(parts * WHOLE, 1, WHOLE)).astype(np.uint8)
        frequency = np.bincount(features, minlength=len(weights) - 1)
        small = size * len(frequency) <= SMALL
        common = np.flatnonzero(frequency if small else frequency * COMMON > size)
        rows, dense = np.zeros((len(common), size), dtype=np.uint8), np.isin(features, common)
        rows[np.searchsorted(common, features[dense]), entries[dense]] = values[dense]
        frequency[common] = 0
        return cls(
            weights=weights,
            starts=np.concatenate(([0], np.cumsum(frequency))).astype(np.int32),
            entries=entries[~dense].astype(np.uint16) if size < SHORT else entries[~dense].astype(np.int32),
            values=values[~dense],
            common=common.astype(np.int32),
            rows=rows,
            size=size,
        )


def _affordable(rows: Rows, lengths: Ints) -> npt.NDArray[np.bool_]:
    """The rarest features of each text, as many as may be read."""
    kept = np.zeros(len(lengths), dtype=np.bool_)
    for begin, end in rows.bounds():
        order = begin + np.argsort(lengths[begin:end], kind="stable")
        kept[order[np.cumsum(lengths[order]) <= MOST_POSTINGS]] = True
    return kept


def _holds(ascending: Sequence[int], sought: int, first: int, last: int) -> bool:
    """Whether a number stands in a part of some."""
    place = bisect_left(ascending, sought, first, last)
    return place < last and ascending[place] == sought


def best(scores: Floats, count: int) -> Ints:
    """The places of the highest scores in every row, best first; equal scores in the order of the content."""
    count = min(count, scores.shape[1])
    if count == 0:
        return np.zeros((len(scores), 0), dtype=np.int32)
    rows, top = np.arange(len(scores))[:, None], (-scores).argpartition(count - 1)[:, :count]
    return top[rows, np.lexsort((top, -scores[rows, top]))].astype(np.int32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """In how many texts of each entry a feature stands, in the order of features and entries."""

    #: Feature and entry in one number: `feature * size + entry`.
    keys: Keys
    texts: npt.NDArray[np.int64]
    #: How many texts each entry has.
    sizes: npt.NDArray[np.int64]

    @classmethod
    def of(cls, rows: Rows, owners: Ints, *, size: int) -> Self:
        """Of rows whose entries are `owners`, among `size` entries."""
        keys, texts = tally(rows.ids.astype(np.int64) * size + owners[rows.owners()])
        return cls(keys=keys, texts=texts, sizes=np.bincount(owners, minlength=size))

    def split(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The feature and the entry of each count."""
        feature, entry = np.divmod(self.keys, len(self.sizes))
        return feature, entry


def build_coverage(every: Counts, told: Counts, weights: Floats, *, share: float) -> Index:
    """How well an entry covers a feature: how many of its texts hold it, soon saturated; those that are `told` in answers count a share."""
    counts, size = every.texts.astype(np.float64), len(every.sizes)
    counts[np.searchsorted(every.keys, told.keys)] -= told.texts * (1 - share)
    feature, entry = every.split()
    lengths = np.bincount(entry, counts, minlength=size)
    room = SATURATION * (1 - LENGTH_PENALTY + LENGTH_PENALTY * lengths * size / max(float(lengths.sum()), 1.0))
    return Index.of(weights, feature, entry, counts / (counts + room[entry]), size=size)


def consistency_weights(counts: Counts, *, features: int, rarity: float = 1.0) -> Floats:
    """Rarity over entries, to a power, times the root of consistency within them; for each feature and, last, for one never seen."""
    frequency = np.bincount(counts.split()[0], minlength=features + 1)
    rare = np.log(1 + len(counts.sizes) / np.maximum(frequency, 1)) ** rarity
    weights: Floats = (rare * _consistency(counts, features=features) ** 0.5).astype(np.float32)
    return weights


def _consistency(counts: Counts, *, features: int) -> Doubles:
    """The chance that a feature of one text of an entry stands in another text of it too, for each feature and, last, for one never seen.

    It tells the words that carry a question from the manner of asking.
    """
    texts, (feature, entry) = counts.texts, counts.split()
    again = np.bincount(feature, texts * (texts - 1), minlength=features + 1)
    chances = np.bincount(feature, texts * (counts.sizes[entry] - 1), minlength=features + 1)
    mean = max(again.sum() / max(chances.sum(), 1), 0.01)
    consistency: Doubles = (again + PULL * mean) / (chances + PULL)
    return consistency
