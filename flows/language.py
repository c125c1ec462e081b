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
    "나중에",
    "나중에요",
    "나중에 할게요",
    "나중에 적을게요",
    "빈칸",
    "빈칸으로",
    "빈칸으로요",
    "빈칸으로 둘게요",
    "빈칸으로 해 주세요",
    "비워 주세요",
    "비워 두세요",
    "안 썼어요",
)
_NOT_THERE = r"없(?:어요?|습니다|는데요?|네요?|음|대요|다네요|을\s?거예요|을\s?것\s?같아요|을걸요|지요|죠|다|고요)$"
_NOT_KNOWN = r"(?:모르|몰라|몰랐)(?:요|는데요?|겠어요|겠는데요?|겠습니다|네요?|죠|겠네요|아요|어요)?$"
_NOT_SETTLED = r"(?:안|못)\s?(?:정했|정하|정해|골랐|지었|만들었)[가-힣]{0,6}$"
_VERB_BEHIND = r"[가-힣]{1,6}(?:\s?(?:거예|예정|생각|계획)[가-힣]{1,5})?$"
NOT_KNOWN, NOT_KNOWN_WORDS = re.compile(r"(?:^|\s|아직|잘|저도)" + _NOT_KNOWN), 8
#: Sentences of at most so many words that say nothing to a question, by their end.
SAYS_NOTHING = (
    (8, re.compile(r"아직\s(?:.*\s)?(?:안|못)\s?" + _VERB_BEHIND + r"|아직(?:.*\s|\s)?\S{0,4}" + _NOT_THERE)),
    (8, re.compile(r"(?:^|\s)" + _NOT_SETTLED)),
    (4, re.compile(r"아직(?:이요|이에요|예요|요|입니다|인데요?|이라서요)?$")),
    (4, re.compile(r"(?:^|\s)(?:\S*[^\s에서고])?" + _NOT_THERE)),
    (
        4,
        re.compile(
            r"(?:^|\s)(?:안\s|안(?!내|전)|못\s?)(?:주|줬|줄|줘|쌓|하|했|할|해|냈|내|낼|받|적|둬|둘|뒀|나왔|걸었|남|넣)[가-힣]{0,5}"
            r"(?:\s?(?:거예|예정|생각|계획)[가-힣]{1,5})?$"
        ),
    ),
    (3, re.compile(r"^나중에\s?\S{1,6}(?:게요|래요|거예요)$")),
)
#: A question says nothing yet: 그럼 못 받나요; not 안 줬는데요?
ASKS_BACK = re.compile(r"(?:나요|까요|[을될할줄낼]까|가요|는지요)[.!?~]*$|(?:안|못)\s?\S+(?<!데)(?<!고)요\s?\?")
SENTENCE_ENDS = ("요", "다", "음", "데", "어", "네", "대", "죠", "라", "직")
#: Places where nothing is: 마을에 빵집이 없어요 is an answer.
PLACE_BEFORE = re.compile(r"\S(?:(?<!나중)(?<!다음)(?<!이번)에|에는|에서|에도)\s")
#: A number or a day in a sentence, which is something said; not 한 명도 없어요.
HOLDS_NUMBER = re.compile(
    r"\d|다섯|여섯|일곱|여덟|아홉|스물|서른|마흔|쉰|(?:한|두|세|네|열)\s?(?:명|개|달|번|좌|곳|분|사람)(?!도)|[십백천만억]\s?원|퍼센트|프로(?!그|젝)"
    r"|오늘|내일|모레|어제|그제|그저께|(?:지난|저번|이번|다음)\s?(?:달|주|해)|작년|올해|내년"
)
#: Takes back what stands before it: 한 6명쯤? 아니 7명이요.
TAKEN_BACK = re.compile(r"(?:^|[\s,.?!~])(?:아니|아니다|아니지|아니요|아뇨)[,.!?~]*\s+|(?:아니고|말고|아니라)[,.!?~]*\s+")
INSTEAD = re.compile(r"(?:아니고|말고|아니라)[,.!?~]*\s+")
#: Begin what is no correction: 그거 말고 없어요.
NO_CORRECTION = ("없", "다른", "나머지", "다요")
#: Questions that ask what is missing; who says that all is done, or that one thing is, means none of the choices by it.
ASKS_WHAT_IS_MISSING = re.compile(r"빠진\s?것|준비하지\s?못한\s?것|없는\s?것|모자란\s?것")
ALL_IS_DONE = re.compile(
    r"(?:네|예)?(?:다|전부|모두|전부다|모두다)(?:들어|적혀|준비|되어|돼)?(?:있|했|됐|되었|적었|썼|준비했|준비됐|갖췄|갖추었|챙겼|올렸|들어갔)"
    r"(?:어요?|습니다|음|네요?|는데요?|죠|(?:는|던|을|ㄹ)?(?:것|거|게)같(?:아요?|은데요?|습니다|네요))"
    r"|(?:네|예)?(?:빠진|빠뜨린|없는|안한|준비안된|모자란|부족한)(?:것|거|건|게|것은|것이|거는|항목|항목은|항목이)?(?:하나도|전혀|아무것도)?없(?:어요?|습니다|음|는데요?|네요)"
    r"|빠짐없(?:어요|습니다|이다있어요|이있어요)"
)
DONE = re.compile(r"[했됐썼]|되었|적었|있어|있습|있는데|있네|있음|있더|있다|있긴|있죠|마쳤|끝냈|올렸|만들었|갖췄|넣었")
NOT_DONE = re.compile(r"안|못|아직|빠[졌진뜨트]|없|않|덜")
#: Light verbs that say no more than the word before: 새로 하는 거예요.
LIGHT_VERB = re.compile(
    r"\s(?:하는|할|하려는)\s?(?:거|것|건)(?:예요|에요|요|이요|이에요|입니다|지요|죠|데요)?$|\s(?:하려고요?|하려구요?|할게요|할래요|해요|합니다)$"
)
#: Another ending of the same verb.
VERB_ENDING = re.compile(r"(?:어요|습니다|는데요?|음|죠|지요|거든요|네요|어|다|던데요)$")
OBJECT_PARTICLE = re.compile(r"(?<=[가-힣])[을를](?=\s)")
#: Called so, a choice is what has not been done yet.
NOT_YET_CALLED = ("아직이에요", "아직", "아직이요", "아직요", "아직 없어요", "아직 안 했어요")
NOT_YET = re.compile(r"^아직\s?(?:\S+\s){0,4}?\S{0,6}?(?:안|못)\s?[가-힣]{1,8}(?:\s?(?:거예|예정)[가-힣]{1,4})?$")
#: The same spelt wrongly.
MISSPELT = {"거에요": "거예요", "꺼에요": "거예요", "꺼예요": "거예요"}
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
    "이라니까요",
    "라니까요",
    "이라고요",
    "라고요",
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
    return _MISSPELT.sub(lambda match: MISSPELT[match.group()], _PUNCTUATION.sub("", clean(text)).casefold())


def grouped(value: Decimal | int) -> str:
    """A number with thousands separated and no idle zeros behind the point."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def command(said: str) -> str:
    """The command a person typed, or nothing."""
    return _COMMANDS.get(squeezed(said), "")


def is_left_out(said: str) -> bool:
    """Whether the person has nothing to say to a question: by a word for it or by a sentence."""
    return squeezed(said) in _LEFT_OUT or says_nothing(said)


def says_nothing(said: str) -> bool:
    """Whether the end of a short sentence without a number or a day says that there is no answer; a word alone may be one."""
    if squeezed(said) in _LEFT_OUT:
        return False
    text = _MISSPELT.sub(lambda match: MISSPELT[match.group()], clean(said).rstrip(" .,!?~ㅠㅜㅎㅋ"))
    if len(text.split()) <= NOT_KNOWN_WORDS and NOT_KNOWN.search(text):
        return True
    if ASKS_BACK.search(clean(said)) or HOLDS_NUMBER.search(text) or PLACE_BEFORE.search(text) or not text.endswith(SENTENCE_ENDS):
        return False
    return any(len(text.split()) <= most and pattern.search(text) for most, pattern in SAYS_NOTHING)


def corrected(said: str, taken_back: re.Pattern[str]) -> str:
    """What follows where the person takes back what stands before, or all of it."""
    last = taken_back.split(clean(said))[-1]
    return last if last and not last.startswith(NO_CORRECTION) else said


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


_MISSPELT = re.compile("|".join(MISSPELT))
_LEFT_OUT = {squeezed(word) for word in LEFT_OUT}
_COMMANDS = {squeezed(word): name for name, words in COMMANDS.items() for word in words}
