"""A small content that all matcher tests share."""

from functools import cache

from faq.calibration import DEFAULT
from faq.manners import Manner, Manners
from faq.policy import Matcher, build_matcher
from faq.schema import Entry
from faq.thesaurus import Line, Thesaurus

ENTRIES = (
    Entry(
        id="members-min",
        topic="formation",
        title="협동조합은 몇 명부터 만들 수 있나요?",
        asks=("최소 인원이 몇 명이에요", "세 명이서도 되나요", "5명이 있어야 하나요", "발기인이 모자라면 설립이 안 되나요"),
        answer="5명부터 만들 수 있어요. 발기인은 조합원이 될 사람이에요.",
    ),
    Entry(
        id="procedure",
        topic="formation",
        title="협동조합 설립 절차를 알려 주세요",
        asks=("협동조합 만드는 순서", "설립하려면 무엇부터 해야 하나요", "창립총회 다음에 뭐 해요", "설립 신고는 어디에 하나요"),
        answer="발기인 모집, 정관 작성, 창립총회, 설립신고, 등기의 차례예요.",
    ),
    Entry(
        id="social-approval",
        topic="formation",
        title="사회적협동조합 인가는 어떻게 받나요?",
        asks=("사회적협동조합 인가 신청", "사협 인가 기간이 얼마나 걸려요", "비영리 조합 허가 받는 법", "사회적협동조합 설립 조건"),
        answer="중앙행정기관의 인가를 받아요. 60일 안에 처리해요.",
    ),
    Entry(
        id="minimum-wage",
        topic="labor",
        title="올해 최저임금은 얼마인가요?",
        asks=("최저시급 알려줘", "시간당 얼마 줘야 해요", "최저임금보다 적게 주면 어떻게 되나요", "아르바이트 시급 최소 금액"),
        answer="시간당 {minimum-wage-hourly}이에요.",
    ),
    Entry(
        id="weekly-holiday",
        topic="labor",
        title="주휴수당은 언제 주나요?",
        asks=("주휴수당 계산", "일주일에 15시간 일하면 주휴수당 받아요", "쉬는 날에도 돈을 주나요", "주휴수당 안 줘도 되는 경우"),
        answer="한 주 15시간 이상 일하고 개근하면 줘요.",
    ),
    Entry(
        id="expel",
        topic="formation",
        title="조합원을 제명하려면 어떻게 하나요?",
        asks=("조합원 제명 절차", "제명은 총회에서 정하나요", "제명 사유가 뭐예요", "제명할 조합원에게 알려야 하나요"),
        answer="총회에서 정해요.",
    ),
    Entry(id="vat", topic="tax", title="부가세 VAT 신고 기한", answer="네"),
)
THESAURUS = Thesaurus(
    lines=(
        Line(say=("쫓아내", "내보내"), means=("제명",)),
        Line(say=("사협",), means=("사회적협동조합",)),
        Line(say=("월급",), means=("임금",)),
    ),
    opposites=(("일반협동조합", "사회적협동조합"),),
)
MANNERS = Manners(
    kinds=(
        Manner(name="greeting", whole=("안녕하세요", "안녕")),
        Manner(name="weather", anywhere=("날씨",)),
        Manner(name="emergency", always=("죽고 싶",)),
    ),
    polite=("요",),
)


@cache
def matcher() -> Matcher:
    """Built once; it never changes."""
    return build_matcher(ENTRIES, THESAURUS, manners=MANNERS, calibration=DEFAULT)
