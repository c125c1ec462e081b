"""What an amount is the amount of: an hour or a month, before tax or after, with its VAT or without, a debt, a loss.

The words of every measure stand here once. An amount is taken when what is said names no measure, or the one that the question asks for.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flows.amounts import read_won
from flows.language import clean

#: It takes what it can and gives nothing back, or a long row of digits would be tried in every way.
_NUMBER = (
    r"(?>\d[\d,.]*+[십백천만억]*+|[일이삼사오육칠팔구]?[십백천만억]++)[\d,.일이삼사오육칠팔구십백천만억]*+(?:\s[\d,.]*+[천만]++)?(?:\s?원)?"
)
_SUM = r"(?!\s?(?:을|를|이랑|하고)?\s?(?:다|모두|전부|합|더하|더해|총|석|세|\d\s?(?:개월|달)))"
_TOPIC = r"(?:은|는|이|가|도|만|이요|으로는?|로는?)?[:,]?\s?(?:한|약|총|대략|세전|세후|기본)?\s?"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMeasure:
    """Why an amount is not the one that is asked for."""

    reason: str
    details: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Label:
    """A word that says what an amount is of, and how a question names that."""

    name: str
    word: str
    asked: re.Pattern[str]
    #: The words that may stand behind the amount, where not all of them may.
    behind: str = ""

    def said(self, text: str) -> bool:
        """Whether the word stands right before or behind an amount."""
        return (
            re.search(
                rf"(?:{self.word}){_SUM}{_TOPIC}{_NUMBER}|{_NUMBER}(?:이|의|짜리)?\s?(?:{self.behind or self.word})(?!\S*\s?아니)", text
            )
            is not None
        )


#: Spans that a wage is of, and what a question for it says; of two in a question the first is meant.
SPANS = {
    "hour": _Label("", r"시급|시간당", re.compile("시급")),
    "day": _Label("", r"일당|일급|(?<![\d가-힣])하루에?", re.compile("일당|하루"), "일당|일급"),
    "quarter": _Label("", r"분기에?", re.compile("석 달")),
    "month": _Label("", r"월급|(?<![\d가-힣])(?:월|매달|매월|한\s?달에?)", re.compile("한 달|월급|매달"), "월급"),
    "week": _Label("", r"주급|일주일에|한\s?주에", re.compile("주급"), "주급"),
    "year": _Label("", r"연봉|(?<![\d가-힣])연", re.compile("인건비|연봉"), "연봉"),
}
#: What is asked for, what is said instead, and why it is not taken.
_OTHER_SPANS = {
    ("month", "hour"): "month_of_hour",
    ("month", "day"): "month_of_day",
    ("month", "week"): "month_of_day",
    ("month", "year"): "month_of_year",
    ("quarter", "month"): "quarter_of_month",
    ("quarter", "hour"): "quarter_of_month",
    ("quarter", "day"): "quarter_of_month",
    ("quarter", "week"): "quarter_of_month",
    ("quarter", "year"): "quarter_of_year",
    ("hour", "day"): "hour_of_other",
    ("hour", "week"): "hour_of_other",
    ("hour", "month"): "hour_of_other",
    ("hour", "year"): "hour_of_other",
    ("day", "hour"): "day_of_other",
    ("day", "week"): "day_of_other",
    ("day", "month"): "day_of_other",
    ("day", "year"): "day_of_other",
}
#: 세 달 월급 840만원.
_THREE_MONTHS = re.compile(r"(?:석|세|3)\s?(?:달|개월)\S*\s월급")
#: Words of a wage that no question without a wage can mean.
_WAGES = ("hour", "day", "week", "year")
_ASKS_SEVERAL_WAGES = re.compile("인건비|노무비")

NET = re.compile(
    r"세후|실\s?수령|실\s?지급|손에\s?(?:쥐|들어|받)|통장에\s?(?:\S+\s){0,2}(?:들어|찍|입금)"
    r"|(?<!안)(?<!안\s)(?:떼고|뗀(?!\s?적)|떼인|공제하고|공제한|공제\s?후)"
    r"|(?:세금|보험료?|4대\s?보험|3\.3\S*|8\.8\S*|원천세)(?:을|를|까지|도)?\s?(?:다\s|모두\s)?(?:빼고|뺀|제하고|제외하고|제외한)"
)
GROSS = re.compile(r"세전|떼기\s?전|공제\s?전|안\s?(?:떼고|뗀)|빼기\s?전")
_ASKS_GROSS = re.compile(r"떼기 전|매기지 않는|급여|임금|기본급|고정으로 주는|시급|일당")
_ASKS_NET = re.compile(r"법인세까지 뺀")

#: What a question may want left out, by the words for it.
PARTS = {
    "부가세": r"부가세|부가가치세|vat",
    "주휴수당": r"주휴(?:수당)?",
    "식대": r"식대|식비|밥값|교통비",
    "상여금": r"상여금?|보너스|성과급",
    "연장수당": r"(?:연장|야간|휴일)(?:근로)?\s?수당",
    "연차수당": r"연차\s?수당",
}
_IN_QUESTION = {"상여금": "상여", "주휴수당": "주휴", "연장수당": "연장", "연차수당": "연차"}
_WITH = (
    r"(?:을|를|까지|도|이|가|은|는)?\s?(?:다\s|모두\s)?"
    r"(?:포함(?!\s?(?:안|하지|되지))|합쳐|합친|합해|합한|더해|더한|넣어|넣은|넣고|들어\s?있"
    r"|(?<=까지)\s?(?:다\s)?(?:해서|하면|쳐서)|(?<=까지\s)(?:해서|하면|쳐서))"
)
_LEFT_OUT = re.compile(r"뺀|빼|넣지|따로|제외")
_SENTENCE = re.compile(r"[^.?!]+[.?!]*")

#: Amounts of something else, unless the question names it.
LABELS = (
    _Label("식대", r"식대|식비|밥값|교통비|차량유지비", re.compile("식대|교통비|세금을 매기지")),
    _Label("상여금", r"상여금?|보너스|성과급", re.compile("상여")),
    _Label("빚", r"빚|대출금?|차입금?|부채|융자금?|마이너스\s?통장", re.compile("부채|빚|차입|대출|이자")),
    _Label("매출", r"매출액?", re.compile("매출|수입")),
    _Label("매입", r"매입액?", re.compile("매입")),
    _Label("재료비", r"재료비", re.compile("재료|매입|사업비")),
    _Label("인건비", r"인건비", re.compile("인건비|노무비|급여")),
    _Label("보조금", r"보조금", re.compile("보조금")),
    _Label("출자금", r"출자금|자본금", re.compile("출자|자본")),
    _Label("자본", r"자본(?!금)", re.compile("출자|자본")),
    _Label("자산", r"(?<!순)자산", re.compile("자산")),
    _Label("법인세", r"법인세", re.compile("법인세")),
    _Label("월세", r"월세|임차료|임대료", re.compile("임차료|월세|매입")),
    _Label("법정적립금", r"법정\s?적립금", re.compile("법정적립금|더해 주기로")),
    _Label("임의적립금", r"임의\s?적립금", re.compile("임의적립금|더해 주기로")),
    _Label("적립금", r"적립금", re.compile("적립금|더해 주기로")),
)
LOSS = _Label("손실", r"(?:당기|이월)?(?:손실금?|순손실|적자|손해|결손금?)", re.compile("손실|적자|결손"))
#: Money at hand is neither a debt nor a loss.
_CASH = re.compile(r"(?<!마이너스)(?<!마이너스\s)(?:통장|계좌|예금|현금|잔고)(?:에|에는|이|은|만)?\s?(?:한|약|총)?\s?" + _NUMBER)
_ASKS_OWED = re.compile("부채|빚|손실")
_MINUS = re.compile(r"^[-\u2212▲△]\s?(?=[₩\d])|(?<=[\s(])[-\u2212▲△](?=[₩\d])|마이너스(?!\s?통장|(?:는|은|가)?\s?(?:아니|없))\s?")

#: VAT that is asked for, and amounts that are not the tax but what it is on.
_ASKS_VAT = re.compile(r"매입의 부가세")
_NAMES_VAT = re.compile(r"세액|부가세(?:만|는|가|로|로는|이)?\s?(?:한|약|총)?\s?\d|매입\s?부가세")
_PURCHASE = re.compile(r"매입|썼|샀|산\s?(?:금액|돈|값)|공급가")
_BARE_OF_VAT = re.compile(r"공급가|(?:부가세|vat)(?:는|은)?\s?(?:별도|빼고|뺀|제외)")

#: A question for what one person gets, and an answer for several.
_ASKS_ONE = re.compile(r"한 사람(?:에게|의)")
_SEVERAL = re.compile(
    r"(?<!\d)(?:[2-9]|[1-9]\d+)\s?(?:명|인|사람|분(?=께|한테|에게))(?!\s?(?:앞|대상|듣))|(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:명|분|사람)|둘이|셋이|넷이|둘\s?합|셋\s?합"
)
_EACH = re.compile(r"씩|당|각(?:자|각|\s)|마다|한\s?(?:명|분|사람)에?")


#: 출자배당은 안 해요, 적립금은 없어요: nothing of what is asked for; not 아직 안 정했어요.
_WONT = re.compile(
    r"^(?:(\S+?)(?:은|는|을|를|이|가|도|으로|로)?\s)?(?:따로\s)?(?:안|못)\s?(?:하|해|할|합|줘|주|줄|줍|드|쌓|나눠|나누|배당)[가-힣]{0,4}(?:\s거예요|\s예정[가-힣]+)?$"
)
_NONE = re.compile(r"^(\S+?)(?:은|는|이|가|도)?\s(?:따로\s|하나도\s|전혀\s)?없(?:어요?|습니다|음|는데요?|네요|죠|다)$")
_PROPOSES = re.compile(r"까요\?$")


def asked(ask: str) -> str:
    """The question itself without what is said around it."""
    sentences = [found.group().strip() for found in _SENTENCE.finditer(ask)]
    return " ".join(sentence for sentence in sentences if sentence.endswith("?")) or ask


def says_none(ask: str, said: str) -> bool:
    """Whether none of what is asked for is there, or will be given where a question proposes to."""
    question, text = asked(ask), clean(said).rstrip(" .!~")
    # A question is no answer.
    if text.endswith("?"):
        return False
    if match := _NONE.match(text):
        return len(match.group(1)) > 1 and match.group(1) in question
    match = _WONT.match(text)
    return match is not None and _PROPOSES.search(question) is not None and (not match.group(1) or match.group(1)[:2] in question)


def wanted(ask: str, said: str) -> str:
    """What is said without what does not change the amount: a part that is in it ("식대 20만원 포함해서 300만원"), the sign of a loss."""
    text = clean(said)
    if LOSS.asked.search(asked(ask)):
        return _MINUS.sub("", text)
    for word in PARTS.values():
        rest = re.sub(rf"(?:{word})(?:이|가|은|는)?\s?{_NUMBER}(?:이|을|를|까지|도)?\s?포함(?:해서|하여|하고|이고|한|된|해)?", "", text)
        if rest != text and read_won(rest):
            return rest
    return text


def other_measure(ask: str, hint: str, said: str) -> OtherMeasure | None:
    """Why the amount that is said is not what is asked for, or None."""
    question, text = asked(ask), clean(said).casefold()
    return (
        _sign(question, text)
        or _vat(question, text)
        or _part(f"{ask} {hint}", text)
        or _tax(f"{ask} {hint}", text)
        or _span(question, text)
        or _label(question, text)
        or _several(question, text)
    )


def _sign(question: str, text: str) -> OtherMeasure | None:
    if LOSS.asked.search(question):
        # 손실 없고 적립금 700만원.
        named = re.search(r"(?:손실|적자|결손)\S*\s?없(?!\S*\s?(?:건|것|게)\s?아)", text)
        return OtherMeasure(reason="other_amount", details={"part": _named(text) or "손실이 아닌 돈"}) if named and read_won(text) else None
    return OtherMeasure(reason="negative") if _MINUS.search(text) or LOSS.said(text) else None


def _vat(question: str, text: str) -> OtherMeasure | None:
    """Where the tax of purchases is asked for: what they cost is not it."""
    if not _ASKS_VAT.search(question):
        return None
    has_vat = _includes("부가세", text)
    if (amount := _amount(text)) is None or (not has_vat and (_NAMES_VAT.search(text) or not _names_a_price(text))):
        return None
    if _BARE_OF_VAT.search(text):
        return OtherMeasure(reason="vat_of_net", details={"net": amount, "tax": _part_of(amount, 1, 10)})
    return OtherMeasure(reason="vat_of_gross", details={"gross": amount, "tax": _part_of(amount, 1, 11)})


def _names_a_price(text: str) -> bool:
    return _PURCHASE.search(text) is not None or _BARE_OF_VAT.search(text) is not None


def _part(around: str, text: str) -> OtherMeasure | None:
    """A part is in the amount that the question wants left out."""
    for name in PARTS:
        root = _IN_QUESTION.get(name, name)
        if not _includes(name, text) or not any(
            root in one.group() and _LEFT_OUT.search(one.group()) for one in _SENTENCE.finditer(around)
        ):
            continue
        amount = _amount(text)
        if name == "부가세" and amount:
            return OtherMeasure(reason="without_vat", details={"gross": amount, "net": _part_of(amount, 10, 11)})
        if name == "주휴수당" and amount:
            return OtherMeasure(reason="without_rest", details={"gross": amount, "net": _part_of(amount, 5, 6)})
        return OtherMeasure(reason="without_part", details={"part": name})
    return None


def _includes(name: str, text: str) -> bool:
    return re.search(rf"(?:{PARTS[name]}){_WITH}" + ("|공급대가" if name == "부가세" else ""), text) is not None


def _tax(around: str, text: str) -> OtherMeasure | None:
    net, gross = NET.search(text), GROSS.search(text)
    if _ASKS_NET.search(around):
        return OtherMeasure(reason="after_tax") if gross and not net else None
    return OtherMeasure(reason="before_tax") if net and not gross and _ASKS_GROSS.search(around) else None


def _span(question: str, text: str) -> OtherMeasure | None:
    """A wage of another span than the one asked for."""
    meant = next((name for name, span in SPANS.items() if span.asked.search(question)), "")
    said = [name for name, span in SPANS.items() if span.said(text)]
    if not said or meant in said or (meant == "quarter" and _THREE_MONTHS.search(text)):
        return None
    if reason := next((reason for name in said if (reason := _OTHER_SPANS.get((meant, name)))), ""):
        return OtherMeasure(reason=reason)
    wage = any(name in _WAGES and re.search("시급|일당|일급|주급|연봉", text) for name in said)
    return OtherMeasure(reason="wage_for_whole") if wage and not _ASKS_SEVERAL_WAGES.search(question) else None


def _label(question: str, text: str) -> OtherMeasure | None:
    if _ASKS_OWED.search(question) and _CASH.search(text):
        return OtherMeasure(reason="other_amount", details={"part": "가진 돈"})
    label = next((label for label in LABELS if label.said(text)), None)
    return None if label is None or label.asked.search(question) else OtherMeasure(reason="other_amount", details={"part": label.name})


def _named(text: str) -> str:
    return next((label.name for label in LABELS if label.said(text)), "")


def says_minus(said: str) -> bool:
    """Whether a number is said to be below zero."""
    return _MINUS.search(clean(said)) is not None


def _several(question: str, text: str) -> OtherMeasure | None:
    if not _ASKS_ONE.search(question) or not _SEVERAL.search(text) or _EACH.search(text):
        return None
    return OtherMeasure(reason="of_one")


def _amount(text: str) -> int | None:
    """The amount with the words of its measures taken off."""
    bare = text
    for word in PARTS.values():
        bare = re.sub(rf"[(\[]?\s?(?:{word})(?:{_WITH}\S*|\s?(?:별도|제외|빼고|뺀)\S*)[)\]]?", " ", bare)
    bare = re.sub(r"시급|매입(?:\s?금액)?(?:이|은|가|는)?|공급[가대](?:액|가)?(?:이|은|으로|로)?", " ", bare)
    return read_won(bare) or read_won(text)


def _part_of(amount: int, numerator: int, denominator: int) -> int:
    return int(Fraction(amount * numerator, denominator) + Fraction(1, 2))
