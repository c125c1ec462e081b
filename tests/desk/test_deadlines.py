"""Business time: a promise falls due in open hours and never runs backwards."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.deadlines import KST, AlwaysClosed, Hours, add_business_time, is_open, next_opening

DAY = ((time(9), time(12)), (time(13), time(18)))
HOURS = Hours(week=dict.fromkeys(range(5), DAY), holidays=frozenset({date(2026, 12, 25)}))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware
SPANS = st.integers(0, 60 * 40).map(lambda minutes: timedelta(minutes=minutes))


def seoul(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=KST)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param(seoul(25, 9), True, id="the opening minute is open"),
        pytest.param(seoul(25, 8, 59), False, id="a minute before"),
        pytest.param(seoul(25, 12), False, id="the closing minute is closed"),
        pytest.param(seoul(25, 12, 30), False, id="lunch"),
        pytest.param(seoul(25, 17, 59), True, id="the last minute"),
        pytest.param(seoul(28, 10), False, id="Saturday"),
        pytest.param(seoul(25, 10, month=12), False, id="Christmas, a Friday"),
    ],
)
def test_open_or_not(at: datetime, expected: bool) -> None:
    assert is_open(HOURS, at) is expected


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        pytest.param(seoul(25, 13), 4, seoul(25, 17), id="within one span"),
        pytest.param(seoul(25, 11), 2, seoul(25, 14), id="over lunch"),
        pytest.param(seoul(25, 11), 1, seoul(25, 12), id="to the very end of a span"),
        pytest.param(seoul(25, 17), 4, seoul(26, 12), id="over night"),
        pytest.param(seoul(27, 17), 2, seoul(30, 10), id="over the weekend"),
        pytest.param(seoul(25, 20), 4, seoul(26, 14), id="asked at night"),
        pytest.param(seoul(24, 17, month=12), 2, seoul(28, 10, month=12), id="over a holiday and a weekend"),
    ],
)
def test_when_a_promise_falls_due(start: datetime, hours: int, due: datetime) -> None:
    assert add_business_time(HOURS, start, timedelta(hours=hours)) == due


def test_the_result_is_utc() -> None:
    assert add_business_time(HOURS, seoul(25, 13), timedelta(hours=1)).utcoffset() == timedelta()


def test_a_centre_without_hours_promises_nothing() -> None:
    with pytest.raises(AlwaysClosed):
        next_opening(Hours(week={}), seoul(25, 10))


@given(MOMENTS)
def test_the_next_opening_is_open_and_not_past(now: datetime) -> None:
    opening = next_opening(HOURS, now)
    assert opening >= now
    assert is_open(HOURS, opening)
    assert opening == now or not is_open(HOURS, now)


@given(MOMENTS, SPANS, SPANS)
def test_more_time_is_never_earlier(start: datetime, one: timedelta, two: timedelta) -> None:
    shorter, longer = sorted((one, two))
    assert add_business_time(HOURS, start, shorter) <= add_business_time(HOURS, start, longer)


@given(MOMENTS, MOMENTS, SPANS)
def test_who_asks_later_is_not_promised_earlier(one: datetime, two: datetime, span: timedelta) -> None:
    earlier, later = sorted((one, two))
    assert add_business_time(HOURS, earlier, span) <= add_business_time(HOURS, later, span)


@given(MOMENTS, SPANS.filter(bool), SPANS.filter(bool))
def test_two_spans_one_after_the_other_are_their_sum(start: datetime, one: timedelta, two: timedelta) -> None:
    assert add_business_time(HOURS, add_business_time(HOURS, start, one), two) == add_business_time(HOURS, start, one + two)
