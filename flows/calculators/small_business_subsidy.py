"""The subsidy on contributions for people newly insured in small workplaces (labor §10-3)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from flows.calculator import Calculator, Input, Output
from flows.calculators.insurance import COVERS, ON, employee_shares, employer_shares, percent
from flows.calculators.minimum_wage import on_day
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value


def small_business_subsidy(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """80% of pension and employment contributions for people newly insured, under 10 workers (국민연금법 제100조의3, DR-01)."""
    pay, on = inputs.whole("pay"), on_day(inputs, today)
    reason = "fits"
    if inputs.whole("workers") >= rates.won("durunuri-workers", on):
        reason = "many"
    elif not inputs.flag("new"):
        reason = "known"
    elif pay >= rates.won("durunuri-pay-limit", on):
        reason = "paid"
    elif inputs.flag("wealthy", default=False):
        reason = "wealthy"
    part = percent("durunuri-support", rates, on) if reason == "fits" else Fraction(0)
    worker, employer = employee_shares(pay, COVERS["worker"], rates, on), employer_shares(pay, COVERS["worker"], rates, on, None)
    return {
        "reason": reason,
        "fits": reason == "fits",
        "worker-support": int((worker.pension + worker.employment) * part),
        "employer-support": int((employer.pension + employer.employment) * part),
        "months": rates.won("durunuri-months", on),
    }


CALCULATORS = (
    Calculator(
        name="small-business-subsidy",
        inputs=(
            Input(name="pay", kind=Kind.WON),
            Input(name="workers", kind=Kind.NUMBER),
            Input(name="new", kind=Kind.YES_NO),
            Input(name="wealthy", kind=Kind.YES_NO, optional=True),
            ON,
        ),
        outputs=(
            Output(name="reason", unit=Unit.WORD, values=("fits", "many", "known", "paid", "wealthy")),
            Output(name="fits", unit=Unit.FLAG),
            Output(name="worker-support", unit=Unit.WON),
            Output(name="employer-support", unit=Unit.WON),
            Output(name="months", unit=Unit.MONTHS),
        ),
        function=small_business_subsidy,
        source="DR-01",
    ),
)
