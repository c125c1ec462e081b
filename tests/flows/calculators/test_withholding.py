from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculators.withholding import INCOMES
from flows.rates import NoRate
from tests.flows.calculators.labor import run

TAXES = ("income-tax", "local-tax", "net")


@pytest.mark.parametrize(
    ("fact", "kind", "amount", "expected"),
    [
        ("K4", "business", 1_000_000, (30_000, 3_000, 967_000)),
        ("K4", "business", 333_333, (9_990, 990, 322_353)),
        ("K4 small taxes too", "business", 30_000, (900, 90, 29_010)),
        ("K4", "lecture", 300_000, (24_000, 2_400, 273_600)),
        ("K4 free", "lecture", 125_000, (0, 0, 125_000)),
        ("K4 just above free", "lecture", 125_001, (10_000, 1_000, 114_001)),
        ("K4", "lecture", 130_000, (10_400, 1_040, 118_560)),
        ("K4", "daily", 200_000, (1_350, 130, 198_520)),
        ("K4 under a thousand", "daily", 187_037, (0, 0, 187_037)),
        ("K4 a thousand", "daily", 187_038, (1_000, 100, 185_938)),
        ("WHT-01 under the deduction", "daily", 150_000, (0, 0, 150_000)),
        ("K4", "member-loan", 1_200_000, (300_000, 30_000, 870_000)),
        ("K4", "dividend", 1_000_000, (140_000, 14_000, 846_000)),
        ("K2 free", "dividend", 7_142, (0, 0, 7_142)),
        ("K2 first taxed", "dividend", 7_143, (1_000, 100, 6_043)),
        ("WHT-05 interest, small taxes too", "interest", 7_142, (990, 90, 6_062)),
        ("WHT-13 fee for attending, free", "honorarium", 50_000, (0, 0, 50_000)),
        ("WHT-13 fee for attending, 22%", "honorarium", 100_000, (20_000, 2_000, 78_000)),
        ("WHT-01 nothing", "business", 0, (0, 0, 0)),
    ],
)
def test_what_is_kept_back(fact: str, kind: str, amount: int, expected: tuple[int, ...]) -> None:
    found = run("withholding", {"kind": kind, "amount": amount})
    assert tuple(found[name] for name in TAXES) == expected, fact


def test_days_paid_at_once_are_taxed_together() -> None:
    each, together = (run("withholding", {"kind": "daily", "amount": 180_000, "days": days}) for days in (1, 5))
    assert (each["tax"], together["income-tax"], together["local-tax"]) == (0, 4_050, 400), "K4, wage of 180,000"
    assert (together["pay"], together["net"]) == (900_000, 895_550)


def test_a_company_gets_its_dividend_whole() -> None:
    assert run("withholding", {"kind": "dividend", "amount": 1_000_000, "company": True})["net"] == 1_000_000, "WHT-01"


def test_a_day_without_rates_is_refused() -> None:
    run("withholding", {"kind": "business", "amount": 1, "on": date(2026, 1, 1)})
    with pytest.raises(NoRate):
        run("withholding", {"kind": "business", "amount": 1, "on": date(2025, 12, 31)})


@given(st.sampled_from((*INCOMES, "daily")), st.integers(0, 10**12))
def test_nobody_pays_more_than_the_rate_and_all_is_somewhere(kind: str, amount: int) -> None:
    found = run("withholding", {"kind": kind, "amount": amount})
    assert found["net"] + found["tax"] == found["pay"]
    assert found["tax"] * 1000 <= found["pay"] * 275
    assert found["income-tax"] % 10 == found["local-tax"] % 10 == 0


@given(st.sampled_from((*INCOMES, "daily")), st.integers(0, 10**9), st.integers(0, 10**6))
def test_more_pay_is_never_taxed_less(kind: str, amount: int, more: int) -> None:
    low, high = (run("withholding", {"kind": kind, "amount": pay}) for pay in (amount, amount + more))
    assert low["tax"] <= high["tax"]


@pytest.mark.parametrize(
    ("fact", "days", "penalty"),
    [("K9 30 days", 30, 10_980), ("WHT-04 no day", 0, 9_000), ("K9 just below the cap", 318, 29_988), ("K9 the cap", 319, 30_000)],
)
def test_paying_late_costs_up_to_a_tenth(fact: str, days: int, penalty: int) -> None:
    found = run("late-withholding", {"tax": 300_000, "days": days})
    assert found == {"penalty": penalty, "capped-after": 319}, fact


@pytest.mark.parametrize(
    ("fact", "given_values", "penalty"),
    [
        ("K9 simple, later than a month", {"simple": True}, 30_000),
        ("WHT-11 simple, soon", {"simple": True, "soon": True}, 15_000),
        ("WHT-11 statement", {"simple": False}, 120_000),
        ("WHT-11 statement, soon", {"simple": False, "soon": True}, 60_000),
    ],
)
def test_missing_statements_cost(fact: str, given_values: dict[str, bool], penalty: int) -> None:
    assert run("statement-penalty", {"amount": 12_000_000, **given_values})["penalty"] == penalty, fact
