"""Turns likeness into a probability that keeps its promise, and holds the limits of the three bands."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from faq.corpus import Floats
from faq.rank import MEASURES, Look

#: What the model looks at: the first candidate, its lead over the second and over all others, and the question itself.
TRAITS = ("bias", "score", "lead", "rivals", *MEASURES, "known", "length", "exact")
#: How many samples the weights known before are worth.
PRIOR_WEIGHT = 4.0
ROUNDS = 30
#: Share of messages out of scope that may be answered, and the probability that is asked for at least.
MOST_MISTAKES, LEAST_SURE = 0.008, 0.5
#: Where the limit to answer may stand at most.
MOST_SURE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Weights of a logistic model by trait, and from which probability on a question is answered or titles are offered."""

    weights: tuple[float, ...]
    answer: float
    suggest: float

    def probability(self, traits: Floats) -> float:
        """How probable it is that the first candidate is meant."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, float(np.dot(self.weights, traits))))))

    def dump(self) -> str:
        """The text of `calibration.json`."""
        return json.dumps({"traits": TRAITS, **asdict(self)}, indent=1) + "\n"


def read_calibration(text: str) -> Calibration:
    """The calibration of a file; ValueError when it was made for other traits."""
    try:
        tree = json.loads(text)
        weights = tuple(float(weight) for weight in tree["weights"])
        if tuple(tree["traits"]) != TRAITS or len(weights) != len(TRAITS):
            raise ValueError("made for other traits")
        return Calibration(weights=weights, answer=float(tree["answer"]), suggest=float(tree["suggest"]))
    except (KeyError, TypeError) as error:
        raise ValueError("not a calibration") from error


def traits_of(look: Look, length: int) -> Floats:
    """What the model sees of one look that found something."""
    rest = look.scores[1:] - look.scores[0]
    lead = float(-rest[0]) if len(rest) else float(look.scores[0])
    rivals = math.log(float(np.exp(np.clip(rest, -20.0, 5.0)).sum()) + 1e-3)
    own = [1.0, float(look.scores[0]), lead, rivals]
    asked = [look.known, min(math.log(1 + length), 4.0), float(look.exact)]
    return np.array([*own, *look.measures[0].tolist(), *asked], dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One question whose answer is known."""

    traits: Floats
    #: The first candidate is the entry that is meant.
    right: bool
    #: No entry is meant.
    outside: bool = False
    weight: float = 1.0


def fit(samples: Sequence[Sample], prior: Calibration) -> Calibration:
    """The weights that explain the samples, held near those known before where the samples say little."""
    if not samples:
        return prior
    traits = np.array([sample.traits for sample in samples], dtype=np.float64)
    right = np.array([sample.right for sample in samples], dtype=np.float64)
    share = np.array([sample.weight for sample in samples])
    spread = traits.std(axis=0)
    spread[0] = 1.0
    known = np.array(prior.weights)
    weights = known.copy()
    # Newton's method on the penalised likelihood; a trait that never varies keeps its weight.
    pull = PRIOR_WEIGHT * np.maximum(spread, 1e-2) ** 2
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(traits @ weights, -30, 30)))
        slope = traits.T @ (share * (right - chance)) - pull * (weights - known)
        curve = (traits * (share * chance * (1 - chance))[:, None]).T @ traits + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        weights = weights + step * min(1.0, 4.0 / (float(np.abs(step * np.maximum(spread, 1e-2)).max()) + 1e-9))
        if float(np.abs(step).max()) < 1e-6:
            break
    fitted = Calibration(weights=tuple(round(float(weight), 4) for weight in weights), answer=prior.answer, suggest=prior.suggest)
    outside = [fitted.probability(sample.traits) for sample in samples if sample.outside]
    if len(outside) < 1 / MOST_MISTAKES:
        return fitted
    limit = float(np.quantile(outside, 1 - MOST_MISTAKES))
    return Calibration(weights=fitted.weights, answer=round(min(max(limit, LEAST_SURE), MOST_SURE), 3), suggest=prior.suggest)


#: Where every fit starts from, and what is used when there is too little to fit: measured on contents of 4 to 1,000 entries.
DEFAULT = Calibration(
    weights=(-7.97, 0.242, 0.231, -0.34, *(1.262, 1.453, -2.068, -0.514, 0.013, -1.396, 2.254, -1.338), 4.912, -0.107, 4.0),
    answer=0.55,
    suggest=0.2,
)
