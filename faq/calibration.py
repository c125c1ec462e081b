"""Turns likeness into a probability that holds what it promises."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Weights of the logistic model and the two thresholds."""

    weights: tuple[float, ...] = ()
    answer: float = 0.5
    suggest: float = 0.25
