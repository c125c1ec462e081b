"""Finds in the answer just given what a short follow-up asks for: after a card on notaries, 얼마예요? is the sentence with the fee.

A follow-up is about the answer on the screen more often than about another entry: of 376 that somebody typed who knew nothing of this, the
answer to a hundred stood there.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from faq.text import words

#: So many words a follow-up has at most, and so many sentences are said again.
MOST_WORDS, MOST = 4, 2
#: Where more sentences than these speak of it, it is what the whole answer is about.
COMMON, SHARE = 3, 0.5
#: Words that name nothing: by how they begin, verbs by their endings too (주면요, not 주휴수당), and what a matter is called by.
_EMPTY = re.compile(
    r"(?:그럼|그러면|근데|그런데|혹시|뭐|뭔|뭘|어떻|어떡|왜|몇|얼마|얼만|언제|며칠|몇일|어디|누가|누구|필요|가능|이거|그거|그건|저희|우리|지금|그냥|아니|경우|문제"
    r"|늦|놓치|넘기|지나|어기|비용|요금|금액|가격|기한|날짜|시기|기간|과태료|벌금)"
    r"|(?!해고|해지)(?:싶|되|돼|된|될|하|해|했|할|있|없|나오|나와|나가|걸리|걸려|기다리|기다려|써|쓰|쓸|내|낼|받|받아|주|줘|줄|들|드|같|맞)(?:$|[나요면야죠지고도는은을까서려어아세며네으았었])"
    r"|\S*[가-힣](?:야|려면)(?:$|[해하돼되])|(?:안|못|꼭|더|또|다|좀|제|수|것|거|때|명|일|년|개|번|원|프로|퍼센트)(?:$|요|도|은|는|이|만)"
)
_PARTICLE = re.compile(
    r"(?:이면요|면요|라면요|인데도요|인데요|이어도요|은요|는요|도요|이요|에서도|에서|으로|로도|한테만|한테|에게|까지|부터|이랑|랑|하고|은|는|이|가|을|를|도|만|에|로|의|요|와|과)$"
)
#: Terms of the thesaurus that what is asked for is told by below, or that every answer speaks of.
_GENERAL = frozenset(
    (
        "금액",
        "장소",
        "기한",
        "인원",
        "기한 경과",
        "지연",
        "방법",
        "절차",
        "서류",
        "한도",
        "조합원",
        "협동조합",
        "신고",
        "벌칙",
        "과태료",
        "위반",
    )
)
#: A yes or a no answers the question of the title, not another one; and a federation is no cooperative of its kind.
_YES_OR_NO, _FEDERATION = re.compile(r"(?:네|예|아니요),"), re.compile(r"\S*연합회\S*")
#: Supposes or tells another case, unless it is that nothing is done or too late.
_SUPPOSES = re.compile(
    r"(?<!늦으)(?<!넘기)(?<!놓치)(?<!지나)(?<!어기)(?<!안하)(?<!안 하)(?<!안내)(?<!안 내)(?<!안주)(?<!안 주)면요?$"
    r"|(?<!얼마)(?<!언제)(?<!까지)(?<!어디)(?<!며칠)(?:이에요|예요|래요|대요|인데요?|는데요?)$"
)
_SENTENCE = re.compile(r"(?<=[요다]\.)\s+|\n+")
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a question asks for, and what a sentence holds that answers it: better with one of these words, and not with one of `beside`."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    better: re.Pattern[str] = _NEVER
    beside: re.Pattern[str] = _NEVER


#: The first one counts: 늦으면 얼마예요 asks for what follows.
_MATTERS = (
    Matter(asked=re.compile(r"과태료|벌금"), told=re.compile(r"과태료|벌금|가산세|징역|범칙금")),
    Matter(
        asked=re.compile(r"(?:안|못)\s?\S{1,3}면|(?:늦|놓치|넘기|지나|어기)\S{0,3}면"),
        told=re.compile(r"과태료|가산세|벌금|징역|무효|(?:인가|인증|지정)\S* 취소|직권|늦(?:으면|게|어)|어기면|불이익|깎|시정명령"),
        beside=re.compile(r"그렇지 않으면|아니면"),
    ),
    Matter(
        asked=re.compile(r"얼(?:마|만)(?!나?\s?(?:걸|오래|있다가|뒤|전|동안))|(?:비용|수수료|요금)[은이도]?요?$|몇\s?(?:프로|퍼센트|%)"),
        told=re.compile(r"\d[\d,.]*\s?(?:만\s?|억\s?|천\s?)?(?:원|%|퍼센트)|무료|(?:수수료|비용|세금)(?:가|이|은|는|도) 없"),
        better=re.compile(r"수수료|비용|값|요금|세금|면허세|세율|보험료|수당|시급|임금|급여|지원|보조|보수|공제|한도|까지"),
        beside=re.compile(r"과태료|벌금|가산세|미만|자본금"),
    ),
    Matter(
        asked=re.compile(r"언제|며칠|몇일|기한|얼마나?\s?(?:걸|오래|동안)|몇\s?(?:년|달|개월|주)"),
        told=re.compile(r"\d+\s?(?:일|개월|달|년|주)\s?(?:안|이내|전|까지|뒤|후|부터|동안|간)|\d+월\s?\d*|까지|다음 달|매달|해마다"),
    ),
    Matter(
        asked=re.compile(r"어디|어느\s?(?:기관|관청)"),
        told=re.compile(
            r"(?:청|세무서|등기소|공단|센터|진흥원|홈택스|위택스|나라장터|누리집|고용노동부|공증사무소)"
            r"\S{0,3}(?:에|에서|로)[\s,.]"
        ),
        beside=re.compile(r"확인|문의|물어"),
    ),
    Matter(
        asked=re.compile(r"몇\s?(?:명|사람|인|분)"),
        told=re.compile(r"\d+\s?(?:명|인)|(?:[한두세네]|다섯|여섯|열) 명|과반수|분의"),
    ),
    Matter(
        asked=re.compile(r"누가|누구"),
        told=re.compile(
            r"(?:이사장|대표|임직원|임원|이사|감사|사업주|직원|조합원|고용센터|공단|의장|발기인)\S{0,2}(?:이|가|은|는|에게|예요|이에요)(?:\s|[.,])"
        ),
    ),
    Matter(asked=re.compile(r"^왜"), told=re.compile(r"때문|위해서?|이유|라서|니까|목적|막으려")),
)

#: The terms of the thesaurus that words speak of.
Terms = Callable[[Sequence[str]], Sequence[str]]


def quoted(answer: str, asked: str, terms: Terms, *, plainly: bool = False, once: bool = False) -> tuple[str, ...]:
    """The sentences of an answer that a short follow-up asks for, in their order; none for any other message.

    `plainly` where a case is spoken of: only what is asked for is quoted, for what names another case ("집행유예 중이면요?") would get the
    old verdict as if it had been looked at again. `once` where nothing is quoted that more sentences than these tell.
    """
    said = words(asked)
    if not 0 < len(said) <= MOST_WORDS:
        return ()
    named, meant = tuple(_named(said)), frozenset(terms(said)) - _GENERAL
    matter = next((matter for matter in _MATTERS if matter.asked.search(" ".join(said))), None)
    if not (named or meant or matter) or (plainly and (matter is None or _SUPPOSES.search(asked.rstrip(" ?!.~")))):
        return ()
    sentences = [line for part in _SENTENCE.split(answer) if (line := part.strip(" ·-•"))]
    likeness = [_likeness(line, named, meant, matter, terms) for line in sentences]
    most = max(COMMON, SHARE * len(sentences)) if named or meant else MOST if once else len(sentences)
    if sum(map(bool, likeness)) > most:
        return ()
    best = sorted(range(len(sentences)), key=lambda place: -likeness[place])[:MOST]
    return tuple(sentences[place] for place in sorted(best) if likeness[place])


def _named(said: Sequence[str]) -> Iterator[str]:
    """What a follow-up names: its words without those that name nothing, and without their particles."""
    for word in said:
        bare = _PARTICLE.sub("", word)
        if len(bare) > 1 and not _EMPTY.match(word):
            yield bare


def _likeness(line: str, named: Sequence[str], meant: frozenset[str], matter: Matter | None, terms: Terms) -> int:
    """How much of what is named a sentence speaks of; zero where it does not tell what is asked for."""
    if matter and (not matter.told.search(line) or matter.beside.search(line)):
        return 0
    if matter and not (named or meant):
        return 1 + bool(matter.better.search(line))
    if not matter and _YES_OR_NO.match(line):
        return 0
    line = _FEDERATION.sub("", line) if not any(map(_FEDERATION.search, named)) else line
    close = line.replace(" ", "")
    return sum(word in close for word in named) + len(meant.intersection(terms(words(line))))
