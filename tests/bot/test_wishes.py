"""What is wished of the desk itself is heard however it is worded, and what has a matter of its own is a question."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wishes import by_phone, is_foreign, is_question, wish

HEARD = {
    "human": [
        "상담좀요",
        "급해요 사람",
        "인간이랑 얘기할래",
        "사람이랑 통화하고싶어요",
        "상담원 바꿔줘",
        "전화 주세요",
        "통화 가능해요?",
        "상담원이랑 통화할 수 있을까요",
        "기계 말고 사람 불러줘",
        "빨리 상담원 연결해 주세요!!",
        "전화 좀 해주세요",
        "상담받고 싶어요",
        "010-1234-5678로 전화 주세요",
        "상담사요",
        "사람하고 말하고 싶은데요",
        "사람 말하고 싶어요",
        "상담원 다시",
        "아니 다시 불러주세요",
        "전화 주세요 010-1234-5678",
    ],
    "withdraw": [
        "상담 그만할래요",
        "상담 취소할게요",
        "상담 신청 취소해 주세요",
        "상담 안 받을래요",
        "이제 상담 필요 없어요",
        "아까 상담 신청한 거 취소할게요",
    ],
    "settled": [
        "이제 괜찮아요 해결됐어요",
        "해결됐어요",
        "혼자 해결했어요",
        "필요없어요",
        "이제 됐어요",
        "답 안 주셔도 돼요",
        "이제 괜찮아요 안 불러도 돼요",
    ],
    "state": [
        "취소됐어요?",
        "상담 취소됐나요",
        "제 상담 어떻게 됐어요",
        "접수됐나요?",
        "상담 신청 잘 됐나요",
    ],
    "again": [
        "다시 신청할래요",
        "다시 상담하고 싶어요",
    ],
    "waiting": [
        "언제 연락와요",
        "얼마나 기다려요",
        "답변 언제 와요",
        "언제 답 주시나요",
        "얼마나 더 기다려야 해요?",
        "왜 답이 없어요",
        "상담원 언제 연결돼요",
    ],
    "opening": [
        "상담 몇시까지 해요",
        "상담시간 알려주세요",
        "주말에도 상담하나요",
        "상담은 몇 시부터 몇 시까지인가요",
        "운영시간",
        "지금 상담 되나요",
        "몇시까지 해요",
    ],
    "cost": [
        "돈 내야 하나요",
        "상담료 있나요",
        "상담 무료예요?",
        "무료인가요",
        "상담받으면 돈 내야 하나요",
        "상담 비용 얼마예요",
    ],
    "erase": [
        "내 정보 지워주세요",
        "개인정보 삭제해줘",
        "기록 다 지워줘",
        "제 대화 내용 삭제해 주세요",
    ],
    "keep": ["계속 기다릴게요", "취소 안할래요", "아니요 취소하지 마세요"],
    "secret": ["사장한테 말 안하죠?", "제 얘기 사장한테 가나요", "사장한테 알려지나요", "회사에 연락 안 가죠?", "사장님이 알게 되나요"],
    "foreign": [
        "中文",
        "我想和人说话",
        "помогите",
    ],
}
#: Each is near a wish: a cooperative is staffed, an approval is taken back, a filing costs money, a person is counted.
LEFT_ALONE = [
    "사람 몇 명 필요해요",
    "상담원 채용하려면",
    "급해요",
    "사람이 필요해요",
    "사람을 불러 모아야 하나요",
    "직원이 연락이 안 돼요",
    "인가 취소됐어요",
    "인증이 취소됐나요",
    "조합원 개인정보 삭제해야 하나요",
    "의사록 기록 지워도 되나요",
    "설립신고 비용 얼마예요",
    "등기 수수료 내야 하나요",
    "설립 신고 다시 신청하려면",
    "세무 상담 비용",
    "인가까지 얼마나 기다려요",
    "총회는 언제 해요",
    "총회 취소됐어요",
    "출자금 언제 돌려줘요",
    "고용노동부 상담 전화번호",
    "노무 상담 어디서 받나요",
    "직원 상담은 어떻게 하나요",
    "취소",
    "네",
    "정관 변경",
    "안녕하세요",
    "사람",
    "조합원 모집 언제까지 해요",
    "상담 협동조합 만들고 싶어요",
    "연락처 변경 신고",
    "취소되면 해산인가",
    "취소된 간판 그대로",
    "지금 운영해요",
    "이사장한테 알려야 하나요",
    "조합원한테 말해야 하나요",
    "회사에 신고해야 하나요",
    "사람 말고 법인도 되나요",
    "총회 다시 불러야 하나요",
]
#: What only somebody who waits for a counselor wishes.
HEARD_WAITING = {
    "settled": [
        "됐어요",
        "아니 됐어요",
        "아 잘못눌렀어요",
        "안해도 될거같아요",
        "이제 괜찮아요 안 불러도 돼요",
        "괜찮아졌어요",
        "cancel",
        "cancel please",
        "stop",
        "i dont want",
    ],
    "state": [
        "언제와요",
        "언제 와요",
        "아직이에요?",
        "진짜 오는거 맞아요?",
        "접수번호 알려줘",
        "접수번호 뭐였죠",
        "몇시까지 기다려요",
        "오늘 안오나요",
        "몇번째에요",
        "사람 안와요",
        "하루종일 기다렸어요",
        "status?",
        "how long?",
        "너무 오래걸리네",
        "답이 없네요",
        "얼마나 걸려요",
        "내일이요?",
        "지금 사람 없어요?",
    ],
}
#: What somebody who waits asks of something else, or tells.
LEFT_ALONE_WAITING = [
    "인가는 얼마나 걸려요",
    "총회에 사람이 안 와요",
    "설립신고 접수번호 알려줘",
    "등기가 너무 오래 걸려요",
    "조합원이 안 와요",
    "월급이 됐어요",
    "내일이 마감이에요",
    "아무도 없어요",
    "stop smoking",
    "cancellation of approval",
    "정관을 안 바꿔도 돼요?",
    "공고는 며칠 전에 해요",
]


@pytest.mark.parametrize(("typed", "wished"), [(typed, wished) for wished, texts in HEARD.items() for typed in texts])
def test_a_wish_is_heard(typed: str, wished: str) -> None:
    assert wish(typed, alone=True, ticket=True) == wished


@pytest.mark.parametrize("typed", LEFT_ALONE)
def test_a_question_is_no_wish(typed: str) -> None:
    assert wish(typed, alone=True, ticket=False) == ""


@pytest.mark.parametrize(("typed", "wished"), [(typed, wished) for wished, texts in HEARD_WAITING.items() for typed in texts])
def test_who_waits_is_heard(typed: str, wished: str) -> None:
    assert wish(typed, alone=True, ticket=True) == wished
    assert wish(typed, alone=True, ticket=False) != wished or typed in HEARD[wished]


@pytest.mark.parametrize("typed", LEFT_ALONE_WAITING)
def test_what_waits_is_no_wish_about_waiting(typed: str) -> None:
    assert wish(typed, alone=True, ticket=True) == ""


def test_how_long_the_matter_of_the_answer_takes_is_no_wish() -> None:
    assert wish("얼마나 걸려요", alone=True, ticket=True, answered=True) == ""


def test_no_title_is_a_wish() -> None:
    titles = [
        match.group(1)
        for path in (Path(__file__).parents[2] / "faq" / "content").glob("*/*.yaml")
        for match in re.finditer(r"^ +title: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert len(titles) > 400
    assert [title for title in titles if wish(title.strip("\"'"), alone=True, ticket=True)] == []


@pytest.mark.parametrize("typed", ["돈 내야 하나요", "취소됐어요?", "얼마나 기다려요", "무료인가요", "몇시까지 해요"])
def test_what_may_belong_to_the_answer_before_is_left_to_it(typed: str) -> None:
    assert wish(typed, alone=False, ticket=False) == ""


def test_what_is_solved_is_a_wish_only_where_somebody_waits() -> None:
    assert wish("해결됐어요", alone=True, ticket=False) == ""


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("협동조합은 몇 명부터 만들 수 있나요", True),
        ("설립 절차 알려줘", True),
        ("정관은 어떻게 바꾸는지 궁금해요", True),
        ("퇴직금 계산해 주세요", True),
        ("김철수요", False),
        ("지난주에 사장님이 그랬어요", False),
        ("010-1234-5678이에요", False),
    ],
)
def test_a_question_asks(typed: str, asked: bool) -> None:
    assert is_question(typed) is asked


@pytest.mark.parametrize(
    ("typed", "foreign"),
    [
        ("cooperative registration fee please", True),
        ("human", False),
        ("Kim Cheolsu", False),
        ("FAQ API", False),
        ("ASDF 1 2 3", False),
        ("", False),
    ],
)
def test_a_sentence_in_another_language(typed: str, foreign: bool) -> None:
    assert is_foreign(typed) is foreign


def test_who_wishes_to_be_called() -> None:
    assert by_phone("전화 주세요")
    assert not by_phone("상담좀요")


@given(st.text())
def test_any_text_is_read(typed: str) -> None:
    assert wish(typed, alone=True, ticket=True) in {*HEARD, ""}
