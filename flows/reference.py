"""The reference of all calculators as a table, for people who write flows."""

from collections.abc import Mapping

from flows.calculator import Calculator, Input, Output
from flows.values import Unit

HEAD = """# Calculators

What a step `calculate` can `use`. Generated from the declarations in `flows/calculators`; after adding a calculator run `make reference`.

- `?` marks an input that may be left out. Inputs of kind `won`, `number` and `hours` (minutes) take each other's answers.
- Outputs are used as `step.output`. The flow's `words` must hold each value of a `word`; `rows` and `schedule` go with `each`.
- `on` is the day whose rates count (for corporate tax: the first day of the fiscal year); today when left out.
- `kind` is `general` for cooperatives that may pay dividends and their federations, `social` for social ones and theirs.

| Calculator | Inputs | Outputs | Rests on |
|---|---|---|---|
"""


def table(calculators: Mapping[str, Calculator]) -> str:
    """The whole page."""
    return HEAD + "".join(f"{_line(calculators[name])}\n" for name in sorted(calculators))


def _line(calculator: Calculator) -> str:
    inputs = ", ".join(_input(one) for one in calculator.inputs)
    outputs = ", ".join(_output(one) for one in calculator.outputs)
    return f"| `{calculator.name}` | {inputs} | {outputs} | {calculator.source} |"


def _input(one: Input) -> str:
    values = f": {' / '.join(one.values)}" if one.values else ""
    return f"`{one.name}`{'?' if one.optional else ''} {one.kind}{values}"


def _output(one: Output) -> str:
    values = f": {' / '.join(one.values)}" if one.unit is Unit.WORD else ""
    return f"`{one.name}` {one.unit}{values}"
