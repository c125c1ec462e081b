"""Probabilities that keep their promise."""

from dataclasses import replace

import numpy as np
import pytest

from faq.calibration import DEFAULT, SIGNS, TRAITS, Calibration, Sample, fit, read_calibration, traits_of
from faq.text import words
from tests.faq.samples import matcher


def sample(value: float, *, right: bool, outside: bool = False) -> Sample:
    traits = np.zeros(len(TRAITS), dtype=np.float32)
    traits[0], traits[TRAITS.index("coverage")] = 1, value
    return Sample(traits=traits, right=right, outside=outside)


def test_a_calibration_survives_its_file() -> None:
    assert read_calibration(DEFAULT.dump()) == DEFAULT


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"traits": [], "weights": [], "answer": 1, "suggest": 1}', '{"traits": ["bias"], "weights": ["x"]}']
)
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_calibration(text)


def test_a_blend_that_does_not_exist_is_refused() -> None:
    assert read_calibration(replace(DEFAULT, blend=2).dump()).blend == 2
    with pytest.raises(ValueError):
        read_calibration(replace(DEFAULT, blend=99).dump())


def test_what_is_alike_is_more_probable_after_fitting() -> None:
    samples = [sample(value / 100, right=value > 50) for value in range(100)]
    fitted = fit(samples, DEFAULT)
    assert fitted.probability(samples[90].traits) > 0.8 > 0.2 > fitted.probability(samples[10].traits)


def test_no_trait_turns_its_sign_and_nothing_overshoots() -> None:
    fitted = fit([sample(value / 100, right=value < 50) for value in range(100)] * 5, DEFAULT)
    assert all(weight * sign >= 0 for weight, sign in zip(fitted.weights, SIGNS, strict=True))
    assert np.isfinite(fitted.weights).all()


def test_strangers_set_the_limits() -> None:
    inside = [sample(1, right=True)] * 200
    fitted = fit([*inside, *[sample(0.5, right=False, outside=True)] * 200], DEFAULT)
    assert 0.5 <= fitted.answer <= 0.7
    assert fitted.suggest < fitted.answer


def test_without_samples_nothing_changes() -> None:
    assert fit([], DEFAULT) == DEFAULT


def test_traits_of_a_look() -> None:
    traits = traits_of(matcher().ranker.look(words("조합원 제명 절차")))
    assert traits.shape == (len(TRAITS),)
    assert traits[TRAITS.index("exact")] == 1
    assert isinstance(DEFAULT, Calibration)
