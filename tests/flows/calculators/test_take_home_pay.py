from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.rates import NoRate
from tests.flows.calculators.labor import run

ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("fact", "inputs", "insurance", "net"),
    [
        ("§23-6 2,500,000", {"gross": 2_500_000}, 242_920, 2_257_080),
        ("§23-6 minimum wage", {"gross": 2_156_880}, 209_530, 1_947_350),
        ("IN-08 free meals are not counted", {"gross": 2_700_000, "tax-free": 200_000}, 242_920, 2_457_080),
        ("WHT-01 with income tax", {"gross": 3_000_000, "income-tax": 74_350}, 291_520, 2_626_700),
        ("CO-08 paid chair", {"gross": 3_000_000, "person": "director"}, 264_520, 2_735_480),
        ("nothing", {"gross": 0, "person": "unpaid-director"}, 0, 0),
    ],
)
def test_what_is_left(fact: str, inputs: dict[str, int], insurance: int, net: int) -> None:
    found = run("take-home-pay", inputs, ON)
    assert (found["insurance"], found["net"]) == (insurance, net), fact


def test_local_tax_is_a_tenth_without_the_ones() -> None:
    assert run("take-home-pay", {"gross": 3_000_000, "income-tax": 74_350}, ON)["local-tax"] == 7_430, "WHT-01, K4"


def test_more_free_of_tax_than_paid_is_impossible() -> None:
    with pytest.raises(Impossible, match="tax-free-above-pay"):
        run("take-home-pay", {"gross": 100_000, "tax-free": 200_000}, ON)


def test_2027_is_refused_while_rates_are_open() -> None:
    with pytest.raises(NoRate):
        run("take-home-pay", {"gross": 3_000_000}, date(2027, 1, 1))


@given(st.integers(500_000, 10**8), st.integers(0, 10**6))
def test_more_pay_never_leaves_much_less(gross: int, more: int) -> None:
    low, high = (run("take-home-pay", {"gross": wage}, ON)["net"] for wage in (gross, gross + more))
    assert high >= low - 140, "rounding of the contributions, and the pension's steps of a thousand"
