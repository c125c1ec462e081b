from hypothesis import given
from hypothesis import strategies as st

from flows.calculators.score import AREAS
from tests.flows.calculators.labor import run

CHOSEN = st.fixed_dictionaries(
    {area: st.sets(st.sampled_from(items)).map(lambda found: tuple(sorted(found))) for area, items in AREAS.items()}
)


def test_everything_in_place_is_a_hundred_and_leaves_no_task() -> None:
    found = run("self-check", dict(AREAS))
    assert (found["total"], found["level"], found["lacking"], found["tasks"]) == (100, "strong", 0, ())


def test_nothing_in_place_begins_where_the_law_has_penalties() -> None:
    found = run("self-check", dict.fromkeys(AREAS, ()))
    assert (found["total"], found["level"], found["first"], found["second"]) == (0, "weak", "labor", "finance")
    assert [row["task"] for row in found["tasks"]] == [*AREAS["labor"], "account"]


def test_the_weakest_area_comes_first() -> None:
    found = run("self-check", {**AREAS, "sales": ("regulars",)})
    assert (found["first"], found["sales"], found["total"]) == ("sales", 5, 85)


@given(CHOSEN)
def test_points_add_up_and_a_level_follows_from_them(chosen: dict[str, tuple[str, ...]]) -> None:
    found = run("self-check", chosen)
    assert found["total"] == sum(found[area] for area in AREAS) == 100 - 5 * found["lacking"]
    assert found["level"] == ("strong" if found["total"] >= 80 else "middle" if found["total"] >= 50 else "weak")
    assert len(found["tasks"]) == min(5, found["lacking"])
