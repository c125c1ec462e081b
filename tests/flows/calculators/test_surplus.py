from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.rates import NoRate
from flows.values import Value
from tests.flows.calculators.labor import run

WON = st.integers(0, 10**12)
EXAMPLE = {"surplus": 20_000_000, "loss": 5_000_000, "capital": 50_000_000, "reserve": 3_000_000}


@pytest.mark.parametrize(
    ("fact", "given_values", "expected"),
    [
        (
            "K1 example 1, general",
            {"kind": "general", **EXAMPLE, "reserve-percent": Decimal(10), "voluntary-percent": Decimal(20)},
            (15_000_000, 1_500_000, 3_000_000, 10_500_000),
        ),
        (
            "K1 example 2, social",
            {"kind": "social", **EXAMPLE, "reserve-percent": Decimal(30), "voluntary-percent": Decimal(20)},
            (15_000_000, 4_500_000, 10_500_000, 0),
        ),
        (
            "K1 example 3, limit",
            {"kind": "general", "surplus": 20_000_000, "capital": 10_000_000, "reserve": 29_200_000, "reserve-percent": Decimal(10)},
            (20_000_000, 800_000, 0, 19_200_000),
        ),
        ("ACC-19 least share without one", {"kind": "general", "surplus": 999, "capital": 10_000_000}, (999, 100, 0, 899)),
        ("ACC-20 saved without dividends", {"kind": "social", "surplus": 100, "capital": 1_000}, (100, 30, 70, 0)),
        (
            "ACC-24 loss above the surplus",
            {"kind": "general", "surplus": 1_000, "loss": 3_000, "capital": 1_000_000},
            (0, 0, 0, 0),
        ),
        ("ACC-19 reserve is full", {"kind": "general", "surplus": 1_000, "capital": 100, "reserve": 300}, (1_000, 0, 0, 1_000)),
        ("ACC-19 reserve is over full", {"kind": "general", "surplus": 1_000, "capital": 100, "reserve": 301}, (1_000, 0, 0, 1_000)),
    ],
)
def test_what_a_surplus_becomes(fact: str, given_values: dict[str, Value], expected: tuple[int, ...]) -> None:
    found = run("surplus-distribution", given_values)
    assert tuple(found[name] for name in ("base", "legal", "voluntary", "payable")) == expected, fact


def test_the_legal_share_cannot_be_lowered() -> None:
    for kind, percent in (("general", "9.99"), ("social", "29.99")):
        with pytest.raises(Impossible, match="below-legal-reserve"):
            run("surplus-distribution", {"kind": kind, **EXAMPLE, "reserve-percent": Decimal(percent)})
    with pytest.raises(Impossible, match="above-surplus"):
        run("surplus-distribution", {"kind": "general", **EXAMPLE, "reserve-percent": Decimal(101)})


def test_a_day_without_rates_is_refused() -> None:
    run("surplus-distribution", {"kind": "general", **EXAMPLE, "on": date(2026, 1, 1)})
    with pytest.raises(NoRate):
        run("surplus-distribution", {"kind": "general", **EXAMPLE, "on": date(2025, 12, 31)})


def test_what_loss_is_left_when_the_surplus_is_smaller() -> None:
    assert run("surplus-distribution", {"kind": "general", "surplus": 1_000, "loss": 3_000, "capital": 1})["left-loss"] == 2_000


@given(st.sampled_from(("general", "social")), WON, WON, WON, WON)
def test_everything_is_somewhere(kind: str, surplus: int, loss: int, capital: int, reserve: int) -> None:
    found = run("surplus-distribution", {"kind": kind, "surplus": surplus, "loss": loss, "capital": capital, "reserve": reserve})
    assert found["legal"] + found["voluntary"] + found["payable"] == found["base"]
    assert found["share-most"] + found["use-least"] == found["payable"]
    assert reserve + found["legal"] <= max(reserve, 3 * capital)
    assert kind == "general" or found["payable"] == 0


@given(WON, st.integers(0, 10**9), WON)
def test_more_surplus_never_saves_less(surplus: int, more: int, capital: int) -> None:
    low, high = (
        run("surplus-distribution", {"kind": "general", "surplus": year, "capital": capital}) for year in (surplus, surplus + more)
    )
    assert low["legal"] <= high["legal"]
    assert low["payable"] <= high["payable"]


@pytest.mark.parametrize(
    ("fact", "total", "most", "least"),
    [
        ("K1 example 4", 8_000_000, 4_000_000, 4_000_000),
        ("K1 example 4, large", 30_000_000, 5_000_000, 25_000_000),
        ("ACC-26 half of an odd sum", 7, 3, 4),
        ("ACC-26 nothing", 0, 0, 0),
    ],
)
def test_dividends_by_capital_and_by_use(fact: str, total: int, most: int, least: int) -> None:
    found = run("dividend-limits", {"total": total, "capital": 50_000_000})
    assert (found["share-most"], found["use-least"]) == (most, least), fact


def test_a_wanted_dividend_is_measured() -> None:
    given_values = {"total": 8_000_000, "capital": 50_000_000}
    assert run("dividend-limits", {**given_values, "wanted": 4_000_000})["allowed"]
    found = run("dividend-limits", {**given_values, "wanted": 4_000_001})
    assert (found["allowed"], found["excess"]) == (False, 1)
    assert (found["share"], found["use"]) == (4_000_000, 4_000_000), "K1 example 4"
    found = run("dividend-limits", {**given_values, "wanted": 1_000_000})
    assert (found["share"], found["use"]) == (1_000_000, 7_000_000), "ACC-26"


@pytest.mark.parametrize(
    ("fact", "loss", "expected"),
    [
        ("ACC-23 carried over is enough", 100, (100, 0, 0, 0)),
        ("ACC-23 then voluntary", 500, (300, 200, 0, 0)),
        ("ACC-23 then legal", 1_000, (300, 400, 300, 0)),
        ("ACC-23 rest goes to next year", 2_000, (300, 400, 500, 800)),
    ],
)
def test_a_loss_is_made_good_in_order(fact: str, loss: int, expected: tuple[int, ...]) -> None:
    found = run("loss-cover", {"loss": loss, "carried": 300, "voluntary": 400, "legal": 500})
    assert tuple(found.values()) == expected, fact


def test_whether_enough_was_saved() -> None:
    given_values: dict[str, Value] = {"kind": "general", "surplus": 10_000_000, "capital": 5_000_000}
    assert run("legal-reserve-check", {**given_values, "saved": 1_000_000}) == {"needed": 1_000_000, "enough": True, "missing": 0}
    assert run("legal-reserve-check", {**given_values, "saved": 999_999})["missing"] == 1
