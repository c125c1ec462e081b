"""All calculators by name; a flow calls one with `use:`. To add one: a module here with `CALCULATORS`, and its name below."""

from flows.calculator import registry
from flows.calculators import assembly

CALCULATORS = registry(assembly.CALCULATORS)
