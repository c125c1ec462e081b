"""What is left of a wage after contributions and taxes (labor §10, §23-6; accounting §5)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.insurance import COVERS, ON, PERSON, employee_shares
from flows.calculators.minimum_wage import on_day
from flows.calculators.rounding import without_ones
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value


def take_home_pay(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Pay less contributions and taxes; income tax as the official table says, local income tax a tenth of it (WHT-01, accounting K4)."""
    gross, free = inputs.whole("gross"), inputs.whole("tax-free", 0)
    if free > gross:
        raise Impossible("tax-free-above-pay")
    taxes = inputs.whole("income-tax", 0)
    shares = employee_shares(gross - free, COVERS[inputs.text("person", "worker")], rates, on_day(inputs, today))
    local = without_ones(Fraction(taxes, 10))
    return {
        "insurance": shares.total,
        "income-tax": taxes,
        "local-tax": local,
        "deducted": shares.total + taxes + local,
        "net": max(0, gross - shares.total - taxes - local),
    }


CALCULATORS = (
    Calculator(
        name="take-home-pay",
        inputs=(
            Input(name="gross", kind=Kind.WON),
            Input(name="tax-free", kind=Kind.WON, optional=True),
            Input(name="income-tax", kind=Kind.WON, optional=True),
            PERSON,
            ON,
        ),
        outputs=tuple(Output(name=name, unit=Unit.WON) for name in ("insurance", "income-tax", "local-tax", "deducted", "net")),
        function=take_home_pay,
        source="IN-08",
    ),
)
