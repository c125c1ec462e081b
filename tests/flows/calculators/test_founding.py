from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculators.founding import GOALS, KINDS
from flows.rates import NoRate
from flows.schedule import Schedule
from tests.flows.calculators.labor import RATES, run

START = date(2026, 12, 1)
STARTS = st.dates(date(2026, 1, 5), date(2028, 3, 1))
DAYS = RATES.workdays
ORDER = ("founders", "articles", "notice", "assembly", "filing", "acceptance", "handover", "payment", "registration", "business")


def plan_of(kind: str, start: date = START, **more: bool | date) -> Schedule:
    found = run("founding-schedule", {"kind": kind, "start": start, **more})["schedule"]
    assert isinstance(found, Schedule)
    return found


@pytest.mark.parametrize(
    ("fact", "name", "day"),
    [
        ("F-301", "start", date(2026, 12, 1)),
        ("F-308", "notice", date(2026, 12, 15)),
        ("F-309 seven whole days", "assembly", date(2026, 12, 23)),
        ("F-315", "filing", date(2026, 12, 28)),
        ("F-317 20 days, 17 January is a Sunday", "accepted-by", date(2027, 1, 18)),
        ("F-323 paid by the 25th", "registration", date(2027, 1, 28)),
        ("F-323 14 days after the 25th, over the lunar new year", "register-by", date(2027, 2, 10)),
        ("F-335", "business", date(2027, 2, 1)),
    ],
)
def test_a_cooperative_from_a_first_day(fact: str, name: str, day: date) -> None:
    assert run("founding-schedule", {"kind": "cooperative", "start": START})[name] == day, fact


@pytest.mark.parametrize(
    ("fact", "name", "day"),
    [
        ("F-1008 60 days, 28 February is a Sunday and 1 March a holiday", "accepted-by", date(2027, 3, 2)),
        ("F-324 60 days from the permit, 1 to 3 May are days off", "register-by", date(2027, 5, 4)),
    ],
)
def test_a_social_cooperative_from_a_first_day(fact: str, name: str, day: date) -> None:
    assert run("founding-schedule", {"kind": "social", "start": START})[name] == day, fact


@pytest.mark.parametrize(
    ("fact", "kind", "least", "most"),
    [
        ("F-1501 one and a half to two months", "cooperative", 45, 66),
        ("F-1101 as long as a cooperative", "federation", 45, 66),
        ("F-1501 three to five months", "social", 90, 150),
        ("F-1102", "social-federation", 90, 150),
        ("F-1103", "mixed-federation", 90, 150),
    ],
)
def test_how_long_it_takes(fact: str, kind: str, least: int, most: int) -> None:
    found = run("founding-schedule", {"kind": kind, "start": date(2026, 3, 3)})
    assert least <= (found["registration"] - found["start"]).days <= most, fact


@pytest.mark.parametrize(
    ("fact", "kind", "key", "paper"),
    [
        ("F-315", "cooperative", "filing", "설립신고서(별지 제2호)"),
        ("F-1101", "federation", "filing", "설립신고서(별지 제2호)"),
        ("F-1009", "social", "filing", "설립인가 신청서(별지 제18호)"),
        ("F-313", "cooperative", "assembly", "창립총회 의사록"),
        ("F-326", "cooperative", "registration", "신고확인증"),
        ("F-326", "social", "registration", "설립인가서"),
        ("F-336", "cooperative", "business", "출자자 명세서"),
    ],
)
def test_papers(fact: str, kind: str, key: str, paper: str) -> None:
    event = plan_of(kind).find(key)
    assert event is not None
    assert paper in event.papers, fact


def test_nine_papers_are_filed_to_found_a_cooperative_and_ten_for_a_social_one() -> None:
    general, social = plan_of("cooperative").find("filing"), plan_of("social").find("filing")
    assert general is not None
    assert social is not None
    assert (len(general.papers), len(social.papers)) == (9, 10), "F-315 without mergers, F-1009 without mergers"


def test_employees_bring_insurance() -> None:
    assert plan_of("cooperative").find("insurance") is None
    found = plan_of("cooperative", employees=True)
    insurance, pension = found.find("insurance"), found.find("pension")
    assert insurance is not None
    assert pension is not None
    assert (insurance.day, pension.day) == (date(2027, 2, 15), date(2027, 3, 15)), "F-338"


def test_a_known_opening_sets_the_last_day_of_business_registration() -> None:
    found = plan_of("cooperative", opening=date(2027, 3, 1)).find("business-by")
    assert found is not None
    assert found.day == date(2027, 3, 22), "F-335, 20 days end on a Sunday"


def test_a_plan_in_the_past_is_late() -> None:
    assert run("founding-schedule", {"kind": "cooperative", "start": date(2026, 11, 24)})["late"]
    assert not run("founding-schedule", {"kind": "cooperative", "start": date(2026, 11, 25)})["late"]
    assert run("founding-schedule", {"kind": "social", "target": date(2026, 12, 31)})["late"]


def test_without_days_it_begins_today() -> None:
    assert run("founding-schedule", {"kind": "cooperative"})["start"] == date(2026, 11, 25)


def test_a_day_whose_holidays_nobody_knows_is_refused() -> None:
    with pytest.raises(NoRate):
        run("founding-schedule", {"kind": "cooperative", "start": date(2019, 11, 1)})


@given(st.sampled_from(tuple(KINDS)), STARTS, st.booleans())
def test_no_step_is_on_a_day_off_and_none_before_the_one_it_follows(kind: str, start: date, employees: bool) -> None:
    plan = plan_of(kind, start, employees=employees)
    for event in plan:
        assert event.key == "main-business" or not DAYS.is_off(event.day)
        assert event.until is None or not DAYS.is_off(event.until)
    order = [found for key in ORDER if (found := plan.find(key))]
    assert len(order) == 10
    assert [event.day for event in order] == sorted(event.day for event in order)
    notice, assembly = order[2], order[3]
    assert (assembly.day - notice.day).days >= 8, "F-309"


@given(st.sampled_from(tuple(KINDS)), st.sampled_from(GOALS), STARTS)
def test_counted_back_the_goal_is_reached_in_time_and_not_with_a_day_less(kind: str, goal: str, near: date) -> None:
    target = near + timedelta(days=200)
    back = run("founding-schedule", {"kind": kind, "target": target, "goal": goal})
    assert back["reached"] <= target
    later = run("founding-schedule", {"kind": kind, "start": back["start"] + timedelta(days=1), "goal": goal})
    assert later["reached"] > target


@given(st.sampled_from(tuple(KINDS)), STARTS, st.integers(1, 30))
def test_a_later_start_never_ends_earlier(kind: str, start: date, more: int) -> None:
    first, second = (run("founding-schedule", {"kind": kind, "start": day}) for day in (start, start + timedelta(days=more)))
    assert first["registration"] <= second["registration"]
    assert first["end"] <= second["end"]
