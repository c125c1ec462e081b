"""Public holidays, with the centre's own days on top."""

from datetime import date

import holidays
import pytest

from bot.holidays import YEARS, holidays_from, public_holidays


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 3, 2), id="substitute for the Independence Movement Day"),
        pytest.param(date(2026, 2, 17), id="Seollal"),
        pytest.param(date(2026, 9, 25), id="Chuseok"),
        pytest.param(date(2026, 12, 25), id="Christmas"),
    ],
)
def test_public_holidays(day: date) -> None:
    assert day in holidays_from([], [])


def test_the_list_is_what_the_package_says() -> None:
    assert public_holidays() == set(holidays.country_holidays("KR", years=YEARS)), "run `make reference`"


def test_the_centre_has_the_last_word() -> None:
    own = holidays_from(["2026-11-26"], ["2026-12-25"])
    assert date(2026, 11, 26) in own
    assert date(2026, 12, 25) not in own


@pytest.mark.parametrize("day", ["", "26-11-2026", "2026-02-30", "내일"])
def test_what_is_no_date(day: str) -> None:
    with pytest.raises(ValueError):
        holidays_from([day], [])
