"""A question where a value is asked for: "3일 안에 내야 하나요" is no answer, "5명?" is a doubtful one."""

import re

from flows.language import clean, says_nothing
from flows.naming import asks


def _ending_in(final: int) -> str:
    """All syllables with that last consonant, for a class of signs."""
    return "".join(chr(0xAC00 + code) for code in range(final, 11172, 28))


_NIEUN, _RIEUL, _BIEUP = (_ending_in(final) for final in (4, 8, 17))
#: The end of a question without its mark; not 끝나요, 만나요, 나가요 or 5명이니까요.
_ASKING = re.compile(
    rf"(?<![끝만떠지어])나요$|[{_NIEUN}]가요?$|[{_RIEUL}]까요?$|[{_BIEUP}]니까$|[{_NIEUN}{_RIEUL}]지요$|(?:되|맞|하려|으려)나$"
)
#: Asks no more than whether the value before it is right; not 줘도 되나요, 하면 되나요.
_DOUBT = re.compile(
    r"(?:인가요?|일까요?|인지요|이죠|죠|이지요|맞(?:나요?|죠|지요|아요|을까요)|(?<![도면야])\s?(?:되나요|될까요|되려나요?)|아닌가요)$"
)
#: A doubtful value ends with itself, or with what changes nothing: 한 100만원쯤.
_VALUE_LAST = re.compile(
    r"(?:[\d%원명분인좌곳개월일년주간달번회천백십만억말날]|(?<![어아해여돼])요|프로|퍼센트|사람|하나|[둘셋넷섯곱덟홉열]|오늘|모레|글피|어제|그제|그저께|반|쯤|정도|가량|까지|부터|에|뒤|후|전|요일|[월화수목금토일])$"
)
#: Something is said about something: 세금은, 빼고줘도; not 정도.
_SAYS_MORE = re.compile(r"(?:[가-힣](?:은|는|이|가|을|를|면|데|고|서|지만)|(?<!정)도)$")
_NUMBER = re.compile(r"\d")
#: How little it is, is no question: 얼마 안 돼요.
_NOT_MUCH = re.compile(r"얼마\s?(?:안|전|되지)")


def doubted(said: str) -> str:
    """The value that a question doubts, all of the text where it is no question, and nothing where more is asked."""
    text = clean(said).rstrip(" .!~ㅠㅜㅎㅋ")
    bare = text.rstrip("? .!~")
    if bare == text and not _ASKING.search(text):
        return said
    value = _DOUBT.sub("", bare).strip()
    if _ASKING.search(value) or not _VALUE_LAST.search(value) or any(_SAYS_MORE.search(word) for word in value.split()):
        return ""
    return value


def is_question(said: str) -> bool:
    """Whether a text that is no value asks something."""
    text = clean(said).rstrip(" .!~ㅠㅜㅎㅋ")
    if says_nothing(text) or _NOT_MUCH.search(text):
        return False
    return doubted(text) != text or (asks(text) and not _NUMBER.search(text))
