"""What rich content learns beside coverage: a linear classifier of texts into entries, in few dimensions.

It generalises: a word that no text of an entry holds still brings forward the entries whose texts hold words like it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from faq.corpus import Floats, Ints, Rows, Steps, rounded, weighed
from faq.learn import project

_ARRAYS = ("features", "scales", "vectors", "entries", "bias")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schooling:
    """How the classifier is learned; measured on phrasings left out."""

    width: int = 96
    #: How often all texts are seen, and at least how many steps are taken with little content.
    rounds: int = 3
    steps: int = 40
    #: Texts a step: a tenth of them, within these bounds.
    batch: tuple[int, int] = (1024, 4096)
    #: Mean share of features left out of a text.
    drop: float = 0.3
    #: Share of a text that is taken to mean any entry.
    smoothing: float = 0.05
    #: How fast vectors and entries turn at first, and how slowly at last.
    vector_rate: float = 0.13
    entry_rate: float = 0.015
    last: float = 0.3
    #: A feature in fewer texts teaches nothing.
    rarest: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """A text is the sum of the vectors of its features, turned to length one."""

    #: The features that have a vector, in ascending order, with the weight of a whole step of it.
    features: Ints
    scales: Floats
    vectors: Steps
    #: Direction and head start of each entry.
    entries: Floats
    bias: Floats

    def scores(self, rows: Rows) -> Floats:
        """How near every entry is to every text: -1 to 1, give or take the head start; nothing where nothing is known of a text."""
        places = np.minimum(np.searchsorted(self.features, rows.ids), max(len(self.features) - 1, 0))
        known = self.features[places] == rows.ids if len(self.features) else np.zeros(len(rows.ids), dtype=np.bool_)
        rows, places = rows.only(known), places[known]
        texts = weighed(rows, self.scales[places], self.vectors[places].astype(np.float32))
        near = np.array([self.entries @ (text / (np.sqrt(text @ text) + np.float32(1e-9))) for text in texts])
        return np.where(rows.sizes()[:, None], near + self.bias, np.float32(0))

    def pack(self) -> dict[str, npt.NDArray[Any]]:
        """Arrays for a dump."""
        return {f"classifier.{name}": getattr(self, name) for name in _ARRAYS}

    @classmethod
    def unpack(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self | None:
        """From its dump; None when nothing was learned."""
        if "classifier.features" not in arrays:
            return None
        return cls(**{name: arrays[f"classifier.{name}"] for name in _ARRAYS})


def learn_classifier(
    rows: Rows, owners: Ints, weights: Floats, shares: Floats, *, seed: int, first: int = 0, schooling: Schooling | None = None
) -> Classifier:
    """Learn from the texts of entries `owners`; a text counts for its share, a feature from the `first` on for its weight."""
    # Only who learns needs it.
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    plan, random = schooling or Schooling(), np.random.default_rng(seed)
    kept = (first + np.flatnonzero(np.bincount(rows.ids, minlength=len(weights))[first:] >= plan.rarest)).astype(np.int32)
    texts = csr_matrix((weights[rows.ids], rows.ids, rows.starts), shape=(len(rows), len(weights)))[:, kept]
    pupil = _Pupil(len(kept), int(owners.max(initial=-1)) + 1, plan, random)
    least, most = plan.batch
    batches = max(1, round(len(rows) / min(max(len(rows) // 10, least), most)))
    rounds = max(plan.rounds, plan.steps // batches)
    for turn in range(rounds):
        pace = 1 - (1 - plan.last) * turn / rounds
        for batch in np.array_split(random.permutation(len(rows)), batches):
            chosen = texts[batch]
            dropped = np.repeat(random.random(len(batch), dtype=np.float32) * 2 * plan.drop, np.diff(chosen.indptr))
            chosen.data[random.random(len(chosen.data), dtype=np.float32) < dropped] = 0
            chosen.eliminate_zeros()
            pupil.step(chosen, owners[batch], shares[batch] / max(float(shares[batch].sum()), 1e-9), pace)
    return pupil.learned(kept, weights[kept])


class _Pupil:
    """Learns by gradient descent on the softmax: AdaGrad for features, of which a batch has few, and Adam for entries."""

    def __init__(self, features: int, entries: int, plan: Schooling, random: np.random.Generator) -> None:
        size = np.float32(plan.width**0.5)
        self._plan = plan
        self._vectors: Floats = random.standard_normal((features, plan.width), dtype=np.float32) / size
        self._entries: Floats = random.standard_normal((entries, plan.width), dtype=np.float32) / size
        self._bias = np.zeros(entries, dtype=np.float32)
        self._sharpness = 10.0
        self._energy = np.full(features, 1e-10, dtype=np.float32)
        self._drift, self._swing = np.zeros_like(self._entries), np.zeros_like(self._entries)
        self._steps = 0

    def step(self, texts: Any, owners: Ints, shares: Floats, pace: float) -> None:
        """One step on a batch of sparse rows."""
        units, lengths = _unit(texts @ self._vectors)
        entries, sizes = _unit(self._entries)
        likeness, sharpness = units @ entries.T, np.float32(self._sharpness)
        error: Floats = likeness * sharpness
        error += self._bias - sharpness
        np.exp(error, out=error)
        error /= error.sum(axis=1, keepdims=True)
        error -= self._plan.smoothing / len(self._bias)
        error[np.arange(len(owners)), owners] -= 1 - self._plan.smoothing
        error *= shares[:, None]
        slopes = texts.T @ (project(sharpness * (error @ entries), units) / lengths)
        self._energy += np.einsum("ij,ij->i", slopes, slopes) / self._plan.width
        slopes *= (self._plan.vector_rate * pace / np.sqrt(self._energy))[:, None]
        self._vectors -= slopes
        self._turn(project(sharpness * (error.T @ units), entries) / sizes, self._plan.entry_rate * pace)
        self._bias -= 0.5 * error.sum(axis=0)
        self._sharpness -= 0.5 * float(np.einsum("ij,ij->", error, likeness))

    def _turn(self, slopes: Floats, rate: float) -> None:
        self._steps += 1
        self._drift = np.float32(0.9) * self._drift + np.float32(0.1) * slopes
        self._swing = np.float32(0.999) * self._swing + np.float32(0.001) * slopes**2
        mean, spread = self._drift / (1 - 0.9**self._steps), self._swing / (1 - 0.999**self._steps)
        self._entries -= (rate * mean / (np.sqrt(spread) + 1e-8)).astype(np.float32)

    def learned(self, features: Ints, weights: Floats) -> Classifier:
        """What was learned, in a tenth of the room."""
        vectors, steps = rounded(self._vectors)
        return Classifier(
            features=features,
            scales=(weights * steps).astype(np.float32),
            vectors=vectors,
            entries=_unit(self._entries)[0],
            bias=(self._bias / self._sharpness).astype(np.float32),
        )


def _unit(many: Floats) -> tuple[Floats, Floats]:
    lengths = np.sqrt(np.einsum("ij,ij->i", many, many))[:, None] + np.float32(1e-9)
    return many / lengths, lengths
