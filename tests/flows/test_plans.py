from datetime import date

import pytest

from flows.plans import Plan, Year, parse_plan, schedule_of
from flows.workdays import Workdays
from tests.flows.books import SHIPPED, Findings, tree_of

DAYS = Workdays(first=date(2026, 1, 1), last=date(2028, 12, 31), holidays=frozenset({date(2027, 1, 1)}))
FRIDAY = date(2027, 1, 8)


def plan_of(*rules: str, given: str = "[start]") -> Plan:
    found = Findings()
    lines = "\n".join(f"  - {{id: r{number}, title: 일, {rule}}}" for number, rule in enumerate(rules))
    plan = parse_plan(tree_of(f"id: test\ntitle: 시험\ngiven: {given}\nevents:\n{lines}\n"), found)
    assert not found, found
    assert plan is not None
    return plan


def days_of(plan: Plan, *tags: str, start: date = FRIDAY, year: Year | None = None) -> list[tuple[str, str, str]]:
    made = schedule_of(plan, {"start": start}, frozenset(tags), DAYS, year=year)
    return [(event.key, event.day.isoformat(), event.until.isoformat() if event.until else "") for event in made]


@pytest.mark.parametrize(
    ("why", "rule", "day", "until"),
    [
        ("the day itself", "from: start", "2027-01-08", ""),
        ("a planned day moves on", "from: start, after: 1", "2027-01-11", ""),
        ("unless it is fixed", "from: start, after: 1, fixed: 'yes'", "2027-01-09", ""),
        ("it lasts", "from: start, after: 3, lasts: 4", "2027-01-11", "2027-01-15"),
        ("a limit is the day", "from: start, limit_days: 14", "2027-01-22", ""),
        ("a limit moves on", "from: start, limit_days: 15", "2027-01-25", ""),
        ("a fixed limit stays", "from: start, limit_days: 15, fixed: 'yes'", "2027-01-23", ""),
        ("planned before the limit", "from: start, after: 3, limit_days: 14", "2027-01-11", "2027-01-22"),
        ("never planned after the limit", "from: start, after: 30, limit_days: 14", "2027-01-22", ""),
        ("limit in months", "from: start, limit_months: 2", "2027-03-08", ""),
        ("next month's day", "from: start, next_month: 15", "2027-02-15", ""),
        ("back to a day that is worked", "from: start, before: 5", "2026-12-31", "2027-01-02"),
        ("back, fixed", "from: start, before: 5, fixed: 'yes'", "2027-01-02", ""),
        ("back to a working day", "from: start, before: 3", "2027-01-04", ""),
    ],
)
def test_a_rule_gives_a_day(why: str, rule: str, day: str, until: str) -> None:
    assert days_of(plan_of(rule)) == [("r0", day, until)], why


def test_rules_follow_each_other() -> None:
    plan = plan_of("from: start, lasts: 3", "from: r0, after: 1", "from: r0, limit_days: 1")
    assert days_of(plan) == [("r0", "2027-01-08", "2027-01-11"), ("r1", "2027-01-12", ""), ("r2", "2027-01-12", "")]


def test_a_rule_after_one_that_is_left_out_is_left_out_too() -> None:
    plan = plan_of("from: start, when: [employees]", "from: r0, after: 1")
    assert days_of(plan) == []
    assert len(days_of(plan, "employees")) == 2


@pytest.mark.parametrize(("tags", "there"), [((), False), (("a",), False), (("a", "c"), True), (("b", "c"), True), (("b",), False)])
def test_tags_must_all_be_there(tags: tuple[str, ...], there: bool) -> None:
    assert bool(days_of(plan_of("from: start, when: [a/b, c]"), *tags)) is there


@pytest.mark.parametrize(
    ("why", "rule", "month", "days"),
    [
        ("yearly", "yearly: [01-10, 07-10]", 12, ["2027-01-11", "2027-07-12"]),
        ("last of February", "yearly: [02-last]", 12, ["2027-03-01"]),
        ("fixed", "yearly: [02-last], fixed: 'yes'", 12, ["2027-02-28"]),
        ("fiscal year ends in December", "fiscal: 3", 12, ["2027-03-31"]),
        ("fiscal year ends in June", "fiscal: 3", 6, ["2027-09-30"]),
        ("fiscal year ends in November", "fiscal: 3", 11, ["2027-03-01"]),
        ("half a year later", "fiscal: 8", 9, ["2027-05-31"]),
        ("from some day on", "yearly: [01-10, 07-10], since: 2027-02-01", 12, ["2027-07-12"]),
        ("up to some day", "yearly: [01-10, 07-10], until: 2027-02-01", 12, ["2027-01-11"]),
    ],
)
def test_recurring_days(why: str, rule: str, month: int, days: list[str]) -> None:
    year = Year(first=date(2027, 1, 1), last=date(2027, 12, 31), fiscal_month=month)
    assert [day for _, day, _ in days_of(plan_of(rule), year=year)] == days, why


def test_months_have_all_their_days_and_keys_keep_to_the_law() -> None:
    year = Year(first=date(2027, 1, 1), last=date(2027, 12, 31))
    found = days_of(plan_of("monthly: last"), year=year)
    assert len({key for key, _, _ in found}) == 12
    assert found[0] == ("r0-20270131", "2027-02-01", "")


def test_a_moved_day_tells_the_law_s() -> None:
    year = Year(first=date(2027, 1, 1), last=date(2027, 1, 31))
    made = schedule_of(plan_of("monthly: '10'"), {}, frozenset(), DAYS, year=year)
    assert [event.title for event in made] == ["일 (1/10)"]


def test_recurring_rules_need_a_year() -> None:
    assert days_of(plan_of("monthly: last")) == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("from: nobody", "unknown_name"),
        ("from: start, after: soon", "not_a_number"),
        ("yearly: [13-01]", "not_a_date"),
        ("yearly: [02-30]", "not_a_date"),
        ("monthly: '31'", "not_a_date"),
        ("from: start, whatever: b", "unknown_key"),
        ("yearly: [01-10], since: soon", "not_a_date"),
    ],
)
def test_a_broken_plan_is_reported(rule: str, code: str) -> None:
    found = Findings()
    parse_plan(tree_of(f"id: test\ntitle: 시험\ngiven: [start]\nevents:\n  - {{id: a, title: 일, {rule}}}\n"), found)
    assert code in found.codes


def test_the_shipped_plans_name_a_fact_and_a_law_for_everything() -> None:
    assert set(SHIPPED.book.rates.plans) == {"founding", "changes", "dissolution", "meeting", "filings"}
    for plan in SHIPPED.book.rates.plans.values():
        for rule in plan.rules:
            assert rule.fact, (plan.id, rule.id)
            assert rule.law, (plan.id, rule.id)
            assert rule.who, (plan.id, rule.id)
