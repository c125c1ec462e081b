"""Tables of Korean for days, periods and hours as people write them."""

import re
from collections.abc import Iterable

from flows.number_words import NATIVE_TENS

#: A verb behind a date.
VERB_AFTER_DATE = re.compile(r"(?:에|부터|까지)[가-힣]{0,10}(?:요|다|죠)$")
#: A verb behind a day that says which day it is, and what in it would make it another day.
VERB_AFTER_DAY = re.compile(r"^(.*월\d{1,2}일|오늘|금일|내일|모레|글피|어제|그제|그저께|엊그제)([가-힣]{1,10}(?:요|다|죠))$")
ANOTHER_DAY = re.compile(r"안|못|아니|말고|없|전|후|뒤|다음|몰|모르|이내|동안|간|마다|오늘|내일|모레|어제")
#: What was not done on a day says nothing of the day on which it was; 안내했어요 is no such thing.
NOT_DONE_THEN = re.compile(r"(?:^|\s)(?:안|못)(?:\s|[했하해갔가왔줬주받냈됐되돼])|지\s?(?:않|못)|아니(?:에|예|었)")
#: A noun before a day: 총회는 어제, 총회 11월 10일에. What may belong to the day is none: 다음 금요일, 제작년 3월 2일.
NOUN_BEFORE_DAY = re.compile(
    r"(?!다|지난|이번|오는|돌아|저번|매|격|첫|둘|셋|마지막|안|못|음력)[가-힣]{1,8}(?<![년해달주월전후뒤번말도야면서고데에안못음])"
)
TOPIC = re.compile(r"[가-힣][은는을를이가]$")
DATE_BEGINS = re.compile(r"\d{1,2}\s?월\s?\d{1,2}\s?일|\d{4}\s?[년.-]|\d{1,2}[./]\d{1,2}")
#: The time of day is not asked for.
TIME_OF_DAY = re.compile(
    r"(?<=[일늘레제께)])(?:(?:오전|오후|아침|점심|저녁|낮|밤|새벽)(?:\d{1,2}(?:시(?:반|\d{1,2}분)?|:\d{2}))?|\d{1,2}(?:시(?:반|\d{1,2}분)?|:\d{2}))"
)
#: Before a day: the last one like it, or the next.
LAST_ONE, NEXT_ONE = re.compile(r"^지난(?=\d)"), re.compile(r"^(?:오는|돌아오는|다가오는)(?=\d)")
#: What is still to come: the syllable before the blank ends in ㄹ, or a word says so.
TO_COME = re.compile(r"([가-힣])\s?(?:거(?=[예에야임입라래고같니다죠지요여]|$)|것|게요|래요|생각)")
PLANNED = ("려고", "려구", "려는", "려 해", "려 합", "려 하", "예정", "계획")
#: What somebody is heard to do is still to come, unless it goes on since then: 나간대요, 받는다고. 인대요 is 인데요.
HEARD = re.compile(r"([가-힣]?)([가-힣])(?:대요|대$|다고|다네요|답니다|다더|다던|다는데)")
NOT_HEARD, STEM_HEARD, EXISTING, SINCE = "인은던", "는", "있없", "부터"
#: That it was said is no past of what was said.
SAID_SO = re.compile(r"(?<=[다라]고)\s?(?:했|하셨|그랬|그러셨|말했|말씀하셨|들었|전했|알렸|통보했)[가-힣]*")
#: Says that a day was settled, which may lie ahead.
SETTLED = re.compile(r"기로\s?[했정]|정했|정해졌|잡았|잡혔|생각했|예정이었")
#: Have the ending of the past, but are not past.
NOT_PAST = "있겠"
RELATIVE_DAYS = {"오늘": 0, "금일": 0, "내일": 1, "명일": 1, "모레": 2, "글피": 3, "어제": -1, "그제": -2, "그저께": -2, "엊그제": -2}
RELATIVE_YEARS = {
    "재작년": -2,
    "작년": -1,
    "지난해": -1,
    "전년": -1,
    "올해": 0,
    "금년": 0,
    "이번해": 0,
    "내년": 1,
    "다음해": 1,
    "내후년": 2,
    "후년": 2,
}
RELATIVE_MONTHS = {
    "지지난달": -2,
    "지난달": -1,
    "저번달": -1,
    "전달": -1,
    "이번달": 0,
    "이달": 0,
    "금월": 0,
    "다음달": 1,
    "담달": 1,
    "내달": 1,
    "다다음달": 2,
}
RELATIVE_WEEKS = {"지지난주": -2, "지난주": -1, "저번주": -1, "이번주": 0, "금주": 0, "다음주": 1, "담주": 1, "차주": 1, "다다음주": 2}
WEEKDAYS = {"월": 0, "화": 1, "수": 2, "목": 3, "금": 4, "토": 5, "일": 6}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


#: The parts of a day of the calendar and of one in a week.
CALENDAR_PARTS = (
    re.compile(rf"\d{{4}}년|(?<!\d)\d{{2}}년(?=\d{{1,2}}월)|{_any_of(RELATIVE_YEARS)}"),
    re.compile(rf"\d{{1,2}}월|{_any_of(RELATIVE_MONTHS)}"),
    re.compile(r"\d{1,2}일(?!간|동안|[전뒤후])|말일|월말|(?<=월)말|마지막날"),
)
WEEK_PARTS = (re.compile(_any_of(RELATIVE_WEEKS)), re.compile(r"[월화수목금토일]요일"))
DOTTED = re.compile(r"(?<!\d)(\d{4}|\d{2})[-./](\d{1,2})[-./](\d{1,2})(?!\d)\.?")
#: A part of a year that is longer than a month.
PART_OF_A_YEAR = re.compile(r"[상하]반기|[1-4]\s?(?:/4\s?)?분기")
LAST_DAY = ("말일", "월말", "마지막날", "말")
LUNAR = ("음력", "윤달", "설날", "추석")
LATER, EARLIER = ("뒤", "후", "이후", "있다가"), ("전", "이전")
LONG_COUNTS = {
    "하루": "1일",
    "이틀": "2일",
    "사흘": "3일",
    "나흘": "4일",
    "닷새": "5일",
    "엿새": "6일",
    "이레": "7일",
    "여드레": "8일",
    "아흐레": "9일",
    "열흘": "10일",
    "보름": "15일",
    "일주일": "7일",
    "한주": "7일",
    "한달": "1개월",
    "두달": "2개월",
    "석달": "3개월",
    "세달": "3개월",
    "넉달": "4개월",
    "네달": "4개월",
    "반년": "6개월",
    "한해": "1년",
    "일년": "1년",
    "이년": "2년",
    "삼년": "3년",
}
#: Not behind a ten: 열두 달 are twelve months.
LONG_COUNT = re.compile(
    "(?<![" + "".join(word[-1] for word in NATIVE_TENS) + "])(?:" + "|".join(sorted(LONG_COUNTS, key=len, reverse=True)) + ")"
)
PER_WORDS = {
    "day": ("하루", "1일", "일일", "매일", "일"),
    "week": ("일주일", "1주일", "한주", "1주", "매주", "주당", "주"),
    "month": ("한달", "1개월", "매월", "매달", "월"),
}
AFTER_PERIOD = ("동안", "정도", "쯤", "이에요", "예요", "입니다", "이요", "요")
LOCATIVE = "에"
SAID_YEARS = re.compile(r"^(\S+?)년(?:간|동안)?(반)?")
SAID_MONTHS = re.compile(r"^(\S+?)(?:개월|달|월)(?:간|동안)?(반)?")
SAID_WEEKS = re.compile(r"^(\S+?)주일?(?:간|동안)?")
SAID_DAYS = re.compile(r"^(\S+?)일(?:간|동안)?")
SAID_CLOCK = re.compile(r"^(\d{1,3}):([0-5]\d)$")
SAID_HOURS = re.compile(r"^(?:(\d{1,4}(?:\.\d{1,2})?|[가-힣]{1,4}?)시간(반)?)?(?:(\d{1,5}|[가-힣]{1,4})분)?$")
_A_WEEK = r"(?:일주일에?|주당|주)"
_SO_MANY = r"(\d|[가-힣])일"
SAID_TIMES = re.compile(rf"^(.+?)씩?{_A_WEEK}{_SO_MANY}$")
SAID_TIMES_DAILY = re.compile(r"^(?:하루|매일)에?(.+?)씩?(\d{1,2}|[가-힣])일$")
SAID_EACH_OF = re.compile(r"^(.+?)씩(\d{1,2}|[가-힣])일$")
SAID_TIMES_FIRST = re.compile(rf"^{_A_WEEK}{_SO_MANY}(?:간|동안)?(?:하루|매일|일)에?(.+?)씩?$")
#: Behind days hours that may be those of each day or of all.
SAID_DAYS_HOURS = re.compile(rf"^{_A_WEEK}{_SO_MANY}(?:간|동안)?(.+?)(씩)?$")
#: Days of the week by their names: 월수금, 월·수·금요일, 월요일부터 금요일까지, 평일.
_WEEKDAY = r"[월화수목금토일](?:요일)?"
SAID_WEEKDAYS = re.compile(rf"^((?:{_WEEKDAY}(?:[,·/]|하고|이랑|랑|과|와)?)+{_WEEKDAY})(?:에|은|마다)?(?:(하루)?에?(.+?)(씩)?)?$")
SAID_WEEKDAYS_TO = re.compile(rf"^({_WEEKDAY}(?:부터|에서|~|-){_WEEKDAY}|평일)(?:까지)?(?:에|은|마다)?(?:(하루|매일)?에?(.+?)(씩)?)?$")
ALL_WORKDAYS = "평일"
#: So many days and nothing else; and so many hours each.
SAID_DAYS_ONLY = re.compile(rf"^{_A_WEEK}?{_SO_MANY}(?:간|동안)?$")
SAID_HOURS_EACH = re.compile(r"^(?:하루|매일)?에?(.+)씩$")
#: From when till when; how long the break is nobody knows.
FROM_TO_CLOCK = re.compile(
    r"(?:시(?!간)(?:반|정각|\d{1,2}분)?|\d:\d{2})(?:부터|에서|~|-)|\d(?:부터|에서|~|-)(?:오전|오후|아침|점심|저녁|밤|새벽)?\d{1,2}시(?!간)"
)
_WORKS = "(?:일|근무)"
#: Behind hours a verb; 주5일해요 is none, it is 주5일.
WORKING = re.compile(
    rf"(?<=[일간씩반]){_WORKS}(?:해요|합니다|했어요|하세요|해|하고있어요|하기로했어요|한대요|예요|이에요|입니다|이요|요)$|(?<=[일간씩반])근무$"
)
#: Before hours that are those of all days.
IN_ALL = re.compile(r"^((?:일주일|한주|한달)에?)?(?:모두|전부|다|총)?(?:더해서?|합쳐서?|해서|합하면|합치면)?(?=\d)")
#: Between hours and days.
JOINED = re.compile(rf"(?<=[일간씩반])(?:,|이고|이며|이랑|{_WORKS}(?:하고|해요?|하는데|하며)[,.]?)(?=.)")
SAID_DATE = re.compile(r"^(\d{4}|\d{2})(?:[-./]|년)(\d{1,2})(?:[-./]|월)(\d{1,2})(?:일|\.)?$")
SAID_COMPACT = re.compile(r"^(\d{4}|\d{2})(\d{2})(\d{2})$")
SAID_MONTH_DAY = re.compile(r"^(\d{1,2})(?:[-./]|월)(\d{1,2})일?$")
SAID_YEAR = re.compile(r"(\d{4})년")
SAID_YEAR_MONTH = re.compile(r"^(\d{4})(?:[-./]|년)(\d{1,2})(?:월|\.)?$")
SAID_MONTH = re.compile(r"^(\d{1,2})월$")
SAID_MONTH_IN = re.compile(r"\d월")
SAID_DAY = re.compile(r"^(\d{1,2})일$")
SAID_WEEKDAY = re.compile(r"^([월화수목금토일])(?:요일)?$")
#: Tails of a date that change nothing.
AFTER_DATE = (
    "에 시작할게요",
    "부터",
    "까지",
    "쯤",
    "정도",
    "경",
    "이래요",
    "이라고 해요",
    "이에요",
    "예요",
    "입니다",
    "이요",
    "요",
    "에",
    "날",
)
WEEKDAY_IN_BRACKETS = re.compile(r"[(（][월화수목금토일](?:요일)?[)）]|(?<=일)[월화수목금토일]요일$")
#: Days that are counted by a word of their own.
#: What is said behind a month whose pay is meant: 12월분이요.
PAY_OF_MONTH = re.compile(r"(?:급여|월급|임금|분|치|것|거|꺼)(?:이요|요|이에요|예요|입니다)?$")
FIRST_DAY = "1일"
#: The full stop of a sentence, not that of 2026.3.2.
ENDED = re.compile(r"(?<=[가-힣])\.+$")
COUNTED_DAYS = re.compile("|".join(word for word, days in LONG_COUNTS.items() if days.endswith("일") and "주" not in word))
