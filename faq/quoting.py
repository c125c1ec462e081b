"""Finds in the answer just given what a short follow-up asks for: after a card on notaries, 얼마예요? is the sentence with the fee."""

import re
from dataclasses import dataclass

#: So many sentences at most are said again.
MOST = 2
#: What a follow-up may begin with.
_LINK = re.compile(r"^(?:그럼|그러면|근데|그런데|그리고|혹시|그거|그건|그게|그|아)\s+")
_SIGNS = re.compile(r"[\s?!.,~ㅋㅎㅠㅜ]+")
#: Where a line holds several sentences.
_SENTENCE = re.compile(r"(?<=[요다]\.)\s+|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A question that says nothing but what it asks for, and what a sentence that answers it holds."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    #: A sentence with one of these speaks of something else.
    beside: re.Pattern[str] = re.compile(r"(?!)")


_MATTERS = (
    Matter(
        asked=re.compile(r"(?:비용|돈|수수료|금액|가격|요금)?[은이]?(?:얼마|얼만)\S{0,6}"),
        told=re.compile(
            r"(?=.*(?:수수료|비용|값|요금|세금|면허세|세율|보험료|수당|시급|임금|급여|지원|보조|보수|공제|한도))"
            r".*(?:\d[\d,.]*\s?(?:만\s?|억\s?|천\s?)?(?:원|%|퍼센트)|무료|없어요)"
        ),
        beside=re.compile(r"과태료|벌금|가산세|미만|자본금"),
    ),
    Matter(
        asked=re.compile(r"(?:기한|날짜|시기)?[은이]?(?:언제|며칠|몇일)\S{0,8}|(?:기한|시한)(?:은|이)?요?"),
        told=re.compile(r"\d+\s?(?:일|개월|달|년|주)\s?(?:안|이내|전|까지|뒤|후)|\d+월\s?\d*|까지|다음 달|매달|해마다"),
    ),
    Matter(
        asked=re.compile(
            r"(?:안|못)\S{1,3}면(?:요|은요|어떻게\S{0,6}|어떡\S{0,4})?|(?:늦|놓치|넘기|지나|어기)\S{0,3}면\S{0,8}|(?:과태료|벌금)\S{0,8}"
        ),
        told=re.compile(
            r"과태료|가산세|벌금|징역|무효|(?:인가|인증|지정)\S* 취소|직권|늦(?:으면|게|어)|어기면|(?:안|못) ?\S{1,4}면|않으면"
        ),
        beside=re.compile(r"그렇지 않으면|아니면"),
    ),
    Matter(
        asked=re.compile(r"(?:어디|어느기관|어느관청)\S{0,8}"),
        told=re.compile(
            r"(?:청|세무서|등기소|공단|센터|진흥원|홈택스|위택스|나라장터|누리집|고용노동부|공증사무소)"
            r"\S{0,3}(?:에|에서|로)[\s,.]"
        ),
        beside=re.compile(r"확인|문의|물어"),
    ),
    Matter(
        asked=re.compile(r"(?:사협|사회적|사회적협동조합)(?:은|는|도)(?:요|\S{0,6})"),
        told=re.compile(r"사회적협동조합|사협"),
    ),
    Matter(
        asked=re.compile(r"(?:필요한)?서류(?:는|가)?(?:요|뭐\S{0,6}|무엇\S{0,6}|어떤\S{0,6})"),
        told=re.compile(r"서류|신청서|사본|증명서|등본"),
    ),
)


def quoted(answer: str, asked: str) -> tuple[str, ...]:
    """The sentences of an answer that a short follow-up asks for, in their order; none for any other message."""
    said = _SIGNS.sub("", _LINK.sub("", asked.strip()))
    matter = next((one for one in _MATTERS if one.asked.fullmatch(said)), None)
    if matter is None:
        return ()
    sentences = [line.strip(" ·-•") for line in _SENTENCE.split(answer) if line.strip(" ·-•")]
    return tuple(line for line in sentences if matter.told.search(line) and not matter.beside.search(line))[:MOST]
