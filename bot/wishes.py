"""What a person wishes of the desk itself, however it is worded: a human, taking that back, when, at what cost, to be forgotten. Pure.

Only a message that says nothing else; what has a matter of its own (상담원 채용, 인가 취소) is a question.
"""

import re

from bot.voice import plain
from flows.naming import asks

#: The wishes that need no more than a command word, and those that `bot/reception.py` answers.
HUMAN, WITHDRAW, SETTLED, STATE, AGAIN = "human", "withdraw", "settled", "state", "again"
WAITING, OPENING, COST, ERASE, FOREIGN, KEEP, SECRET = "waiting", "opening", "cost", "erase", "foreign", "keep", "secret"
#: A wish is short; what is longer tells more than that.
_LONGEST = 40
#: So many words of another language are no name and no slip.
_SENTENCE = 3

_MOOD = re.compile(r"[ㅠㅜㅋㅎ^;…·:)(\"'‘’“”-]+")
_BEFORE = (
    r"(?:저기요?|아니|아|네|그럼|그냥|빨리|얼른|급해요?|급합니다|급한데요?|제발|지금|혹시|이제|일단|됐고|됐어요?|좀|진짜|실제|그만하고|근데|그런데|저는?|나는?"
    r"|고마워요|감사합니다|안녕하세요|답답해요?|답답하네요?|(?:기계|챗봇|로봇|봇|ai)(?:랑|하고)?(?:말고|싫어요?)|여기|오늘)*"
)
_PLEASE = (
    r"(?:줘|줘요|주세요|주라|줄래요?|주실래요|주시겠어요|주십시오|주실수있나요|주실수있을까요|달라고요?"
    r"|부탁해요?|부탁드려요|부탁드립니다|부탁합니다|바랍니다)"
)
_WANT = (
    rf"(?:하고싶(?:어|어요|습니다|은데|은데요|다)|할래|할래요|할게요|할께요|하게해{_PLEASE}|해{_PLEASE}|{_PLEASE}|원해요?|원합니다|필요해요?|필요합니다"
    r"|할수있나요|할수있을까요|할수있어요|하려면요?|가능할까요|되나요)"
)
_WHO = r"(?:상담원|상담사|상담자|상담직원|담당자|책임자|실무자|사람|인간|휴먼)(?:님|분)?"
_WITH = r"(?:이랑|랑|하고|과|와|한테|에게|께)"
_TALK = r"(?:얘기|이야기|대화|통화|전화|상담|말씀?|연락|문의|의논)"
_SELF = r"(?:저한테|저에게|제게|나한테|제번호로|이번호로)?(?:\d{8,12}(?:으로|로)?)?"
_PHONE = rf"{_SELF}(?:전화|통화|연락|콜)(?:상담)?(?:로|을|를|좀|한번|빨리|한통|만)*"
_CALLS = (
    rf"{_BEFORE}{_WHO}{_WITH}(?:좀|직접|전화로|바로)*{_TALK}(?:좀|을|를)?(?:{_WANT}|좀|요)?",
    rf"{_BEFORE}{_WHO}{_TALK}(?:하고)?(?:싶(?:어요?|습니다|은데요?)|할래요?|좀요)",
    rf"{_BEFORE}(?:{_WHO})?(?:좀)?다시(?:좀)?(?:(?:불러|바꿔)(?:{_PLEASE}))",
    rf"{_BEFORE}{_WHO}다시(?:요|좀요?)?",
    rf"{_BEFORE}사람(?:은|이)?(?:있나요|있어요|계세요|계신가요|없나요|없어요)",
    rf"{_BEFORE}{_WHO}(?:으로|로|을|를|좀|하고|이랑|랑|과|와|에게|한테)*(?:바꿔|불러|붙여|연결해|연결시켜|연결)(?:좀)?(?:{_WANT}|요|좀요?)?",
    rf"{_BEFORE}{_PHONE}(?:{_PLEASE}|해{_PLEASE}|하고싶(?:어|어요|습니다|은데|은데요|다)|할래요?|원해요|원합니다|가능(?:해요|한가요|할까요)|걸어{_PLEASE})(?:\d{{8,12}}(?:이에요|예요|입니다|으로요?|로요?)?)?",
    rf"{_BEFORE}상담(?:좀|을|도|만|신청)*(?:요|좀요|신청이요|할래요?|할게요|하고싶(?:어요|습니다|은데요|다)|받고싶(?:어요|습니다|은데요|다)|받을래요?"
    rf"|받을게요|신청할게요|신청할래요|신청합니다|신청해요|해{_PLEASE}|{_PLEASE}|원해요|원합니다|필요해요|필요합니다)",
    r"(?=.*(?:급|빨리|얼른|제발|답답))" + rf"{_BEFORE}{_WHO}(?:이?요|좀요?|으로)?",
    rf"{_BEFORE}(?:상담원|상담사)(?:님|분)?(?:이?요|좀요?|나와요?|나오세요|계세요|계신가요|있나요|있어요|찾아요|필요해요|원해요)",
)
#: What only somebody says who waits.
_ENOUGH_NOW = (
    r"(?:아|아니|아니요|네|이제|그냥|저|그럼)*(?:됐어요?|됐습니다|됐네요|잘못눌렀(?:어요?|네요|습니다|는데요)|잘못누른거예요|(?:괜찮아졌|나아졌)(?:어요?|습니다|네요)"
    r"|안(?:해도|하셔도|불러도|부르셔도|와도|오셔도)(?:될거같아요?|될것같아요?|되요|돼요?|됩니다|괜찮아요)|안부를(?:래요?|게요)|(?:이제)괜찮(?:아요|습니다))"
)
_COMER = r"(?:사람|상담원|상담사|담당자|답변?|답장|연락|전화)(?:님|분)?(?:은|이|도|을|를)?"
_STANDS = (
    rf"언제쯤?(?:{_COMER})?(?:와|오나|오세|오시나|온대|올까|되나|돼)[가-힣]{{0,4}}|아직(?:도)?(?:(?:{_COMER})?(?:이에요|인가요|이요|요|멀었어요|멀었나요|안와요?|안됐나요))?"
    rf"|진짜(?:로)?(?:{_COMER})?(?:오는거|오시는거|와주는거|연결된거)(?:맞아요?|맞나요|맞죠|예요|에요)"
    r"|(?:제|내)?접수번호(?:가|는|를|좀|요)?(?:(?:뭐|뭔|몇|알려|다시|어떻게|확인|까먹|잊)[가-힣]{0,7})?"
    rf"|몇시(?:까지|쯤)?(?:에)?(?:기다려|기다리|{_COMER}?(?:와|오))[가-힣]{{1,5}}|오늘(?:은|안에|중에)?(?:{_COMER})?(?:안)?(?:오나|와|오시나|되나|돼|받을수있)[가-힣]{{0,4}}"
    rf"|아무도안(?:와|오|받)[가-힣]{{1,4}}|(?:제가|저)?(?:지금)?몇번째(?:예요|에요|인가요|이에요|죠)|(?:왜)?{_COMER}(?:왜)?(?:아직)?(?:안(?:와|오|주|줘)|없|늦)[가-힣]{{1,5}}"
    r"|(?:하루종일|온종일|계속|한참|오래|몇시간째|몇시간|한시간|두시간|아까부터)(?:이나|을|째|동안|더)*기다(?:렸|리|려|린)[가-힣]{1,7}"
    r"|(?:너무|엄청|왜이렇게|생각보다)?오래걸(?:리|려)[가-힣]{1,3}|(?:지금)?사람(?:은|이|도)?(?:없|있|계)[가-힣]{1,4}"
    r"|(?:그럼|설마)?(?:내일|모레|월요일|다음주)(?:이요|요|이에요|인가요|와요|오나요|되나요|까지요|까지인가요|이나돼야(?:돼요|되나요|해요))"
)
#: The same, where the answer before is not what may take so long.
_HOW_LONG = r"(?:얼마나|며칠|몇시간|언제까지)(?:더|이나|쯤)*(?:걸려|걸리|예|이에|남았)[가-힣]{0,4}"
_ENGLISH_ENOUGH = re.compile(
    r"(?:please|no|ok|i)*(?:cancel|stop|dontwant|donotwant|nevermind|noneed|dontneed)(?:please|it|this|that|anymore|now)*"
)
_ENGLISH_STANDS = re.compile(
    r"(?:status|howlong|howlongtowait|howlongwait|when|whenanswer|anynews|stillwaiting|iamwaiting|imwaiting|howmuchlonger|ticketnumber)(?:please)?"
)
_KEEPS = (
    r"(?:아니|아니요|아뇨|그냥|그럼|네|저|아|다시)*(?:(?:계속|그냥|더|좀더)(?:기다릴|기다리)(?:게요?|께요|래요|겠습니다|고싶어요)"
    r"|(?:상담)?(?:취소|철회)(?:는|를|은)?(?:안(?:할래요?|할게요|해요|합니다|하고싶어요|하겠습니다)|하지(?:마세요|말아주세요|않을게요|말아요)|말아주세요|말고요))"
)
_CHIEF = r"(?:우리|저희)?(?:사장|대표|상사|팀장|부장|과장|점장|원장|소장|회사|직장|가게|사업주)(?:님|분)?"
_SECRETS = (
    r"(?!.*(?:야하|야되|야돼|해도))(?:여기(?:서|에)?|지금|제가|내가|제|내|저|이|쓴|남긴|한|하는|혹시|설마|상담(?:한|하는)?|얘기한|말한)*(?:(?:얘기|말|이야기|내용|상담|신고|글|거|것|이름|비밀)(?:이|가|을|를|은|는|도)?)?"
    rf"(?:{_CHIEF}(?:한테|에게|께|에|도|이|가)(?:도|는|다|바로|혹시)*"
    r"(?:(?:말|얘기|연락|전화|전달|통보|보고)(?:은|을|이|도)?(?:안|하|해|가|되|돼|들어)|(?:안)?(?:알려|알리|알게|전해|들어가|가|볼수|보|봐)|알|안가|모르)[가-힣]{0,6}"
    r"(?:죠|지요|나요|요|까요|까|지)|비밀(?:이죠|인가요|지켜주죠|로해주세요))"
)
_OUR = r"(?:제|내|저의|우리|저희|아까|어제|그|이|남긴|넣은|신청한|지난번에?|방금)*"
_NAMED = rf"{_OUR}(?:상담|문의|예약)(?:요청|신청|예약|접수)?(?:한거|한것|한건|건|거)?(?:은|는|이|가|을|를|도)?"
_LOOSE = rf"{_OUR}(?:신청|접수|답변|요청|질문)?(?:한거|한것|건|거)?(?:은|는|이|가|을|를)?"
_DROPS = (
    r"(?:취소|철회|그만|종료|중단|중지)(?:요|할게요?|할께요?|할래요?|하겠습니다|하고싶어요?|하고싶습니다|해요|합니다|하자|둘래요?|둘게요|받을래요?|받을게요"
    rf"|해{_PLEASE}|{_PLEASE})|안(?:할|받을)(?:래요?|게요)|(?:이제)?필요(?:없어요?|없습니다|없어졌어요|없을것같아요)|안해도(?:돼요|됩니다|될것같아요)"
)
_SOLVED = r"(?:해결(?:됐|했|되었|이됐)(?:어요?|습니다|네요)|알아냈어요?|알아냈습니다|풀렸어요)"
_ENOUGH = (
    rf"(?:네|아|아니요|이제|혼자|저혼자|다|그냥|덕분에)*(?:{_SOLVED}|(?:이제|그냥)(?:괜찮아요|괜찮습니다|됐어요|됐습니다|안해도돼요|안하셔도돼요|필요없어요)"
    r"|필요(?:없어요|없습니다|없어졌어요)|(?:안|그만)기다릴(?:래요?|게요)|(?:답|답변|연락)?안(?:주셔도|하셔도)(?:돼요|됩니다|괜찮아요))"
)
_DONE = (
    r"(?:취소|접수|신청|전달|처리|연결)(?:가|이)?(?:잘)?"
    r"(?:(?:됐|되었)(?:어|나|는|을|습니)[가-힣]{0,5}|된(?:거|건|것)[가-힣]{0,5}|되나요|됐음|된지요?)"
)
_HOW = r"(?:어떻게|어디까지|어찌)(?:됐|되었|되|돼)[가-힣]{1,6}"
_RETRY = rf"(?:다시|재)(?:상담)?(?:신청|접수|연결|요청|문의|상담)(?:을|좀)?(?:{_WANT}|받고싶어요|받을래요)"
_REPLY = r"(?:연락|답변?|답장|회신|전화|상담원?|상담사)"
_COMES = r"(?:은|이|을|를|도)?(?:와|오|올|해|하|할|주|줘|줄|받|되|돼|될|걸|연결)[가-힣]{1,7}"
_WHEN = rf"(?:언제|며칠|얼마나|몇시간|몇분|몇일)(?:쯤|까지|정도|이나|동안|뒤에|후에|만에|안에|에)*{_REPLY}{_COMES}"
_THEN = rf"{_OUR}{_REPLY}(?:은|이|을|도)?(?:언제|얼마나|며칠)(?:쯤|까지|정도|이나|만에)*{_COMES}"
_WAIT = r"(?:얼마나|언제까지|몇시간|며칠|얼마동안|오래|많이)(?:이나|더|쯤|동안)*기다(?:려|리|릴)[가-힣]{1,8}"
_LATE = rf"왜(?:아직|이렇게)?{_REPLY}(?:은|이|을)?(?:안(?:와|오|주|줘|해|하)|없|늦)[가-힣]{{1,4}}"
_DESK = r"(?:상담원?|상담사|센터|창구|운영|업무|근무)"
_THERE = r"(?:상담원?|상담사|센터|창구)"
_DAYS = r"(?:주말|토요일|일요일|공휴일|휴일|평일|점심시간|점심때|저녁|밤|새벽|지금)"
_HOURS = (
    rf"{_DESK}(?:하는)?(?:시간)?(?:은|는|이|가|을)?(?:몇시|언제)(?:부터|까지)*(?:몇시까지)?(?:에)?(?:상담)?(?:을)?(?:해|하|되|돼|열|닫|받|인|예|이에|가능|운영|끝)[가-힣]{{1,6}}",
    rf"(?:상담|운영|업무|근무){{1,2}}(?:하는)?시간(?:은|이|을|좀)?(?:요|알려{_PLEASE}|궁금해요|어떻게(?:돼요|되나요)|언제예요|언제인가요)?",
    rf"{_DAYS}(?:에도|에|도|은|에는)?{_THERE}(?:은|을|이|도)?(?:해요|하나요|되나요|돼요|받나요|받아요|가능해요|가능한가요|하시나요|있나요|열어요|여나요)",
    rf"{_THERE}(?:은|을|이|도)?{_DAYS}(?:에도|에|도|은|에는)?(?:해요|하나요|되나요|돼요|받나요|가능해요|가능한가요|하시나요|있나요|여나요)",
)
_LOOSE_HOURS = r"(?:몇시|언제)(?:까지|부터)(?:상담)?(?:해요|하나요|하세요|받나요|열어요|여나요)"
_PAYS = (
    r"(?:돈|비용|요금|이용료|상담료|상담비)(?:을|이|도|은)?(?:따로)?(?:내야|내나|내요|드나|들어|드는|들까|들어가|받나|받아|있나|얼마|필요)[가-힣]{0,7}"
    r"|(?:무료|공짜|유료)(?:예요|에요|인가요|인지요?|죠|맞나요|로해주나요|로되나요)"
)
_FOR_TALK = (
    r"(?:상담|여기|이거|이용|챗봇|문의|상담원|전화)(?:료|비|비용)?(?:하면|하는데|하는거|하려면|받으면|받는데|받는거"
    r"|받을때|신청하면|연결하면|은|는|도|이|가)*"
)
_COSTS = (
    rf"{_FOR_TALK}(?:{_PAYS}|얼마(?:예요|인가요|죠|나(?:하|들|돼|되)[가-힣]{{1,3}}))"
    rf"|(?:상담료|상담비용?)(?:는|은|이|가)?(?:{_PAYS}|얼마[가-힣]{{0,4}}|있나요)?"
)
_MINE = r"(?:내|제|저의|나의|나에대한|저에대한)"
_KEPT = r"(?:개인정보|정보|기록|데이터|대화(?:내용|기록)?|채팅(?:내용|기록)?|상담(?:내용|기록)|남긴(?:말|글)|쓴(?:말|글)|연락처|전화번호)"
_ERASES = (
    rf"(?:저장된|남긴|여기)*{_MINE}?(?:저장된|남긴|여기)*{_KEPT}(?:은|을|를|좀|다|전부|모두|싹|도|들)*(?:지워|삭제해?|파기해?|없애|폐기해?)(?:좀)?"
    rf"(?:{_PLEASE}|할래요?|하고싶(?:어요|습니다|은데요)|해요|요청(?:합니다|해요|드려요|드립니다)?|원해요|원합니다|되나요|돼요)"
)
_READ = [
    (ERASE, False, _ERASES),
    (AGAIN, False, rf"{_BEFORE}(?:{_RETRY})"),
    (STATE, False, rf"{_BEFORE}{_NAMED}(?:{_DONE}|{_HOW})"),
    (STATE, True, rf"{_BEFORE}{_LOOSE}(?:{_DONE})"),
    (WITHDRAW, False, rf"{_BEFORE}{_NAMED}{_BEFORE}(?:{_DROPS})"),
    (WAITING, False, rf"{_BEFORE}(?:{_WHEN}|{_THEN}|{_LATE})"),
    (WAITING, True, rf"{_BEFORE}{_WAIT}"),
    (OPENING, False, rf"{_BEFORE}(?:{'|'.join(_HOURS)})"),
    (OPENING, True, rf"{_BEFORE}{_LOOSE_HOURS}"),
    (COST, False, rf"{_BEFORE}(?:{_COSTS})"),
    (COST, True, rf"{_BEFORE}(?:{_PAYS})"),
    (SECRET, False, _SECRETS),
    (KEEP, True, _KEEPS),
    (HUMAN, False, "|".join(_CALLS)),
]
_READERS = [(name, alone, re.compile(pattern)) for name, alone, pattern in _READ]
_SETTLES = re.compile(rf"(?:{_ENOUGH}|{_ENOUGH_NOW})+")
_STATES = re.compile(rf"{_BEFORE}(?:{_STANDS})")
_LASTS = re.compile(rf"{_BEFORE}{_HOW_LONG}")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅣ]")
_FOREIGN = re.compile(
    r"[\u0400-\u052f\u0600-\u06ff\u0900-\u097f\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u1ea0-\u1ef9\u3040-\u30ff\u3400-\u9fff]"
)
_LATIN_WORDS = re.compile(r"[^\W\d_]{2,}")
_TAKEN_BACK = re.compile(
    r"(?:아|아니|아뇨|아니요|네|이제|지금은?|저|미안(?:해요|합니다)?|죄송(?:해요|합니다)?|그냥|좀|많이|다|정말|진짜)*"
    r"(?:(?:농담|장난)(?:이(?:에요|었어요?|었습니다|야|었는데요?)|입니다|임|인데요?|(?:한|친)거(?:예요|에요|야))|해본말이(?:에요|었어요)|(?:괜찮아졌|나아졌|진정됐|좋아졌)(?:어요?|습니다|네요)|괜찮(?:아요?|습니다))"
)
_ASKS_FOR = re.compile(
    r"알려|가르쳐|설명|궁금|알고\s?싶|(?:나요|까요|인가요|건가요|는지|는지요|되나|하죠|되죠|어요\?)[\s.?!~]*$|방법|절차|계산|보여|해\s?(?:줘|주세요|주실)"
)


def wish(typed: str, *, alone: bool, ticket: bool, answered: bool = False) -> str:
    """The wish, or an empty text. `alone`: nothing else is talked about that 취소 or 돈 could belong to; `ticket`: one is open.

    `answered`: the last thing said was an answer of the FAQ, whose matter may take long.
    """
    text = _MOOD.sub("", plain(typed))
    if not _HANGUL.search(typed):
        return FOREIGN if _FOREIGN.search(typed) else _of_waiting(text, _ENGLISH_ENOUGH, _ENGLISH_STANDS) if ticket else ""
    if len(text) > _LONGEST:
        return ""
    found = next((name for name, only, reads in _READERS if (alone or not only) and reads.fullmatch(text)), "")
    if not ticket or found not in {"", HUMAN}:
        return SETTLED if ticket and _SETTLES.fullmatch(text) else found
    return _of_waiting(text, _SETTLES, _STATES) or (STATE if not answered and _LASTS.fullmatch(text) else found)


def _of_waiting(text: str, enough: re.Pattern[str], stands: re.Pattern[str]) -> str:
    """What somebody who waits wishes: to stop waiting, or to know how it stands."""
    if enough.fullmatch(text):
        return SETTLED
    return STATE if stands.fullmatch(text) else ""


def takes_back(typed: str) -> bool:
    """Whether somebody who cried for help says that it was none, or is over."""
    return _TAKEN_BACK.fullmatch(_MOOD.sub("", plain(typed))) is not None


def is_question(typed: str) -> bool:
    """Whether a text asks for an answer; a name, a number or what has happened does not."""
    return asks(typed) or _ASKS_FOR.search(typed) is not None


def is_foreign(typed: str) -> bool:
    """Whether a text that found nothing is a sentence in another language; what was typed on the wrong keyboard is put right before."""
    return not _HANGUL.search(typed) and len(_LATIN_WORDS.findall(typed)) >= _SENTENCE


def by_phone(typed: str) -> bool:
    """Whether the person wishes to be called."""
    return any(word in typed for word in ("전화", "통화"))
