from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.days import NotADay, add_months, last_of_month, read_day, read_month, year_said

#: A Wednesday.
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("26.12.1", date(2026, 12, 1)),
        ("지난주 금요일이요", date(2026, 11, 20)),
        ("11월 20일에 총회했어요", date(2026, 11, 20)),
        ("작년 3월 2일에 입사했어요", date(2025, 3, 2)),
        ("2025년 3월 4일부터 일했어요", date(2025, 3, 4)),
        ("12월 말까지 다녀요", date(2026, 12, 31)),
        ("2026. 12. 1.", date(2026, 12, 1)),
        ("2026/12/1", date(2026, 12, 1)),
        ("20261201", date(2026, 12, 1)),
        ("261201", date(2026, 12, 1)),
        ("2026년 12월 1일", date(2026, 12, 1)),
        ("2026년 12월 1일(화)", date(2026, 12, 1)),
        ("12월 1일이요", date(2026, 12, 1)),
        ("12/1", date(2026, 12, 1)),
        ("내년 3월 2일", date(2027, 3, 2)),
        ("작년 3월 2일", date(2025, 3, 2)),
        ("올해 말일", None),
        ("내년 2월 말", date(2027, 2, 28)),
        ("오늘", TODAY),
        ("내일이요", date(2026, 11, 26)),
        ("모레", date(2026, 11, 27)),
        ("그저께", date(2026, 11, 23)),
        ("다음주 월요일", date(2026, 11, 30)),
        ("다음 주 금", date(2026, 12, 4)),
        ("다다음주 화요일", date(2026, 12, 8)),
        ("이번주 일요일", date(2026, 11, 29)),
        ("지난주 수요일", date(2026, 11, 18)),
        ("금요일", date(2026, 11, 27)),
        ("다음달 5일", date(2026, 12, 5)),
        ("이번 달 말일", date(2026, 11, 30)),
        ("다음달 말", date(2026, 12, 31)),
        ("지난달 31일", date(2026, 10, 31)),
        ("11월 말", date(2026, 11, 30)),
        ("3일 뒤", date(2026, 11, 28)),
        ("2주 후", date(2026, 12, 9)),
        ("한 달 뒤", date(2026, 12, 25)),
        ("보름 뒤", date(2026, 12, 10)),
        ("일주일 전", date(2026, 11, 18)),
        ("3개월 후", date(2027, 2, 25)),
        ("12월 1일부터", date(2026, 12, 1)),
        ("28일", date(2026, 11, 28)),
        ("２０２６．１２．１", date(2026, 12, 1)),
    ],
)
def test_dates_as_people_write_them(said: str, day: date | None) -> None:
    if day is None:
        with pytest.raises(NotADay):
            read_day(said, TODAY)
    else:
        assert read_day(said, TODAY) == day


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("음력 1월 1일", "lunar"),
        ("추석 지나고", "lunar"),
        ("2026-02-30", "no_such_day"),
        ("13월 1일", "no_such_day"),
        ("내년 3월", "day_missing"),
        ("12월", "day_missing"),
        ("2027년 3월", "day_missing"),
        ("다음주", "day_missing"),
        ("다음달쯤", "day_missing"),
        ("1026-12-01", "year_out_of_range"),
        ("언젠가", "not_understood"),
        ("", "not_understood"),
        ("지난달 32일", "no_such_day"),
    ],
)
def test_what_is_no_date_says_why(said: str, reason: str) -> None:
    with pytest.raises(NotADay) as error:
        read_day(said, TODAY)
    assert error.value.reason == reason


@pytest.mark.parametrize(
    ("said", "tense", "day"),
    [
        ("3월 2일", "future", date(2027, 3, 2)),
        ("3월 2일", "past", date(2026, 3, 2)),
        ("12월 2일", "past", date(2025, 12, 2)),
        ("12월 2일", "future", date(2026, 12, 2)),
        ("11월 25일", "future", TODAY),
        ("11월 25일", "past", TODAY),
        ("2월 29일", "future", date(2028, 2, 29)),
        ("2월 29일", "past", date(2024, 2, 29)),
        ("99.3.2", "past", date(1999, 3, 2)),
    ],
)
def test_a_date_without_a_year_follows_the_question(said: str, tense: str, day: date) -> None:
    assert read_day(said, TODAY, tense=tense) == day


#: A Tuesday late in the year: most days without a year are those of the next one.
DECEMBER = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1월 9일", date(2027, 1, 9)),
        ("3월 25일", date(2027, 3, 25)),
        ("2월 22일", date(2027, 2, 22)),
        ("8월 1일", date(2026, 8, 1)),
        ("3월 20일에 줄거예요", date(2027, 3, 20)),
        ("7월 20일에 열 거예요", date(2027, 7, 20)),
        ("7월 20일에 열려고요", date(2027, 7, 20)),
        ("7월 20일 예정이에요", date(2027, 7, 20)),
        ("3월 20일에 줬어요", date(2026, 3, 20)),
        ("12월 20일에 열었어요", date(2025, 12, 20)),
        ("3월 25일로 정했어요", date(2027, 3, 25)),
        ("3월 2일에 열기로 했어요", date(2027, 3, 2)),
        ("지난 10일", date(2026, 11, 10)),
        ("오는 10일", date(2026, 12, 10)),
        ("지난 3월 2일", date(2026, 3, 2)),
        ("11월 20일에 한대요", date(2027, 11, 20)),
        ("11월 20일에 준다고 했어요", date(2027, 11, 20)),
        ("11월 20일에 줄 거래요", date(2027, 11, 20)),
        ("11월 20일에 보수를 받는대요", date(2027, 11, 20)),
        ("12월 20일에 줬대요", date(2025, 12, 20)),
        ("12월 20일에 줬다고 했어요", date(2025, 12, 20)),
        # Goes on since then; and 인대요, 하는대요 are misspelt.
        ("11월 20일부터 다닌대요", date(2026, 11, 20)),
        ("11월 20일인대요", date(2026, 11, 20)),
        ("11월 20일에 하는대요", date(2026, 11, 20)),
        ("28일", date(2026, 12, 28)),
        ("28일에 줬어요", date(2026, 11, 28)),
        ("3월 말", date(2027, 3, 31)),
        ("2월 29일", date(2028, 2, 29)),
    ],
)
def test_a_date_without_a_year_is_by_the_sentence_or_else_the_nearest(said: str, day: date) -> None:
    assert read_day(said, DECEMBER) == day


def test_what_is_to_come_counts_more_than_the_question() -> None:
    assert read_day("12월말에 나간대요", DECEMBER, tense="past") == date(2026, 12, 31)
    assert read_day("12월말에 나갔대요", DECEMBER, tense="future") == date(2025, 12, 31)
    assert read_day("12월말이래요", DECEMBER, tense="past") == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("총회 11월 10일에 했어요", date(2026, 11, 10)),
        ("총회는 지난주 금요일에 했어요", date(2026, 11, 27)),
        ("열흘전에 보냈어요", date(2026, 11, 21)),
        ("지난주 금요일에 보냈어요", date(2026, 11, 27)),
        ("3일 뒤에 해요", date(2026, 12, 4)),
        ("저는 어제 그만뒀어요", date(2026, 11, 30)),
        ("정기 총회는 2026년 3월 2일이에요", date(2026, 3, 2)),
        ("올해 상반기 3월 2일이요", date(2026, 3, 2)),
        ("3월 2일에 안내했어요", date(2026, 3, 2)),
        ("11월 2일에 제안했어요", date(2026, 11, 2)),
    ],
)
def test_what_was_on_the_day_may_stand_before_it(said: str, day: date) -> None:
    assert read_day(said, DECEMBER) == day


@pytest.mark.parametrize(
    "said",
    [
        "총회는 11월 10일에 안 했어요",
        "11월 10일에 못했어요",
        "11월 10일까지 오지 않았어요",
        "다음 금요일",
        "저번 금요일이요",
        "제작년 3월 2일",
        "매년 3월 2일",
        "격주 금요일이요",
        "등기는 3월 2일, 신고는 3월 5일",
        "신고는 3월 2일 전이에요",
        "상반기요",
        "올해 상반기",
    ],
)
def test_what_may_belong_to_the_day_is_not_passed_over(said: str) -> None:
    with pytest.raises(NotADay):
        read_day(said, DECEMBER)


def test_what_the_step_allows_counts_more_than_what_is_nearest() -> None:
    assert read_day("1월 9일", DECEMBER, most=DECEMBER) == date(2026, 1, 9)
    assert read_day("11월 20일", DECEMBER, least=DECEMBER) == date(2027, 11, 20)
    assert read_day("28일", DECEMBER, most=DECEMBER) == date(2026, 11, 28)
    assert read_day("11월 20일에 줬어요", DECEMBER, least=DECEMBER) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("오늘 말했어요", DECEMBER),
        ("오늘 줬어요", DECEMBER),
        ("어제 말했어요", date(2026, 11, 30)),
        ("어제까지 다녔어요", date(2026, 11, 30)),
        ("그저께 줬어요", date(2026, 11, 29)),
        ("3월 2일 오후 2시", date(2027, 3, 2)),
        ("3월 2일 오후 2시 반에 열 거예요", date(2027, 3, 2)),
        ("3월 2일 14:00", date(2027, 3, 2)),
        ("3월 2일 오전", date(2027, 3, 2)),
    ],
)
def test_a_verb_or_a_time_behind_a_day_changes_nothing(said: str, day: date) -> None:
    assert read_day(said, DECEMBER) == day


@pytest.mark.parametrize(
    "said", ["어제 안 줬어요", "오늘 아니에요", "오늘 내일 해요", "3월 2일 이후에요", "3월 2일 다음날이요", "5일 일했어요", "지금 다녀요"]
)
def test_another_day_than_the_one_named_is_refused(said: str) -> None:
    with pytest.raises(NotADay):
        read_day(said, DECEMBER)


@pytest.mark.parametrize(
    ("said", "year"), [("작년 하반기요", 2025), ("재작년", 2024), ("2025년 2기", 2025), ("올해 하반기", 2026), ("하반기", None)]
)
def test_the_year_in_a_sentence(said: str, year: int | None) -> None:
    assert year_said(said, DECEMBER) == year


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_the_stored_form_means_the_same_day_for_ever(day: date) -> None:
    assert read_day(day.isoformat(), TODAY) == day


@given(st.text(max_size=30), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_any_text_is_a_day_or_refused(text: str, today: date) -> None:
    with suppress(NotADay):
        assert read_day(text, today)


@given(st.dates(date(1950, 1, 1), date(2149, 12, 31)), st.integers(-600, 600))
def test_months_are_added_to_the_same_day_or_the_last(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert moved.day == day.day or moved == last_of_month(moved.year, moved.month)


@pytest.mark.parametrize("said", ["3월 2일이요.", "내일이요.", "2026년 3월 2일입니다.", "3월 2일."])
def test_a_full_stop_ends_a_sentence(said: str) -> None:
    assert read_day(said, TODAY) == read_day(said.rstrip("."), TODAY)


def test_a_weekday_is_one_that_the_question_can_mean() -> None:
    tuesday = date(2026, 12, 1)
    assert read_day("월요일에 모여요", tuesday) == date(2026, 11, 30)
    assert read_day("월요일이요", tuesday, tense="future") == date(2026, 12, 7)
    assert read_day("월요일이요", tuesday, least=tuesday) == date(2026, 12, 7)
    assert read_day("금요일이요", tuesday, tense="past") == date(2026, 11, 27)
    assert read_day("금요일이요", tuesday, tense="future") == date(2026, 12, 4)


@pytest.mark.parametrize("said", ["에" * 4000, "말" * 4000, "1일" * 2000, "쯤" * 300])
def test_a_text_of_many_tails_is_refused_and_nothing_breaks(said: str) -> None:
    for read in (read_day, read_month):
        with pytest.raises(NotADay):
            read(said, TODAY)
