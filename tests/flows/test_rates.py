from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rates import NoRate, Rates, UnknownRate, parse_rates
from tests.flows.books import SHIPPED, Findings, tree_of

TEXT = """
rates:
  - id: wage
    title: 최저임금
    unit: won
    values:
      - {from: 2025-01-01, until: 2025-12-31, value: 10030, source: 고시 1}
      - {from: 2026-01-01, until: 2026-12-31, value: 10320, source: 고시 2}
  - id: health
    title: 건강보험료율
    unit: percent
    values:
      - {from: 2026-01-01, value: 7.190, source: 시행령, fact: "I-1"}
"""


@pytest.fixture
def rates() -> Rates:
    found = Findings()
    rates = Rates.of(parse_rates(tree_of(TEXT), found))
    assert not found
    return rates


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2025, 1, 1), 10030), (date(2025, 12, 31), 10030), (date(2026, 1, 1), 10320), (date(2026, 12, 31), 10320)],
)
def test_the_value_of_the_day_is_given_on_both_sides_of_a_change(rates: Rates, day: date, value: int) -> None:
    assert rates.won("wage", day) == value


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2027, 1, 1)])
def test_a_day_that_no_value_covers_is_refused(rates: Rates, day: date) -> None:
    with pytest.raises(NoRate) as error:
        rates.at("wage", day)
    assert (error.value.rate, error.value.title, error.value.on) == ("wage", "최저임금", day)


def test_an_unknown_name_is_refused(rates: Rates) -> None:
    with pytest.raises(UnknownRate):
        rates.at("none", date(2026, 1, 1))
    assert "none" not in rates
    assert "wage" in rates


def test_a_rate_is_written_with_its_unit(rates: Rates) -> None:
    assert rates.text("wage", date(2026, 5, 1)) == "10,320원"
    assert rates.text("health", date(2030, 5, 1)) == "7.19%"
    assert rates.source("health", date(2026, 5, 1)) == "시행령"
    assert rates.source("wage@2025", date(2026, 5, 1)) == "고시 1"
    assert rates.at("health", date(2026, 5, 1)) == Decimal("7.19")


@pytest.mark.parametrize(
    ("name", "text"),
    [("wage@2025", "10,030원"), ("wage@2026", "10,320원"), ("wage@2025-12-31", "10,030원"), ("health@2026-07-01", "7.19%")],
)
def test_a_name_may_hold_the_day_that_is_meant(rates: Rates, name: str, text: str) -> None:
    assert name in rates
    assert rates.text(name, date(2040, 1, 1)) == text


def test_the_day_in_a_name_may_have_no_value(rates: Rates) -> None:
    with pytest.raises(NoRate):
        rates.at("wage@2027", date(2026, 1, 1))


@pytest.mark.parametrize("name", ["none@2026", "wage@soon", "wage@", "wage@2026-13-01"])
def test_a_name_with_a_day_that_is_none_is_unknown(rates: Rates, name: str) -> None:
    assert name not in rates
    with pytest.raises(UnknownRate):
        rates.text(name, date(2026, 1, 1))


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_every_shipped_rate_has_one_value_or_none_on_any_day(day: date) -> None:
    for rate in SHIPPED.book.rates.by_id.values():
        assert sum(value.covers(day) for value in rate.values) <= 1


def test_every_shipped_value_has_a_source() -> None:
    assert SHIPPED.book.rates.by_id
    assert all(value.source for rate in SHIPPED.book.rates.by_id.values() for value in rate.values)
