from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.rates import NoRate
from flows.values import Row, Value
from tests.flows.calculators.labor import run


def members_of(*shares: int) -> tuple[Row, ...]:
    return tuple({"name": f"조합원 {number}", "shares": held} for number, held in enumerate(shares, start=1))


@pytest.mark.parametrize(
    ("fact", "kind", "shares", "enough", "most", "over"),
    [
        ("F-503 thirty of a hundred", "cooperative", (30, 30, 20, 10, 10), True, 30, 0),
        ("F-503 thirty-one", "cooperative", (31, 29, 20, 10, 10), True, 30, 1),
        ("F-503 a fraction of a share does not count", "cooperative", (3, 2, 2, 2, 1), True, 3, 0),
        ("F-105 four are too few", "social", (25, 25, 25, 25), False, 30, 0),
        ("F-1105 forty in a federation", "federation", (40, 30, 30), True, 40, 0),
        ("F-1105 forty-one", "federation", (41, 30, 29), True, 40, 1),
        ("F-1103 five in a mixed one", "mixed-federation", (25, 25, 25, 25), False, 40, 0),
    ],
)
def test_parts_of_all_shares(fact: str, kind: str, shares: tuple[int, ...], enough: bool, most: int, over: int) -> None:
    found = run("member-shares", {"members": members_of(*shares), "kind": kind, "unit": 10_000})
    assert (found["enough"], found["most"], found["within"], len(found["over"])) == (enough, most, not over, over), fact
    assert found["capital"] == sum(shares) * 10_000


def test_everybody_holds_a_share() -> None:
    assert not run("member-shares", {"members": members_of(10, 10, 10, 10, 0)})["each"], "F-503"
    with pytest.raises(Impossible, match="no-shares"):
        run("member-shares", {"members": members_of(0, 0)})


def test_percents_have_two_digits() -> None:
    rows = run("member-shares", {"members": members_of(1, 2)})["rows"]
    assert [row["percent"] for row in rows] == [Decimal("33.33"), Decimal("66.67")]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any))
def test_shares_and_money_sum_up(shares: list[int]) -> None:
    found = run("member-shares", {"members": members_of(*shares), "unit": 1_000})
    assert sum(row["won"] for row in found["rows"]) == found["capital"]
    assert found["within"] is (max(shares) * 100 <= 30 * sum(shares) or max(shares) <= found["most"])


@pytest.mark.parametrize(
    ("fact", "given_values", "percent", "enough"),
    [
        ("F-1002 at forty", {"part": 40, "whole": 100}, "40.00", True),
        ("F-1002 below", {"part": 39_999, "whole": 100_000}, "40.00", False),
        ("F-1002 another measure", {"part": 10, "whole": 100, "other-part": 2, "other-whole": 5}, "40.00", True),
        ("F-1002 two kinds", {"part": 25, "whole": 100, "added-part": 15, "added-whole": 100}, "40.00", True),
    ],
)
def test_the_main_business_of_a_social_cooperative(fact: str, given_values: dict[str, Value], percent: str, enough: bool) -> None:
    assert run("main-business", given_values) == {"percent": Decimal(percent), "enough": enough}, fact


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (2, 1)])
def test_a_part_is_not_more_than_the_whole(part: int, whole: int) -> None:
    with pytest.raises(Impossible, match="part-above-whole"):
        run("main-business", {"part": part, "whole": whole})


@pytest.mark.parametrize(
    ("fact", "given_values", "fits"),
    [
        ("F-1005 city", {"members": 500, "capital": 100_000_000}, True),
        ("F-1005 one too few", {"members": 499, "capital": 100_000_000}, False),
        ("F-1005 too little", {"members": 500, "capital": 99_999_999}, False),
        ("F-1005 small town", {"members": 300, "capital": 50_000_000, "place": "small"}, True),
        ("F-1005 two institutions", {"members": 999, "capital": 100_000_000, "institutions": 2}, False),
        ("F-1005 a tenth", {"members": 500, "capital": 100_000_000, "largest": 10_000_000}, True),
        ("F-1005 above a tenth", {"members": 500, "capital": 100_000_000, "largest": 10_000_001}, False),
        ("F-1005 under 50,000", {"members": 500, "capital": 100_000_000, "smallest": 49_999}, False),
    ],
)
def test_medical_cooperatives(fact: str, given_values: dict[str, Value], fits: bool) -> None:
    assert run("medical-cooperative", given_values)["fits"] is fits, fact


@pytest.mark.parametrize(
    ("fact", "given_values", "reason", "most"),
    [
        ("ACC-31 by equity", {"equity": 100, "debts": 200, "capital": 50, "disclosed": True}, "fits", 30),
        ("ACC-31 by capital", {"equity": 50, "debts": 100, "capital": 100, "disclosed": True}, "fits", 30),
        ("ACC-31 above 200%", {"equity": 100, "debts": 201, "capital": 50, "disclosed": True}, "indebted", 0),
        ("ACC-31 nothing of one's own", {"equity": 0, "capital": 50, "disclosed": True}, "indebted", 0),
        ("F-517 without disclosure", {"equity": 100, "capital": 50, "disclosed": False}, "closed", 0),
    ],
)
def test_preferred_shares(fact: str, given_values: dict[str, Value], reason: str, most: int) -> None:
    found = run("preferred-shares", given_values)
    assert (found["reason"], found["most"]) == (reason, most), fact


def test_a_day_without_rates_is_refused() -> None:
    with pytest.raises(NoRate):
        run("preferred-shares", {"equity": 1, "capital": 1, "disclosed": True}, date(2025, 12, 31))
