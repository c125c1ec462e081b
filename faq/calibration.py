"""Turns likeness into a probability that keeps its promise, and holds the limits of the three bands."""

import json
import math
from dataclasses import asdict, dataclass

import numpy as np

from faq.corpus import Floats
from faq.rank import MEASURES, Look

#: What the model looks at: the first candidate, its lead, and the question itself.
TRAITS = ("bias", "score", "lead", "lead_over_third", *MEASURES, "known", "length", "exact")


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
    """What the model sees of one look."""
    scores = look.scores - 100.0 * look.exact * (np.arange(len(look.scores)) == 0)
    lead = float(scores[0] - scores[1]) if len(scores) > 1 else float(scores[0])
    third = float(scores[0] - scores[2]) if len(scores) > 2 else lead
    own = [1.0, float(scores[0]), lead, third]
    rest = [look.known, min(math.log(1 + length), 4.0), float(look.exact)]
    return np.array([*own, *look.measures[0].tolist(), *rest], dtype=np.float32)


#: Used where no calibration is given: fitted on the shipped content.
DEFAULT = Calibration(
    weights=(-7.0, 0.4, 0.6, 0.3, *(1.0, 0.5, 2.0, 1.0, 1.0, 1.0, 0.5, -0.5), 1.0, 0.0, 4.0),
    answer=0.55,
    suggest=0.2,
)
