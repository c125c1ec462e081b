"""What the question that led into a flow has told already."""

import pytest

from flows.opening import told_before
from tests.flows.books import SHIPPED, TODAY

QUORUM, PAY, SEVERANCE, COST = "assembly-quorum members", "holiday-pay hourly", "severance hire", "founding-cost capital"


def told(place: str, opening: str) -> str:
    flow, step = place.split()
    asked = SHIPPED.book.flows[flow].step(step)
    assert asked
    answer = told_before(asked, opening, TODAY)
    return answer.text if answer else ""


@pytest.mark.parametrize(
    ("place", "opening", "text"),
    [
        (QUORUM, "조합원 7명인데 의결정족수가 몇 명이에요?", "7"),
        (QUORUM, "우리 조합원이 42명인데 총회 정족수 알려줘", "42"),
        (PAY, "시급 11000원 주 20시간 알바 주휴수당 얼마예요", "11000"),
        ("holiday-pay weekly", "시급 11000원 주 20시간 알바 주휴수당 얼마예요", "20시간"),
        ("minimum-wage base", "월급 200만원 주 40시간이면 최저임금 위반인가요", "2000000"),
        (SEVERANCE, "2024년 3월 2일 입사했는데 퇴직금 계산해줘", "2024-03-02"),
        (SEVERANCE, "입사일 2024년 3월 2일 퇴직금 계산", "2024-03-02"),
        ("village-enterprise investors", "7명이 출자했고 5명이 주민인데 마을기업 요건 점검해 주세요", "7"),
        ("village-enterprise residents", "7명이 출자했고 마을주민 5명인데 마을기업 요건 점검해 주세요", "5"),
        ("holiday-pay what", "주휴수당 계산해 주세요", "rest"),
        ("bylaws-check kind", "사회적협동조합 정관 점검해 주세요", "social"),
        (COST, "출자금 500만원으로 시작하면 등기비용 얼마예요?", "5000000"),
    ],
)
def test_a_value_with_its_noun_is_heard(place: str, opening: str, text: str) -> None:
    assert told(place, opening) == text


@pytest.mark.parametrize(
    ("place", "opening"),
    [
        (QUORUM, "직원 3명인데 정족수가 몇 명이에요?"),
        (QUORUM, "조합원 10명 이상이면 총회 정족수가 몇 명이에요?"),
        (QUORUM, "조합원은 몇 명이 나와야 해요?"),
        (QUORUM, "조합원 7명 조합원 9명 정족수가 달라요?"),
        (QUORUM, ""),
        (PAY, "월급 250만원이면 주휴수당 얼마예요"),
        ("holiday-pay weekly", "하루 8시간이면 주휴수당 있어요?"),
        (SEVERANCE, "2024년 3월 2일 총회에서 정했는데 퇴직금 얼마예요"),
        ("vat input-tax", "매출 5500만원 부가세 얼마"),
        (COST, "법무사 30만원이면 출자금이랑 따로예요?"),
        ("bylaws-check kind", "협동조합 정관 점검해 주세요"),
        ("dismissal banned", "육아휴직이 끝난 직원을 내보내도 되나요"),
        ("first-hire others", "직원 한 명 뽑으려는데요"),
    ],
)
def test_what_is_bounded_of_something_else_or_said_twice_is_not(place: str, opening: str) -> None:
    assert not told(place, opening)
