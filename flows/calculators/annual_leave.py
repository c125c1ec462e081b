"""Days of paid leave by the date of hire or by the calendar year, and pay for what was not taken (근로기준법 제60조, labor §6)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.minimum_wage import FULL_WEEK, SHORT_WEEK
from flows.calculators.rounding import hundredths, nearest
from flows.days import add_months
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

MOST_MONTHLY, BASE, MOST = 11, 15, 25


def yearly_days(years: int) -> int:
    """Days for `years` completed: 15, one more for every two years after the first, 25 at most (근로기준법 제60조 제4항, AL-02)."""
    return min(MOST, BASE + (years - 1) // 2) if years else 0


def annual_leave(inputs: Inputs, _rates: Rates, today: date) -> Mapping[str, Value]:
    """What has arisen by a day the person is still employed, by the date of hire (근로기준법 제60조, AL-01 to AL-04, AL-09).

    The 15 days need one day beyond the full year (대법원 2021다227100, AL-03). `attended` false: under 80% in the last year,
    then `full-months` of it count instead of 15. `current` can be taken that day; `settled` is left to pay at most when it is the last
    one: what arose before has lapsed into pay by then (제60조 제7항, AL-06).
    """
    hire, weekly = inputs.day("hire"), inputs.whole("weekly", FULL_WEEK)
    on = inputs.day("on") if "on" in inputs else today
    if on < hire:
        raise Impossible("before-hire")
    years = _years(hire, on)
    monthly = _months(hire, on) if weekly >= SHORT_WEEK else 0
    grants = [yearly_days(year) for year in range(1, years + 1)] if weekly >= SHORT_WEEK else []
    if grants and not inputs.flag("attended", default=True):
        grants[-1] = inputs.whole("full-months", 0)
    latest, total = grants[-1] if grants else 0, monthly + sum(grants)
    return {
        "years": years,
        "monthly": monthly,
        "latest": latest,
        "total": total,
        "current": latest if years else monthly,
        "settled": total if years < 2 else latest,
        "minutes": (latest if years else monthly) * min(weekly, FULL_WEEK) // 5,
        "next-on": add_months(hire, 12 * (years + 1)),
        "next-days": yearly_days(years + 1) if weekly >= SHORT_WEEK else 0,
    }


def fiscal_leave(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Leave kept by the calendar year: the first January brings 15 days for the share of the year worked (AL-08, labor §23-4).

    Who leaves gets the difference when the date of hire gives more.
    """
    hire = inputs.day("hire")
    on = inputs.day("on") if "on" in inputs else today
    by_hire = annual_leave(inputs, rates, today)["total"]
    assert isinstance(by_hire, int)
    share = Fraction(BASE * ((date(hire.year, 12, 31) - hire).days + 1), 365)
    first = min(hundredths(share), Decimal(BASE))
    later = sum(yearly_days(year) for year in range(1, on.year - hire.year))
    total = _months(hire, on) + later + (first if on.year > hire.year else 0)
    since = on.year - hire.year
    granted = first if since == 1 else Decimal(yearly_days(max(0, since - 1)))
    return {
        "first": first,
        "total": Decimal(total),
        # Days of the first year can be taken until it is full (제60조 제7항, AL-06).
        "current": granted + (_months(hire, on) if on < add_months(hire, 12) else 0),
        "by-hire": by_hire,
        "owed": max(Decimal(0), by_hire - Decimal(total)),
    }


def unused_leave_pay(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """Ordinary hourly wage x hours of a day x days (근로기준법 제60조, AL-06, labor §23-4)."""
    return {"pay": nearest(Fraction(inputs.whole("hourly") * inputs.whole("daily") * inputs.whole("days"), 60))}


def _years(hire: date, on: date) -> int:
    years = on.year - hire.year
    return years if add_months(hire, 12 * years) <= on else years - 1


def _months(hire: date, on: date) -> int:
    return sum(add_months(hire, month) <= on for month in range(1, MOST_MONTHLY + 1))


_EMPLOYMENT = (
    Input(name="hire", kind=Kind.DATE),
    Input(name="on", kind=Kind.DATE, optional=True),
    Input(name="weekly", kind=Kind.HOURS, optional=True),
    Input(name="attended", kind=Kind.YES_NO, optional=True),
    Input(name="full-months", kind=Kind.NUMBER, optional=True),
)

CALCULATORS = (
    Calculator(
        name="annual-leave",
        inputs=_EMPLOYMENT,
        outputs=(
            Output(name="years", unit=Unit.YEARS),
            Output(name="monthly", unit=Unit.DAYS),
            Output(name="latest", unit=Unit.DAYS),
            Output(name="total", unit=Unit.DAYS),
            Output(name="current", unit=Unit.DAYS),
            Output(name="settled", unit=Unit.DAYS),
            Output(name="minutes", unit=Unit.MINUTES),
            Output(name="next-on", unit=Unit.DATE),
            Output(name="next-days", unit=Unit.DAYS),
        ),
        function=annual_leave,
        source="AL-02",
    ),
    Calculator(
        name="fiscal-leave",
        inputs=_EMPLOYMENT,
        outputs=tuple(Output(name=name, unit=Unit.DAYS) for name in ("first", "total", "current", "by-hire", "owed")),
        function=fiscal_leave,
        source="AL-08",
    ),
    Calculator(
        name="unused-leave-pay",
        inputs=(
            Input(name="hourly", kind=Kind.WON),
            Input(name="daily", kind=Kind.HOURS),
            Input(name="days", kind=Kind.NUMBER),
        ),
        outputs=(Output(name="pay", unit=Unit.WON),),
        function=unused_leave_pay,
        source="AL-06",
    ),
)
