"""What a calculator is: a rule of the law as a pure function that never hears of a flow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

#: Inputs, rates and the day of the answer in, named values out. Raises flows.rates.NoRate for a day that no rate covers.
Function = Callable[[Inputs, Rates, date], Mapping[str, Value]]


class Impossible(Exception):
    """The inputs contradict each other; the reason names a word of the flow."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A value a calculator needs."""

    name: str
    kind: Kind
    optional: bool = False
    #: For a choice: the values it knows.
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A value a calculator gives."""

    name: str
    unit: Unit
    #: For a word: the values it can have; the flow's `words` must hold each.
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator:
    """A rule of the law as a pure function with declared inputs and outputs."""

    name: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    function: Function
    #: Fact number of what it rests on.
    source: str

    def output(self, name: str) -> Output | None:
        """The output of that name."""
        return next((found for found in self.outputs if found.name == name), None)


def registry(*groups: tuple[Calculator, ...]) -> dict[str, Calculator]:
    """Calculators by name. Raises ValueError when two have the same one."""
    found: dict[str, Calculator] = {}
    for group in groups:
        for calculator in group:
            if calculator.name in found:
                raise ValueError(calculator.name)
            found[calculator.name] = calculator
    return found
