from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rates import NoRate
from flows.values import Value
from tests.flows.calculators.labor import run

CAPITAL = st.integers(0, 10**11)


@pytest.mark.parametrize(
    ("capital", "totals"),
    [
        (5_000_000, (135_000, 405_000, 135_000, 405_000)),
        (10_000_000, (135_000, 405_000, 135_000, 405_000)),
        (30_000_000, (144_000, 432_000, 135_000, 405_000)),
        (50_000_000, (240_000, 720_000, 135_000, 405_000)),
        (100_000_000, (480_000, 1_440_000, 240_000, 720_000)),
        (300_000_000, (1_440_000, 4_320_000, 720_000, 2_160_000)),
    ],
)
def test_the_table_of_the_dossier(capital: int, totals: tuple[int, ...]) -> None:
    ways = [(kind, crowded) for kind in ("general", "social") for crowded in (False, True)]
    found = [run("registration-tax", {"kind": kind, "capital": capital, "crowded": crowded})["total"] for kind, crowded in ways]
    assert tuple(found) == totals, "K8, F-332, F-333"


@pytest.mark.parametrize(
    ("fact", "kind", "capital", "tax"),
    [
        ("K8 the least tax ends, general", "general", 28_125_000, 112_500),
        ("K8 above it, general", "general", 28_127_500, 112_510),
        ("K8 the least tax ends, social", "social", 56_250_000, 112_500),
        ("K8 above it, social", "social", 56_255_000, 112_510),
    ],
)
def test_where_the_least_tax_ends(fact: str, kind: str, capital: int, tax: int) -> None:
    assert run("registration-tax", {"kind": kind, "capital": capital})["tax"] == tax, fact


def test_founding_in_a_crowded_area() -> None:
    found = run("registration-tax", {"kind": "general", "capital": 10_000_000, "crowded": True})
    assert found == {"tax": 337_500, "education": 67_500, "total": 405_000}, "F-333, REG-02"


def test_spared_trades_pay_the_plain_tax() -> None:
    found = run("registration-tax", {"kind": "general", "capital": 10_000_000, "crowded": True, "spared": True})
    assert found["total"] == 135_000, "F-334"


def test_a_day_without_rates_is_refused() -> None:
    run("registration-tax", {"kind": "general", "capital": 1, "on": date(2026, 1, 1)})
    with pytest.raises(NoRate):
        run("registration-tax", {"kind": "general", "capital": 1, "on": date(2025, 12, 31)})


@pytest.mark.parametrize(
    ("fact", "given_values", "total"),
    [
        ("F-1502 on paper", {}, 200_000),
        ("F-1502 crowded area", {"crowded": True}, 470_000),
        ("F-1502 form", {"way": "eform"}, 193_000),
        ("F-1502 electronic", {"way": "efile"}, 185_000),
        ("F-1502 with costs of one's own", {"other": 50_000}, 250_000),
    ],
)
def test_what_founding_costs(fact: str, given_values: dict[str, Value], total: int) -> None:
    found = run("founding-cost", {"kind": "general", "capital": 10_000_000, **given_values})
    assert found["total"] == total, fact
    assert found["taxes"] + found["fee"] + found["notary"] + found["other"] == total


@pytest.mark.parametrize(
    ("fact", "given_values", "taxes", "fee"),
    [
        ("REG-03 more capital", {"change": "more-capital", "kind": "general", "added": 1_000_000}, 135_000, 7_000),
        (
            "REG-03 more capital, crowded",
            {"change": "more-capital", "kind": "general", "added": 1_000_000, "crowded": True},
            405_000,
            7_000,
        ),
        ("F-344 much more, social", {"change": "more-capital", "kind": "social", "added": 100_000_000}, 240_000, 7_000),
        ("REG-03 new seat", {"change": "seat"}, 135_000, 35_000),
        ("REG-03 officers", {"change": "officers"}, 48_240, 7_000),
        ("REG-03 branch", {"change": "branch"}, 48_240, 7_000),
        ("REG-03 less capital", {"change": "less-capital", "way": "efile"}, 48_240, 2_000),
        ("REG-04 other, form", {"change": "other", "way": "eform"}, 48_240, 5_000),
    ],
)
def test_what_a_change_costs(fact: str, given_values: dict[str, Value], taxes: int, fee: int) -> None:
    found = run("change-registration-cost", given_values)
    assert (found["taxes"], found["fee"]) == (taxes, fee), fact


def test_minutes_may_need_a_notary() -> None:
    assert run("change-registration-cost", {"change": "officers", "notary": True})["total"] == 48_240 + 7_000 + 30_000, "REG-05"


@given(st.sampled_from(("general", "social")), CAPITAL, st.integers(0, 10**8), st.booleans())
def test_more_capital_never_costs_less(kind: str, capital: int, more: int, crowded: bool) -> None:
    low, high = (run("registration-tax", {"kind": kind, "capital": amount, "crowded": crowded}) for amount in (capital, capital + more))
    assert 135_000 <= low["total"] <= high["total"]
