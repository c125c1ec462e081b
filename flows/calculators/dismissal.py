"""Notice of dismissal, the time to contest it, and the daily unemployment benefit (근로기준법 제26조·제28조, labor §12, §23-7)."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.minimum_wage import on_day
from flows.calculators.rounding import nearest
from flows.days import add_months
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

NOTICE_DAYS = 30


def dismissal_notice(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Less than 30 days' notice costs 30 days of ordinary wage, all of it even for one day short (근로기준법 제26조, DS-03).

    Owed nothing: employed for less than three months, or a cause the ministry lists. Without `notice` it is given today.
    """
    hire, end = inputs.day("hire"), inputs.day("end")
    notice = inputs.day("notice") if "notice" in inputs else today
    if end < hire:
        raise Impossible("before-hire")
    given = max(0, (end - notice).days)
    reason = "due"
    if end < add_months(hire, 3):
        reason = "new"
    elif given >= NOTICE_DAYS:
        reason = "noticed"
    elif inputs.flag("listed-cause", default=False):
        reason = "cause"
    full = nearest(Fraction(inputs.whole("hourly") * inputs.whole("daily") * NOTICE_DAYS, 60))
    return {
        "pay": full if reason == "due" else 0,
        "full": full,
        "given": given,
        "reason": reason,
        "free-from": notice + timedelta(days=NOTICE_DAYS),
        "contest-by": rates.workdays.within(end, months=3),
    }


def unemployment_benefit(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """60% of the average daily wage between the year's limits for an eight hour day (고용보험법 제45조·제46조, DS-09)."""
    on = on_day(inputs, today)
    least, most = rates.won("jobseeker-benefit-floor", on), rates.won("jobseeker-benefit-cap", on)
    return {"daily": min(most, max(least, inputs.whole("average") * 60 // 100)), "least": least, "most": most}


CALCULATORS = (
    Calculator(
        name="dismissal-notice",
        inputs=(
            Input(name="hire", kind=Kind.DATE),
            Input(name="end", kind=Kind.DATE),
            Input(name="notice", kind=Kind.DATE, optional=True),
            Input(name="hourly", kind=Kind.WON),
            Input(name="daily", kind=Kind.HOURS),
            Input(name="listed-cause", kind=Kind.YES_NO, optional=True),
        ),
        outputs=(
            Output(name="pay", unit=Unit.WON),
            Output(name="full", unit=Unit.WON),
            Output(name="given", unit=Unit.DAYS),
            Output(name="reason", unit=Unit.WORD, values=("due", "new", "cause", "noticed")),
            Output(name="free-from", unit=Unit.DATE),
            Output(name="contest-by", unit=Unit.DATE),
        ),
        function=dismissal_notice,
        source="DS-03",
    ),
    Calculator(
        name="unemployment-benefit",
        inputs=(Input(name="average", kind=Kind.WON), Input(name="on", kind=Kind.DATE, optional=True)),
        outputs=tuple(Output(name=name, unit=Unit.WON) for name in ("daily", "least", "most")),
        function=unemployment_benefit,
        source="DS-09",
    ),
)
