import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.calculators.patronage import shared
from flows.values import Row
from tests.flows.calculators.labor import run

USES = (("A", 12_000_000), ("B", 7_500_000), ("C", 5_500_000), ("D", 3_000_000), ("E", 2_000_000))
MEMBERS: tuple[Row, ...] = tuple({"name": name, "use": use} for name, use in USES)
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any)


@pytest.mark.parametrize(
    ("fact", "name", "expected"),
    [
        ("K2", "A", (1_600_000, 224_000, 22_400, 1_353_600)),
        ("K2", "B", (1_000_000, 140_000, 14_000, 846_000)),
        ("K2", "C", (733_333, 102_660, 10_260, 620_413)),
        ("K2", "D", (400_000, 56_000, 5_600, 338_400)),
        ("K2 largest remainder", "E", (266_667, 37_330, 3_730, 225_607)),
    ],
)
def test_each_gets_by_use(fact: str, name: str, expected: tuple[int, ...]) -> None:
    rows = run("patronage-dividend", {"total": 4_000_000, "members": MEMBERS})["shares"]
    row = next(row for row in rows if row["name"] == name)
    assert tuple(row[key] for key in ("dividend", "income-tax", "local-tax", "net")) == expected, fact


def test_a_company_that_is_a_member_pays_its_own_tax() -> None:
    members: tuple[Row, ...] = ({"name": "A", "use": 1, "company": True},)
    rows = run("patronage-dividend", {"total": 1_000_000, "members": members})["shares"]
    assert rows[0]["net"] == 1_000_000, "WHT-01"


def test_without_any_use_there_is_nothing_to_share_by() -> None:
    members: tuple[Row, ...] = ({"name": "A", "use": 0},)
    with pytest.raises(Impossible, match="nobody-used"):
        run("patronage-dividend", {"total": 1, "members": members})


@given(st.integers(0, 10**12), WEIGHTS)
def test_shares_sum_up_to_the_won(total: int, weights: list[int]) -> None:
    parts = shared(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


@given(st.integers(0, 10**9), WEIGHTS)
def test_who_uses_more_never_gets_less(total: int, weights: list[int]) -> None:
    ordered = sorted(weights, reverse=True)
    parts = shared(total, ordered)
    assert list(parts) == sorted(parts, reverse=True)


@given(st.integers(0, 10**9), WEIGHTS)
def test_taxes_and_what_is_left_sum_up(total: int, weights: list[int]) -> None:
    found = run("patronage-dividend", {"total": total, "members": tuple({"use": use} for use in weights)})
    assert sum(row["net"] for row in found["shares"]) == found["net"]
    assert sum(row["income-tax"] + row["local-tax"] for row in found["shares"]) == found["taxes"]
