"""Words around a choice that say more than its name: yes and no before it, and what makes it something else."""

import re

#: Behind what is named: over, to come, as before, not known. 육아휴직 is named in 육아휴직은 끝났어요.
TURNS = re.compile(
    r"끝[났나난내]|만료|복권(?:[됐돼]|되었|받)|풀[렸려]|지났|그만[뒀두둔]|[했었]었|였는데|이었|준비중|준비하|신청|예정|예비|그대로|변[동함]없|똑같"
    r"|모르겠|모르는|글쎄|헷갈|때도있|근처|근방|부근"
)
#: Behind what is named, no more than a doubt of the person: 둘 다인가요? 둘 다 맞죠?
UNSURE = re.compile(
    r"(?:인가요?|이죠|죠|맞죠|맞나요|맞을까요|인가|일까요|인것같은데요?|인거같은데요?|인것같아요|인거같아요|같은데요?|같아요)?"
)
#: A yes or no at the beginning of what goes on: 네 처음이에요.
YES_BEFORE = re.compile(r"^(?:예|네|넵|넹|네네|응|아니요|아니오|아뇨|아니)[\s,.!~]+(?=\S)")
#: Behind 네 this makes it the number four: 네 명이요.
COUNTER_BEHIND = re.compile(r"(?:명|분|사람|개|곳|달|시간|번|좌|살|해|군데|가지|마리|시)(?:$|[이요은는도만정쯤예인입까])")
#: Behind what is named, that it is missing: 목적을 안 썼어요, 해산은 빠졌어요.
MISSING = re.compile(
    r"(?:은|는|을|를|이|가|도|만|부분|조항|항목)*(?:아직|하나도|아예)?(?:(?:안|못)(?:썼|적었|넣었|했|정했|들어갔|들어있)|없|빠졌|빠져있|빠뜨렸|누락)"
    r"(?:어요?|습니다|네요?|는데요?|음|됐어요|되었어요|된것같아요)?"
)
