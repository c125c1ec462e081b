"""What an organisation reports to whom through the year, who must disclose, and when statements are due (accounting §9, §5, §2-6)."""

from collections.abc import Mapping
from datetime import date

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.changes import DECEMBER, deemed_paid, fiscal_end
from flows.calculators.insurance import ON
from flows.calculators.minimum_wage import on_day
from flows.calculators.surplus import KIND, SOCIAL
from flows.days import add_months, last_of_month
from flows.plans import Year, schedule_of
from flows.rates import Rates
from flows.schedule import Schedule
from flows.values import Inputs, Kind, Unit, Value

#: How an organisation stands to value added tax; `unregistered` has an identity number only (9-4).
VAT = ("taxable", "exempt", "mixed", "unregistered")
#: What it pays besides wages; what it has or did last year; what it is. Values of three steps with several choices.
PAYS = ("freelancers", "lecturers", "day-workers", "dividends", "member-loans", "large-payroll")
HAS = ("licence", "vehicle", "real-estate", "capital-changed", "members-changed", "invoices", "instalments", "profit-business")
IS = (
    "public-interest",
    "donated-property",
    "large-public-interest",
    "donation-receipts",
    "large-donations",
    "designation",
    "subsidy",
    "large-subsidy",
    "certified",
)
#: How many of a year's days fit into a message.
SOON = 8
#: The usual day of a general meeting when nobody tells it: in the third month after the fiscal year (C05, ACC-13).
MEETING_AFTER, MEETING_DAY = 3, 20
#: From 2027 on wages are stated monthly; before, and without a penalty for a while, twice a year (CHG-05).
MONTHLY_WAGES = date(2027, 1, 1)
GRACE, GRACE_HALF_YEAR = date(2027, 12, 31), date(2028, 12, 31)


def filing_calendar(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Dated reports and payments of one calendar year for one organisation (9-1 to 9-5, CAL-01, CAL-07, CAL-08).

    `year`, or `which`: what is left of this year, or all of the next.
    """
    which, month = inputs.text("which") if "which" in inputs else "", inputs.whole("fiscal-month", DECEMBER)
    number = inputs.whole("year", today.year + (which == "next"))
    if not 1 <= month <= DECEMBER:
        raise Impossible("no-such-month")
    meeting = inputs.day("meeting") if "meeting" in inputs else date(number, (month + MEETING_AFTER - 1) % DECEMBER + 1, MEETING_DAY)
    known = {"meeting": meeting, "deemed-paid": deemed_paid(meeting, rates) if "dividends" in _chosen(inputs, "pays") else None}
    known["change"] = inputs.day("change") if "change" in inputs else None
    year = Year(first=date(number, 1, 1), last=date(number, 12, 31), fiscal_month=month)
    days = {name: day for name, day in known.items() if day is not None}
    found = schedule_of(rates.plans["filings"], days, _tags(inputs), rates.workdays, year=year)
    if which == "this":
        found = Schedule(found.title, tuple(event for event in found if event.day >= today))
    coming = [event for event in found if event.day >= today][:SOON]
    return {
        "year": str(number),
        "meeting": meeting,
        "schedule": found,
        "count": len(found),
        "kinds": len({event.key.partition("-")[0] for event in found}),
        "next": coming[0].day if coming else year.last,
        "next-title": coming[0].title if coming else "",
        "soon": tuple({"day": event.day, "title": event.title, "law": event.law, "note": event.note} for event in coming),
    }


def _chosen(inputs: Inputs, name: str) -> frozenset[str]:
    return frozenset(inputs.chosen(name)) if name in inputs else frozenset()


def _tags(inputs: Inputs) -> frozenset[str]:
    chosen = _chosen(inputs, "pays") | _chosen(inputs, "has") | _chosen(inputs, "is")
    kind, employees = inputs.text("kind"), inputs.flag("employees", default=False)
    flags = {
        "employees": employees,
        "pays": employees or bool(_chosen(inputs, "pays")),
        "dividends-only": not employees and _chosen(inputs, "pays") == {"dividends"},
        "half-year": inputs.flag("half-year", default=False),
        "monthly": not inputs.flag("half-year", default=False),
        "disclosure": kind == SOCIAL or inputs.flag("disclosure", default=False),
        "not-first-year": not inputs.flag("first-year", default=False),
    }
    return chosen | {kind, inputs.text("vat")} | {name for name, holds in flags.items() if holds}


def disclosure_duty(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Who must disclose and by when: all social ones, others by members or capital (제49조의2·제96조의2, ACC-44, ACC-45).

    `year-end` is the end of the fiscal year it is about; the last one when left out.
    """
    on = on_day(inputs, today)
    members, capital = inputs.whole("members", 0), inputs.whole("capital", 0)
    many = members >= rates.won("disclosure-members-min", on)
    reason = "social" if inputs.text("kind") == SOCIAL else "members" if many else ""
    reason = reason or ("capital" if capital >= rates.won("disclosure-capital-min", on) else "none")
    ended = inputs.day("year-end") if "year-end" in inputs else last_of_month(today.year - 1, DECEMBER)
    due = rates.workdays.due(last_of_month_after(ended, rates.won("disclosure-due-months", on)))
    return {"due": reason != "none", "reason": reason, "by": due, "tell-ministry": many and reason == "members"}


def last_of_month_after(end: date, months: int) -> date:
    """So many months after the end of a month, again the end of one."""
    later = add_months(end.replace(day=1), months)
    return last_of_month(later.year, later.month)


def statement_deadlines(inputs: Inputs, rates: Rates, _today: date) -> Mapping[str, Value]:
    """When a payment's tax is paid in and its statements are handed in (소득세법 제128조·제164조, WHT-02, WHT-09, WHT-10, CHG-05).

    `simple-by` is the simple statement, `yearly-by` the statement of the year; `penalty-free-by` the last day without a penalty.
    """
    kind, paid = inputs.text("kind"), inputs.day("paid")
    half_year = inputs.flag("half-year", default=False)
    due = rates.workdays.due
    next_month = last_of_month_after(paid, 1)
    simple = due(_half_year_end(paid, 1) if kind == "wages" and paid < MONTHLY_WAGES else next_month)
    free = simple
    if kind == "wages" and MONTHLY_WAGES <= paid <= (GRACE_HALF_YEAR if half_year else GRACE):
        free = due(_half_year_end(paid, 1))
    tenth = (_half_year_end(paid, 1) if half_year else next_month).replace(day=10)
    early = kind in ("lectures", "dividends", "member-loans")
    yearly = last_of_month(paid.year + 1, 2) if early else date(paid.year + 1, 3, 10)
    return {
        "tax-by": due(tenth),
        "needs-simple": kind in ("wages", "freelancers", "lectures", "day-workers"),
        "simple-by": simple,
        "penalty-free-by": free,
        "needs-yearly": kind != "day-workers",
        "yearly-by": due(yearly),
    }


def _half_year_end(day: date, months: int) -> date:
    """The end of the half year, so many months on."""
    end = last_of_month(day.year, 6 if day.month <= 6 else 12)
    return last_of_month_after(end, months)


def settlement_deadline(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """When the account of a subsidy is due, and who must check it (보조금 관리에 관한 법률 제27조·제27조의2, SUB-02, SUB-03, SUB-05)."""
    amount, ended, on = inputs.whole("amount"), inputs.day("ended"), on_day(inputs, today)
    name = "national" if inputs.text("from") == "national" else "local"
    year_end = fiscal_end(ended, DECEMBER)
    return {
        "by": rates.workdays.within(ended, months=rates.won("subsidy-settlement-months", on)),
        "verified": amount >= rates.won(f"subsidy-verify-{name}-min", on),
        "audited": inputs.whole("year-total", amount) >= rates.won("subsidy-audit-min", on),
        "audit-by": rates.workdays.within(year_end, months=rates.won("subsidy-audit-due-months", on)),
    }


CALCULATORS = (
    Calculator(
        name="filing-calendar",
        inputs=(
            KIND,
            Input(name="vat", kind=Kind.CHOICE, values=VAT),
            Input(name="year", kind=Kind.NUMBER, optional=True),
            Input(name="which", kind=Kind.CHOICE, optional=True, values=("this", "next")),
            *(Input(name=name, kind=Kind.YES_NO, optional=True) for name in ("employees", "half-year", "disclosure", "first-year")),
            Input(name="pays", kind=Kind.CHOICES, optional=True, values=PAYS),
            Input(name="has", kind=Kind.CHOICES, optional=True, values=HAS),
            Input(name="is", kind=Kind.CHOICES, optional=True, values=IS),
            Input(name="fiscal-month", kind=Kind.NUMBER, optional=True),
            Input(name="meeting", kind=Kind.DATE, optional=True),
            Input(name="change", kind=Kind.DATE, optional=True),
        ),
        outputs=(
            Output(name="year", unit=Unit.TEXT),
            Output(name="meeting", unit=Unit.DATE),
            Output(name="schedule", unit=Unit.SCHEDULE),
            Output(name="count", unit=Unit.COUNT),
            Output(name="kinds", unit=Unit.COUNT),
            Output(name="next", unit=Unit.DATE),
            Output(name="next-title", unit=Unit.TEXT),
            Output(name="soon", unit=Unit.ROWS),
        ),
        function=filing_calendar,
        source="accounting 9-4",
    ),
    Calculator(
        name="disclosure-duty",
        inputs=(
            KIND,
            Input(name="members", kind=Kind.NUMBER, optional=True),
            Input(name="capital", kind=Kind.WON, optional=True),
            Input(name="year-end", kind=Kind.DATE, optional=True),
            ON,
        ),
        outputs=(
            Output(name="due", unit=Unit.FLAG),
            Output(name="reason", unit=Unit.WORD, values=("social", "members", "capital", "none")),
            Output(name="by", unit=Unit.DATE),
            Output(name="tell-ministry", unit=Unit.FLAG),
        ),
        function=disclosure_duty,
        source="ACC-44",
    ),
    Calculator(
        name="statement-deadlines",
        inputs=(
            Input(
                name="kind",
                kind=Kind.CHOICE,
                values=("wages", "freelancers", "lectures", "day-workers", "dividends", "member-loans"),
            ),
            Input(name="paid", kind=Kind.DATE),
            Input(name="half-year", kind=Kind.YES_NO, optional=True),
        ),
        outputs=(
            *(Output(name=name, unit=Unit.DATE) for name in ("tax-by", "simple-by", "penalty-free-by", "yearly-by")),
            Output(name="needs-simple", unit=Unit.FLAG),
            Output(name="needs-yearly", unit=Unit.FLAG),
        ),
        function=statement_deadlines,
        source="WHT-10",
    ),
    Calculator(
        name="settlement-deadline",
        inputs=(
            Input(name="from", kind=Kind.CHOICE, values=("national", "local")),
            Input(name="amount", kind=Kind.WON),
            Input(name="year-total", kind=Kind.WON, optional=True),
            Input(name="ended", kind=Kind.DATE),
            ON,
        ),
        outputs=(
            Output(name="by", unit=Unit.DATE),
            Output(name="verified", unit=Unit.FLAG),
            Output(name="audited", unit=Unit.FLAG),
            Output(name="audit-by", unit=Unit.DATE),
        ),
        function=settlement_deadline,
        source="SUB-02",
    ),
)
