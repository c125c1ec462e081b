"""Social insurance contributions of worker and employer (labor §10, §23-6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.minimum_wage import on_day
from flows.calculators.rounding import without_ones
from flows.days import add_months
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Which insurances take a person in."""

    pension: bool = True
    health: bool = True
    #: Unemployment benefit, paid by both sides.
    benefit: bool = True
    #: Job security and training, paid by the employer.
    security: bool = True
    accident: bool = True


#: labor §10-2; 국민연금법 제8조, 국민건강보험법 제6조, 고용보험법 제10조, 산업재해보상보험법 제6조.
COVERS = {
    "worker": Cover(),
    #: From 60 on no pension.
    "sixty": Cover(pension=False),
    #: Hired anew at 65 or later (IN-06).
    "sixty-five": Cover(pension=False, benefit=False),
    #: A paid director or chair of a legal person (CO-08).
    "director": Cover(benefit=False, security=False, accident=False),
    "unpaid-director": Cover(pension=False, health=False, benefit=False, security=False, accident=False),
    #: Under 60 hours a month, for three months or longer.
    "short": Cover(pension=False, health=False),
    #: Under 60 hours a month, for less than three months.
    "brief": Cover(pension=False, health=False, benefit=False, security=False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Won a month, one side or both."""

    pension: int
    health: int
    care: int
    employment: int
    accident: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.pension + self.health + self.care + self.employment + self.accident


def employee_shares(pay: int, cover: Cover, rates: Rates, on: date) -> Shares:
    """What is taken from the wage; care insurance is a share of the health contribution (국민연금법 제88조, IN-01 to IN-03)."""
    health = _share(pay, "health-insurance-employee", rates, on) if cover.health else 0
    return Shares(
        pension=_share(pension_base(pay, rates, on), "national-pension-employee", rates, on) if cover.pension else 0,
        health=health,
        care=_share(health, "long-term-care-of-health", rates, on) if cover.health else 0,
        employment=_share(pay, "employment-insurance-employee", rates, on) if cover.benefit else 0,
    )


def employer_shares(pay: int, cover: Cover, rates: Rates, on: date, accident: Fraction | None) -> Shares:
    """What the employer adds, under 150 workers; `accident` is the rate of the trade, else the average of all trades counts."""
    health = _share(pay, "health-insurance-employer", rates, on) if cover.health else 0
    employment = Fraction(0)
    if cover.benefit:
        employment += percent("employment-insurance-employer", rates, on)
    if cover.security:
        employment += percent("employment-stability-under-150", rates, on)
    return Shares(
        pension=_share(pension_base(pay, rates, on), "national-pension-employer", rates, on) if cover.pension else 0,
        health=health,
        care=_share(health, "long-term-care-of-health", rates, on) if cover.health else 0,
        employment=without_ones(pay * employment),
        accident=without_ones(pay * _accident_rate(accident, rates, on)) if cover.accident else 0,
    )


def pension_base(pay: int, rates: Rates, on: date) -> int:
    """The pay that counts for the pension: whole thousands between the limits of the year from July (IN-02)."""
    least, most = rates.won("national-pension-base-min", on), rates.won("national-pension-base-max", on)
    return min(most, max(least, pay // 1000 * 1000))


def _accident_rate(accident: Fraction | None, rates: Rates, on: date) -> Fraction:
    if accident is None:
        return percent("accident-insurance-average", rates, on)
    return accident / 100 + percent("accident-insurance-commuting", rates, on)


def percent(rate: str, rates: Rates, on: date) -> Fraction:
    """A rate as a share of one. Raises NoRate."""
    return Fraction(rates.at(rate, on)) / 100


def _share(amount: int, rate: str, rates: Rates, on: date) -> int:
    return without_ones(amount * percent(rate, rates, on))


def insurance(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Monthly contributions of both sides; `tax-free` meals and the like are part of the pay, not of the base (IN-08)."""
    gross, free, on = inputs.whole("pay"), inputs.whole("tax-free", 0), on_day(inputs, today)
    if free > gross:
        raise Impossible("tax-free-above-pay")
    pay = gross - free
    cover = COVERS[inputs.text("person", "worker")]
    accident = Fraction(inputs.decimal("accident")) if "accident" in inputs else None
    worker, employer = employee_shares(pay, cover, rates, on), employer_shares(pay, cover, rates, on, accident)
    return {
        "insured": pay,
        "pension": worker.pension,
        "health": worker.health,
        "care": worker.care,
        "employment": worker.employment,
        "total": worker.total,
        "left": max(0, gross - worker.total),
        "employer-pension": employer.pension,
        "employer-health": employer.health,
        "employer-care": employer.care,
        "employer-employment": employer.employment,
        "employer-accident": employer.accident,
        "employer-total": employer.total,
        "cost": gross + employer.total,
    }


def insurance_reports(inputs: Inputs, rates: Rates, _today: date) -> Mapping[str, Value]:
    """When a worker's coming, going, or a new workplace must be reported (labor §10-1), moved off days off (CAL-06).

    Health, and a new workplace for employment and accident insurance: 14 days; the rest: the 15th of the next month.
    """
    day = inputs.day("day")
    fifteenth = add_months(day.replace(day=15), 1)
    return {"two-weeks": rates.workdays.within(day, days=14), "fifteenth": rates.workdays.due(fifteenth)}


#: Who is insured; the usual worker when nothing is said.
PERSON = Input(name="person", kind=Kind.CHOICE, optional=True, values=tuple(COVERS))
#: The day whose rates count; today when nothing is said.
ON = Input(name="on", kind=Kind.DATE, optional=True)

CALCULATORS = (
    Calculator(
        name="insurance",
        inputs=(
            Input(name="pay", kind=Kind.WON),
            Input(name="tax-free", kind=Kind.WON, optional=True),
            PERSON,
            Input(name="accident", kind=Kind.PERCENT, optional=True),
            ON,
        ),
        outputs=tuple(
            Output(name=name, unit=Unit.WON)
            for name in (
                "insured",
                "pension",
                "health",
                "care",
                "employment",
                "total",
                "left",
                "employer-pension",
                "employer-health",
                "employer-care",
                "employer-employment",
                "employer-accident",
                "employer-total",
                "cost",
            )
        ),
        function=insurance,
        source="labor §10",
    ),
    Calculator(
        name="insurance-reports",
        inputs=(Input(name="day", kind=Kind.DATE),),
        outputs=(Output(name="two-weeks", unit=Unit.DATE), Output(name="fifteenth", unit=Unit.DATE)),
        function=insurance_reports,
        source="labor §10-1",
    ),
)
