"""The days of founding a cooperative, from a first day on or back from a day that is wished for (formation §3, §10, §15)."""

from collections.abc import Mapping
from datetime import date, timedelta

from flows.calculator import Calculator, Input, Output
from flows.plans import schedule_of
from flows.rates import Rates
from flows.schedule import Event, Schedule
from flows.values import Inputs, Kind, Unit, Value

PLAN = "founding"
#: What is founded, and whether it is reported or permitted (협동조합 기본법 제15조·제71조·제85조·제114조·제115조의2, F-104).
KINDS = {
    "cooperative": "report",
    "federation": "report",
    "social": "permit",
    "social-federation": "permit",
    "mixed-federation": "permit",
}
#: Steps that a wished day can be meant for.
GOALS = ("assembly", "filing", "registration", "business")
#: Longer than any plan takes, in whole weeks, so that weekends fall alike.
LONGEST = timedelta(weeks=56)


def founding_schedule(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Every step with its day, who, papers and law (F-301 to F-338, F-1010); by `target` the step `goal` shall be done.

    Without `start` and `target` it begins today. The steps' own lengths are the staff's estimate; the periods are the law's.
    """
    goal = inputs.text("goal", "registration")
    start = inputs.day("start") if "start" in inputs else today
    if "target" in inputs:
        start = _latest_start(inputs, rates, goal)
    plan = _plan(inputs, rates, start)
    last = max(event.until or event.day for event in plan if event.key in (*GOALS, "insurance"))
    registration = _event(plan, "registration")
    return {
        "schedule": plan,
        "start": start,
        "notice": _event(plan, "notice").day,
        "assembly": _event(plan, "assembly").day,
        "filing": _event(plan, "filing").day,
        "accepted-by": _event(plan, "acceptance").day,
        "registration": registration.day,
        "register-by": registration.until or (plan.find("register-by") or registration).day,
        "business": _event(plan, "business").day,
        "reached": _event(plan, goal).day,
        "end": last,
        "days": (last - start).days,
        "steps": len(plan),
        "late": start < today,
    }


def _plan(inputs: Inputs, rates: Rates, start: date) -> Schedule:
    kind = inputs.text("kind")
    tags = {kind, KINDS[kind]} | ({"employees"} if inputs.flag("employees", default=False) else set())
    days = {"start": start} | ({"opening": inputs.day("opening")} if "opening" in inputs else {})
    return schedule_of(rates.plans[PLAN], days, frozenset(tags), rates.workdays)


def _event(plan: Schedule, key: str) -> Event:
    event = plan.find(key)
    if event is None:
        raise LookupError(key)
    return event


def _latest_start(inputs: Inputs, rates: Rates, goal: str) -> date:
    """The last first day with which the goal is reached in time; later starts never reach it earlier."""
    target = inputs.day("target")

    def reached(start: date) -> date:
        return _event(_plan(inputs, rates, start), goal).day

    start = target - (reached(target - LONGEST) - (target - LONGEST))
    while reached(start) > target:
        start -= timedelta(days=1)
    while reached(start + timedelta(days=1)) <= target:
        start += timedelta(days=1)
    return start


CALCULATORS = (
    Calculator(
        name="founding-schedule",
        inputs=(
            Input(name="kind", kind=Kind.CHOICE, values=tuple(KINDS)),
            Input(name="start", kind=Kind.DATE, optional=True),
            Input(name="target", kind=Kind.DATE, optional=True),
            Input(name="goal", kind=Kind.CHOICE, optional=True, values=GOALS),
            Input(name="employees", kind=Kind.YES_NO, optional=True),
            Input(name="opening", kind=Kind.DATE, optional=True),
        ),
        outputs=(
            Output(name="schedule", unit=Unit.SCHEDULE),
            *(
                Output(name=name, unit=Unit.DATE)
                for name in (
                    "start",
                    "notice",
                    "assembly",
                    "filing",
                    "accepted-by",
                    "registration",
                    "register-by",
                    "business",
                    "reached",
                    "end",
                )
            ),
            Output(name="days", unit=Unit.DAYS),
            Output(name="steps", unit=Unit.COUNT),
            Output(name="late", unit=Unit.FLAG),
        ),
        function=founding_schedule,
        source="F-1501",
    ),
)
