"""An embedding learned from the content alone: texts of one entry are drawn together, texts of others apart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from faq.corpus import Floats, Ints, Rows

#: Gives misspelt copies of the texts with these numbers.
Misspell = Callable[[npt.NDArray[np.intp]], Rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """How the embedding is learned; measured on two beds, changed together with the ranking weights."""

    width: int = 128
    steps: int = 100
    batch: int = 256
    temperature: float = 0.1
    rate: float = 0.03
    #: Share of features left out of a text at every step.
    drop: float = 0.3
    #: Share of steps whose second text is a misspelt copy.
    noise: float = 0.5


def embed(vectors: Floats, rows: Rows, weights: Floats) -> tuple[Floats, Floats]:
    """Unit vectors of texts, and their lengths before; an empty text is the zero vector."""
    sums: Floats = _sparse(rows, rows.ids, weights) @ vectors
    lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))[:, None] + np.float32(1e-6)
    return sums / lengths, lengths


def _sparse(rows: Rows, columns: npt.NDArray[np.integer], weights: Floats) -> Any:
    """The weighted features of rows as a sparse matrix, each in its column."""
    # Only who learns needs it.
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    return csr_matrix((rows.values * weights[rows.ids], columns, rows.starts), shape=(len(rows), len(weights)))


def learn(rows: Rows, owners: Ints, weights: Floats, *, misspell: Misspell, seed: int, training: Training) -> Floats:
    """Vectors of all features."""
    random = np.random.default_rng(seed)
    vectors = random.standard_normal((len(weights), training.width), dtype=np.float32) / np.float32(training.width**0.5)
    energy = np.full(len(weights), 1e-3, dtype=np.float32)
    pairs = _Pairs(owners)
    if not len(pairs.entries):
        return vectors
    # Every phrasing that comes misspelt is misspelt once.
    plan = [(*pairs.draw(random, training.batch), bool(random.random() < training.noise)) for _ in range(training.steps)]
    spoilt = np.unique([place for _, right, spoil in plan if spoil for place in right]).astype(np.intp)
    copies = misspell(spoilt)
    for left, right, spoil in plan:
        others = copies.take(np.searchsorted(spoilt, right)) if spoil else rows.take(right)
        sides = (_thin(rows.take(left), random, training.drop), _thin(others, random, training.drop))
        _step(vectors, energy, weights, sides, training)
    return vectors


class _Pairs:
    """Draws two different texts of one entry each."""

    def __init__(self, owners: Ints) -> None:
        self._order = np.argsort(owners, kind="stable")
        self._sizes = np.bincount(owners)
        self._first = np.cumsum(self._sizes) - self._sizes
        self.entries = np.flatnonzero(self._sizes > 1)

    def draw(self, random: np.random.Generator, count: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        chosen = random.permutation(self.entries)[:count]
        sizes = self._sizes[chosen]
        one = (random.random(len(chosen)) * sizes).astype(np.int64)
        other = (one + 1 + (random.random(len(chosen)) * (sizes - 1)).astype(np.int64)) % sizes
        return self._order[self._first[chosen] + one], self._order[self._first[chosen] + other]


def _thin(rows: Rows, random: np.random.Generator, drop: float) -> Rows:
    """The rows without a random share of their features."""
    return rows.only(random.random(len(rows.ids), dtype=np.float32) >= drop)


def _step(vectors: Floats, energy: Floats, weights: Floats, sides: tuple[Rows, Rows], training: Training) -> None:
    """One step of AdaGrad on the softmax in both directions."""
    (left, left_lengths), (right, right_lengths) = (embed(vectors, side, weights) for side in sides)
    likeness = left @ right.T / training.temperature
    there = np.exp(likeness - likeness.max(axis=1, keepdims=True))
    back = np.exp(likeness - likeness.max(axis=0, keepdims=True))
    error = (there / there.sum(axis=1, keepdims=True) + back / back.sum(axis=0, keepdims=True)) / 2
    error[np.diag_indices(len(error))] -= 1
    error /= training.temperature
    slopes = np.concatenate((project(error @ right, left) / left_lengths, project(error.T @ left, right) / right_lengths))
    both = sides[0].joined(sides[1])
    touched, places = np.unique(both.ids, return_inverse=True)
    changes = (_sparse(both, places, weights).T @ slopes)[: len(touched)]
    energy[touched] += np.einsum("ij,ij->i", changes, changes) / changes.shape[1]
    vectors[touched] -= training.rate * changes / np.sqrt(energy[touched])[:, None]


def project(slopes: Floats, units: Floats) -> Floats:
    """The part of a slope that turns a unit vector instead of lengthening it."""
    projected: Floats = slopes - np.einsum("ij,ij->i", slopes, units)[:, None] * units
    return projected
