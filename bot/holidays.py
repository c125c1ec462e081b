"""Korean public holidays with their substitute days, and the centre's own list on top."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

#: One day a line, for the years for which business time and deadlines are computed. `make reference` writes it with the `holidays`
#: package, and a test compares the two: importing that package would cost every start a fifth of a second and eleven megabytes.
LIST = Path(__file__).with_name("public_holidays.txt")
YEARS = range(2020, 2031)


@cache
def public_holidays() -> frozenset[date]:
    """Public holidays and their substitute days."""
    return frozenset(date.fromisoformat(line.split()[0]) for line in LIST.read_text(encoding="utf-8").splitlines())


def holidays_from(closed: Iterable[str], opened: Iterable[str]) -> frozenset[date]:
    """Public holidays and `closed` days without `opened` ones (ISO dates). Raises ValueError for anything that is no date."""
    return (public_holidays() | {date.fromisoformat(day) for day in closed}) - {date.fromisoformat(day) for day in opened}
