"""Tables of Korean: units, numbers, days, commands. The only Python of this room that holds Hangul."""

import re
import unicodedata
from decimal import Decimal

from flows.values import Unit

UNIT_WORDS = {
    Unit.WON: "원",
    Unit.PERCENT: "%",
    Unit.PEOPLE: "명",
    Unit.DAYS: "일",
    Unit.MONTHS: "개월",
    Unit.YEARS: "년",
    Unit.HOURS: "시간",
    Unit.COUNT: "",
}
HOUR, MINUTE, YEARS, YEAR, MONTHS, MONTH, DAY = "시간", "분", "년", "년", "개월", "월", "일"

#: Words that always work inside a flow, as typed.
COMMANDS = {
    "back": ("이전", "뒤로", "이전으로", "이전 질문", "전 질문", "되돌리기"),
    "skip": (
        "건너뛰기",
        "건너뛸게요",
        "건너뛰어",
        "건너뛰고 싶어요",
        "스킵",
        "패스",
        "넘어가기",
        "다음에 할게요",
        "모르겠어요",
        "잘 모르겠어요",
        "몰라요",
    ),
    "why": (
        "왜",
        "왜요",
        "왜 묻나요",
        "왜 물어요",
        "왜 물어보세요",
        "왜 필요해요",
        "왜 필요한가요",
        "이유",
        "무슨 뜻이에요",
        "그게 무슨 뜻이에요",
        "이게 무슨 뜻이에요",
        "무슨 말이에요",
    ),
    "review": ("답변 보기", "답변 확인하기", "내 답변", "내가 한 답", "지금까지 답변", "수정", "고치기", "답 고치기", "답변 수정", "검토"),
    "help": ("도움말", "도움", "명령어", "헬프", "help"),
}

#: Leave out a question that may be left out.
LEFT_OUT = (
    "없음",
    "없어요",
    "없습니다",
    "아직",
    "아직요",
    "아직이요",
    "아직 없어요",
    "안 적을래요",
    "안 적을게요",
    "안 할래요",
    "안 쓸래요",
    "적기 싫어요",
    "비워 둘게요",
    "나중에요",
    "나중에 할게요",
    "나중에 적을게요",
)
YES = (
    "예",
    "네",
    "넵",
    "넹",
    "네네",
    "예예",
    "응",
    "어",
    "웅",
    "ㅇㅇ",
    "ㅇ",
    "그래",
    "그래요",
    "그럼요",
    "맞아",
    "맞아요",
    "맞습니다",
    "있어",
    "있어요",
    "있습니다",
    "그렇습니다",
    "그렇죠",
    "좋아요",
    "당연하죠",
    "해요",
    "합니다",
    "할게요",
    "할 거예요",
    "yes",
    "y",
    "o",
    "ok",
    "true",
)
NO = (
    "아니요",
    "아니오",
    "아뇨",
    "아니",
    "아니에요",
    "아닙니다",
    "ㄴㄴ",
    "ㄴ",
    "노",
    "없어",
    "없어요",
    "없습니다",
    "없음",
    "안 해요",
    "안해요",
    "안 합니다",
    "안 할래요",
    "안 할 거예요",
    "해당 없음",
    "그렇지 않아요",
    "no",
    "n",
    "x",
    "false",
)
#: A choice by its number: 2, 2번, 2번이요.
SAID_NUMBER = re.compile(r"^(\d{1,2})(?:번|번째)?(?:이요|요|으로|이에요|할게요|으로할게요|선택)?$")
ALL_OF_THEM = ("전부", "모두", "다", "전부 다", "모두 다", "전체", "다요", "모두요", "전부요")
NONE_OF_THEM = ("없음", "없어요", "없습니다", "해당 없음", "해당없음", "하나도 없어요", "아무것도 없어요", "없다", "아니요")
ENOUGH = ("끝", "그만", "다 했어요", "다 적었어요", "더 없어요", "이게 다예요")
NEGATIONS = ("말고", "아니", "아닌", "안", "않", "못", "없", "빼고", "제외")
#: What people hang behind a choice, longest first.
POLITE_ENDINGS = (
    "이라고 생각해요",
    "인 것 같아요",
    "인것 같아요",
    "같습니다",
    "입니다",
    "이에요",
    "이예요",
    "으로 할게요",
    "로 할게요",
    "할게요",
    "으로요",
    "이요",
    "예요",
    "에요",
    "요",
    "로",
    "임",
)
JOINERS = ("그리고", "이랑", "하고", "및", "와", "과", "랑")

ORDINALS = {
    "첫번째": 1,
    "첫째": 1,
    "두번째": 2,
    "둘째": 2,
    "세번째": 3,
    "셋째": 3,
    "네번째": 4,
    "넷째": 4,
    "다섯번째": 5,
    "다섯째": 5,
    "여섯번째": 6,
    "여섯째": 6,
    "일곱번째": 7,
    "여덟번째": 8,
    "아홉번째": 9,
    "열번째": 10,
}
#: That something is there or not, by the syllable that says so in a label; what is being done is not there for that.
DOING = "고 있"
EXISTS = {"있": ("있어", "있어요", "있습니다", "있음"), "없": ("없어", "없어요", "없습니다", "없음")}
#: Short for what a choice is called.
SHORT_FOR = {"사협": "사회적협동조합"}
#: Begin an answer that goes on: 네 고양시요.
SURE_YES, SURE_NO = ("예", "네", "넵", "네네", "응"), ("아니요", "아니오", "아뇨")

ADDRESS_ENDINGS = ("시", "도", "군", "구", "읍", "면", "동", "리", "로", "길", "가")
ROAD = re.compile(r"[가-힣\d]+(?:로|길)\d+(?:-\d+)?")
ASKING = re.compile(r"^(.{1,20}?)(?:이란|란|이라는 게|라는 게|은|는|이|가)?\s*(?:뭐|무엇|뭔|무슨|어떤|뜻|의미|설명)\S*(?:\s*\S+){0,3}$")
BARE_ASKING = re.compile(r"^(.{1,20}?)\s*\?+$")


#: An acceptable answer for each kind whose answer is free, for walking through a flow.
SAMPLES = {
    "phone": "010-1234-5678",
    "email": "dure@example.org",
    "business-number": "123-45-67891",
    "text": "두레 협동조합 설립 준비",
    "address": "전주시 완산구 효자로 225",
    "file": "file:사진",
}

#: Particles written as pairs in wording: after a final consonant, after a vowel.
PARTICLES = {
    "이(가)": ("이", "가"),
    "(이)가": ("이", "가"),
    "을(를)": ("을", "를"),
    "(을)를": ("을", "를"),
    "은(는)": ("은", "는"),
    "(은)는": ("은", "는"),
    "과(와)": ("과", "와"),
    "(과)와": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)라는": ("이라는", "라는"),
}
PARTICLE = re.compile("|".join(re.escape(pair) for pair in PARTICLES))
#: Whether the sign is read with a final consonant.
READ_WITH_FINAL = {
    "0": True,
    "1": True,
    "2": False,
    "3": True,
    "4": False,
    "5": False,
    "6": True,
    "7": True,
    "8": True,
    "9": False,
    "%": False,
}

_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u3164\ufeff\uffa0\x00-\x08\x0b-\x1f\x7f]"
)
_BLANKS = re.compile(r"\s+")
_PUNCTUATION = re.compile(r"[\s.,!?~·…'\"“”‘’()\[\]{}<>「」:;ㅎㅋㅠㅜ^*_-]+")


def clean(text: str) -> str:
    """What a person typed, in the usual form: composed, widths folded, nothing invisible, single blanks."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))).strip()


def squeezed(text: str) -> str:
    """Text for comparing: cleaned, without blanks and punctuation, in lower case."""
    return _PUNCTUATION.sub("", clean(text)).casefold()


def grouped(value: Decimal | int) -> str:
    """A number with thousands separated and no idle zeros behind the point."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def command(said: str) -> str:
    """The command a person typed, or nothing."""
    return _COMMANDS.get(squeezed(said), "")


def is_left_out(said: str) -> bool:
    """Whether the person has nothing to say to a question."""
    return squeezed(said) in _LEFT_OUT


def has_final(word: str) -> bool:
    """Whether a word is read with a final consonant (for particles)."""
    if not word:
        return False
    sign = word[-1]
    if "가" <= sign <= "힣":
        return (ord(sign) - 0xAC00) % 28 != 0
    return READ_WITH_FINAL.get(sign, False)


def ends_in_rieul(word: str) -> bool:
    """Whether the last sound is ㄹ, after which 로 stands instead of 으로."""
    return bool(word) and (("가" <= word[-1] <= "힣" and (ord(word[-1]) - 0xAC00) % 28 == 8) or word[-1] in "178")


def with_particles(text: str) -> str:
    """Choose between the forms of every particle written as a pair."""
    parts: list[str] = []
    end = 0
    for match in PARTICLE.finditer(text):
        before = text[end : match.start()]
        parts.append(before)
        word = (before or "".join(parts)).rstrip(")]’'\"” ")
        closed, open_ = PARTICLES[match.group()]
        final = has_final(word) and not (match.group() == "(으)로" and ends_in_rieul(word))
        parts.append(closed if final else open_)
        end = match.end()
    return "".join((*parts, text[end:]))


_LEFT_OUT = {squeezed(word) for word in LEFT_OUT}
_COMMANDS = {squeezed(word): name for name, words in COMMANDS.items() for word in words}
