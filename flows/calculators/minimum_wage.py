"""Whether a wage keeps to the minimum, and what an hour of a monthly wage is worth (최저임금법 제6조, labor §2, §23-2)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from flows.calculator import Calculator, Input, Output
from flows.calculators.rounding import at_least, nearest
from flows.rates import NoRate, Rates
from flows.values import Inputs, Kind, Unit, Value

#: 40 and 15 hours a week: the usual week, and the week from which a paid day of rest is owed (근로기준법 제18조 제3항).
FULL_WEEK, SHORT_WEEK = 40 * 60, 15 * 60
#: Monthly pay outside of these was hardly meant so: won for ten thousands, a day or a year for a month.
LEAST_PAY, MOST_PAY, MOST_HOURLY = 300_000, 100_000_000, 60_000


def on_day(inputs: Inputs, today: date) -> date:
    """The day whose rates count: the one asked for, or today."""
    return inputs.day("on") if "on" in inputs else today


def paid_hours(weekly: int) -> Fraction:
    """Hours paid in a month, the weekly rest included: (week + rest) x 365 / 7 / 12 (최저임금법 시행령 제5조, MW-04)."""
    week = min(weekly, FULL_WEEK)
    rest = Fraction(week, 5) if week >= SHORT_WEEK else Fraction(0)
    return (week + rest) * Fraction(365, 7 * 12 * 60)


def minimum_wage(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Compares the pay that counts with the minimum (최저임금법 제6조 제4항, MW-06); overtime pay must not be among it (MW-07).

    40 hours are 209 by the decree; for shorter weeks one hour more or less is a matter of the workplace's rules, hence `edge`.
    With an hourly wage the month follows from it.
    """
    weekly = inputs.whole("weekly")
    exact = paid_hours(weekly)
    hours = at_least(exact)
    pay = inputs.whole("hourly") * hours if "hourly" in inputs else inputs.whole("base") + inputs.whole("allowances", 0)
    least = rates.won("minimum-wage-hourly", on_day(inputs, today))
    if inputs.flag("reduced", default=False):
        least = at_least(Fraction(least * 9, 10))
    strict = Fraction(hours) if weekly >= FULL_WEEK or "hourly" in inputs else exact
    verdict = "enough" if pay >= least * hours else "below" if pay < least * strict else "edge"
    return {
        "doubtful": is_doubtful(pay, int(pay / strict), low=verdict == "below"),
        "counted": pay,
        "hours": hours,
        "hourly": int(pay / strict),
        "least-hourly": least,
        "least-monthly": least * hours,
        "shortfall": max(0, least * hours - pay),
        "verdict": verdict,
    }


def is_doubtful(monthly: int, hourly: int, *, low: bool) -> bool:
    """Whether pay was hardly meant so, or the hours were; little pay is no doubt when the hours are as few."""
    return monthly > MOST_PAY or hourly > MOST_HOURLY or (low and monthly < LEAST_PAY)


def ordinary_hourly(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """An hour of the ordinary wage: the monthly amount over the paid hours, 209 for 40 a week (근로기준법 시행령 제6조, OW-04).

    A day is a fifth of the week, as the decree counts for part time (별표 2). An hourly wage stays as it is. `low` is below the minimum
    wage of the day, where one is known; `doubtful` was hardly meant so.
    """
    weekly = inputs.whole("weekly", FULL_WEEK)
    hours = at_least(paid_hours(weekly))
    hourly = inputs.whole("hourly") if "hourly" in inputs else nearest(Fraction(inputs.whole("monthly"), hours))
    minutes = min(weekly, FULL_WEEK) // 5
    least = known_least(rates, on_day(inputs, today))
    doubtful = is_doubtful(inputs.whole("monthly", hourly * hours), hourly, low=hourly < least or not least)
    return {
        "least": least,
        "low": hourly < least and not doubtful,
        "doubtful": doubtful,
        "hourly": hourly,
        "hours": hours,
        "day-minutes": minutes,
        "daily": nearest(Fraction(hourly * minutes, 60)),
    }


def known_least(rates: Rates, on: date) -> int:
    """The hourly minimum wage of that day, or 0 where none is known."""
    try:
        return rates.won("minimum-wage-hourly", on)
    except NoRate:
        return 0


CALCULATORS = (
    Calculator(
        name="minimum-wage",
        inputs=(
            Input(name="base", kind=Kind.WON, optional=True),
            Input(name="hourly", kind=Kind.WON, optional=True),
            Input(name="allowances", kind=Kind.WON, optional=True),
            Input(name="weekly", kind=Kind.HOURS),
            Input(name="reduced", kind=Kind.YES_NO, optional=True),
            Input(name="on", kind=Kind.DATE, optional=True),
        ),
        outputs=(
            Output(name="counted", unit=Unit.WON),
            Output(name="hours", unit=Unit.HOURS),
            Output(name="hourly", unit=Unit.WON),
            Output(name="least-hourly", unit=Unit.WON),
            Output(name="least-monthly", unit=Unit.WON),
            Output(name="shortfall", unit=Unit.WON),
            Output(name="verdict", unit=Unit.WORD, values=("enough", "edge", "below")),
            Output(name="doubtful", unit=Unit.FLAG),
        ),
        function=minimum_wage,
        source="MW-06",
    ),
    Calculator(
        name="ordinary-hourly",
        inputs=(
            Input(name="monthly", kind=Kind.WON, optional=True),
            Input(name="hourly", kind=Kind.WON, optional=True),
            Input(name="weekly", kind=Kind.HOURS, optional=True),
            Input(name="on", kind=Kind.DATE, optional=True),
        ),
        outputs=(
            Output(name="hourly", unit=Unit.WON),
            Output(name="hours", unit=Unit.HOURS),
            Output(name="day-minutes", unit=Unit.MINUTES),
            Output(name="daily", unit=Unit.WON),
            Output(name="least", unit=Unit.WON),
            Output(name="low", unit=Unit.FLAG),
            Output(name="doubtful", unit=Unit.FLAG),
        ),
        function=ordinary_hourly,
        source="OW-04",
    ),
)
