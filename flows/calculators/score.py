"""Points of a self check, by area, and what to begin with (programmes SY-07)."""

from collections.abc import Mapping
from datetime import date

from flows.calculator import Calculator, Input, Output
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

#: Area -> what a cooperative that stands well has in place. With equal points the earlier area comes first: there the law has
#: deadlines and penalties.
AREAS = {
    "labor": ("contracts", "payslips", "insured", "trained"),
    "finance": ("account", "receipts", "monthly", "reserve"),
    "organisation": ("assembly", "minutes", "roster", "terms"),
    "business": ("plan", "cost", "voices", "permits"),
    "sales": ("regulars", "channels", "profile", "public"),
}
#: Four things in five areas make a hundred.
POINTS = 5
STRONG, MIDDLE = 80, 50
#: More than this at once helps nobody.
MOST_TASKS = 5


def self_check(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """What is not in place yet, the weakest area first. A guide for a talk, no judgement of the cooperative."""
    lacking = {area: [item for item in items if item not in inputs.chosen(area)] for area, items in AREAS.items()}
    points = {area: POINTS * (len(items) - len(lacking[area])) for area, items in AREAS.items()}
    order = sorted(AREAS, key=lambda area: points[area])
    tasks = [item for area in order for item in lacking[area]]
    total = sum(points.values())
    return {
        **points,
        "total": total,
        "level": "strong" if total >= STRONG else "middle" if total >= MIDDLE else "weak",
        "first": order[0],
        "second": order[1],
        "tasks": tuple({"task": task} for task in tasks[:MOST_TASKS]),
        "lacking": len(tasks),
    }


CALCULATORS = (
    Calculator(
        name="self-check",
        inputs=tuple(Input(name=area, kind=Kind.CHOICES, values=items) for area, items in AREAS.items()),
        outputs=(
            *(Output(name=area, unit=Unit.COUNT) for area in AREAS),
            Output(name="total", unit=Unit.COUNT),
            Output(name="level", unit=Unit.WORD, values=("strong", "middle", "weak")),
            Output(name="first", unit=Unit.WORD, values=tuple(AREAS)),
            Output(name="second", unit=Unit.WORD, values=tuple(AREAS)),
            Output(name="tasks", unit=Unit.ROWS),
            Output(name="lacking", unit=Unit.COUNT),
        ),
        function=self_check,
        source="SY-07",
    ),
)
