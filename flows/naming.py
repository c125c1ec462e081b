"""What a sentence names: "햇살마을협동조합으로 하려고요" goes into a paper as 햇살마을협동조합, a question not at all."""

import re

from flows.language import clean

#: What people put before a name.
_BEFORE = re.compile(r"(?:(?:저희|우리|제|그)\s)?(?:(?:조합|법인|단체)\s?)?(?:이름|명칭|성함|상호)(?:은|는|이|을)\s+")
#: What is to be done with it; and that it is so.
_DECIDED = re.compile(
    r"(?:이?라고|(?<=[가-힣])으?로)\s?"
    r"(?:하|할|해|정하|정할|정했|지으|지을|지었|부르|부를|가|갈|생각)"
    r"(?:려고|려구|려|기로|까|게|고|거|건|었|했|볼까|죠|지)?\s?"
    r"(?:하려|해|했|합|하고|싶|생각|예정|중|요|에요|예요|습|니|어|다|이)*(?:요|다|까요|죠|니다|는데요?)?$"
)
_IS = re.compile(r"(?:입니다|이에요|이예요|예요|에요|이요|이여|이죠|인데요?|이랍니다|이라고 해요|라고 해요|이라고 합니다|라고 합니다)$")
_NO_TAIL, _OPEN_VOWELS = 28, (8, 12, 13, 17, 18, 19, 20)
#: A bare 요 behind a noun: verbs rarely end in one of these before it (영희요, 오후 2시요; not 해요, 나눠요, 하고요).
_POLITE = re.compile(
    "(?<=["
    + re.sub("[고구지니으]", "", "".join(chr(0xAC00 + code) for code in range(0, 11172, _NO_TAIL) if code // _NO_TAIL % 21 in _OPEN_VOWELS))
    + "])요$"
)
#: So many words at most are a name or a place, not a sentence; and so many signs.
_SHORT, _LONGEST = 4, 100

#: A short question by its words; not 누구나 or 어디서든.
SHORT_QUESTION = 7
ASKS_BY_WORD = re.compile(
    r"(?:(?:뭐|뭘|뭔|무엇|무슨|어디|누가|누구|어떻게|어떡|언제|얼마|왜|어느|어떤)(?!\S*(?:나|든지?)(?:\s|$))|얼마나\s).*(?:요|죠|까|데|지)$"
    r"|\s\S+(?:나요|까요|인가요|는가요|는지요|될까|되나)$"
)


def named(said: str) -> str:
    """The name, place or time in what was said; all of it where it is no sentence about one."""
    text = clean(said)
    if len(text) > _LONGEST:
        return text
    bare = text.rstrip(" .!~")
    for pattern in (_BEFORE, _DECIDED, _IS):
        bare = pattern.sub("", bare).strip()
    if len(bare.split()) <= _SHORT:
        bare = _POLITE.sub("", bare)
    # What is kept reads back as it is.
    return named(bare) if 1 < len(bare) < len(text.rstrip(" .!~")) else text


def asks(said: str) -> bool:
    """Whether a text is a short question rather than an answer."""
    text = clean(said).rstrip(" .!~ㅠㅜㅎㅋ")
    return text.endswith("?") or (len(text.split()) <= SHORT_QUESTION and ASKS_BY_WORD.search(text) is not None)
