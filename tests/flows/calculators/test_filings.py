from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.calculators.filings import HAS, IS, PAYS, VAT
from flows.rates import NoRate
from flows.values import Value
from tests.flows.calculators.labor import RATES, run

DAYS = RATES.workdays
EVERYTHING: dict[str, Value] = {"pays": PAYS, "has": HAS, "is": IS, "disclosure": True, "change": date(2027, 3, 20)}
STAFF = "M03 M04 M08 M09 H02a H02b P02 P04 P05 P06 S03"
ALL = "M01 M02 M05 M06 M07 H03 P01 P03 C01 C02 C03 C04 C05 C06 T02 T03 T03L T04 R01 R02 R03 R04 S01 S02"
TAXED, EXEMPT = "V01 V02 V03 V04", "V05 V06"
GENERAL, SOCIAL = "C07 T01", "T01S G01 G02 G03 G04 G05 G06 G07 G08"


def ids_of(**given_values: Value) -> set[str]:
    """Rules that come up, whether taxes on pay are handed over monthly or twice a year."""
    found: set[str] = set()
    for half_year in (False, True):
        plan = run("filing-calendar", {"year": 2027, **EVERYTHING, **given_values, "half-year": half_year})["schedule"]
        found |= {event.key.partition("-")[0] for event in plan}
    return found


@pytest.mark.parametrize(
    ("fact", "count", "kind", "vat", "employees", "expected"),
    [
        ("9-3", 31, "general", "taxable", False, (ALL, TAXED, GENERAL, "H01")),
        ("9-3", 42, "general", "taxable", True, (ALL, TAXED, GENERAL, "H01", STAFF)),
        ("9-3", 29, "general", "exempt", False, (ALL, EXEMPT, GENERAL, "H01")),
        ("9-3", 40, "general", "exempt", True, (ALL, EXEMPT, GENERAL, "H01", STAFF)),
        ("9-3", 43, "general", "mixed", True, (ALL, TAXED, "V05", GENERAL, "H01", STAFF)),
        ("9-3", 38, "social", "taxable", False, (ALL, TAXED, SOCIAL, "H01")),
        ("9-3", 49, "social", "taxable", True, (ALL, TAXED, SOCIAL, "H01", STAFF)),
        ("9-3", 36, "social", "exempt", False, (ALL, EXEMPT, SOCIAL, "H01")),
        ("9-3", 47, "social", "exempt", True, (ALL, EXEMPT, SOCIAL, "H01", STAFF)),
        ("9-4 identity number only", 35, "social", "unregistered", False, (ALL, "V06", SOCIAL, "H01")),
    ],
)
def test_what_comes_up_for_whom(fact: str, count: int, kind: str, vat: str, employees: bool, expected: tuple[str, ...]) -> None:
    found = ids_of(kind=kind, vat=vat, employees=employees)
    assert found == {name for names in expected for name in names.split()}, fact
    assert len(found) == count, fact


@pytest.mark.parametrize(
    ("fact", "pays", "employees", "half_year", "expected"),
    [
        (
            "WHT-02 the month after the dividend, WHT-07 at the latest",
            ("dividends",),
            False,
            False,
            {"D01": "2027-04-12", "D02": "2027-07-12"},
        ),
        ("WHT-02 with other pay it goes along every month", ("dividends", "freelancers"), False, False, {}),
        ("WHT-02 with wages it goes along every month", ("dividends",), True, False, {}),
        ("WHT-02 handed over twice a year", ("dividends",), False, True, {}),
    ],
)
def test_a_tax_on_dividends_alone_is_no_monthly_one(
    fact: str, pays: tuple[str, ...], employees: bool, half_year: bool, expected: dict[str, str]
) -> None:
    given = {"kind": "general", "vat": "unregistered", "year": 2027, "pays": pays, "employees": employees, "half-year": half_year}
    plan = run("filing-calendar", given)["schedule"]
    assert {event.key: event.day.isoformat() for event in plan if event.key.startswith("D")} == expected, fact
    assert any(event.key.startswith("M01") for event in plan) == (not expected and not half_year), fact


@pytest.mark.parametrize(
    ("fact", "days"),
    [
        ("M01", {"2027-01-10": "2027-01-11", "2027-04-10": "2027-04-12", "2027-07-10": "2027-07-12", "2027-10-10": "2027-10-12"}),
        ("M02", {"2027-01-10": "2027-01-11", "2027-04-10": "2027-04-12", "2027-07-10": "2027-07-12", "2027-10-10": "2027-10-12"}),
        ("M03", {"2027-01-10": "2027-01-11", "2027-04-10": "2027-04-12", "2027-07-10": "2027-07-12", "2027-10-10": "2027-10-12"}),
        ("M04", {"2027-05-15": "2027-05-17", "2027-08-15": "2027-08-17", "2027-09-15": "2027-09-17"}),
        ("M05", {"2027-01-31": "2027-02-01", "2027-02-28": "2027-03-02", "2027-07-31": "2027-08-02", "2027-10-31": "2027-11-01"}),
        ("M06", {"2027-01-31": "2027-02-01", "2027-02-28": "2027-03-02", "2027-07-31": "2027-08-02", "2027-10-31": "2027-11-01"}),
        ("M07", {"2027-01-10": "2027-01-11", "2027-04-10": "2027-04-12", "2027-07-10": "2027-07-12", "2027-10-10": "2027-10-12"}),
        ("M08", {"2027-01-10": "2027-01-11", "2027-04-10": "2027-04-12", "2027-07-10": "2027-07-12", "2027-10-10": "2027-10-12"}),
        ("M09", {"2027-02-28": "2027-03-02", "2027-07-31": "2027-08-02", "2027-10-31": "2027-11-01"}),
    ],
)
def test_months_whose_day_moves(fact: str, days: dict[str, str]) -> None:
    plan = run("filing-calendar", {"kind": "general", "vat": "taxable", "year": 2027, "employees": True, **EVERYTHING})["schedule"]
    found = {event.key.partition("-")[2]: event.day.isoformat() for event in plan if event.key.startswith(f"{fact}-")}
    moved = {f"{key[:4]}-{key[4:6]}-{key[6:]}": day for key, day in found.items() if day.replace("-", "") != key}
    assert moved == days, f"9-2 {fact}"


def test_wages_are_stated_monthly_from_february_2027() -> None:
    plan = run("filing-calendar", {"kind": "general", "vat": "taxable", "year": 2027, "employees": True})["schedule"]
    assert len([event for event in plan if event.key.startswith("M09-")]) == 11, "CHG-05"
    before = run("filing-calendar", {"kind": "general", "vat": "taxable", "year": 2026, "employees": True})["schedule"]
    assert not [event for event in before if event.key.startswith("M09-")], "CHG-05"


@pytest.mark.parametrize(
    ("fact", "days"),
    [
        ("H01", ["2027-01-11", "2027-07-12"]),
        ("H02a", ["2027-02-01"]),
        ("H02b", ["2027-08-02"]),
        ("H03", ["2027-06-30", "2027-12-31"]),
        ("V01", ["2027-01-25"]),
        ("V02", ["2027-04-26"]),
        ("V03", ["2027-07-26"]),
        ("V04", ["2027-10-25"]),
        ("V05", ["2027-02-10"]),
        ("V06", ["2027-01-25", "2027-07-26"]),
        ("P01", ["2027-03-02"]),
        ("P02", ["2027-02-28"]),
        ("P03", ["2027-03-10"]),
        ("P04", ["2027-03-10"]),
        ("P05", ["2027-03-15"]),
        ("P06", ["2027-05-31"]),
        ("C01", ["2027-03-12"]),
        ("C02", ["2027-03-31"]),
        ("C03", ["2027-04-12"]),
        ("C04", ["2027-04-30"]),
        ("C05", ["2027-03-20"]),
        ("C06", ["2027-03-31"]),
        ("C07", ["2027-06-20"]),
        ("T01", ["2027-03-31"]),
        ("T01S", ["2027-03-31"]),
        ("T02", ["2027-04-30"]),
        ("T03", ["2027-05-31"]),
        ("T03L", ["2027-06-30"]),
        ("T04", ["2027-08-31"]),
        ("R01", ["2027-02-01"]),
        ("R02", ["2027-06-30", "2027-12-31"]),
        ("R03", ["2027-08-02", "2027-09-30"]),
        ("R04", ["2027-08-31"]),
        ("G01", ["2027-04-30"]),
        ("G02", ["2027-04-30"]),
        ("G03", ["2027-04-30"]),
        ("G04", ["2027-04-30"]),
        ("G05", ["2027-06-30"]),
        ("G06", ["2027-01-11", "2027-04-12", "2027-07-12", "2027-10-12"]),
        ("G07", ["2027-01-11"]),
        ("G08", ["2027-04-30"]),
        ("S01", ["2027-03-02"]),
        ("S02", ["2027-04-30"]),
        ("S03", ["2027-04-30", "2027-11-01"]),
    ],
)
def test_days_of_2027(fact: str, days: list[str]) -> None:
    found: set[str] = set()
    for kind in ("general", "social"):
        for vat in VAT:
            for half_year in (False, True):
                given_values = {"kind": kind, "vat": vat, "half-year": half_year, "year": 2027, "employees": True, **EVERYTHING}
                plan = run("filing-calendar", given_values)["schedule"]
                found |= {event.day.isoformat() for event in plan if event.key.partition("-")[0] == fact}
    assert sorted(found) == days, f"9-2 {fact}"


def test_what_is_left_of_2026() -> None:
    given_values: dict[str, Value] = {"kind": "general", "vat": "taxable", "year": 2026, "employees": True, **EVERYTHING}
    plan = run("filing-calendar", {**given_values, "change": date(2026, 1, 2)}, date(2026, 11, 22))["schedule"]
    left = {(event.day.isoformat(), event.key.partition("-")[0]) for event in plan if event.day > date(2026, 11, 22)}
    assert left == {
        ("2026-11-30", "M05"), ("2026-11-30", "M06"),
        ("2026-12-10", "M01"), ("2026-12-10", "M02"), ("2026-12-10", "M03"), ("2026-12-10", "M07"), ("2026-12-10", "M08"),
        ("2026-12-15", "M04"),
        ("2026-12-31", "M05"), ("2026-12-31", "M06"), ("2026-12-31", "H03"), ("2026-12-31", "R02"),
    }, "9-7"  # fmt: skip


def test_the_next_day_is_told() -> None:
    found = run("filing-calendar", {"kind": "general", "vat": "taxable", "year": 2026, "employees": True}, date(2026, 11, 22))
    assert found["next"] == date(2026, 12, 10), "9-7"
    assert "원천세" in found["next-title"]
    assert [row["day"] for row in found["soon"]] == [date(2026, 12, 10)] * 3 + [date(2026, 12, 15), date(2026, 12, 31)], "9-7"
    assert run("filing-calendar", {"kind": "general", "vat": "taxable", "year": 2026}, date(2027, 6, 1))["next"] == date(2026, 12, 31)


def test_another_fiscal_year_moves_only_what_hangs_on_it() -> None:
    plan = run("filing-calendar", {"kind": "general", "vat": "taxable", "year": 2027, "fiscal-month": 6, "disclosure": True})["schedule"]
    days = {event.key.partition("-")[0]: event.day for event in plan}
    assert (days["T01"], days["T02"], days["C04"], days["T04"]) == (
        date(2027, 9, 30),
        date(2027, 11, 1),
        date(2027, 11, 1),
        date(2027, 3, 2),
    ), "CAL-07"
    assert days["V01"] == date(2027, 1, 25), "CAL-07"


@pytest.mark.parametrize(
    ("month", "meeting"), [(12, date(2027, 3, 20)), (6, date(2027, 9, 20)), (9, date(2027, 12, 20)), (10, date(2027, 1, 20))]
)
def test_without_a_meeting_it_is_in_the_third_month_after_the_fiscal_year(month: int, meeting: date) -> None:
    found = run("filing-calendar", {"kind": "general", "vat": "taxable", "year": 2027, "fiscal-month": month})
    assert found["meeting"] == meeting, "ACC-13"
    assert found["schedule"].find("C05").day == meeting, "C05"


def test_this_year_begins_today_and_the_next_is_whole() -> None:
    asked: dict[str, Value] = {"kind": "general", "vat": "taxable", "employees": True}
    this = run("filing-calendar", {**asked, "which": "this"}, date(2026, 12, 15))
    assert (this["year"], [event.key[:3] for event in this["schedule"]]) == ("2026", ["M04", "H03"]), "9-7"
    following = run("filing-calendar", {**asked, "which": "next"}, date(2026, 12, 15))
    whole = run("filing-calendar", {**asked, "year": 2027}, date(2026, 12, 15))
    assert (following["year"], following["schedule"]) == ("2027", whole["schedule"])


def test_the_first_year_has_no_payment_in_august() -> None:
    first = run("filing-calendar", {"kind": "general", "vat": "taxable", "year": 2027, "first-year": True})["schedule"]
    assert not [event for event in first if event.key.startswith("T04-")], "CAL-08"


def test_a_known_meeting_moves_what_hangs_on_it() -> None:
    plan = run("filing-calendar", {"kind": "general", "vat": "taxable", "year": 2027, "meeting": date(2027, 2, 27)})["schedule"]
    assert plan.find("C01").day == date(2027, 2, 19), "CAL-05"
    assert plan.find("C05").day == date(2027, 2, 27), "C05"


def test_a_year_without_a_calendar_is_refused() -> None:
    with pytest.raises(NoRate):
        run("filing-calendar", {"kind": "general", "vat": "taxable", "year": 2030})
    with pytest.raises(Impossible, match="no-such-month"):
        run("filing-calendar", {"kind": "general", "vat": "taxable", "year": 2027, "fiscal-month": 13})


@given(
    st.sampled_from(("general", "social")),
    st.sampled_from(VAT),
    st.integers(2026, 2028),
    st.booleans(),
    st.integers(1, 12),
    st.lists(st.sampled_from(PAYS), unique=True),
    st.lists(st.sampled_from(HAS), unique=True),
    st.lists(st.sampled_from(IS), unique=True),
)
def test_nothing_is_due_on_a_day_off(
    kind: str, vat: str, year: int, employees: bool, month: int, pays: list[str], has: list[str], is_: list[str]
) -> None:
    found = run(
        "filing-calendar",
        {
            "kind": kind,
            "vat": vat,
            "year": year,
            "employees": employees,
            "fiscal-month": month,
            "pays": tuple(pays),
            "has": tuple(has),
            "is": tuple(is_),
        },
    )
    events = found["schedule"].events
    assert len({event.key for event in events}) == len(events) == found["count"]
    assert list(events) == sorted(events, key=lambda event: event.day)
    for event in events:
        assert event.key.partition("-")[0] in ("P02", "C05", "C07") or not DAYS.is_off(event.day)


@pytest.mark.parametrize(
    ("fact", "given_values", "due", "reason"),
    [
        ("F-114 social, always", {"kind": "social"}, True, "social"),
        ("ACC-44 200 members", {"kind": "general", "members": 200, "capital": 1}, True, "members"),
        ("ACC-44 199 members", {"kind": "general", "members": 199, "capital": 2_999_999_999}, False, "none"),
        ("ACC-44 3,000 million", {"kind": "general", "members": 5, "capital": 3_000_000_000}, True, "capital"),
    ],
)
def test_who_must_disclose(fact: str, given_values: dict[str, Value], due: bool, reason: str) -> None:
    found = run("disclosure-duty", {**given_values, "year-end": date(2026, 12, 31)})
    assert (found["due"], found["reason"], found["by"]) == (due, reason, date(2027, 4, 30)), fact
    assert found["tell-ministry"] is (reason == "members"), "ACC-49"


@pytest.mark.parametrize(
    ("fact", "year_end", "by"),
    [
        ("ACC-45", date(2026, 12, 31), date(2027, 4, 30)),
        ("ACC-45 June", date(2026, 6, 30), date(2026, 11, 2)),
        ("ACC-45 February", date(2027, 2, 28), date(2027, 6, 30)),
    ],
)
def test_disclosure_is_due_after_four_months(fact: str, year_end: date, by: date) -> None:
    assert run("disclosure-duty", {"kind": "social", "year-end": year_end})["by"] == by, fact


def test_without_a_year_the_last_one_counts() -> None:
    assert run("disclosure-duty", {"kind": "social"}, date(2027, 1, 5))["by"] == date(2027, 4, 30), "ACC-45"


@pytest.mark.parametrize(
    ("fact", "kind", "paid", "simple", "free"),
    [
        ("CHG-05 wages of January to June 2026", "wages", date(2026, 6, 30), date(2026, 7, 31), date(2026, 7, 31)),
        ("CHG-05 H02a wages of December 2026", "wages", date(2026, 12, 31), date(2027, 2, 1), date(2027, 2, 1)),
        ("CHG-05 M09 wages of January 2027", "wages", date(2027, 1, 1), date(2027, 3, 2), date(2027, 8, 2)),
        ("CHG-05 H02b wages of June 2027", "wages", date(2027, 6, 30), date(2027, 8, 2), date(2027, 8, 2)),
        ("CHG-05 wages of December 2027", "wages", date(2027, 12, 31), date(2028, 1, 31), date(2028, 1, 31)),
        ("CHG-05 grace is over", "wages", date(2028, 1, 1), date(2028, 2, 29), date(2028, 2, 29)),
        ("9-7 freelancers in October", "freelancers", date(2026, 10, 20), date(2026, 11, 30), date(2026, 11, 30)),
        ("WHT-10 freelancers in November", "freelancers", date(2026, 11, 30), date(2026, 12, 31), date(2026, 12, 31)),
        ("WHT-10 M05 lectures in January", "lectures", date(2027, 1, 5), date(2027, 3, 2), date(2027, 3, 2)),
        ("WHT-09 M06 day labourers in June", "day-workers", date(2027, 6, 5), date(2027, 8, 2), date(2027, 8, 2)),
    ],
)
def test_when_simple_statements_are_due(fact: str, kind: str, paid: date, simple: date, free: date) -> None:
    found = run("statement-deadlines", {"kind": kind, "paid": paid})
    assert (found["needs-simple"], found["simple-by"], found["penalty-free-by"]) == (True, simple, free), fact


def test_who_pays_in_twice_a_year_has_a_longer_grace() -> None:
    found = run("statement-deadlines", {"kind": "wages", "paid": date(2028, 3, 10), "half-year": True})
    assert (found["simple-by"], found["penalty-free-by"]) == (date(2028, 5, 3), date(2028, 7, 31)), "CHG-05, 1 and 2 May 2028 are holidays"


@pytest.mark.parametrize(
    ("fact", "paid", "half_year", "day"),
    [
        ("WHT-02 next month's 10th", date(2026, 11, 30), False, date(2026, 12, 10)),
        ("WHT-02 M01 moved", date(2026, 12, 1), False, date(2027, 1, 11)),
        ("WHT-02 H01 first half", date(2027, 1, 1), True, date(2027, 7, 12)),
        ("WHT-02 H01 second half", date(2026, 7, 1), True, date(2027, 1, 11)),
    ],
)
def test_when_the_tax_is_paid_in(fact: str, paid: date, half_year: bool, day: date) -> None:
    assert run("statement-deadlines", {"kind": "freelancers", "paid": paid, "half-year": half_year})["tax-by"] == day, fact


@pytest.mark.parametrize(
    ("fact", "kind", "needed", "day"),
    [
        ("WHT-09 P01", "dividends", True, date(2027, 3, 2)),
        ("WHT-09 P01", "member-loans", True, date(2027, 3, 2)),
        ("WHT-09 P01", "lectures", True, date(2027, 3, 2)),
        ("WHT-09 P03", "wages", True, date(2027, 3, 10)),
        ("WHT-09 P03", "freelancers", True, date(2027, 3, 10)),
    ],
)
def test_when_the_year_s_statements_are_due(fact: str, kind: str, needed: bool, day: date) -> None:
    found = run("statement-deadlines", {"kind": kind, "paid": date(2026, 5, 5)})
    assert (found["needs-yearly"], found["yearly-by"]) == (needed, day), fact


@pytest.mark.parametrize(
    ("fact", "given_values", "verified", "audited"),
    [
        ("SUB-03 national from 100 million", {"from": "national", "amount": 100_000_000}, True, False),
        ("SUB-03 national below", {"from": "national", "amount": 99_999_999}, False, False),
        ("SUB-03 local from 300 million", {"from": "local", "amount": 300_000_000}, True, False),
        ("SUB-03 local below", {"from": "local", "amount": 299_999_999}, False, False),
        ("SUB-05 a thousand million a year", {"from": "local", "amount": 100_000_000, "year-total": 1_000_000_000}, False, True),
    ],
)
def test_subsidies_are_accounted_for(fact: str, given_values: dict[str, Value], verified: bool, audited: bool) -> None:
    found = run("settlement-deadline", {"ended": date(2026, 12, 31), **given_values})
    assert (found["verified"], found["audited"]) == (verified, audited), fact
    assert (found["by"], found["audit-by"]) == (date(2027, 3, 2), date(2027, 4, 30)), "S01, S02"
