"""Numbers of the law as dated data; a date that no value covers is refused, never guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from flows.language import UNIT_WORDS, grouped
from flows.plans import Plan
from flows.rate_errors import NoRate, RateError, UnknownRate
from flows.tree import Fields, Loc, Report, Tree
from flows.values import Unit
from flows.workdays import Workdays

RATE_UNITS = (Unit.WON, Unit.PERCENT, Unit.DAYS, Unit.MONTHS, Unit.YEARS, Unit.HOURS, Unit.PEOPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateValue:
    """What was in force from one day to another."""

    start: date
    #: Last day, or None while nobody knows of an end.
    end: date | None = None
    value: Decimal
    source: str
    fact: str = ""

    def covers(self, on: date) -> bool:
        """Whether the value was in force on that day."""
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One number of the law through time."""

    id: str
    title: str
    unit: Unit
    values: tuple[RateValue, ...]
    #: What prose calls the number: with one of these words near it, the number written out is this rate.
    said_as: tuple[str, ...] = ()

    def at(self, on: date) -> RateValue:
        """The value in force on that day. Raises NoRate."""
        for value in self.values:
            if value.covers(on):
                return value
        raise NoRate(self.id, self.title, on)


@dataclass(frozen=True, slots=True)
class Rates:
    """All rates by name, with what else of the law is kept as dated data: the days off and the plans."""

    by_id: Mapping[str, Rate] = field(default_factory=dict)
    workdays: Workdays = field(default_factory=Workdays)
    plans: Mapping[str, Plan] = field(default_factory=dict)

    @classmethod
    def of(cls, rates: Iterable[Rate], *, workdays: Workdays | None = None, plans: Iterable[Plan] = ()) -> "Rates":
        """Collect rates and plans under their names."""
        return cls({rate.id: rate for rate in rates}, workdays or Workdays(), {plan.id: plan for plan in plans})

    def __contains__(self, rate: object) -> bool:
        return isinstance(rate, str) and dated(rate)[0] in self.by_id

    def rate(self, rate: str) -> Rate:
        """One rate. Raises UnknownRate."""
        name, _ = dated(rate)
        if name not in self.by_id:
            raise UnknownRate(rate)
        return self.by_id[name]

    def at(self, rate: str, on: date) -> Decimal:
        """The value in force on that day, or on the day that the name gives. Raises UnknownRate, NoRate."""
        return self.rate(rate).at(dated(rate)[1] or on).value

    def won(self, rate: str, on: date) -> int:
        """The value as whole won (or people, days, hours). Raises UnknownRate, NoRate."""
        return int(self.at(rate, on))

    def source(self, rate: str, on: date) -> str:
        """What the value rests on. Raises UnknownRate, NoRate."""
        return self.rate(rate).at(dated(rate)[1] or on).source

    def text(self, rate: str, on: date) -> str:
        """The value as people read it, `10,320원`. Raises UnknownRate, NoRate."""
        return grouped(self.at(rate, on)) + UNIT_WORDS[self.rate(rate).unit]


def dated(name: str) -> tuple[str, date | None]:
    """A rate's name and the day it is asked for, if the name gives one: `wage@2027` is the first day of 2027, whatever day it is."""
    rate, mark, day = name.partition("@")
    if not mark:
        return name, None
    try:
        return rate, date.fromisoformat(f"{day}-01-01" if len(day) == 4 else day)
    except ValueError:
        return name, None


def parse_rates(tree: Tree, report: Report) -> tuple[Rate, ...]:
    """Read one file of rates and report every problem in it."""
    top = Fields(tree, (), report)
    rates = tuple(_rate(fields, report) for fields in top.maps("rates", required=True))
    top.close()
    return rates


def _rate(fields: Fields, report: Report) -> Rate:
    unit_text = fields.text("unit")
    unit = next((unit for unit in RATE_UNITS if unit == unit_text), None)
    if unit is None:
        fields.report("unit", "unknown_unit", unit=unit_text, known=", ".join(RATE_UNITS))
        unit = Unit.WON
    rate = Rate(
        id=fields.identifier("id"),
        title=fields.text("title", limit=100),
        unit=unit,
        values=tuple(value for entry in fields.maps("values", required=True) if (value := _value(entry, unit))),
        said_as=fields.texts("said_as"),
    )
    fields.close()
    _check_order(rate, (*fields.loc, "values"), report)
    return rate


def _value(fields: Fields, unit: Unit) -> RateValue | None:
    start, end = fields.day("from"), fields.day("until", required=False)
    text = fields.text("value")
    source, fact = fields.text("source"), fields.text("fact", default="")
    fields.close()
    try:
        value = Decimal(text)
    except InvalidOperation:
        fields.report("value", "not_a_number", key="value", value=text)
        return None
    if not value.is_finite() or value < 0:
        fields.report("value", "not_a_number", key="value", value=text)
        return None
    if unit is not Unit.PERCENT and value != value.to_integral_value() and unit is not Unit.HOURS:
        fields.report("value", "not_whole", value=text)
    return RateValue(start=start, end=end, value=value, source=source, fact=fact) if start else None


def _check_order(rate: Rate, loc: Loc, report: Report) -> None:
    """Values stand in the order of time and never cover one day twice."""
    for index, value in enumerate(rate.values):
        if value.end and value.end < value.start:
            report((*loc, index), "rate_ends_before_start", id=rate.id)
        if index and not _apart(rate.values[index - 1], value):
            report((*loc, index), "rate_overlaps", id=rate.id, day=value.start.isoformat())


def _apart(before: RateValue, after: RateValue) -> bool:
    return before.end is not None and before.end < after.start


__all__ = ["RATE_UNITS", "NoRate", "Rate", "RateError", "RateValue", "Rates", "UnknownRate", "dated", "parse_rates"]
