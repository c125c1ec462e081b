"""Cries of somebody who is hurt, in the many ways they are worded: hit at work, worn out, awake at night, crushed by debts.

Only a message that says nothing else: a rule on violence is asked for in other words, and gets its answer.
"""

import re

#: Manners that stand for somebody's safety: heard before anything else, and remembered for what is said next.
VIOLENCE, LOW_SPIRITS = "violence", "low_spirits"
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
_HIT = r"(?:얻어|두들겨|주먹으로)?(?:맞았|맞고있)"
_ATTACKED = r"(?:폭행|구타|성추행)[을를]?당(?:했|하고있)"
_VIOLENT = re.compile(
    rf"{_BESIDE}(?:{_WHO}(?:이|가|께서)?{_BESIDE}{_HITS}|{_WHO}(?:한테|에게|께){_BESIDE}(?:{_HIT}|{_ATTACKED})|{_ATTACKED}"
    rf"|{_PLACE}{_BESIDE}{_HIT}|(?:얻어|두들겨|뺨을?|주먹으로|매를?)맞았){_SAID}(?:{_PLACE})?{_AFTER}"
    rf"|{_BESIDE}(?:맞았|때렸){_SAID}(?:{_PLACE}|{_WHO}(?:한테|에게|이|가)요?){_AFTER}"
)

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


def cry(joined: str) -> str:
    """The manner of a message, given without blanks, that is a cry and nothing else; empty for every other."""
    if len(joined) > _LONGEST:
        return ""
    if _VIOLENT.fullmatch(joined):
        return VIOLENCE
    return LOW_SPIRITS if _LOW.fullmatch(joined) else ""
