from decimal import Decimal

import pytest

from flows.calculator import Impossible
from flows.calculators.programmes import REQUIREMENTS
from flows.values import Value
from tests.flows.calculators.labor import run

VILLAGE: dict[str, Value] = {
    "largest": Decimal(30), "related": Decimal(50), "incorporated": True, "leader": True, "enough": True, "mostly": True,
}  # fmt: skip
CONTRACT: dict[str, Value] = {"price": 20_000_000, "with-tax": False, "small": False, "label": "none"}


@pytest.mark.parametrize(
    ("fact", "purpose", "hired", "served", "fits"),
    [
        ("SE-12 jobs 30%", "jobs", "30", None, True),
        ("SE-12 jobs below", "jobs", "29.99", None, False),
        ("SE-12 service 30%", "service", None, "30", True),
        ("SE-12 mixed 20% each", "mixed", "20", "20", True),
        ("SE-12 mixed needs both", "mixed", "20", "19.9", False),
        ("SE-12 region 20%", "region-hired", "20", None, True),
        ("SE-12 region served below", "region-served", None, "19", False),
        ("SE-12 region spent 40%", "region-spent", None, "40", True),
        ("SE-12 region spent below", "region-spent", None, "39.9", False),
        ("SE-12 other is judged", "other", None, None, True),
        ("a share not given", "jobs", None, None, False),
    ],
)
def test_share_of_vulnerable_people(fact: str, purpose: str, hired: str | None, served: str | None, fits: bool) -> None:
    shares = {name: Decimal(value) for name, value in (("hired", hired), ("served", served)) if value}
    assert run("purpose-share", {"purpose": purpose, "workers": 3, **shares})["fits"] is fits, fact


@pytest.mark.parametrize(("purpose", "workers", "enough"), [("jobs", 3, True), ("jobs", 2, False), ("other", 1, True), ("other", 0, False)])
def test_paid_workers(purpose: str, workers: int, enough: bool) -> None:
    assert run("purpose-share", {"purpose": purpose, "workers": workers})["workers"] is enough, "SE-22"


@pytest.mark.parametrize(
    ("revenue", "wages", "percent", "enough"),
    [
        (50_000_000, 100_000_000, "50", True),
        (49_999_999, 100_000_000, "49.99", False),
        (0, 0, "0", False),
        (10, 10, "100", True),
        (6, 9, "66.67", True),
        (499_999, 1_000_000, "49.99", False),
    ],
)
def test_income_against_wages(revenue: int, wages: int, percent: str, enough: bool) -> None:
    found = run("earned-share", {"revenue": revenue, "wages": wages})
    assert (found["percent"], found["enough"]) == (Decimal(percent), enough), "SE-13"


def test_open_requirements_are_counted() -> None:
    given: dict[str, Value] = dict.fromkeys(REQUIREMENTS, True)
    assert run("certification", given)["lacking"] == 0
    assert run("certification", given | {"shared": False, "earned": False})["lacking"] == 2


@pytest.mark.parametrize(
    ("fact", "investors", "residents", "region", "enough", "mostly"),
    [
        ("VC-03 70%", 10, 7, "town", True, True),
        ("VC-03 below 70%", 10, 6, "town", True, False),
        ("VC-03 four residents", 5, 4, "town", False, True),
        ("VC-03 district 80%", 10, 8, "district", True, True),
        ("VC-03 district below", 10, 7, "district", True, False),
        ("VC-03 shrinking district", 10, 7, "shrinking", True, True),
        ("VC-03 young 50%", 10, 5, "young", True, True),
        ("VC-03 young below", 11, 5, "young", True, False),
    ],
)
def test_residents_among_investors(fact: str, investors: int, residents: int, region: str, enough: bool, mostly: bool) -> None:
    found = run("resident-share", {"investors": investors, "residents": residents, "region": region})
    assert (found["enough"], found["mostly"]) == (enough, mostly), fact
    assert found["short"] == max(0, 5 - residents)


@pytest.mark.parametrize("investors", [0, 6])
def test_residents_must_be_among_the_investors(investors: int) -> None:
    with pytest.raises(Impossible):
        run("resident-share", {"investors": investors, "residents": 7, "region": "town"})


@pytest.mark.parametrize(
    ("fact", "given", "lacking"),
    [
        ("VC-03 both at their limits", {}, 0),
        ("VC-03 one holds 30%", {"largest": Decimal("30.01")}, 1),
        ("VC-03 related hold 50%", {"related": Decimal("50.01")}, 1),
        ("VC-02 legal person and leader", {"incorporated": False, "leader": False}, 2),
        ("VC-03 residents", {"enough": False, "mostly": False}, 2),
    ],
)
def test_village_enterprise(fact: str, given: dict[str, Value], lacking: int) -> None:
    assert run("village-enterprise", VILLAGE | given)["lacking"] == lacking, fact


def test_a_family_holds_no_less_than_one_of_it() -> None:
    with pytest.raises(Impossible):
        run("village-enterprise", VILLAGE | {"largest": Decimal(25), "related": Decimal(20)})


@pytest.mark.parametrize(
    ("fact", "given", "way"),
    [
        ("PP anybody to 20 million", {}, "one"),
        ("PP anybody above", {"price": 20_000_001}, "tender"),
        ("PP-17 22 million with tax", {"price": 22_000_000, "with-tax": True}, "one"),
        ("PP small to 100 million", {"price": 100_000_000, "small": True}, "two"),
        ("PP-17 110 million with tax", {"price": 110_000_000, "with-tax": True, "small": True}, "two"),
        ("PP small above", {"price": 100_000_001, "small": True}, "tender"),
        ("PP-07 social to 50 million", {"price": 50_000_000, "label": "social", "vulnerable": Decimal(30)}, "one"),
        ("PP-17 55 million with tax", {"price": 55_000_000, "with-tax": True, "label": "social", "vulnerable": Decimal(30)}, "one"),
        ("PP-07 social above", {"price": 50_000_001, "label": "social", "vulnerable": Decimal(30)}, "two"),
        ("PP-06a too few vulnerable", {"price": 50_000_000, "label": "social", "vulnerable": Decimal("29.9")}, "tender"),
        ("PP-06a share unknown", {"price": 50_000_000, "label": "social", "small": True}, "two"),
        ("PP-07 women and disabled", {"price": 100_000_000, "label": "owner"}, "two"),
        ("PP young to 50 million", {"price": 50_000_000, "label": "young"}, "one"),
        ("PP young above", {"price": 50_000_001, "label": "young"}, "tender"),
    ],
)
def test_direct_contract(fact: str, given: dict[str, Value], way: str) -> None:
    assert run("direct-contract", CONTRACT | given)["way"] == way, fact
