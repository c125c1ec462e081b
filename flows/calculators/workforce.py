"""How many regular workers a place has, and which rules hold for fewer than five (근로기준법 제11조, 시행령 제7조의2·별표 1, labor §5)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.rounding import hundredths
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

FIVE = 5

#: Rules that hold for one worker as well (labor §5); the flow's words say each with its article.
FOR_ALL = (
    "contract", "minimum-wage", "weekly-rest", "breaks", "payslip", "settlement", "severance", "dismissal-notice", "dismissal-bans",
    "maternity", "parental-leave", "sexual-harassment", "insurance", "labor-day", "records",
)  # fmt: skip
#: Rules that begin with five workers.
FROM_FIVE = (
    "hours-limit", "premiums", "public-holidays", "annual-leave", "menstrual-leave", "unfair-dismissal", "written-dismissal", "layoff-pay",
    "bullying", "fixed-term", "serious-accidents",
)  # fmt: skip
#: First number of workers -> rules that begin there (RG-01, RG-03, RG-04).
LATER = ((10, ("work-rules",)), (30, ("council", "fair-hiring")))


def regular_workers(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """Workers counted over a month's days of business; it is the days that decide: five or more on more than half of them (S5-01).

    Without `days-below`, the number of days with fewer than five, the average decides.
    """
    persons, days = inputs.whole("person-days"), inputs.whole("days")
    if days < 1 or inputs.whole("days-below", 0) > days:
        raise Impossible("days-do-not-fit")
    average = Fraction(persons, days)
    below = inputs.whole("days-below") if "days-below" in inputs else None
    applies = average >= FIVE if below is None else 2 * below < days
    return {"average": hundredths(average), "applies": applies, "small": not applies}


def applicable_rules(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """What a place of this size must keep to (근로기준법 시행령 별표 1, labor §5, RG-01, RG-03)."""
    workers = inputs.whole("workers")
    later = tuple(rule for least, rules in LATER for rule in rules if workers >= least)
    holds = FOR_ALL + (FROM_FIVE + later if workers >= FIVE else ())
    lacks = () if workers >= FIVE else FROM_FIVE
    return {"holds": _rows(holds), "lacks": _rows(lacks), "more": _rows(later), "small": workers < FIVE, "count": len(holds)}


def _rows(rules: tuple[str, ...]) -> tuple[Mapping[str, Value], ...]:
    return tuple({"rule": rule} for rule in rules)


CALCULATORS = (
    Calculator(
        name="regular-workers",
        inputs=(
            Input(name="person-days", kind=Kind.NUMBER),
            Input(name="days", kind=Kind.NUMBER),
            Input(name="days-below", kind=Kind.NUMBER, optional=True),
        ),
        outputs=(
            Output(name="average", unit=Unit.PEOPLE),
            Output(name="applies", unit=Unit.FLAG),
            Output(name="small", unit=Unit.FLAG),
        ),
        function=regular_workers,
        source="S5-01",
    ),
    Calculator(
        name="applicable-rules",
        inputs=(Input(name="workers", kind=Kind.NUMBER),),
        outputs=(
            Output(name="holds", unit=Unit.ROWS),
            Output(name="lacks", unit=Unit.ROWS),
            Output(name="more", unit=Unit.ROWS),
            Output(name="small", unit=Unit.FLAG),
            Output(name="count", unit=Unit.COUNT),
        ),
        function=applicable_rules,
        source="labor §5",
    ),
)
