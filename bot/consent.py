"""What is typed instead of pressed: yes and no to an offer, a place in a list, a counselor called, a value supposed to be another. Pure."""

import re
from collections.abc import Iterator

from bot.voice import plain
from flows.choices import find_yes_no, place_said
from flows.corrections import CORRECTS
from flows.naming import asks

#: What may follow a yes that only takes up the offer: more is a message of its own.
_TAKES_UP = re.compile(r"(?:그거|그걸로|그렇게|전해|연결|넘겨|이어|해\s?주|부탁|맞|좋|그래|네|예|응)")
#: What declines behind a no; behind a yes it may mean either.
_DECLINES = re.compile(r"괜찮|됐|안\s?해|필요\s?없")
#: What a counselor is called by, and how many words may stand before.
_COUNSELOR, _MOST_BEFORE = ("상담원", "상담사"), 3
#: A value supposed to be another, in a few words: it names a figure.
_FIGURE = re.compile(
    r"\d|(?:[일이삼사오육칠팔구십백천]+|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열\S?)\s?(?:명|시간|일|원|만|억|퍼센트|년|월|주|좌|개월)"
)
_CHANGE = r"(?:으로|로)\s?(?:바꿔|바꿀|바꾸|고쳐|고칠|수정|변경)\S*(?:\s(?:줘|주)\S*)?"
_CHANGES = re.compile(r"(?:\S+\s+){0,4}\S*" + _CHANGE)
#: What a value is said with that was told otherwise before: "다시 보니 5명이었네요".
_RECALLS = re.compile(r"(?:이었|였)(?:네요|어요|는데요?|습니다)$")
#: So many words at most correct a value.
_MOST_RECALLED = 7
#: What stands around the value.
_BEFORE = re.compile(r"^(?:(?:그럼|그러면|만약에?|혹시|아니|아)\s+)+")
_AROUND = re.compile(r"(?:" + _CHANGE + r"|(?:(?:으로|로)\s?(?:하|바꾸|잡으)|이라|라|이)?면(?:은)?요)\s*[?~.]*$")
_SUPPOSES = re.compile(
    r"(?:\S+\s+){0,4}\S*(?:(?<!미만)(?<!이상)(?<!이하)(?<!초과)이|\d|프로|좌|시|주일|(?<=\d)주|(?:으로|로)\s?(?:하|바꾸|잡으))면(?:은)?요\s*[?~.]*"
)


def consent(typed: str) -> bool | None:
    """Whether somebody agrees, or declines; None for everything else, a question that begins with yes among it."""
    first, _, rest = typed.strip(" .!~").partition(" ")
    if typed.rstrip().endswith("?"):
        return None
    agreed = find_yes_no(first.strip(",.!~"))
    return agreed if not rest or (_TAKES_UP.match(rest) if agreed else _DECLINES.match(rest)) else None


def place_meant(typed: str) -> int:
    """Which of the offered options is meant by its place, also behind a yes ("네 두 번째요"); 0 for none."""
    first, _, rest = typed.strip().partition(" ")
    behind = place_said(plain(rest)) if rest and find_yes_no(first.strip(",.!~")) else None
    return place_said(plain(typed)) or behind or 0


def calls_at_the_end(typed: str) -> Iterator[str]:
    """The ends of a text that may call a counselor ("고마워요 상담원 연결해 주세요")."""
    words = typed.split()
    for place in range(1, min(len(words), _MOST_BEFORE + 1)):
        if words[place].startswith(_COUNSELOR):
            yield " ".join(words[place:])


def supposed(typed: str) -> str:
    """The other value that is supposed or wished for ("그럼 300만원이면요?", "6월 말로 바꿔 주세요"); empty for every other message."""
    text = typed.strip(" .!~")
    if not _FIGURE.search(text) or not (_SUPPOSES.fullmatch(text) or _CHANGES.fullmatch(text)):
        return ""
    return _AROUND.sub("", _BEFORE.sub("", text)).strip() or text


def recalled(typed: str) -> str:
    """The value that corrects one told before ("아니 입사일이 2023년이에요", "다시 보니 5명이었네요"); empty for every other message."""
    text = typed.strip(" .!~")
    opened = CORRECTS.match(text)
    rest = text[opened.end() :] if opened else _RECALLS.sub("", text)
    is_one = rest != text and _FIGURE.search(rest) and len(rest.split()) <= _MOST_RECALLED
    return rest if is_one and not asks(typed) else ""
