"""Turns likeness into a probability that keeps its promise, and holds the limits of the three bands."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from operator import mul

import numpy as np
import numpy.typing as npt

from faq.corpus import Floats
from faq.rank import BLENDS, MEASURES, Look

#: What the model looks at: the first candidate, its lead over the second and over all others, and the question itself.
TRAITS = ("bias", "score", "lead", "rivals", *MEASURES, "known", "missed", "strange", "foreign", "exact")
#: Which way a trait may count: a model that trusts a question less because it is alike has learned an accident.
SIGNS = np.array([0, 1, 1, -1, *(1 if measure != "opposite" else -1 for measure in MEASURES), 1, -1, -1, -1, 1])
#: How many samples the weights known before are worth.
PRIOR_WEIGHT = 1.0
ROUNDS = 30
#: Share of messages out of scope that may be answered, and the probability that is asked for at least.
MOST_MISTAKES, LEAST_SURE = 0.008, 0.55
#: Where the limit to answer may stand at most.
MOST_SURE = 0.6
#: Share of the questions that are ours which may be too strange to be answered outright, whatever entry they are near.
MOST_DOUBTED = 0.015
#: Share of messages out of scope that may be offered titles, and where that limit may stand.
MOST_OFFERS, LEAST_LIKELY, MOST_LIKELY = 0.3, 0.12, 0.15

Doubles = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


#: Content without strangers does not learn what is ours.
NO_LIMIT = -1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Weights of a logistic model by trait, and from which probability on a question is answered or titles are offered."""

    weights: tuple[float, ...]
    answer: float
    suggest: float
    #: A message whose words are ours less than this is not answered outright.
    scope: float = NO_LIMIT
    #: Which of the blends it was made with (`faq/rank.py`); None where the content has phrasings enough, or too few to tell.
    blend: int | None = None

    def probability(self, traits: Floats) -> float:
        """How probable it is that the first candidate is meant."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(map(mul, self.weights, traits.tolist()))))))

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
        blend = None if tree["blend"] is None else range(len(BLENDS))[int(tree["blend"])]
        return Calibration(
            weights=weights, answer=float(tree["answer"]), suggest=float(tree["suggest"]), scope=float(tree["scope"]), blend=blend
        )
    except (LookupError, TypeError) as error:
        raise ValueError("not a calibration") from error


def traits_of(look: Look) -> Floats:
    """What the model sees of one look that found something."""
    first, *others = look.scores.tolist()
    lead = first - others[0] if others else first
    rivals = math.log(sum(math.exp(max(-20.0, min(5.0, other - first))) for other in others) + 1e-3)
    own = [1.0, first, lead, rivals]
    asked = [look.known, look.missed, look.strange, look.foreign, float(look.exact)]
    return np.array([*own, *look.measures[0].tolist(), *asked], dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One question whose answer is known."""

    traits: Floats
    #: The first candidate is the entry that is meant.
    right: bool
    #: No entry is meant.
    outside: bool = False
    #: It was recognised as a topic that is not ours: no answer is at stake.
    caught: bool = False
    weight: float = 1.0
    #: How much its words are those of what is ours.
    scope: float = 0.0


def fit(samples: Sequence[Sample], prior: Calibration) -> Calibration:
    """The weights that explain the samples, held near those known before where the samples say little."""
    caught = sum(sample.caught for sample in samples)
    samples = [sample for sample in samples if not sample.caught]
    if not samples:
        return prior
    traits = np.array([sample.traits for sample in samples], dtype=np.float64)
    right = np.array([sample.right for sample in samples], dtype=np.float64)
    share = np.array([sample.weight for sample in samples])
    spread = np.maximum(traits.std(axis=0), 1e-2)
    spread[0] = 1.0
    known = np.array(prior.weights)
    weights, free = known.copy(), np.ones(len(known), dtype=np.bool_)
    for _ in range(len(known)):
        weights[free] = _newton(traits, right, share, (weights, known, PRIOR_WEIGHT * spread**2), free)
        wrong = free & (weights * SIGNS < 0)
        if not wrong.any():
            break
        weights[wrong], free = 0.0, free & ~wrong
    fitted = replace(prior, weights=tuple(round(float(weight), 4) for weight in weights), scope=_scope(samples))
    outside = [*[0.0] * caught, *(fitted.probability(sample.traits) for sample in samples if sample.outside)]
    if len(outside) < 1 / MOST_MISTAKES:
        return fitted
    doubted = sum(sample.outside and sample.scope < fitted.scope for sample in samples)
    at_stake = [fitted.probability(sample.traits) for sample in samples if sample.outside and sample.scope >= fitted.scope]
    answer = np.quantile([*[0.0] * (caught + doubted), *at_stake], 1 - MOST_MISTAKES)
    suggest = np.quantile(outside, 1 - MOST_OFFERS)
    return replace(
        fitted,
        answer=round(min(max(float(answer), LEAST_SURE), MOST_SURE), 3),
        suggest=round(min(max(float(suggest), LEAST_LIKELY), MOST_LIKELY), 3),
    )


def _scope(samples: Sequence[Sample]) -> float:
    """The limit below which so few of the questions rightly answered lie that they may be doubted."""
    right = [(sample.scope, sample.weight) for sample in samples if sample.right]
    if not right:
        return NO_LIMIT
    scopes, weights = zip(*right, strict=True)
    return round(float(np.quantile(scopes, MOST_DOUBTED, weights=weights, method="inverted_cdf")), 3)


def _newton(traits: Doubles, right: Doubles, share: Doubles, start: tuple[Doubles, Doubles, Doubles], free: Flags) -> Doubles:
    """Newton's method on the penalised likelihood for the weights that are free; a trait that never varies keeps its weight."""
    weights, known, pull = (one.copy() for one in start)
    seen = traits[:, free]

    def loss(at: Doubles) -> float:
        likely = traits @ at
        return float(share @ (np.logaddexp(0, likely) - right * likely) + pull @ (at - known) ** 2 / 2)

    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(traits @ weights, -30, 30)))
        slope = seen.T @ (share * (right - chance)) - (pull * (weights - known))[free]
        curve = (seen * (share * chance * (1 - chance))[:, None]).T @ seen + np.diag(pull[free])
        step, before = np.zeros(len(weights)), loss(weights)
        step[free] = np.linalg.solve(curve, slope)
        # A whole step may overshoot: it is halved until things get better.
        while loss(weights + step) > before and float(np.abs(step).max()) > 1e-7:
            step /= 2
        weights += step
        if float(np.abs(step).max()) < 1e-5:
            break
    found: Doubles = weights[free]
    return found


#: Where every fit starts from, and what is used when there is too little to fit: measured on contents of 4 to 1,000 entries.
DEFAULT = Calibration(
    weights=(-5.633, 0.0, 0.228, -0.336, 1.433, 0.0, 0.0, 0.0, 0.0, 0.0, 2.195, 0.0, 4.141, -2.532, 0.0, 0.0, 4.0),
    answer=0.55,
    suggest=0.12,
)
