"""What an answer or a calculation can be, in types without floats."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import total_ordering

from flows.schedule import Schedule


class Kind(StrEnum):
    """Kinds of steps: what a person is asked for, or `calculate` for a step that asks nothing."""

    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes-no"
    NUMBER = "number"
    WON = "won"
    PERCENT = "percent"
    DATE = "date"
    PERIOD = "period"
    HOURS = "hours"
    PHONE = "phone"
    EMAIL = "email"
    BUSINESS_NUMBER = "business-number"
    TEXT = "text"
    ADDRESS = "address"
    FILE = "file"
    GROUP = "group"
    CALCULATE = "calculate"


class Unit(StrEnum):
    """How a calculated value or a rate is written."""

    WON = "won"
    PERCENT = "percent"
    PEOPLE = "people"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    #: Minutes, written as hours and minutes.
    MINUTES = "minutes"
    COUNT = "count"
    DATE = "date"
    PERIOD = "period"
    #: yes or no.
    FLAG = "flag"
    #: A word of the flow's `words`.
    WORD = "word"
    TEXT = "text"
    #: Several texts, or rows of named values.
    ROWS = "rows"
    #: Dated things to do: flows.schedule.Schedule.
    SCHEDULE = "schedule"


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as people say it; months are kept apart from days because civil law counts them apart."""

    months: int = 0
    days: int = 0

    @property
    def size(self) -> int:
        """For comparing only: 48ths of a day, a month being a twelfth of 365.25 days."""
        return self.months * 1461 + self.days * 48

    def __lt__(self, other: "Period") -> bool:
        return self.size < other.size


Row = Mapping[str, "Value"]
Value = bool | int | Decimal | str | date | Period | Schedule | tuple[str, ...] | tuple[Row, ...]


class MissingInput(KeyError):
    """A calculator was not given a value that it needs."""


class Inputs(Mapping[str, Value]):
    """Values handed to a calculator, read out with their type."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> Value:
        if name not in self._values:
            raise MissingInput(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def whole(self, name: str, default: int | None = None) -> int:
        """A number, won, or minutes."""
        if default is not None and name not in self._values:
            return default
        value = self[name]
        if not isinstance(value, int):
            raise TypeError(name)
        return int(value)

    def decimal(self, name: str) -> Decimal:
        """A percent."""
        value = self[name]
        if isinstance(value, int | Decimal):
            return Decimal(value)
        raise TypeError(name)

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """yes or no."""
        if default is not None and name not in self._values:
            return default
        value = self[name]
        if not isinstance(value, bool):
            raise TypeError(name)
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """A text, or the value of a choice."""
        if default is not None and name not in self._values:
            return default
        value = self[name]
        if not isinstance(value, str):
            raise TypeError(name)
        return value

    def day(self, name: str) -> date:
        """A date."""
        value = self[name]
        if not isinstance(value, date):
            raise TypeError(name)
        return value

    def period(self, name: str) -> Period:
        """A length of time."""
        value = self[name]
        if not isinstance(value, Period):
            raise TypeError(name)
        return value

    def chosen(self, name: str) -> tuple[str, ...]:
        """Several choices."""
        value = self[name]
        if not isinstance(value, tuple):
            raise TypeError(name)
        return tuple(item for item in value if isinstance(item, str))

    def rows(self, name: str) -> tuple["Inputs", ...]:
        """The items of a group."""
        value = self[name]
        if not isinstance(value, tuple):
            raise TypeError(name)
        return tuple(Inputs(item) for item in value if isinstance(item, Mapping))
