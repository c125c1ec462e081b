"""Cries of somebody who is hurt, in the many ways they are worded: hit at work, worn out, awake at night, crushed by debts.

Only a message that says nothing else: a rule on violence is asked for in other words, and gets its answer.
"""

import re

#: Manners that stand for somebody's safety: heard before anything else, and remembered for what is said next.
VIOLENCE, LOW_SPIRITS, EMERGENCY, FEAR, INJURY = "violence", "low_spirits", "emergency", "fear", "injury"
#: A cry is short; what is longer tells more than that.
_LONGEST = 60

_WHO = (
    r"(?:사장|대표|이사장|상사|팀장|부장|과장|실장|점장|반장|소장|원장|관리자|책임자|선배|동료|직원|조합원|이사|감사|손님|고객|남편|아내|애인"
    r"|남자친구|여자친구|남친|여친|아버지|아빠|어머니|엄마|오빠|형|아들|시어머니|시아버지|누가|누군가|사람|그사람)(?:님|분|들)*"
)
_PLACE = r"(?:직장|회사|일터|사무실|매장|현장|공장|가게|조합)(?:에서|에서요)"
_BESIDE = (
    r"(?:저를|나를|절|날|저|제|나|내|제가|내가|저는|나는|우리|저희|술먹고|술마시고|또|자꾸|계속|막|진짜|정말|맨날|매일|손으로|주먹으로|발로|뺨을?|머리를"
    rf"|얼굴을|오늘|어제|방금|아까|지난주에|지금|일하다가?|회식에서|회의에서|{_PLACE})*"
)
_SAID = r"(?:는데요?|(?:어|습니|다|네|고|답니)[가-힣]{0,3})"
#: Who was hit and asks what to do is hurt all the same; who asks how to punish is not.
_AFTER = r"(?:(?:어떡|어떻게|어디|도와|살려|무서|아파|억울)[가-힣]*|(?<=는데)(?!.*(?:징계|해고|자르|감봉))[가-힣]{1,20})?"
_HITS = r"(?:때렸|두들겨팼|팼|구타했|폭행했|때리고있|패고있)"
_HIT = r"(?:얻어|두들겨|주먹으로)?(?:맞았|맞고(?:있|살|다니))"
_ATTACKED = r"(?:폭행|구타|성추행)[을를]?당(?:했|하고있)"
_VIOLENT = re.compile(
    rf"{_BESIDE}(?:{_WHO}(?:이|가|께서)?{_BESIDE}{_HITS}|{_WHO}(?:한테|에게|께){_BESIDE}(?:{_HIT}|{_ATTACKED})|{_ATTACKED}"
    rf"|{_PLACE}{_BESIDE}{_HIT}|(?:얻어|두들겨|뺨을?|주먹으로|매를?)맞았){_SAID}(?:{_PLACE})?{_AFTER}"
    rf"|{_BESIDE}맞고(?:살|다녀|다니|지내)[가-힣]{{0,4}}(?:{_PLACE})?|{_BESIDE}(?:맞았|때렸){_SAID}(?:{_PLACE}|{_WHO}(?:한테|에게|이|가)요?){_AFTER}"
)

#: Whoever has power over somebody at work.
_BOSS = (
    r"(?:사장|대표|이사장|상사|팀장|부장|과장|차장|실장|점장|반장|소장|원장|주인|매니저"
    r"|관리자|책임자|선임|선배|동료)(?:님|분|들|놈|새끼)*(?:이|가|께서|은|는|도)?"
)
_ME = r"(?:저|나|제|내|절|날|우리|저희)(?:를|을|한테|에게|게|가)?"
#: Between who does it and what is done: anything but another who suffers it, or the rule on it.
_BETWEEN = r"(?:(?!(?:손님|고객|직원|조합원|학생|아이|사람)(?:을|를|한테|에게)|벽을|공을|북을)[가-힣]){0,14}?"
_BODY = r"(?:머리|뺨|얼굴|배|팔|다리|등|가슴|어깨|엉덩이|허벅지|뒤통수|목|몸|손목)(?:를|을)?"
_OBJECT = r"(?:그릇|밥그릇|물건|컵|잔|서류|의자|병|재떨이|전화기|핸드폰|휴대폰|공구|연장|망치|접시|쟁반|가위)(?:를|을)?"
#: What is done, each with how its present and its past go on.
_PAST = (
    rf"(?:때렸|팼|밀쳤|멱살(?:을|도)?잡았|협박했|목(?:을)?졸랐|(?:발로|발길질로?|{_ME}|{_BODY})(?:찼|밟았)|(?:{_BODY}|{_ME})쳤|{_ME}(?:만졌|더듬었)"
    rf"|(?:{_OBJECT}|{_ME})(?:{_ME})?(?:집어)?던졌|(?:{_ME}|매일|맨날|자꾸)(?:막|매일|맨날)?소리(?:를)?질렀)"
)
_NOW = (
    rf"(?:때려|패|밀쳐|멱살(?:을|도)?잡아|협박해|목(?:을)?졸라|(?:발로|발길질로?)(?:차|밟아)|(?:{_BODY}|{_ME})쳐|{_ME}(?:만져|더듬어)"
    rf"|(?:{_OBJECT}|{_ME})(?:{_ME})?(?:집어)?던져|(?:{_ME}|매일|맨날|자꾸)(?:막|매일|맨날)?소리(?:를)?질러)"
)
_NOW_SAID = r"(?:때림|때린다|때립니다|때리네요?|때리는데요?|협박합니다|협박함|협박하는데요?|밀칩니다)"
_ENDS = rf"(?:{_PAST}(?:음|어|어요|습니다|다|네요?|는데요?|거든요)|{_NOW}(?:요|서요|대요|버려요|ㅠ)?|{_NOW_SAID})"
#: What may be said behind it.
_GOES_ON = (
    r"(?:(?:매일|맨날|자꾸|계속|진짜|너무|그냥|저|나|제가"
    r"|무서|아파|아프|힘들|울|어떡|어떻게|어디|도와|살려|억울|죽겠|미치겠)[가-힣]{0,8}){0,3}"
)
_DONE_TO_ME = re.compile(rf"{_BESIDE}{_BOSS}{_BETWEEN}{_ENDS}{_GOES_ON}")
_I_DID = re.compile(
    r"(?:제가|내가|저는|나는|저|나)(?:술먹고|홧김에|화나서|실수로)?[가-힣]{1,6}(?:을|를)(?:홧김에|실수로|화나서)?(?:밀쳤|때렸|팼)"
    r"(?:어요|습니다|는데요?|네요)(?:어떡|어떻게|무서)[가-힣]{0,8}"
)
_FEARS = r"(?:무서워|무섭|두려워|두렵|겁나|겁이나|공포스러)(?:요|습니다|어요|네요?|다|서요)?"
_DOCUMENT = r"(?:여권|외국인등록증|등록증|신분증)(?:을|를|도|까지)?"
_SCARED = re.compile(
    rf"{_BESIDE}{_BOSS}{_BETWEEN}(?:(?:때릴|죽일|팰)(?:까봐|까바|까봐서)(?:너무|정말|진짜)*{_FEARS}|(?:때릴|죽일|팰)(?:것|거)같(?:아|습)[가-힣]{{0,3}}"
    rf"|때리려고(?:해|하|했)[가-힣]{{1,4}}){_GOES_ON}|"
    rf"{_BESIDE}(?:너무|정말)*{_FEARS}(?:서)?(?:집|밖|회사|출근|일)(?:에|을|도|으로)?(?:도)?(?:못|안)(?:가|나가|들어가|하)[가-힣]{{0,5}}"
    rf"|(?:너무|정말|진짜|요즘|매일|아침마다|내일|저는?|나는?|이제)*(?:회사|직장|일하러)?(?:출근|회사|일)(?:하기|하는게|하는것이|가기|나가기|가는게|길이?)(?:가|도|조차)?(?:너무|정말|진짜)*{_FEARS}"
    rf"|{_BESIDE}{_BOSS}(?:너무|정말|진짜|얼굴이?|목소리가?|보기가?)*{_FEARS}"
    rf"|{_BESIDE}{_BOSS}(?:얼굴|목소리|전화|이름|발소리)?(?:만|을|를)?(?:보면|들으면|봐도|들어도|오면|보기만해도|듣기만해도)"
    r"(?:심장|가슴|손|몸)(?:이|도)?(?:막|너무|쿵쾅쿵쾅|덜덜)?(?:뛰|떨|두근|벌렁|쿵쾅)[가-힣]{1,5}"
    rf"|{_BESIDE}(?:{_BOSS}|{_PLACE})?{_BESIDE}{_DOCUMENT}(?:다)?(?:뺏(?:어갔|었|겼)|빼앗(?:아갔|았|겼)|가져갔|가져가버렸|압수했|숨겼|안돌려(?:줘|주|줬))"
    rf"(?:어|어요|습니다|는데요?|다|요|네요)?{_GOES_ON}"
    rf"|{_BESIDE}(?:{_BOSS}|{_PLACE})?{_BESIDE}(?:(?:집에|밖에|밖으로)?못나가게(?:해|하)|가둬|가뒀|갇혔|갇혀)[가-힣]{{0,5}}"
)
_HAND = r"(?:손가락|손|손등|손목|팔|발|발가락|다리|얼굴|몸)(?:을|를|이|가|도)?"
_HURT = re.compile(
    rf"{_BESIDE}(?:일하다가?|요리하다가?|작업하다가?|기계에|칼에|칼로|톱에|가위에|유리에|프레스에)*{_HAND}(?:크게|심하게|좀|많이|다)*"
    r"(?:잘렸|잘려나갔|절단됐|베었|베였|벴|찢어졌|찢겼|으스러졌|눌렸|끼었|끼였)(?:어|어요|습니다|는데요?|다|네요|음)(?:어떡|어떻게|도와|살려|아파|피)?[가-힣]{0,8}"
    rf"|{_BESIDE}(?:일하다가?|요리하다가?|뜨거운|끓는|펄펄끓는)*(?:기름|물|국물?|냄비|불|다리미|증기|스팀|화학약품|약품)(?:에|이|으로)(?:{_HAND})?(?:크게|심하게|많이|다)*"
    r"(?:데였|데었|뎄|화상(?:을)?(?:입었|당했)|튀었)(?:어|어요|습니다|는데요?|다|네요|음)(?:어떡|어떻게|도와|살려|아파)?[가-힣]{0,8}"
)
#: Who asks for a rule gets its answer.
_RULE = re.compile(r"해고|징계|처벌|벌금|과태료|감봉|고소|소송|규정|산재|보험|책임|보상|배상|방법|신고하면|퇴사하면")

_SOFT = (
    r"(?:너무|정말|진짜|그냥|요즘|이제|제가|저는|나는|저|나|많이|매일"
    r"|하루하루|사는게|살기가|마음이|다|전부|모두|인생|아|밤에|밤마다|계속)*"
)
_DEBT = r"(?:빚|대출(?:금)?(?:이자)?|이자|카드값|사채|빚쟁이|빚독촉)(?:들)?(?:때문에|땜에|땜시|갚느라|이많아서|걱정에)"
_TIRED = r"(?:힘들|죽겠|괴로|괴롭|미치겠|못살겠|막막|지쳤|지쳐|지칩|버겁|힘드네|힘듭)"
_TELLS = r"(?:(?:어|아|워|다|네|습니|니|해|했|었|요|다고)(?:서)?(?:요|다|네요|어요|니다|습니다)?)?"
_GIVES_UP = r"(?:포기하고|포기해버리고|그만두고|그만하고|놓고|놓아버리고|놔버리고|때려치우고|내려놓고)싶(?:어|습니|다|네|은)[가-힣]{0,2}"
_AWAKE = r"잠(?:이|을|도)?(?:통|잘|도통|하나도|너무|전혀)?(?:안와|안오|못자|못들|못이루|안들)[가-힣]{0,4}"
_LOW = re.compile(
    rf"{_SOFT}(?:{_DEBT})?{_SOFT}{_TIRED}{_TELLS}(?:{_DEBT}요?)?"
    rf"|{_SOFT}(?:다|전부|모두|인생|(?:힘들|지쳐|괴로워)(?:어)?서){_SOFT}{_GIVES_UP}"
    rf"|{_SOFT}(?:{_DEBT}|걱정돼서|걱정되어서|걱정에|불안해서|무서워서|힘들어서)?{_SOFT}{_AWAKE}"
)


_KINDS = ((VIOLENCE, _DONE_TO_ME), (VIOLENCE, _I_DID), (FEAR, _SCARED), (INJURY, _HURT))


def cry(joined: str) -> str:
    """The manner of a message, given without blanks, that is a cry and nothing else; empty for every other."""
    if len(joined) > _LONGEST:
        return ""
    if _VIOLENT.fullmatch(joined):
        return VIOLENCE
    if not _RULE.search(joined) and (manner := next((name for name, pattern in _KINDS if pattern.fullmatch(joined)), "")):
        return manner
    return LOW_SPIRITS if _LOW.fullmatch(joined) else ""
