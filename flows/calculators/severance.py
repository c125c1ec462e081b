"""Severance pay and what is owed around it (근로자퇴직급여 보장법 제4조·제8조, labor §7, §23-5, §23-8)."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.minimum_wage import FULL_WEEK, SHORT_WEEK
from flows.calculators.rounding import at_least, hundredths, nearest
from flows.days import add_months
from flows.rates import NoRate, Rates
from flows.values import Inputs, Kind, Unit, Value


def severance_right(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """A year of employment with 15 hours a week on average, whatever the size of the place (근로자퇴직급여 보장법 제4조, SV-01).

    `last` is the last day of employment. Wages and severance are due within 14 days (근로기준법 제36조, SV-06).
    """
    hire, last = inputs.day("hire"), inputs.day("last")
    if last < hire:
        raise Impossible("before-hire")
    leaving = last + timedelta(days=1)
    short = inputs.whole("weekly", FULL_WEEK) < SHORT_WEEK
    reason = "short" if short else "due" if add_months(hire, 12) <= leaving else "under-a-year"
    return {"reason": reason, "days": (leaving - hire).days, "year-full-on": add_months(hire, 12), "pay-by": last + timedelta(days=14)}


def severance_pay(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """30 days' pay a year: the average of the last three months, or the ordinary daily wage when that is more (SV-02 to SV-04)."""
    right = severance_right(inputs, rates, today)
    leaving = inputs.day("last") + timedelta(days=1)
    days, window = (leaving - inputs.day("hire")).days, (leaving - add_months(leaving, -3)).days
    yearly = inputs.whole("bonus", 0) + inputs.whole("leave-pay", 0)
    average = (inputs.whole("three-months") + Fraction(yearly * 3, 12)) / window
    ordinary = Fraction(inputs.whole("hourly", 0) * inputs.whole("daily", 0), 60)
    daily = max(average, ordinary)
    return {
        "pay": nearest(daily * 30 * Fraction(days, 365)) if right["reason"] == "due" else 0,
        "days": days,
        "window": window,
        "average": hundredths(average),
        "ordinary": nearest(ordinary),
        "basis": "ordinary" if ordinary > average else "average",
        "reason": right["reason"],
        "pay-by": right["pay-by"],
        "doubtful": Fraction(2 * inputs.whole("three-months"), window) < usual_daily(inputs, rates, today),
    }


def usual_daily(inputs: Inputs, rates: Rates, today: date) -> Fraction:
    """What the weekly hours and the weekly holiday earn a calendar day, at the ordinary wage and never below the minimum wage."""
    try:
        least = rates.won("minimum-wage-hourly", today)
    except NoRate:
        least = 0
    weekly = inputs.whole("weekly", FULL_WEEK)
    minutes = weekly + Fraction(min(weekly, FULL_WEEK), 5)
    return max(least, inputs.whole("hourly", 0)) * minutes / 60 / 7


def pension_contribution(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """A defined contribution plan takes a twelfth of the year's pay or more (근로자퇴직급여 보장법 제20조, SV-09)."""
    return {"contribution": at_least(Fraction(inputs.whole("wages") + inputs.whole("bonus", 0), 12))}


def layoff_pay(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """Days without work for the employer's reasons: 70% of the average, or the ordinary wage when less (근로기준법 제46조, labor §23-8)."""
    seventy = Fraction(inputs.whole("three-months"), inputs.whole("window")) * Fraction(7, 10)
    ordinary = inputs.whole("ordinary") if "ordinary" in inputs else None
    daily = seventy if ordinary is None else min(seventy, Fraction(ordinary))
    return {"pay": nearest(daily * inputs.whole("days"))}


def late_interest(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """20% a year on wages paid late (근로기준법 제37조, 시행령 제17조, PY-04, labor §23-8)."""
    return {"interest": nearest(Fraction(inputs.whole("amount") * 20 * inputs.whole("days"), 100 * 365))}


_EMPLOYMENT = (
    Input(name="hire", kind=Kind.DATE),
    Input(name="last", kind=Kind.DATE),
    Input(name="weekly", kind=Kind.HOURS, optional=True),
)
_REASON = Output(name="reason", unit=Unit.WORD, values=("due", "short", "under-a-year"))

CALCULATORS = (
    Calculator(
        name="severance-right",
        inputs=_EMPLOYMENT,
        outputs=(
            _REASON,
            Output(name="days", unit=Unit.DAYS),
            Output(name="year-full-on", unit=Unit.DATE),
            Output(name="pay-by", unit=Unit.DATE),
        ),
        function=severance_right,
        source="SV-01",
    ),
    Calculator(
        name="severance-pay",
        inputs=(
            *_EMPLOYMENT,
            Input(name="three-months", kind=Kind.WON),
            Input(name="bonus", kind=Kind.WON, optional=True),
            Input(name="leave-pay", kind=Kind.WON, optional=True),
            Input(name="hourly", kind=Kind.WON, optional=True),
            Input(name="daily", kind=Kind.HOURS, optional=True),
        ),
        outputs=(
            Output(name="pay", unit=Unit.WON),
            Output(name="days", unit=Unit.DAYS),
            Output(name="window", unit=Unit.DAYS),
            Output(name="average", unit=Unit.WON),
            Output(name="ordinary", unit=Unit.WON),
            Output(name="basis", unit=Unit.WORD, values=("average", "ordinary")),
            _REASON,
            Output(name="pay-by", unit=Unit.DATE),
            # The wages are less than half of what such hours earn: perhaps those of one month.
            Output(name="doubtful", unit=Unit.FLAG),
        ),
        function=severance_pay,
        source="SV-02",
    ),
    Calculator(
        name="pension-contribution",
        inputs=(Input(name="wages", kind=Kind.WON), Input(name="bonus", kind=Kind.WON, optional=True)),
        outputs=(Output(name="contribution", unit=Unit.WON),),
        function=pension_contribution,
        source="SV-09",
    ),
    Calculator(
        name="layoff-pay",
        inputs=(
            Input(name="three-months", kind=Kind.WON),
            Input(name="window", kind=Kind.NUMBER),
            Input(name="days", kind=Kind.NUMBER),
            Input(name="ordinary", kind=Kind.WON, optional=True),
        ),
        outputs=(Output(name="pay", unit=Unit.WON),),
        function=layoff_pay,
        source="labor §23-8",
    ),
    Calculator(
        name="late-interest",
        inputs=(Input(name="amount", kind=Kind.WON), Input(name="days", kind=Kind.NUMBER)),
        outputs=(Output(name="interest", unit=Unit.WON),),
        function=late_interest,
        source="PY-04",
    ),
)
