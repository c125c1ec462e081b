import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.periods import canonical_minutes, canonical_period, read_minutes, read_period, why_no_minutes
from flows.values import Period


@pytest.mark.parametrize(
    ("said", "months", "days"),
    [
        ("3개월", 3, 0),
        ("석 달", 3, 0),
        ("한달이요", 1, 0),
        ("1년 6개월", 18, 0),
        ("1년 반", 18, 0),
        ("일년반", 18, 0),
        ("반년", 6, 0),
        ("2년", 24, 0),
        ("90일", 0, 90),
        ("2주", 0, 14),
        ("일주일", 0, 7),
        ("보름", 0, 15),
        ("열흘", 0, 10),
        ("1년 2개월 3일", 14, 3),
        ("6개월 정도", 6, 0),
        ("두 달 반", 2, 15),
        ("열두 달", 12, 0),
    ],
)
def test_periods_as_people_write_them(said: str, months: int, days: int) -> None:
    assert read_period(said) == Period(months, days)


@pytest.mark.parametrize("said", ["", "오래", "3", "개월", "3개월 전쯤", "몇 년", "99999999일"])
def test_what_is_no_period_is_refused(said: str) -> None:
    assert read_period(said) is None


@pytest.mark.parametrize(
    ("said", "per", "minutes", "found"),
    [
        ("주 15시간", "week", 900, "week"),
        ("15", "week", 900, "week"),
        ("하루 8시간 30분", "day", 510, "day"),
        ("8시간 반", "day", 510, "day"),
        ("7.5시간", "day", 450, "day"),
        ("8:30", "day", 510, "day"),
        ("450분", "day", 450, "day"),
        ("여덟 시간", "day", 480, "day"),
        ("하루 8시간씩 주 5일", "week", 2400, "week"),
        ("주 5일 하루 8시간", "week", 2400, "week"),
        ("일주일에 40시간이요", "week", 2400, "week"),
        ("하루 8시간", "week", 480, "day"),
        ("한 달 209시간", "month", 12540, "month"),
        ("일주일에 5일 8시간씩", "week", 2400, "week"),
        ("하루 8시간씩 5일", "week", 2400, "week"),
        ("하루 8시간씩 5일 일해요", "week", 2400, "week"),
        ("주 3일 5시간씩", "week", 900, "week"),
        ("15시간쯤이에요", "week", 900, "week"),
        ("40시간 일해요", "week", 2400, "week"),
        ("주5일 8시간", "week", 2400, "week"),
        ("주 5일, 8시간 근무예요", "week", 2400, "week"),
        ("주 3일 8시간", "week", 1440, "week"),
        ("주 1일 8시간", "week", 480, "week"),
        ("8시간씩 5일", "week", 2400, "week"),
        ("하루 8시간 주5일", "week", 2400, "week"),
        ("하루 8시간이고 주 5일이에요", "week", 2400, "week"),
        ("하루 8시간 일하고 주 5일 일해요", "week", 2400, "week"),
        ("월수금 4시간씩", "week", 720, "week"),
        ("월, 수, 금 4시간씩이요", "week", 720, "week"),
        ("화요일하고 목요일에 하루 4시간", "week", 480, "week"),
        ("월요일부터 금요일까지 8시간", "week", 2400, "week"),
        ("월~금 8시간씩", "week", 2400, "week"),
        ("평일 6시간 30분씩", "week", 1950, "week"),
        ("8시간씩 주5일 근무", "week", 2400, "week"),
        ("모두 더해 16시간이요", "week", 960, "week"),
        ("일주일에 총 16시간", "week", 960, "week"),
        # More than anybody works a day: those of all days.
        ("주 5일 40시간", "day", 2400, "week"),
        ("주 3일 15시간", "week", 900, "week"),
        # At a question for a month the days are those of the month.
        ("2시간씩 12일", "month", 1440, "month"),
        ("하루 2시간 3일", "month", 360, "month"),
        # The month and Monday are written alike.
        ("월 20시간", "month", 1200, "month"),
    ],
)
def test_hours_as_people_write_them(said: str, per: str, minutes: int, found: str) -> None:
    assert read_minutes(said, per) == (minutes, found)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "많이",
        "8시",
        "시간",
        "0.001시간",
        "하루 8시간 주 9일",
        "99999시간",
        "3명이에요",
        "주5일",
        "주5일해요",
        "5일",
        "월월월 4시간",
        "금~월 8시간",
        "주 5일 30시간씩",
    ],
)
def test_what_is_no_time_is_refused(said: str) -> None:
    assert read_minutes(said, "day") is None


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("9시부터 6시까지", "break_unknown"),
        ("아홉시부터 여섯시까지 주5일", "break_unknown"),
        ("09:00~18:00", "break_unknown"),
        ("9-18시", "break_unknown"),
        ("주 5일이요", "hours_missing"),
        ("월수금이요", "hours_missing"),
        ("월요일부터 금요일까지요", "hours_missing"),
        ("8시간씩이요", "days_missing"),
        # Eight hours each, or four.
        ("주 2일 8시간", "each_or_all"),
        ("화목 8시간", "each_or_all"),
        ("많이요", ""),
        ("9시간부터요", ""),
        ("일요일이요", ""),
    ],
)
def test_what_is_half_a_time_says_what_is_missing(said: str, reason: str) -> None:
    assert read_minutes(said, "week") is None
    assert why_no_minutes(said, "week") == reason


@given(st.integers(0, 2400), st.integers(0, 400))
def test_the_stored_form_of_a_period_reads_back(months: int, days: int) -> None:
    assert read_period(canonical_period(Period(months, days))) == Period(months, days)


@given(st.integers(0, 60 * 24 * 31))
def test_the_stored_form_of_minutes_reads_back(minutes: int) -> None:
    assert read_minutes(canonical_minutes(minutes), "week") == (minutes, "week")


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_none(text: str) -> None:
    read_period(text)
    read_minutes(text, "week")
    why_no_minutes(text, "week")
