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
    "이라고요",
    "라고요",
    "이라니까요",
    "라니까요",
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
_GENERAL = ("개",)
#: Counting words that fit a step's unit; whoever says another one speaks of something else.
COUNTERS_OF = {
    "명": ("명이", "명", "사람", "분", "인", *_GENERAL),
    "좌": ("좌", "구좌", "주", *_GENERAL),
    "곳": ("곳", "군데", "팀", *_GENERAL),
    "월": ("월",),
    "개월": ("개월", "달"),
    "일": ("일했어요", "일동안", "일간", "일치", "동안", "치", "날", "일"),
    "번": ("번째", "번", "회", "차", "차례"),
    "년": ("년", "해"),
}
#: Before a count these say nothing of what is counted.
FILLERS = re.compile(
    r"(?:저희|우리)(?:[는가은]|들이?)?|(?:지금|현재)은?|전부|전체|모두|다|총|(?:다|합)?해서|합쳐서|합치면|합하면|아마|대략|약|한|그냥|일단"
    r"|(?:사람|인원|멤버|식구|수)(?:[은는이가]|수는?)?"
)
#: What hangs behind a noun: 조합원 수는, 조합원분들이.
NOUN_TAIL = re.compile(r"(?<=[가-힣]{2})(?:분들|들|님들|수)?(?:은|는|이|가|만|으로는)?$")
#: Different words for the same people, by how they begin.
ALIKE = (
    ("직원", "근로자", "상시근로자", "종업원", "노동자", "일하는 사람"),
    ("조합원", "회원", "구성원", "주주", "사원"),
    ("설립동의", "동의자", "발기인"),
    ("출석", "참석", "나왔", "나온", "나올"),
    ("찬성", "동의"),
)
#: What counted people did, by how the words begin; and where they stand behind a count.
DOING = (
    ("왔", "온", "나왔", "나온", "나올", "참석", "출석", "모였"),
    ("찬성", "동의", "손들"),
    ("반대",),
    ("탈퇴", "나갔", "그만"),
    ("가입", "들어왔"),
)
BEHIND_COUNT = re.compile(r"(?:명|분|사람)(?:이|은|만|도)?\s?([가-힣]{1,4})")
#: Who is left off a count, and who is taken in; and who speaks: the chair, mostly.
LEFT_OFF = re.compile(r"(\S{1,6}?)(?:은|는|을|를)?\s?(?:빼고는?|빼면|제외하고|제외하면|제외)(?:\s|$)")
TAKEN_IN = re.compile(r"(\S{1,6}?)(?:을|를)?\s?(?:까지|포함해서|포함하면|포함하여|포함)(?:\s?(?:해서|하면|합쳐서|치면))?(?:\s|$)")
ONESELF = re.compile(r"저|나|제|본인|(?:이사장|대표)님?")
#: Of a question what it does not count: 그 직원 가운데, (이사장, 이사, 감사), 이사장을 빼고.
NOT_COUNTED = re.compile(r"^.*가운데|\([^)]*\)|\S+(?:을|를|까지)\s(?:빼고|겸하는|넣으면)")
#: A count in a sentence.
COUNTED = re.compile(
    r"\d+(?:,\d{3})*|(?<![가-힣])(?:(?:열|스물|서른|마흔|쉰)\s?)?(?:"
    + "|".join(sorted({*NATIVE_ONES, "스무"} - {"서", "석"}, key=len, reverse=True))
    + r"|열|서른|마흔|쉰)\s?(?:명|분|사람|곳|좌|개월|달)"
)
WORD_THEN_DIGIT = re.compile(r"(?<=[가-힣]{2})(?=\d)")
PEOPLE = "명"
WON_WORDS = ("원정", "원", "won", "krw", "₩", "\\")
PERCENT_WORDS = ("퍼센트", "프로", "percent", "%", "％")
#: Counted like things, or by one syllable that may be anything, nothing is a percent: 셋, 이.
SAID_AS_PERCENT = re.compile("[0-9십백]|" + "|".join(re.escape(word) for word in PERCENT_WORDS), re.IGNORECASE)
#: What a choice holds: 네 명 이하.
BOUND = re.compile(r"(\S+\s?명)\s?(이하|미만|이상|초과)")
#: Other ways to say a unit behind a number.
MONTH_OF_YEAR, DECEMBER = "월", "12월"
UNIT_ALSO = {MONTH_OF_YEAR: ("월말", "월 결산", "월말 결산")}
#: The last day where its month is asked for: 12월 31일, 연말.
DAY_OF_MONTH = re.compile(r"(?<=\d월)\s?(?:\d{1,2}일|말일|마지막\s?날)")
YEAR_END = re.compile(r"^(?:매년\s|해마다\s)?연말")
#: What a choice that is a part of a year holds: 2기 (7~12월).
PART_OF_YEAR = re.compile(r"\d월")
#: An amount, a percent, or something counted inside a sentence.
WON_INSIDE = re.compile(r"(?:(?<![\d,.~-])\d[\d,.]*|(?<![\d,.~가-힣-])[일이삼사오육칠팔구십백천만억]+)[\d,.십백천만억 ]*원")
PERCENT_INSIDE = re.compile(r"(?<![\d,.~-])\d[\d.]*\s?(?:%|프로|퍼센트)")
#: A bound is no percent: 30프로 안 돼요, 30프로는 넘어요.
PERCENT_BOUND = re.compile(
    r"(?:%|프로|퍼센트)(?:은|는|이|가|도|까지는)?\s?(?:안\s?(?:돼|되|넘)|넘(?!기)|못\s?(?:돼|되|미)|미만|초과|모자라)"
)
#: What makes a percent a difference of percents.
PERCENT_POINTS = ("p", "P", "포인트")
NOTHING = ("없음", "없어요", "없습니다", "없는데요", "없대요", "없네요", "아뇨 없어요", "아니요 없어요", "0원")
HALF_OF_IT, FIFTY = "절반", 50
#: About half is no percent: the flows ask because a limit lies near it.
VAGUE = ("쯤", "정도", "약", "한", "가량")
#: Of two amounts neither is meant: 2천~3천만원, 2천에서 3천만원.
FROM_TO = re.compile(
    r"[\d십백천만억원]\s?(?:~|-|–|에서|부터|내지|아니면|이나|또는)\s?(?:약\s?)?[\d일이삼사오육칠팔구십백천만억]|사이(?:요|예요|에요|입니다|쯤|정도)*[.?!]*$"
    # A bound is no amount: 천만원 안 돼요, 천만원은 넘어요.
    r"|원\s?(?:은|는|이|도|까지는)?\s?(?:안\s?(?:돼|되|넘)|넘(?!기)|못\s?(?:돼|되|미)|미만|초과|모자라)"
)
#: An amount for each of many, and what a question says that asks for it so.
_AMOUNT = r"(?=\s?(?:약\s?)?[\d일이삼사오육칠팔구십백천만억])"
RATES = (
    (
        re.compile(r"(?<![\d가-힣])(?:매?월|매달|달마다|(?:한\s?달|1개월)(?:에|당)?|월마다)" + _AMOUNT),
        ("한 달", "한달", "매달", "월 ", "월급", "급여인가요"),
    ),
    (
        re.compile(r"(?:(?:한\s?)?(?:사람|명|분)|1?인|1명|한\s?좌|1?좌)(?:당|마다|에)" + _AMOUNT + "|각자|각각|인당|명당"),
        ("한 사람", "1인", "1좌", "한 좌"),
    ),
    (re.compile(r"(?<![\d가-힣])(?:하루|일당|매일|한\s?시간|1시간|시간)(?:에|당|마다)?" + _AMOUNT), ("하루", "일당", "시급", "시간")),
    (
        re.compile(
            r"원\s?(?:[*x×]\s?\d|(?:\d+|[한두세네]|다섯|여섯|일곱|여덟|아홉|열\S?)\s?(?:명|분|집|가구|사람))|(?:한|1)\s?(?:집|가구)(?:에|당)"
            + _AMOUNT
        ),
        ("한 사람", "1인", "한 집"),
    ),
    (re.compile(r"씩\s?(?:\d+|[두세네]|다섯|여섯)\s?(?:번|회|차례)"), ()),
    (re.compile(r"원\s?씩|[만천억]\s?씩"), ("한 달", "매달", "한 사람", "1좌", "한 좌", "하루", "일당", "시급")),
)
#: What is asked for instead of a rate, in the sentence that names what an amount is for.
WHOLE = "모두 더한 금액"
#: The question whose amount may well be ten thousand: 만원이요.
ASKS_A_SMALL_ONE = ("1좌", "시급", "일당")
BARE_TEN_THOUSAND = re.compile(r"만\s?원\s?(?:이요|요|이에요|예요|입니다|정도요?|쯤이?요?)?")
#: A number with more behind it that does not change it: 10명쯤인데 두명이 반대해요.
NUMBER_FIRST = re.compile(
    r"^(.*\d\s?[가-힣]{1,3}?(?:쯤|정도)?)(?:인데요?|이고),?\s"
    r"(?!.*(?:늘|줄|될|되|돼|바뀌|바뀔|아니|탈퇴|가입|나가|나갔|나간|나갈|빠지|빠졌|빠진|빠질|그만|들어|새로|추가))"
)
HALF = "반"
