"""Korean public holidays with their substitute days, and the centre's own list on top."""

from collections.abc import Iterable
from datetime import date

import holidays

#: Years for which business time and deadlines are computed.
YEARS = range(2020, 2031)


def holidays_from(closed: Iterable[str], opened: Iterable[str]) -> frozenset[date]:
    """Public holidays and `closed` days without `opened` ones (ISO dates). Raises ValueError for anything that is no date."""
    public = frozenset(holidays.country_holidays("KR", years=YEARS))
    return (public | {date.fromisoformat(day) for day in closed}) - {date.fromisoformat(day) for day in opened}
