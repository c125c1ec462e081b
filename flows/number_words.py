"""Tables of Korean for numbers, amounts and percents as people write them."""

import re

DIGITS = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}
SMALL_UNITS = {"십": 10, "백": 100, "천": 1000}
LARGE_UNITS = {"만": 10**4, "억": 10**8, "조": 10**12}
NATIVE_ONES = {
    "하나": 1,
    "한": 1,
    "둘": 2,
    "두": 2,
    "셋": 3,
    "세": 3,
    "석": 3,
    "서": 3,
    "넷": 4,
    "네": 4,
    "넉": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
}
NATIVE_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
ABOUT = "한"
#: Words around a number that change nothing.
AROUND_NUMBER = (
    "우리",
    "저희",
    "지금",
    "현재",
    "아마",
    "전부",
    "합쳐서",
    "다 해서",
    "인데요",
    "인데",
    "왔어요",
    "있어요",
    "있습니다",
    "돼요",
    "되요",
    "모였어요",
    "예정이에요",
    "대략",
    "약",
    "한",
    "총",
    "모두",
    "정도",
    "쯤",
    "가량",
    "정도요",
    "쯤요",
    "이에요",
    "예요",
    "입니다",
    "이요",
    "요",
    "씩",
    "정도예요",
    "정도입니다",
    "될 것 같아요",
    "됩니다",
)
COUNTERS = (
    "사람",
    "명이",
    "명",
    "분",
    "인",
    "개",
    "좌",
    "곳",
    "군데",
    "회",
    "번",
    "건",
    "주",
    "일",
    "개월",
    "달",
    "년",
    "시간",
    "살",
    "세",
    "팀",
    "매",
    "장",
)
WON_WORDS = ("원정", "원", "won", "krw", "₩", "\\")
PERCENT_WORDS = ("퍼센트", "프로", "percent", "%", "％")
#: What a choice holds: 네 명 이하.
BOUND = re.compile(r"(\S+\s?명)\s?(이하|미만|이상|초과)")
#: Other ways to say a unit behind a number.
UNIT_ALSO = {"월": ("월말", "월 결산", "월말 결산")}
#: An amount, a percent, or something counted inside a sentence.
WON_INSIDE = re.compile(r"(?<![\d,.~-])(?:[\d][\d,.]*|[일이삼사오육칠팔구십백천만억]+)[\d,.십백천만억 ]*원")
PERCENT_INSIDE = re.compile(r"(?<![\d,.~-])\d[\d.]*\s?(?:%|프로|퍼센트)")
#: What makes a percent a difference of percents.
PERCENT_POINTS = ("p", "P", "포인트")
NOTHING = ("없음", "없어요", "없습니다", "0원")
HALF = "반"
