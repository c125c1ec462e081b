"""The learned view: entries as the mean of their phrasings, by vectors that draw phrasings of one entry together.

It decides where entries have few phrasings; content with many finds no more with it than without, and does not learn it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from faq.corpus import Floats, Ints, Rows, Steps, rounded, weighed
from faq.index import best
from faq.learn import Misspell, Training, embed, learn

#: Above this many entries only those that share words are compared.
DENSE_LIMIT = 4000
SHORTLIST = 300
_ARRAYS = ("places", "scales", "vectors", "entries", "phrasings", "steps")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Vectors of features, entries and phrasings."""

    #: The place of each feature among the vectors, or -1 for one that stands in a single text: what is seen once teaches nothing.
    places: Ints
    #: Vector of each feature that has one, and the weight of a whole step of it.
    scales: Floats
    vectors: Steps
    #: Vectors of entries, and of phrasings entry after entry with the length of a step of each.
    entries: Floats
    phrasings: Steps
    steps: Floats

    def of(self, rows: Rows) -> Floats:
        """The vectors of texts."""
        rows = rows.renamed(self.places)
        texts = weighed(rows, rows.values * self.scales[rows.ids], self.vectors[rows.ids].astype(np.float32))
        unit: Floats = texts / (np.sqrt((texts * texts).sum(axis=1, keepdims=True)) + np.float32(1e-6))
        return unit

    def scores(self, texts: Floats, rough: Floats) -> Floats:
        """How near every entry is to every text; in a very large content only the entries that score best in the rough are looked at."""
        if len(self.entries) <= DENSE_LIMIT:
            return np.array([self.entries @ text for text in texts])
        found = np.zeros_like(rough)
        for row, (text, near) in enumerate(zip(texts, best(rough, SHORTLIST), strict=True)):
            found[row, near] = self.entries[near] @ text
        return found

    def alike(self, text: Floats, phrasings: npt.NDArray[np.integer]) -> Floats:
        """How near some of the phrasings are to a text."""
        near: Floats = (self.phrasings[phrasings].astype(np.float32) @ text) * self.steps[phrasings]
        return near

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
    whole, steps = rounded(vectors)
    phrasings, phrasing_steps = rounded(units)
    return Meaning(
        places=places,
        scales=kept * steps,
        vectors=whole,
        entries=_centres(units, owners, size),
        phrasings=phrasings,
        steps=phrasing_steps,
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
