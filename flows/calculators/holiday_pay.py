"""Pay for the weekly day of rest, and for overtime, night and holiday work (근로기준법 제55조·제56조, labor §3, §4)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from flows.calculator import Calculator, Input, Output
from flows.calculators.minimum_wage import FULL_WEEK, SHORT_WEEK, on_day
from flows.calculators.rounding import nearest
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value


def weekly_holiday_pay(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """A fifth of the agreed week, 8 hours at most, from 15 hours a week and without absence (JH-01, JH-03).

    근로기준법 제18조 제3항·제55조 제1항. Without an hourly wage it counts with the minimum wage.
    """
    weekly = inputs.whole("weekly")
    hourly = inputs.whole("hourly") if "hourly" in inputs else rates.won("minimum-wage-hourly", on_day(inputs, today))
    reason = "short" if weekly < SHORT_WEEK else "due" if inputs.flag("attended", default=True) else "absent"
    minutes = Fraction(min(weekly, FULL_WEEK), 5) if reason == "due" else Fraction(0)
    return {"pay": nearest(minutes * hourly / 60), "minutes": int(minutes), "hourly": hourly, "reason": reason}


def premium_pay(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """Work beyond the agreed hours: half more, on holidays beyond 8 hours double, at night half on top (근로기준법 제56조, OT-02).

    With fewer than five workers only the time itself is owed (근로기준법 시행령 별표 1).
    """
    hourly, small = inputs.whole("hourly"), inputs.flag("small", default=False)
    overtime, night = inputs.whole("overtime", 0), inputs.whole("night", 0)
    holiday, beyond = inputs.whole("holiday", 0), inputs.whole("holiday-over", 0)
    half = Fraction(0) if small else Fraction(1, 2)
    extra = half * (overtime + night + holiday + 2 * beyond)
    for_time = Fraction(overtime + holiday + beyond)
    return {
        "pay": _won(hourly, for_time + extra),
        "for-time": _won(hourly, for_time),
        "extra": _won(hourly, for_time + extra) - _won(hourly, for_time),
        "overtime-pay": _won(hourly, overtime * (1 + half)),
        "night-pay": _won(hourly, night * half),
        "holiday-pay": _won(hourly, holiday * (1 + half) + beyond * (1 + 2 * half)),
    }


def _won(hourly: int, minutes: Fraction) -> int:
    return nearest(minutes * hourly / 60)


CALCULATORS = (
    Calculator(
        name="weekly-holiday-pay",
        inputs=(
            Input(name="weekly", kind=Kind.HOURS),
            Input(name="hourly", kind=Kind.WON, optional=True),
            Input(name="attended", kind=Kind.YES_NO, optional=True),
            Input(name="on", kind=Kind.DATE, optional=True),
        ),
        outputs=(
            Output(name="pay", unit=Unit.WON),
            Output(name="minutes", unit=Unit.MINUTES),
            Output(name="hourly", unit=Unit.WON),
            Output(name="reason", unit=Unit.WORD, values=("due", "short", "absent")),
        ),
        function=weekly_holiday_pay,
        source="JH-03",
    ),
    Calculator(
        name="premium-pay",
        inputs=(
            Input(name="hourly", kind=Kind.WON),
            Input(name="overtime", kind=Kind.HOURS, optional=True),
            Input(name="night", kind=Kind.HOURS, optional=True),
            Input(name="holiday", kind=Kind.HOURS, optional=True),
            Input(name="holiday-over", kind=Kind.HOURS, optional=True),
            Input(name="small", kind=Kind.YES_NO, optional=True),
        ),
        outputs=tuple(
            Output(name=name, unit=Unit.WON) for name in ("pay", "for-time", "extra", "overtime-pay", "night-pay", "holiday-pay")
        ),
        function=premium_pay,
        source="OT-02",
    ),
)
