"""A choice called yes and no as the yes or no of a calculator: only a choice can hold other words for its answers."""

from collections.abc import Mapping
from datetime import date

from flows.calculator import Calculator, Input, Output
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value


def said_yes(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """Whether the choice is yes; nothing at all when the question was not asked."""
    return {"yes": inputs.text("answer") == "yes"} if "answer" in inputs else {}


CALCULATORS = (
    Calculator(
        name="said-yes",
        inputs=(Input(name="answer", kind=Kind.CHOICE, optional=True, values=("yes", "no")),),
        outputs=(Output(name="yes", unit=Unit.FLAG),),
        function=said_yes,
        source="none",
    ),
)
