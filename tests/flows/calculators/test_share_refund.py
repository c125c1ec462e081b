from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.values import Value
from tests.flows.calculators.labor import run

WON = st.integers(0, 10**11)


@pytest.mark.parametrize(
    ("fact", "given_values", "expected"),
    [
        ("K6 example 1, loss", {"kind": "general", "assets": 35_000_000}, (1_400_000, 0, 0, 1_400_000)),
        (
            "K6 example 2, gain",
            {"kind": "general", "assets": 60_000_000, "added": 300_000},
            (2_300_000, 42_000, 4_200, 2_253_800),
        ),
        ("K6 example 3, social", {"kind": "social", "assets": 90_000_000, "added": 300_000}, (2_000_000, 0, 0, 2_000_000)),
        ("K6 no loss at the edge", {"kind": "general", "assets": 50_000_000}, (2_000_000, 0, 0, 2_000_000)),
        ("K6 a won below", {"kind": "general", "assets": 49_999_999}, (1_999_999, 0, 0, 1_999_999)),
        ("K6 debts above all", {"kind": "general", "assets": 1, "debts": 2}, (0, 0, 0, 0)),
        ("ACC-40 social with a loss", {"kind": "social", "assets": 35_000_000}, (1_400_000, 0, 0, 1_400_000)),
        ("K6 nothing added in a loss", {"kind": "general", "assets": 35_000_000, "added": 300_000}, (1_400_000, 0, 0, 1_400_000)),
        (
            "WHT-01 a company pays its own tax",
            {"kind": "general", "assets": 60_000_000, "added": 300_000, "company": True},
            (2_300_000, 0, 0, 2_300_000),
        ),
    ],
)
def test_what_a_member_gets_back(fact: str, given_values: dict[str, Value], expected: tuple[int, ...]) -> None:
    found = run("share-refund", {"capital": 50_000_000, "own": 2_000_000, **given_values})
    assert tuple(found[name] for name in ("refund", "income-tax", "local-tax", "net")) == expected, fact


def test_nobody_owns_more_than_all() -> None:
    with pytest.raises(Impossible, match="own-above-capital"):
        run("share-refund", {"kind": "general", "assets": 1, "capital": 1, "own": 2})


@given(WON, WON, st.integers(1, 10**11), st.data())
def test_a_social_cooperative_never_gives_more_than_was_paid(assets: int, debts: int, capital: int, data: st.DataObject) -> None:
    own = data.draw(st.integers(0, capital))
    found = run("share-refund", {"kind": "social", "assets": assets, "debts": debts, "capital": capital, "own": own, "added": assets})
    assert found["net"] == found["refund"] == own - found["less"]


@pytest.mark.parametrize(
    ("fact", "left", "month", "valued_on", "begins", "until"),
    [
        ("K6 ACC-35 calendar year", date(2026, 5, 3), 12, date(2026, 12, 31), date(2027, 1, 1), date(2028, 12, 31)),
        ("F-512 last day of the year", date(2026, 12, 31), 12, date(2026, 12, 31), date(2027, 1, 1), date(2028, 12, 31)),
        ("F-512 first day of the next", date(2027, 1, 1), 12, date(2027, 12, 31), date(2028, 1, 1), date(2029, 12, 31)),
        ("F-512 year that ends in June", date(2026, 7, 1), 6, date(2027, 6, 30), date(2027, 7, 1), date(2029, 6, 30)),
        ("F-512 year that ends in February", date(2026, 2, 28), 2, date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 29)),
    ],
)
def test_when_it_can_be_claimed(fact: str, left: date, month: int, valued_on: date, begins: date, until: date) -> None:
    found = run("refund-claim", {"left": left, "fiscal-month": month})
    assert (found["valued-on"], found["from"], found["until"]) == (valued_on, begins, until), fact


@pytest.mark.parametrize(
    ("today", "open_", "lapsed"),
    [
        (date(2026, 12, 31), False, False),
        (date(2027, 1, 1), True, False),
        (date(2028, 12, 31), True, False),
        (date(2029, 1, 1), False, True),
    ],
)
def test_a_claim_opens_and_lapses(today: date, open_: bool, lapsed: bool) -> None:
    found = run("refund-claim", {"left": date(2026, 5, 3)}, today)
    assert (found["open"], found["lapsed"]) == (open_, lapsed), "ACC-35"


def test_there_is_no_thirteenth_month() -> None:
    with pytest.raises(Impossible, match="no-such-month"):
        run("refund-claim", {"left": date(2026, 5, 3), "fiscal-month": 13})
