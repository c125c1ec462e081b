"""The learned view: entries as the mean of their phrasings, by vectors that draw phrasings of one entry together.

It decides where entries have few phrasings; content with many finds no more with it than without, and does not learn it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from faq.corpus import Floats, Halves, Ints, Rows
from faq.index import best
from faq.learn import Misspell, Training, embed, learn

#: Above this many entries only those that share words are compared.
DENSE_LIMIT = 4000
SHORTLIST = 300
_ARRAYS = ("places", "weights", "vectors", "entries", "phrasings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Vectors of features, entries and phrasings."""

    #: The place of each feature among the vectors, or -1 for one that stands in a single text: what is seen once teaches nothing.
    places: Ints
    #: Weight and vector of each feature that has one.
    weights: Floats
    vectors: Halves
    #: Vectors of entries, and of phrasings entry after entry.
    entries: Floats
    phrasings: Halves

    def of(self, ids: Ints, values: Floats) -> Floats:
        """The vector of one text."""
        places = self.places[ids]
        placed = places >= 0
        ids = places[placed]
        text = (values[placed] * self.weights[ids]) @ self.vectors[ids].astype(np.float32)
        found: Floats = text / (float(np.sqrt(text @ text)) + 1e-6)
        return found

    def scores(self, meaning: Floats, rough: Floats) -> Floats:
        """How near every entry is; in a very large content only the entries that score best in the rough are looked at."""
        if len(self.entries) <= DENSE_LIMIT:
            return self.entries @ meaning
        found = np.zeros(len(self.entries), dtype=np.float32)
        shortlist = best(rough, SHORTLIST)
        found[shortlist] = self.entries[shortlist] @ meaning
        return found

    def closer(self, meaning: Floats, places: npt.NDArray[np.integer], starts: Ints) -> Floats:
        """For entries whose phrasings stand at `places` from `starts` on: the nearest phrasing, and the title, which is the first."""
        alike = self.phrasings[places].astype(np.float32) @ meaning
        return np.column_stack((np.maximum.reduceat(alike, starts), alike[starts]))

    def pack(self) -> dict[str, npt.NDArray[Any]]:
        """Arrays for a dump."""
        return {f"meaning.{name}": getattr(self, name) for name in _ARRAYS}

    @classmethod
    def unpack(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self | None:
        """From its dump; None when nothing was learned."""
        if "meaning.places" not in arrays:
            return None
        return cls(**{name: arrays[f"meaning.{name}"] for name in _ARRAYS})


def build_meaning(
    rows: Rows,
    owners: Ints,
    weights: Floats,
    *,
    size: int,
    misspell: Misspell,
    seed: int,
    training: Training,
) -> Meaning:
    """Learn from the rows of the phrasings of `size` entries; `weights` are those of the features."""
    places = _shared(rows.ids, len(weights))
    kept, shared = weights[places >= 0], rows.renamed(places)
    vectors = learn(shared, owners, kept, misspell=lambda texts: misspell(texts).renamed(places), seed=seed, training=training)
    units = embed(vectors, shared, kept)[0]
    return Meaning(
        places=places,
        weights=kept,
        vectors=vectors.astype(np.float16),
        entries=_centres(units, owners, size),
        phrasings=units.astype(np.float16),
    )


def _shared(ids: Ints, size: int) -> Ints:
    """Numbers the features that stand in more than one text, -1 for the others."""
    kept = np.bincount(ids, minlength=size) > 1
    kept[:1] = True
    places: Ints = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
    return places


def _centres(units: Floats, owners: Ints, size: int) -> Floats:
    centres = np.zeros((size, units.shape[1]), dtype=np.float32)
    np.add.at(centres, owners, units)
    unit: Floats = centres / (np.linalg.norm(centres, axis=1, keepdims=True) + 1e-9)
    return unit
