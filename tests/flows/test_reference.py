from pathlib import Path

from flows.calculators import CALCULATORS
from flows.reference import table

PAGE = Path(__file__).parents[2] / "docs" / "calculators.md"


def test_the_reference_is_what_the_calculators_declare() -> None:
    assert PAGE.read_text(encoding="utf-8") == table(CALCULATORS), "run make reference"


def test_every_calculator_stands_once_with_its_facts() -> None:
    lines = [line for line in table(CALCULATORS).splitlines() if line.startswith("| `")]
    assert [line.split("`")[1] for line in lines] == sorted(CALCULATORS)
    assert all(CALCULATORS[line.split("`")[1]].source in line for line in lines)
