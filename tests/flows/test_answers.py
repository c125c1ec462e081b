import timeit
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import Accepted, Refused, read_answer
from flows.flow import FlowOption, Step
from flows.values import Kind
from flows.walk import samples_of
from tests.flows.books import TODAY, book_of, flow_of

KINDS = {
    "yes": "kind: yes-no",
    "choice": "kind: choice, options: [{value: x, label: 엑스}, {value: y, label: 와이}]",
    "choices": "kind: choices, at_least: 1, at_most: 2, options: [{value: x, label: 엑}, {value: y, label: 와}, {value: z, label: 제트}]",
    "number": "kind: number, unit: 명, at_least: 2, at_most: 99",
    "won": "kind: won, at_most: 1억",
    "percent": "kind: percent, at_most: 100",
    "date": "kind: date, tense: future, at_least: today",
    "period": "kind: period, at_most: 5년",
    "hours": "kind: hours, per: week, at_most: 52시간",
    "phone": "kind: phone",
    "email": "kind: email",
    "business": "kind: business-number",
    "text": "kind: text, at_least: 2, at_most: 10",
    "address": "kind: address",
    "file": "kind: file",
}
FLOW = flow_of("\n".join(f"  - {{id: {name}, {spec}, ask: 예?, why: 그냥, next: done}}" for name, spec in KINDS.items()))
STEPS = {step.id: step for step in FLOW.steps}


@pytest.mark.parametrize(
    ("step", "said", "reason"),
    [
        ("number", "1명", "too_small"),
        ("number", "100명", "too_large"),
        ("number", "많이", "not_understood"),
        ("won", "1억 1원", "too_large"),
        ("won", "한 3천쯤요", "which_unit"),
        ("won", "215", "which_unit"),
        ("hours", "주 200시간", "too_large"),
        ("won", "네", "not_understood"),
        ("percent", "101%", "too_large"),
        ("date", "2026-11-24", "too_early"),
        ("date", "음력 설", "lunar"),
        ("period", "6년", "too_large"),
        ("hours", "주 53시간", "too_large"),
        ("hours", "하루 8시간", "days_missing"),
        ("hours", "월 60시간", "wrong_per"),
        ("hours", "9시부터 6시까지", "break_unknown"),
        ("choices", "없음", "too_few_chosen"),
        ("choices", "전부", "too_many_chosen"),
        ("text", "가", "too_short"),
        ("text", "가" * 11, "too_many_letters"),
        ("text", "\u200b \u3164", "empty"),
        ("text", "******-******* 홍", "masked"),
        ("business", "123-45-67890", "check_digit"),
        ("business", "123", "not_understood"),
        ("file", "사진이요", "not_understood"),
        ("phone", "없어요", "not_understood"),
    ],
)
def test_what_is_not_accepted_says_why(step: str, said: str, reason: str) -> None:
    answer = read_answer(STEPS[step], said, TODAY)
    assert isinstance(answer, Refused)
    assert answer.reason == reason


@pytest.mark.parametrize(
    ("step", "said", "text"),
    [
        ("choice", "2번이요", "y"),
        ("choices", "제트랑 엑", "x,z"),
        ("yes", "ㅇㅇ", "yes"),
        ("number", "다섯 명", "5"),
        ("won", "3천만원", "30000000"),
        ("percent", "30.50 %", "30.5"),
        ("date", "내일", "2026-11-26"),
        ("period", "1년 반", "18개월"),
        ("hours", "하루 8시간씩 주 5일", "40시간"),
        ("phone", "01012345678", "010-1234-5678"),
        ("business", "1234567891", "123-45-67891"),
        ("text", "  두레   반찬 ", "두레 반찬"),
        ("file", "file:jpg 20KB", "file:jpg 20KB"),
    ],
)
def test_the_stored_text_is_the_same_for_every_spelling(step: str, said: str, text: str) -> None:
    answer = read_answer(STEPS[step], said, TODAY)
    assert isinstance(answer, Accepted)
    assert answer.text == text


@pytest.mark.parametrize("said", ["1,250원", "1250 원이요", "천이백오십원"])
def test_a_small_amount_is_kept_with_its_unit(said: str) -> None:
    answer = read_answer(STEPS["won"], said, TODAY)
    assert isinstance(answer, Accepted)
    assert answer.text == "1250원"
    assert read_answer(STEPS["won"], answer.text, TODAY) == replace(answer, told=False)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_the_stored_text_reads_back_to_the_same_value_a_year_later(step: Step) -> None:
    for sample in samples_of(step, FLOW, book_of(FLOW), TODAY):
        answer = read_answer(step, sample, TODAY)
        if isinstance(answer, Accepted):
            again = read_answer(step, answer.text, TODAY if step.kind is Kind.DATE else date(2027, 11, 25))
            assert isinstance(again, Accepted)
            assert (again.value, again.text) == (answer.value, answer.text)


def step(kind: Kind, ask: str = "모두 얼마인가요?", *, unit: str = "", options: tuple[FlowOption, ...] = ()) -> Step:
    return Step(id="one", kind=kind, ask=ask, unit=unit, options=options)


def text_of(asked: Step, said: str, today: date = TODAY) -> str:
    """What is kept, or the reason of the refusal."""
    answer = read_answer(asked, said, today)
    return answer.text if isinstance(answer, Accepted) else answer.reason


@pytest.mark.parametrize(
    ("unit", "said", "text"),
    [
        ("명", "5명", "5"),
        ("명", "다섯 분", "5"),
        ("명", "한 6명쯤? 아니 7명이요", "7"),
        ("명", "6명 말고 7명", "7"),
        ("명", "10시간", "not_understood"),
        ("명", "5일", "not_understood"),
        ("명", "10%", "not_understood"),
        ("명", "3만원", "not_understood"),
        ("좌", "10명", "not_understood"),
        ("월", "3개월", "not_understood"),
        ("월", "12월 말", "12"),
        ("번", "2번째요", "2"),
        ("일", "5일", "5"),
        ("일", "닷새치요", "5"),
        ("일", "5일치요", "5"),
        ("일", "5일 일했어요", "5"),
        ("일", "3명", "not_understood"),
    ],
)
def test_a_number_is_of_what_the_step_counts(unit: str, said: str, text: str) -> None:
    assert text_of(step(Kind.NUMBER, unit=unit), said) == text


MEMBERS, WORKERS = "{조합원}은 모두 몇 명인가요?", "급여를 받고 일하는 사람은 이사장을 빼고 모두 몇 명인가요?"
VILLAGERS, VOTES = "출자한 사람 가운데 마을주민은 몇 명인가요?", "그 가운데 몇 명이 찬성했나요?"
OFFICERS = "임원(이사장, 이사, 감사)은 모두 몇 명인가요?"


@pytest.mark.parametrize(
    ("ask", "said", "text"),
    [
        (MEMBERS, "조합원 42명이요", "42"),
        (MEMBERS, "조합원이 42명 있어요", "42"),
        (MEMBERS, "저희 조합원 수는 42명입니다", "42"),
        (MEMBERS, "조합원42명", "42"),
        (MEMBERS, "전체 회원 스물다섯 명쯤이요", "25"),
        (MEMBERS, "저까지 다섯명", "5"),
        (MEMBERS, "저 포함해서 6명이요", "6"),
        (MEMBERS, "전부 해서 여섯 명 정도", "6"),
        (MEMBERS, "총 6명", "6"),
        (MEMBERS, "대략 30명쯤", "30"),
        (WORKERS, "상시근로자 7명입니다", "7"),
        (WORKERS, "직원은 한 6명쯤", "6"),
        (WORKERS, "저 빼고 6명", "6"),
        (WORKERS, "이사장 빼고 여섯 명이요", "6"),
        (WORKERS, "알바까지 6명이요", "6"),
        (VILLAGERS, "주민 5명이요", "5"),
        ("출자한 사람은 모두 몇 명인가요?", "출자자 12명이요", "12"),
        (VOTES, "찬성 5명이요", "5"),
        ("그 가운데 몇 명이 출석했나요?", "참석은 5명이요", "5"),
        (OFFICERS, "임원 5명", "5"),
        # Something else is counted, or somebody too many or too few.
        (MEMBERS, "직원 6명", "not_understood"),
        (MEMBERS, "저 빼고 6명", "not_understood"),
        (MEMBERS, "새 조합원 3명", "not_understood"),
        (MEMBERS, "탈퇴한 조합원 3명", "not_understood"),
        (WORKERS, "저까지 다섯명", "not_understood"),
        (WORKERS, "알바 빼고 6명", "not_understood"),
        (WORKERS, "이사장 1명", "not_understood"),
        (WORKERS, "조합원 3명", "not_understood"),
        (VILLAGERS, "출자자 12명", "not_understood"),
        (VOTES, "반대 2명", "not_understood"),
        (OFFICERS, "이사 3명", "not_understood"),
        # Two counts: which of them is meant?
        (VOTES, "7명 중 3명", "one_number"),
        (VOTES, "일곱 명 중에 세 명이요", "one_number"),
        (MEMBERS, "42명인데 3명 탈퇴했어요", "one_number"),
        (MEMBERS, "직원 6명 조합원 20명", "one_number"),
        (MEMBERS, "조합원 20명 직원 6명", "one_number"),
        (MEMBERS, "5~6명", "one_number"),
        (MEMBERS, "많이요", "not_understood"),
        (MEMBERS, "10명쯤인데 두명이 반대해요", "10"),
    ],
)
def test_a_count_is_of_what_is_asked_for(ask: str, said: str, text: str) -> None:
    assert text_of(step(Kind.NUMBER, ask, unit="명"), said) == text


@pytest.mark.parametrize(
    ("ask", "said", "text"),
    [
        ("매출은 모두 얼마인가요?", "월 250만원씩이요", "wrong_per"),
        ("매출은 모두 얼마인가요?", "한달에 250만원이요", "wrong_per"),
        ("매출은 모두 얼마인가요?", "1인당 30만원", "wrong_per"),
        ("매출은 모두 얼마인가요?", "한 사람당 500만원씩 다섯명", "wrong_per"),
        ("매출은 모두 얼마인가요?", "7월 250만원", "2500000"),
        ("매출은 모두 얼마인가요?", "일억이천만원", "120000000"),
        ("매출은 모두 얼마인가요?", "만원이요", "not_understood"),
        ("매출은 모두 얼마인가요?", "1만원이요", "10000"),
        ("매출은 모두 얼마인가요?", "한 6천", "which_unit"),
        ("매출은 모두 얼마인가요?", "5500이요", "which_unit"),
        ("한 달 급여는 얼마인가요?", "월 250만원이요", "2500000"),
        ("출자 1좌는 얼마로 하나요?", "1좌당 10만원", "100000"),
        ("출자 1좌는 얼마로 하나요?", "만원이요", "10000"),
    ],
)
def test_an_amount_is_the_whole_unless_a_rate_is_asked_for(ask: str, said: str, text: str) -> None:
    assert text_of(step(Kind.WON, ask), said) == text


@pytest.mark.parametrize("said", ["조합 이름은 아직 못 정했어요", "그건 아직 안 정했는데", "저도 잘 모르는데요", "이름은 아직이요"])
def test_no_answer_is_no_text(said: str) -> None:
    assert text_of(step(Kind.TEXT), said) == "not_understood"


HALVES = (FlowOption(value="first", label="1기 (1~6월)"), FlowOption(value="second", label="2기 (7~12월)", also=("하반기",)))


@pytest.mark.parametrize(
    ("said", "today", "text"),
    [
        ("하반기요", TODAY, "second"),
        ("올해 하반기요", TODAY, "second"),
        ("작년 하반기요", TODAY, "not_understood"),
        ("작년 하반기요", date(2027, 1, 10), "second"),
    ],
)
def test_a_half_of_another_year_is_not_taken_for_one_of_this(said: str, today: date, text: str) -> None:
    assert text_of(step(Kind.CHOICE, options=HALVES), said, today) == text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("목적이요", "x"),
        ("1, 2", "x,y"),
        ("다 있어요", "-"),
        ("다 있는거같은데요", "-"),
        ("전부 있는 것 같아요", "-"),
        ("빠진 거 없어요", "-"),
        ("다 했어요", "-"),
        ("총회는 3월에 했어요", "not_understood"),
        ("정관은 다 됐어요", "not_understood"),
        ("목적은 썼어요", "not_understood"),
        ("목적 빼고 다 있어요", "not_understood"),
        ("목적은 있네요", "not_understood"),
        ("목적이 뭐예요", "asked_back"),
        ("목적은 빵집 운영이에요", "doubtful"),
        ("목적을 안 썼어요", "x"),
        ("정관 조항이 빠졌네요", "y"),
        ("목적은 빠지지 않았어요", "not_understood"),
        ("목적이랑 정관이요", "x,y"),
        ("목적 정관", "x,y"),
    ],
)
def test_what_is_done_is_not_missing(said: str, text: str) -> None:
    options = tuple(FlowOption(value=value, label=label) for value, label in (("x", "목적"), ("y", "정관"), ("z", "총회·이사회 운영")))
    assert text_of(step(Kind.CHOICES, "정관에 빠진 것을 모두 골라 주세요.", options=options), said) == text


@given(st.sampled_from(sorted(STEPS)), st.text(max_size=60))
def test_any_text_is_an_answer_or_refused_with_a_reason(name: str, said: str) -> None:
    answer = read_answer(STEPS[name], said, TODAY)
    if isinstance(answer, Accepted):
        again = read_answer(STEPS[name], answer.text, TODAY)
        assert isinstance(again, Accepted)
        assert again.value == answer.value
    else:
        assert answer.reason


SEOUL = "kind: yes-no, also: {'yes': [서울], 'no': [부산, 나중에 서울로 옮겨요]}"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("네", "yes"),
        ("아뇨", "no"),
        ("yes", "yes"),
        ("서울이에요", "yes"),
        ("부산이요", "no"),
        ("나중에 서울로 옮겨요", "no"),
        ("대구요", ""),
    ],
)
def test_yes_and_no_are_taken_in_other_words(said: str, text: str) -> None:
    step = flow_of(f"  - {{id: a, {SEOUL}, ask: 서울인가요?, why: 그냥, next: done}}").steps[0]
    answer = read_answer(step, said, TODAY)
    assert (answer.text if isinstance(answer, Accepted) else "") == text


def test_a_yes_no_with_other_words_only_is_asked_like_every_yes_no() -> None:
    turns = []
    for kind in ("kind: yes-no", SEOUL):
        book = book_of(flow_of(f"  - {{id: a, {kind}, ask: 서울인가요?, why: 그냥, next: done}}"))
        asked = book.resume("test", (), TODAY)
        refused = book.reply("test", (), "글쎄", TODAY)
        turns.append((asked.question and asked.question.options, refused.note, book.review_text("test", (("a", "yes"),), TODAY)))
    assert turns[0] == turns[1]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("이번 달", date(2026, 11, 1)),
        ("이번달이요", date(2026, 11, 1)),
        ("12월 급여요", date(2026, 12, 1)),
        ("12월분", date(2026, 12, 1)),
        ("작년 3월", date(2025, 3, 1)),
        ("오늘", TODAY),
        ("12월 5일", date(2026, 12, 5)),
    ],
)
def test_the_month_is_enough_where_a_month_is_asked_for(said: str, meant: date) -> None:
    step = replace(STEPS["date"], precision="month", tense="", least=None)
    answer = read_answer(step, said, TODAY)
    assert isinstance(answer, Accepted)
    assert answer.value == meant


def test_what_is_no_month_is_refused_all_the_same() -> None:
    step = replace(STEPS["date"], precision="month", tense="", least=None)
    for said in ("글쎄요", "이요", "분이요", "쯤"):
        assert read_answer(step, said, TODAY) == Refused()
    assert read_answer(replace(step, precision=""), "이번 달", TODAY) == Refused(reason="day_missing")


@pytest.mark.parametrize("said", ["12월", "12월이요", "12월 31일", "12월 말", "연말", "12월 말일이요", "매년 연말이요"])
def test_a_day_tells_its_month(said: str) -> None:
    answer = read_answer(replace(STEPS["number"], unit="월", most=12), said, TODAY)
    assert isinstance(answer, Accepted)
    assert answer.value == 12


@pytest.mark.parametrize(
    "said", ["백만원 다섯명", "50만원*5", "한집에 백만원씩 다섯집", "천만원 안돼요", "천만원은 넘어요", "천만원 안 넘어요"]
)
def test_neither_a_rate_nor_a_bound_is_an_amount(said: str) -> None:
    assert isinstance(read_answer(replace(STEPS["won"], most=None), said, TODAY), Refused)


@pytest.mark.parametrize("said", ["엑스는 어려워요", "엑스는 좀 힘들 것 같아요", "엑스는 싫어요"])
def test_what_is_declined_is_not_chosen(said: str) -> None:
    assert read_answer(STEPS["choice"], said, TODAY) == Refused()


@pytest.mark.parametrize("said", ["30프로 안돼요", "20프로도 안돼요", "30%는 넘어요", "30퍼센트 미만이요"])
def test_a_bound_is_no_percent(said: str) -> None:
    assert read_answer(STEPS["percent"], said, TODAY) == Refused()


LONG = ("1 " * 2000, "1" * 4000, "1." * 2000, "에" * 4000, "요" * 4000, "총" * 4000, "명" * 4000, "5명 " * 1000)


@pytest.mark.parametrize("name", ["number", "won", "percent", "date", "period", "hours"])
@pytest.mark.parametrize("said", LONG, ids=[text[:3] for text in LONG])
def test_a_very_long_text_is_refused_as_fast_as_any_other(name: str, said: str) -> None:
    plain = min(timeit.repeat(lambda: read_answer(STEPS[name], "두레 " * 1300, TODAY), number=1, repeat=5))
    assert isinstance(read_answer(STEPS[name], said, TODAY), Refused)
    assert min(timeit.repeat(lambda: read_answer(STEPS[name], said, TODAY), number=1, repeat=5)) < 10 * plain + 0.005


ASKED = {
    Kind.NUMBER: step(Kind.NUMBER, MEMBERS, unit="명"),
    Kind.WON: step(Kind.WON),
    Kind.PERCENT: step(Kind.PERCENT),
    Kind.DATE: step(Kind.DATE),
    Kind.HOURS: replace(step(Kind.HOURS), per="week"),
}


@pytest.mark.parametrize(
    ("kind", "said", "text"),
    [
        (Kind.WON, "50만원 빚 있는데 빼고줘도 되나요", "asked_back"),
        (Kind.WON, "12만원짜리면 안떼나요?", "asked_back"),
        (Kind.WON, "50만원 받았어요?", "asked_back"),
        (Kind.WON, "시급에 주휴 포함해서 만이천원 줬는데 이래도 되나요?", "asked_back"),
        (Kind.NUMBER, "5명이면 되나요?", "asked_back"),
        (Kind.NUMBER, "다섯 명은 있어야 하나요", "asked_back"),
        (Kind.NUMBER, "그게 뭐예요", "asked_back"),
        (Kind.DATE, "3일 안에 내야 하나요", "asked_back"),
        (Kind.DATE, "3월 2일에 신고하나요", "asked_back"),
        (Kind.DATE, "다음주 월요일에 하면 되나요?", "asked_back"),
        (Kind.PERCENT, "법정적립금은 10%인가요?", "asked_back"),
        (Kind.HOURS, "15시간 넘나요?", "asked_back"),
        # A doubtful value and nothing else.
        (Kind.NUMBER, "5명?", "5"),
        (Kind.NUMBER, "5명이요?", "5"),
        (Kind.NUMBER, "조합원 42명인가요", "42"),
        (Kind.NUMBER, "열 명쯤일까요", "10"),
        (Kind.WON, "100만원쯤 되나요", "1000000"),
        (Kind.WON, "한 3천쯤?", "which_unit"),
        (Kind.PERCENT, "30%인가요?", "30"),
        (Kind.DATE, "3월 2일인가요", "2027-03-02"),
        (Kind.DATE, "내일이요?", "2026-11-26"),
        (Kind.DATE, "오늘까지인가요?", "2026-11-25"),
        (Kind.HOURS, "주 15시간 맞나요", "15시간"),
        # No questions, though they end like some.
        (Kind.DATE, "3월 2일에 끝나요", "2027-03-02"),
        (Kind.DATE, "금요일에 만나요", "2026-11-27"),
        (Kind.DATE, "12월 말에 나가요", "2026-12-31"),
        (Kind.WON, "50만원이니까요", "500000"),
        (Kind.WON, "얼마 안 돼요", "not_understood"),
        (Kind.NUMBER, "아직 몰라요", "not_understood"),
    ],
)
def test_a_question_is_no_value_but_a_doubtful_value_is_one(kind: Kind, said: str, text: str) -> None:
    assert text_of(ASKED[kind], said) == text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("11월 20일 아니 21일", "2026-11-21"),
        ("11월 20일 말고 21일이요", "2026-11-21"),
        ("3월 아니 4월 2일", "2027-04-02"),
        ("2025년 3월 아니 4월 2일", "2025-04-02"),
        ("2025년 3월 2일 아니 2024년", "2024-03-02"),
        ("2025-03-02 아니 3일이요", "2025-03-03"),
        ("다음주 월요일 아니 화요일이요", "2026-12-01"),
        ("다음주 월요일 아니 다다음주요", "2026-12-07"),
        ("작년 12월 31일, 아니다 30일에 나갔어요", "2025-12-30"),
        # Names the day for itself.
        ("내년 3월 2일 아니 내일이요", "2026-11-26"),
        ("작년 3월 2일 아니 다음달 5일", "2026-12-05"),
        ("3월 2일 아니 3일 뒤", "2026-11-28"),
        ("내년 말고 2026년 12월 1일", "2026-12-01"),
    ],
)
def test_what_a_corrected_day_does_not_name_stays_as_it_was(said: str, text: str) -> None:
    assert text_of(step(Kind.DATE), said) == text


def test_half_a_year_is_no_month_and_no_day() -> None:
    assert text_of(step(Kind.DATE), "올해 상반기") == "day_missing"
    assert text_of(replace(step(Kind.DATE), precision="month"), "올해 상반기") == "month_missing"
    assert text_of(replace(step(Kind.DATE), precision="month"), "입사는 작년 3월이요") == "2025-03-01"


@pytest.mark.parametrize(
    ("said", "reason"),
    [("8시간", "day_or_week"), ("8", "day_or_week"), ("12시간이요", "day_or_week"), ("하루 8시간", "days_missing")],
)
def test_few_hours_may_be_those_of_a_day(said: str, reason: str) -> None:
    assert text_of(replace(step(Kind.HOURS), per="week"), said) == reason


@pytest.mark.parametrize(
    ("said", "text"),
    [("주 8시간", "일주일 8시간"), ("13시간", "13시간"), ("일주일에 10시간", "일주일 10시간"), ("하루 2시간 주 5일", "일주일 10시간")],
)
def test_hours_of_a_week_are_taken(said: str, text: str) -> None:
    assert text_of(replace(step(Kind.HOURS), per="week"), said) == text


@pytest.mark.parametrize("said", ["23명 왔어요", "16명 찬성이요", "3명 탈퇴했어요", "두 명이 반대해요"])
def test_people_who_did_something_else_are_not_counted(said: str) -> None:
    assert text_of(step(Kind.NUMBER, "조합원은 모두 몇 명인가요?", unit="명"), said) == "other_people"


@pytest.mark.parametrize(
    ("ask", "said"),
    [("몇 명이 나왔나요?", "23명 왔어요"), ("찬성한 사람은 몇 명인가요?", "23명 찬성이요"), ("모두 몇 명인가요?", "23명 있어요")],
)
def test_people_who_did_what_is_asked_are_counted(ask: str, said: str) -> None:
    assert text_of(step(Kind.NUMBER, ask, unit="명"), said) == "23"
