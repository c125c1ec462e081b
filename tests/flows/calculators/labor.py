"""Runs one calculator with the shipped rates."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from flows.calculators import CALCULATORS
from flows.rates import Rates
from flows.values import Inputs, Value
from tests.flows.books import SHIPPED, TODAY

RATES = SHIPPED.book.rates


def run(name: str, inputs: Mapping[str, Value], on: date = TODAY, rates: Rates = RATES) -> dict[str, Any]:
    """Outputs of a calculator; every declared output must be there, and none may be a float or below zero."""
    calculator = CALCULATORS[name]
    assert set(inputs) <= {wanted.name for wanted in calculator.inputs}
    outputs = dict(calculator.function(Inputs(inputs), rates, on))
    assert set(outputs) == {output.name for output in calculator.outputs}
    for value in outputs.values():
        assert not isinstance(value, float)
        assert not isinstance(value, int | Decimal) or value >= 0
    return outputs


def extended(until: date, *names: str) -> Rates:
    """The shipped rates with the last value of some of them going on until a day, as an example assumes."""
    longer = {}
    for name in names:
        rate = RATES.rate(name)
        longer[name] = replace(rate, values=(*rate.values[:-1], replace(rate.values[-1], end=until)))
    return Rates({**RATES.by_id, **longer})
