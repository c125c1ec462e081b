"""Days by which a change, a general meeting's results, and a dissolution are reported and registered (formation §7, §8, accounting K9)."""

from collections.abc import Mapping
from datetime import date, timedelta

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.surplus import KIND
from flows.days import add_months, last_of_month
from flows.plans import schedule_of
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value
from flows.workdays import period_end

DECEMBER, NOVEMBER, FEBRUARY = 12, 11, 2
#: What can change (협동조합 기본법 제15조·제61조·제64조, F-003, F-704, F-705). The chair's coming and going is told to the tax office too.
CHANGES = ("articles", "name", "seat", "officers", "chair", "chair-and-officers", "chair-address", "capital", "members")
#: What a change is besides its own name; who was elected together is registered together.
AS = {"chair": {"chair", "officers"}, "chair-and-officers": {"chair", "officers"}}
#: On average.
DAYS_A_MONTH = 365.25 / 12


def fiscal_end(day: date, month: int) -> date:
    """The end of the fiscal year in which a day lies. Raises Impossible."""
    if not 1 <= month <= DECEMBER:
        raise Impossible("no-such-month")
    end = last_of_month(day.year, month)
    return end if day <= end else last_of_month(day.year + 1, month)


def deemed_paid(resolved: date, rates: Rates) -> date:
    """Three months after the resolution a dividend counts as paid; resolved in November or December, at the end of February (WHT-07)."""
    if resolved.month >= NOVEMBER:
        return last_of_month(resolved.year + 1, FEBRUARY)
    return add_months(resolved, rates.won("dividend-deemed-paid-months", resolved))


def change_deadlines(inputs: Inputs, rates: Rates, _today: date) -> Mapping[str, Value]:
    """What must be reported and registered after a change, and by when (제64조·제109조, F-003, F-004, F-704 to F-711).

    `effective` is the day from which it holds: of a change of articles the day of its report or permit, else the change itself.
    """
    change, day = inputs.text("change"), inputs.day("day")
    effective = inputs.day("effective") if "effective" in inputs else day
    if effective < day:
        raise Impossible("effective-before-change")
    end = fiscal_end(day, inputs.whole("fiscal-month", DECEMBER))
    tags = {inputs.text("kind"), *AS.get(change, {change})}
    known = {"change": day, "effective": effective, "fiscal-end": end}
    plan = schedule_of(rates.plans["changes"], known, frozenset(tags), rates.workdays)
    yearly = change in ("capital", "members")
    found = plan.find("register-capital" if yearly else "register")
    return {
        "schedule": plan,
        "registers": found is not None,
        "register-by": found.day if found else end,
        "reports": any(plan.find(key) for key in ("report", "report-year")),
        "permits": plan.find("permit") is not None,
        "yearly": yearly,
    }


def meeting_schedule(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """The days around a general meeting (제28조·제52조·제64조, ACC-11, ACC-12, CAL-05, K9): notice and audit leave 7 whole days."""
    meeting = inputs.day("meeting")
    ended = fiscal_end(meeting, inputs.whole("fiscal-month", DECEMBER))
    before = last_of_month(ended.year - 1, ended.month)
    paid = deemed_paid(meeting, rates)
    tags = {name for name in ("settlement", "officers", "dividend", "expulsion") if inputs.flag(name, default=False)}
    known = {"meeting": meeting, "fiscal-end": before, "deemed-paid": paid}
    plan = schedule_of(rates.plans["meeting"], known, frozenset(tags), rates.workdays)
    notice = meeting - timedelta(days=rates.won("assembly-notice-days", today) + 1)
    return {
        "schedule": plan,
        "notice-by": notice,
        "register-officers-by": rates.workdays.within(meeting, days=rates.won("change-registration-days", today)),
        "register-capital-by": rates.workdays.within(before, months=rates.won("capital-registration-months", today)),
        "deemed-paid": paid,
        "late": notice < today,
    }


def dissolution_schedule(inputs: Inputs, rates: Rates, _today: date) -> Mapping[str, Value]:
    """The days of dissolving and winding up (제57조·제66조~제68조, 민법 제88조, F-804); the liquidator begins at once unless told."""
    meeting = inputs.day("meeting")
    office = inputs.day("office") if "office" in inputs else meeting
    notice = inputs.day("notice") if "notice" in inputs else office
    if not meeting <= office <= notice:
        raise Impossible("order-of-days")
    known = {"meeting": meeting, "office": office, "notice": notice} | ({"closing": inputs.day("closing")} if "closing" in inputs else {})
    tags = {inputs.text("kind")} | (set() if "closing" in inputs else {"open"})
    plan = schedule_of(rates.plans["dissolution"], known, frozenset(tags), rates.workdays)
    days = {key: event.day for key in ("report", "register", "register-liquidator", "claims", "register-end") if (event := plan.find(key))}
    return {
        "schedule": plan,
        "report-by": days["report"],
        "register-by": days["register"],
        "register-liquidator-by": days["register-liquidator"],
        "claims-until": days["claims"],
        "register-end-by": days["register-end"],
        "months": _months(meeting, days["register-end"]),
    }


def _months(first: date, last: date) -> int:
    """About how many."""
    return round((last - first).days / DAYS_A_MONTH)


def deadline(inputs: Inputs, rates: Rates, _today: date) -> Mapping[str, Value]:
    """Last day of any period: the first day left out, a day off moved on (민법 제157조·제160조·제161조, CAL-01, CAL-04)."""
    period = inputs.period("period")
    nominal = period_end(inputs.day("start"), days=period.days, months=period.months)
    due = rates.workdays.due(nominal)
    return {"nominal": nominal, "due": due, "moved": due != nominal}


def notice_deadline(inputs: Inputs, _rates: Rates, today: date) -> Mapping[str, Value]:
    """The last day that leaves so many whole days before a meeting, never moved on (협동조합 기본법 시행령 제6조, F-308, F-309, CAL-05)."""
    days = inputs.whole("days", 7)
    last = inputs.day("meeting") - timedelta(days=days + 1)
    given = inputs.day("given") if "given" in inputs else today
    return {"last": last, "in-time": given <= last, "short": max(0, (given - last).days)}


_MONTH = Input(name="fiscal-month", kind=Kind.NUMBER, optional=True)
_SCHEDULE = Output(name="schedule", unit=Unit.SCHEDULE)


def _dates(*names: str) -> tuple[Output, ...]:
    return tuple(Output(name=name, unit=Unit.DATE) for name in names)


def _flags(*names: str) -> tuple[Output, ...]:
    return tuple(Output(name=name, unit=Unit.FLAG) for name in names)


CALCULATORS = (
    Calculator(
        name="change-deadlines",
        inputs=(
            KIND,
            Input(name="change", kind=Kind.CHOICE, values=CHANGES),
            Input(name="day", kind=Kind.DATE),
            Input(name="effective", kind=Kind.DATE, optional=True),
            _MONTH,
        ),
        outputs=(_SCHEDULE, *_flags("registers", "reports", "permits", "yearly"), *_dates("register-by")),
        function=change_deadlines,
        source="F-704",
    ),
    Calculator(
        name="meeting-schedule",
        inputs=(
            Input(name="meeting", kind=Kind.DATE),
            *(Input(name=name, kind=Kind.YES_NO, optional=True) for name in ("settlement", "officers", "dividend", "expulsion")),
            _MONTH,
        ),
        outputs=(_SCHEDULE, *_dates("notice-by", "register-officers-by", "register-capital-by", "deemed-paid"), *_flags("late")),
        function=meeting_schedule,
        source="accounting K9",
    ),
    Calculator(
        name="dissolution-schedule",
        inputs=(
            KIND,
            Input(name="meeting", kind=Kind.DATE),
            *(Input(name=name, kind=Kind.DATE, optional=True) for name in ("office", "notice", "closing")),
        ),
        outputs=(
            _SCHEDULE,
            *_dates("report-by", "register-by", "register-liquidator-by", "claims-until", "register-end-by"),
            Output(name="months", unit=Unit.MONTHS),
        ),
        function=dissolution_schedule,
        source="F-804",
    ),
    Calculator(
        name="deadline",
        inputs=(Input(name="start", kind=Kind.DATE), Input(name="period", kind=Kind.PERIOD)),
        outputs=(*_dates("nominal", "due"), *_flags("moved")),
        function=deadline,
        source="CAL-01",
    ),
    Calculator(
        name="notice-deadline",
        inputs=(
            Input(name="meeting", kind=Kind.DATE),
            Input(name="days", kind=Kind.NUMBER, optional=True),
            Input(name="given", kind=Kind.DATE, optional=True),
        ),
        outputs=(*_dates("last"), *_flags("in-time"), Output(name="short", unit=Unit.DAYS)),
        function=notice_deadline,
        source="F-309",
    ),
)
