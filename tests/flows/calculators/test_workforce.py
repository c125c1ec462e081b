from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.calculators.workforce import FOR_ALL, FROM_FIVE
from tests.flows.calculators.labor import run


@pytest.mark.parametrize(
    ("fact", "persons", "days", "below", "average", "applies"),
    [
        ("S5-01 five on average", 110, 22, None, "5", True),
        ("S5-01 under five on average", 109, 22, None, "4.95", False),
        ("S5-01 half of the days below", 130, 22, 11, "5.91", False),
        ("S5-01 less than half of the days below", 100, 22, 10, "4.55", True),
        ("S5-01 an odd number of days", 100, 21, 10, "4.76", True),
        ("S5-01 more than half below", 100, 21, 11, "4.76", False),
        ("S5-01 nobody", 0, 20, 20, "0", False),
    ],
)
def test_regular_workers(fact: str, persons: int, days: int, below: int | None, average: str, applies: bool) -> None:
    inputs = {"person-days": persons, "days": days} | ({} if below is None else {"days-below": below})
    found = run("regular-workers", inputs)
    assert (found["average"], found["applies"], found["small"]) == (Decimal(average), applies, not applies), fact


@pytest.mark.parametrize("inputs", [{"person-days": 10, "days": 0}, {"person-days": 10, "days": 5, "days-below": 6}])
def test_days_that_do_not_fit_are_impossible(inputs: dict[str, int]) -> None:
    with pytest.raises(Impossible, match="days-do-not-fit"):
        run("regular-workers", inputs)


@pytest.mark.parametrize(
    ("fact", "workers", "holds", "lacks", "more"),
    [
        ("§5 one", 1, len(FOR_ALL), len(FROM_FIVE), 0),
        ("§5 four", 4, len(FOR_ALL), len(FROM_FIVE), 0),
        ("§5 five", 5, len(FOR_ALL) + len(FROM_FIVE), 0, 0),
        ("RG-01 nine", 9, len(FOR_ALL) + len(FROM_FIVE), 0, 0),
        ("RG-01 ten", 10, len(FOR_ALL) + len(FROM_FIVE) + 1, 0, 1),
        ("RG-03 thirty", 30, len(FOR_ALL) + len(FROM_FIVE) + 3, 0, 3),
    ],
)
def test_rules_by_size(fact: str, workers: int, holds: int, lacks: int, more: int) -> None:
    found = run("applicable-rules", {"workers": workers})
    assert (found["count"], len(found["holds"]), len(found["lacks"]), len(found["more"])) == (holds, holds, lacks, more), fact


@pytest.mark.parametrize(
    ("rule", "small"),
    [
        ("contract", True), ("minimum-wage", True), ("weekly-rest", True), ("severance", True), ("dismissal-notice", True),
        ("sexual-harassment", True), ("labor-day", True), ("premiums", False), ("annual-leave", False), ("public-holidays", False),
        ("unfair-dismissal", False), ("layoff-pay", False), ("bullying", False), ("serious-accidents", False), ("fixed-term", False),
    ],
)  # fmt: skip
def test_the_table_for_fewer_than_five(rule: str, small: bool) -> None:
    found = run("applicable-rules", {"workers": 4})
    assert ({"rule": rule} in found["holds"], {"rule": rule} in found["lacks"]) == (small, not small), "§5"


@given(st.integers(0, 200), st.integers(0, 50))
def test_more_workers_never_mean_fewer_rules(workers: int, more: int) -> None:
    assert run("applicable-rules", {"workers": workers})["count"] <= run("applicable-rules", {"workers": workers + more})["count"]
