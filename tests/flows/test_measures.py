"""An amount of one measure is not taken for one of another, at the questions of the shipped flows."""

import pytest

from flows.answers import Accepted, read_answer
from flows.measures import asked
from tests.flows.books import SHIPPED, TODAY

#: The same, of amounts that say what else they are.
ANOTHER = {
    "vat prepaid": {"매출이 3500만원이었네": "other_amount", "법인세 50만원": "other_amount"},
    "vat input-tax": {"인건비 500만원": "other_amount"},
    "vat sales": {"매입 1100만원이에요": "other_amount", "월세 88만원": "other_amount", "보조금 3천만원": "other_amount"},
    "share-refund debts": {"자본 1천만원": "other_amount"},
    "dividend surplus": {"매출 1억 2천만원": "other_amount"},
    "dividend carried-loss": {"출자금 3천만원": "other_amount"},
    "insurance tax-free": {"실수령 300만원": "before_tax"},
}
#: Flow, step, and what is said there, with the reason why it is not taken.
OTHER = {
    "dismissal monthly": {
        "시급 11000원": "month_of_hour",
        "시급 11,000원이요": "month_of_hour",
        "시간당 11000원 받아요": "month_of_hour",
        "연봉 3600만원": "month_of_year",
        "연봉으로 3600만원이에요": "month_of_year",
        "연봉 3,600": "month_of_year",
        "연 3600만원": "month_of_year",
        "주급 50만원": "month_of_day",
        "일당 15만원": "month_of_day",
        "세후 250": "before_tax",
        "실수령 230만원": "before_tax",
        "실수령액이 230만원이에요": "before_tax",
        "세금 떼고 230만원 받아요": "before_tax",
        "통장에 230만원 들어와요": "before_tax",
        "4대보험 빼고 230만원": "before_tax",
        "식대 20만원 포함이에요": "other_amount",
        "상여금 100만원이요": "other_amount",
        "-250만원": "negative",
    },
    "severance three-months": {
        "월급 250만원이요": "quarter_of_month",
        "한 달에 250만원이에요": "quarter_of_month",
        "연봉 3600만원": "quarter_of_year",
        "상여금 포함 900만원": "without_part",
        "실수령 700만원": "before_tax",
    },
    "minimum-wage base": {"시급 10,500원": "month_of_hour", "식대 포함 220만원이요": "without_part"},
    "minimum-wage hourly": {
        "월급 250만원": "hour_of_other",
        "주휴포함 시급 12000": "without_rest",
        "주휴수당까지 합쳐서 12,000원": "without_rest",
    },
    "holiday-pay hourly": {"주휴수당 포함 12000원": "without_rest", "일당 9만원": "hour_of_other", "연봉 3천만원": "hour_of_other"},
    "holiday-pay monthly": {"연장수당 포함 300만원": "without_part"},
    "first-hire monthly": {"세후 220만원": "before_tax", "연봉 3천만원이요": "month_of_year"},
    "insurance pay": {"세후로 250만원": "before_tax", "연봉 4천만원": "month_of_year"},
    "vat sales": {
        "4,400만원(부가세포함)": "without_vat",
        "부가세 포함 4400만원이요": "without_vat",
        "부가세까지 해서 4400만원": "without_vat",
        "공급대가 4400만원": "without_vat",
        "vat포함 8800": "which_unit",
        "마이너스 300만원": "negative",
    },
    "vat input-tax": {
        "부가세 포함 1100만원": "vat_of_gross",
        "매입이 2200만원이었어요": "vat_of_gross",
        "550만원 썼어요": "vat_of_gross",
        "공급가 1000만원이요": "vat_of_net",
        "부가세 별도 1000만원": "vat_of_net",
    },
    "dividend surplus": {
        "마이너스 500만원": "negative",
        "-500만원": "negative",
        "-5000000": "negative",
        "▲500만원": "negative",
        "500만원 적자": "negative",
        "500만원 손실이에요": "negative",
        "세전 2천만원": "after_tax",
    },
    "dividend carried-loss": {"손실 없고 적립금 700만원": "other_amount", "통장에 500만원 있어요": "other_amount"},
    "dividend legal": {"임의적립금 300만원": "other_amount"},
    "dividend voluntary-percent": {"-10%": "negative", "마이너스 10프로": "negative"},
    "share-refund debts": {"통장에 500만원 있어요": "other_amount", "예금 500만원": "other_amount"},
    "share-refund own": {"50만원 빚 있는데 어떡해요": "other_amount", "대출금 50만원이 있어요": "other_amount"},
    "conversion worth": {"마이너스 500만원": "negative"},
    "withholding wage": {"시급 12000원": "day_of_other", "월급 250만원": "day_of_other"},
    "withholding amount": {
        "3.3% 떼고 30만원": "before_tax",
        "세후 30만원": "before_tax",
        "3명 36만원": "of_one",
        "세 명한테 모두 36만원": "of_one",
        "셋이 합쳐 36만원": "of_one",
        "두 분께 30만원 드려요": "of_one",
        "12만원*3명": "of_one",
    },
}
#: The same questions with words that only describe what is asked for, or that speak of something else on the way.
SAME = {
    "dismissal monthly": {
        "월급 250만원이요": 2_500_000,
        "세전 250만원": 2_500_000,
        "세금 떼기 전 250만원": 2_500_000,
        "한 달에 250만원 받아요": 2_500_000,
        "시급제인데 한 달에 120만원쯤 돼요": 1_200_000,
        "연봉제라 월 300만원이에요": 3_000_000,
        "식대 포함 250만원": 2_500_000,
        "280만원 연장수당 빼고요": 2_800_000,
        "식대 20만원 포함해서 300만원이요": 3_000_000,
        "주휴수당 포함 월급 250만원": 2_500_000,
        "대출이 있어서 월급은 250만원이에요": 2_500_000,
    },
    "severance three-months": {
        "월급 석 달치 750만원": 7_500_000,
        "월급 다 합쳐서 750만원": 7_500_000,
        "급여 750만원이요": 7_500_000,
        "세 달 월급 840만원": 8_400_000,
        "세 달 합쳐서 750만원": 7_500_000,
    },
    "severance bonus": {"상여금 240만원": 2_400_000, "보너스 240만원이요": 2_400_000},
    "severance leave-pay": {"연차수당 60만원": 600_000},
    "minimum-wage base": {"기본급 200만원": 2_000_000, "식대 빼고 200만원": 2_000_000},
    "minimum-wage allowances": {"식대 20만원": 200_000, "교통비랑 식대 합쳐서 30만원": 300_000},
    "minimum-wage hourly": {"시급 10,500원": 10_500, "주휴 빼고 10,500원": 10_500, "주휴수당은 별도로 10,500원": 10_500},
    "insurance tax-free": {"식대 20만원이요": 200_000},
    "vat sales": {
        "매출이 4400만원이었어요": 44_000_000,
        "부가세 별도 4천만원": 40_000_000,
        "부가세 빼고 4천만원이요": 40_000_000,
        "공급가액 4천만원": 40_000_000,
        "매출 - 500만원": 5_000_000,
    },
    "vat exempt-sales": {"면세 매출 2천만원": 20_000_000},
    "vat input-tax": {"매입세액 200만원이요": 2_000_000, "부가세만 200만원": 2_000_000, "부가세가 200만원이에요": 2_000_000},
    "dividend surplus": {
        "세후 2천만원": 20_000_000,
        "올해 적자 메우고 2천만원 남았어요": 20_000_000,
        "마이너스는 아니고 500만원이요": 5_000_000,
        "손해 없이 2천만원 남았어요": 20_000_000,
    },
    "dividend lost": {"적자 500만원이요": 5_000_000, "-500만원": 5_000_000, "500만원 손실": 5_000_000, "마이너스 500만원": 5_000_000},
    "dividend reserve": {"법정적립금 300만원": 3_000_000, "적립금 300만원": 3_000_000},
    "share-refund capital": {
        "빚은 없고 5천만원이요": 50_000_000,
        "통장에 5천만원 있어요": 50_000_000,
        "대출받아서 5천만원 모았어요": 50_000_000,
    },
    "share-refund debts": {"빚 2,500만원": 25_000_000, "마이너스통장 500만원": 5_000_000, "대출금 500만원이요": 5_000_000},
    "founding-papers income-other": {"차입금 500만원": 5_000_000},
    "founding-papers spend-people": {"연봉 3천만원": 30_000_000},
    "social-enterprise wages": {"급여 6천만원": 60_000_000, "직원 월급으로 6천만원 나갔어요": 60_000_000},
    "withholding wage": {"일당 20만원": 200_000, "하루 20만원": 200_000},
    "withholding amount": {
        "세전 30만원": 300_000,
        "차입금 이자 30만원": 300_000,
        "3명한테 12만원씩": 120_000,
        "12만원씩 3명이요": 120_000,
        "한 사람당 12만원": 120_000,
        "90분 강의에 30만원": 300_000,
        "30인 앞에서 강의해서 30만원": 300_000,
        "강사 두 명 각 12만원": 120_000,
        "다 해서 30만원이요": 300_000,
    },
}


#: Nothing of what is asked for is 0 won; who does not know, or speaks of something else, has not said so.
NONE = {
    "dividend wanted": ("출자배당은 안해요", "출자배당은 안 할 거예요", "안 할래요", "안 줘요", "출자배당은 없어요", "없어요", "0원"),
    "dividend carried-loss": ("손실은 없어요", "이월손실 없어요", "손실이 하나도 없어요"),
    "vat sales": ("매출은 없어요", "매출이 없습니다"),
}
UNKNOWN = {
    "dividend wanted": ("아직 안 정했어요", "몰라요", "그럼 못 받나요?", "그럼 얼마나 받아요", "안 주면 안 되나요?", "회의를 안 했어요"),
    "vat sales": ("자료가 없어요", "통장이 없어요", "안 해요"),
    "share-refund assets": ("재무상태표가 없어요", "결산을 안 했어요"),
}


def _answer(where: str, said: str) -> object:
    """What is kept, or the reason of the refusal."""
    flow, name = where.split()
    step = SHIPPED.book.flows[flow].step(name)
    assert step
    answer = read_answer(step, said, TODAY)
    return answer.value if isinstance(answer, Accepted) else answer.reason


@pytest.mark.parametrize(
    ("where", "said", "reason"), [(where, *row) for rows_of in (OTHER, ANOTHER) for where, rows in rows_of.items() for row in rows.items()]
)
def test_an_amount_of_another_measure_is_not_taken(where: str, said: str, reason: str) -> None:
    assert _answer(where, said) == reason


@pytest.mark.parametrize(("where", "said", "won"), [(where, *row) for where, rows in SAME.items() for row in rows.items()])
def test_words_that_only_describe_the_amount_change_nothing(where: str, said: str, won: int) -> None:
    assert _answer(where, said) == won


@pytest.mark.parametrize(("where", "said"), [(where, said) for where, rows in NONE.items() for said in rows])
def test_nothing_of_what_is_asked_for_is_nothing(where: str, said: str) -> None:
    assert _answer(where, said) == 0


@pytest.mark.parametrize(("where", "said"), [(where, said) for where, rows in UNKNOWN.items() for said in rows])
def test_who_has_not_said_so_has_not_said_nothing(where: str, said: str) -> None:
    assert _answer(where, said) in {"not_understood", "asked_back"}


@pytest.mark.parametrize(
    ("step", "said", "told"),
    [
        ("sales", "4,400만원(부가세포함)", "부가세까지 44,000,000원이면 40,000,000원이에요"),
        ("input-tax", "부가세 포함 1100만원", "11,000,000원을 썼다면 부가세는 1,000,000원이에요"),
        ("input-tax", "공급가 1000만원", "10,000,000원이면 부가세는 1,000,000원이에요"),
    ],
)
def test_the_refusal_says_how_to_work_it_out(step: str, said: str, told: str) -> None:
    before = (("business", "taxable"), ("half", "second"), ("sales", "80000000"))
    answers = before[:2] if step == "sales" else before
    assert told in SHIPPED.book.reply("vat", answers, said, TODAY).note


@pytest.mark.parametrize("said", ["그럼 못받나요?", "그럼 얼마나 받아요", "못 받아요?"])
def test_a_question_does_not_leave_a_question_out(said: str) -> None:
    answers = (("kind", "general"), ("what", "split"), ("total", "8000000"), ("paid-capital", "50000000"))
    turn = SHIPPED.book.reply("dividend", answers, said, TODAY)
    assert turn.answers == answers
    assert turn.question
    assert turn.question.step == "wanted"


def test_the_question_is_what_ends_in_a_question_mark() -> None:
    assert asked("한 달 급여는 얼마인가요? 식대까지 더해 주세요.") == "한 달 급여는 얼마인가요?"
    assert asked("소득세를 아시면 적어 주세요.") == "소득세를 아시면 적어 주세요."


@pytest.mark.parametrize(("said", "kept"), [("월급 260만원", "2600000"), ("시급 12000원", ""), ("연봉 3600만원", "")])
def test_another_measure_changes_no_answer_before(said: str, kept: str) -> None:
    answers = (("what", "premium"), ("weekly", "40시간"), ("pay-kind", "monthly"), ("monthly", "2500000"))
    turn = SHIPPED.book.suppose("holiday-pay", answers, said, TODAY)
    assert (dict(turn.answers)["monthly"] if turn else "") == kept
