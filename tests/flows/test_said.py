"""What people really type at the choices of the shipped flows."""

import pytest

from flows.answers import Accepted, Refused, read_answer
from flows.language import squeezed
from flows.values import Kind
from tests.flows.books import SHIPPED, TODAY

SAID = [
    ("dismissal", "how", "fired", "우리가 내보내는거요", "내보내는 거"),
    ("first-hire", "term", "year", "1년이요", "일단 1년으로요", "1년 계약이요", "1년"),
    ("first-hire", "term", "under", "1년 미만이요", "1년도 안 돼요", "6개월이요"),
    ("first-hire", "others", False, "첨이에요", "한 명도 없어요", "아무도 없어요", "처음이에요", "아니요", "없어요"),
    ("first-hire", "others", True, "이미 있어요", "네", "처음은 아니에요"),
    ("small-workplace", "worry", "all", "다 궁금해요", "다요"),
    ("training", "one-sex", True, "여자만 있어요", "다 여자예요", "네"),
    ("training", "one-sex", False, "남자 한명 있어요", "남자도 있고 여자도 있어요"),
    ("training", "pension", False, "퇴직금으로 줘요", "잘 모르겠어요"),
    ("withholding", "half-year", False, "안 받았어요", "승인 안 받았어요", "매달이요", "몰라요", "아니요"),
    ("withholding", "half-year", True, "승인받았어요", "반기마다 내요"),
    ("withholding", "invoice", False, "안 끊어줘요", "못 끊어줘요"),
    ("withholding", "habit", "lecture", "한번만 오신 분이에요", "한번이요"),
    ("withholding", "habit", "business", "한 달에 한 번이요"),
    ("withholding", "company", False, "개인 조합원이에요"),
    ("dividend", "what", "surplus", "얼마까지 배당할 수 있는지요", "둘 다요"),
    ("tax-calendar", "general-has", ("vehicle",), "자동차요", "차 있어요"),
    ("tax-calendar", "pays", ("employees", "lecturers"), "직원 월급이랑 강사료요"),
    ("bylaws-check", "stage", "before", "아직 안 세웠어요", "아직 안 만들었어요"),
    ("founding-cost", "crowded", True, "서울이요", "서울 마포구", "서울 중구", "서울시 강동구 성내동", "모르겠어요", "네"),
    ("founding-cost", "crowded", False, "부산 해운대구", "아니요"),
    ("founding-cost", "spared", False, "모르겠어요"),
    ("founding-schedule", "employees", False, "아직 안 뽑아요", "안 뽑아요", "아직이에요"),
    ("conversion", "now", "coop", "협동조합에서 사회적협동조합으로요"),
    ("conversion", "target", "social", "협동조합에서 사회적협동조합으로요", "사회적협동조합으로"),
    ("assembly-quorum", "matter", "special", "정관 바꾸는 거요"),
    ("assembly-quorum", "matter", "ordinary", "임원 뽑는 거요"),
    ("social-approval", "stakeholders", True, "두 종류요", "네"),
    ("village-enterprise", "existing", "no", "새로 하는 거예요"),
    ("village-enterprise", "incorporated", False, "아직 등기 안했어요"),
    ("disclosure", "done", True, "올렸어요", "다 했어요"),
    ("disclosure", "done", False, "정관만 올렸어요", "아직 못 올렸어요"),
    ("dissolution", "state", "planned", "총회 열거에요"),
    # What is over is no bar, and neither is what is only planned.
    ("officers-check", "status", "over", "집행유예는 끝났어요", "파산했었는데 복권됐어요", "벌금 냈어요", "출소한 지 3년 넘었어요"),
    ("officers-check", "status", "probation", "집행유예 중이에요", "아직 집행유예예요", "선고유예 중이요"),
    ("officers-check", "status", "bankrupt", "파산했어요", "아직 복권 안 됐어요"),
    ("officers-check", "other", ("former",), "시의원은 작년에 끝났어요", "공무원은 퇴직했어요", "시의원이었는데 지금은 아니에요"),
    ("officers-check", "other", ("council",), "시의원이에요", "지금 시의원이요"),
    ("dismissal", "banned", "over", "육아휴직 끝났어요", "작년에 육아휴직 끝났어요", "출산휴가는 다녀왔어요", "복직했습니다"),
    ("dismissal", "banned", "planned", "예정이에요", "육아휴직 예정이에요", "육아휴직 신청만 했어요", "임신 중이에요"),
    ("dismissal", "banned", "parental", "육아휴직 중이에요", "지금 육아휴직이에요"),
    ("dismissal", "banned", "birth", "출산휴가 갔어요", "지금 출산휴가예요"),
    ("dismissal", "how", "trial", "수습 3개월이요", "수습 기간이 끝나서요"),
    ("dismissal", "how", "ended", "계약 기간이 끝났어요", "계약 만료예요"),
    ("change-report", "event", "again", "중임했어요", "이사장님이 다시 하세요", "연임이에요"),
    ("change-report", "event", "left", "사임했어요", "그만두셨어요", "후임은 아직 안 뽑았어요"),
    ("change-report", "event", "new", "새로 오셨어요", "다른 분이 하세요", "이사장이 바뀌었어요"),
    ("change-report", "event", "same", "이사장은 그대로예요", "안 바뀌었는데요"),
    ("change-report", "more", ("officers", "articles"), "임원이랑 정관", "1, 3"),
    ("assembly-quorum", "matter", "special", "임원 선출과 정관 변경이요", "결산 보고하고 정관이요", "정기총회인데 정관도 바꿔요"),
    ("training", "work", "field", "사무실은 저만요", "섞여 있어요"),
    ("training", "work", "office", "사무실이요", "저희는 다 사무실에서 일해요"),
    # What is being prepared, applied for or expired is not held yet.
    (
        "procurement",
        "label",
        "none",
        "준비중이에요",
        "예비사회적기업이에요",
        "신청했어요",
        "작년에 만료됐어요",
        "사회적기업 준비중인데요",
        "사회적기업 신청했습니다",
        "모르겠어요",
    ),
    ("procurement", "label", "social", "사회적기업이에요", "마을기업 지정받았어요", "사협"),
    ("procurement", "small", False, "신청했어요", "작년에 만료됐어요", "모르겠어요", "아니요"),
    ("procurement", "registered", False, "등록 신청 중이에요", "등록했는데 만료됐어요", "준비중이에요"),
    ("procurement", "registered", True, "등록했어요", "승인 났어요", "네"),
    ("social-enterprise", "written", False, "준비중이에요", "총회에서 고치려고요", "모르겠어요"),
    ("social-enterprise", "shared", False, "만들 예정이에요", "아직이에요"),
    ("village-enterprise", "existing", "no", "신청했어요", "예비마을기업이에요", "작년에 만료됐어요", "모르겠어요"),
    ("village-enterprise", "existing", "yes", "마을기업이에요", "작년에 지정받았어요"),
    ("village-enterprise", "incorporated", False, "등기 신청했어요", "설립신고만 했어요"),
    ("village-enterprise", "leader", False, "이사 올 예정이에요", "작년에 이사 갔어요"),
    ("tax-calendar", "general-has", ("certified",), "사회적기업이에요", "인증 사회적기업이에요"),
    ("first-hire", "term", "trial", "수습 3개월", "수습 3개월이고 그 뒤 정직원", "3개월 수습 기간 있어요"),
    ("first-hire", "term", "under", "3개월이요", "석 달만요", "6개월 계약이요"),
    ("officers-check", "status", "over", "집행유예는 끝났습니다", "예전에 집행유예 받았는데 끝났어요", "출소한 지 오래됐어요"),
    ("officers-check", "prison-over", True, "12년 됐어요", "3년 지났어요"),
    ("officers-check", "prison-over", False, "2년 됐어요", "모르겠어요"),
    ("change-report", "crowded", True, "모르겠어요"),
    ("officers-check", "past", "bankrupt", "복권됐습니다", "복권이요"),
    ("officers-check", "past", "unrestored", "아직 복권 안 됐어요", "복권은 아직이에요"),
    ("dismissal", "five", False, "네 명이요", "네 명 있어요", "네 분이요"),
    ("dismissal", "five", True, "네", "네 다섯 명 넘어요", "여섯 명이에요"),
    ("change-report", "change", "seat", "이사 갔어요", "이사 왔어요"),
    ("change-report", "event", "mixed", "이사장은 그대로고 감사는 새로 뽑았어요"),
    ("change-report", "change", "officers", "이사장은 그대로고 이사만 바뀌었어요", "이사장 말고 감사요"),
    ("dismissal", "banned", "none", "육아휴직은 아니에요", "임신 아니에요", "없습니다"),
    ("dismissal", "cause", False, "모르겠어요", "형편이 어려워서요"),
    ("minimum-wage", "reduced", False, "모르겠어요", "청소 일이에요"),
    # As people say it who have not seen our words for it: on a phone at night, elderly, busy, new to the language.
    ("disclosure", "done", False, "아직 손도 못 댔어요", "내일 올릴 거예요", "몇 개만 올렸어요"),
    ("disclosure", "done", True, "벌써 다 했죠", "공시는 끝났습니다", "네 올렸습니다"),
    ("disclosure", "credit", False, "돈은 빌려주지 않아요", "그런 건 안 합니다", "없어요"),
    ("dividend", "what", "surplus", "이익이 났는데 배당 얼마까지 되나요", "흑자가 조금 났네요"),
    ("dividend", "what", "loss", "올해 손해 봤습니다", "적자라서요", "적자가 났는데요"),
    ("assembly-quorum", "stage", "planned", "아직 준비 중입니다", "12월 20일에 할 거예요", "이번 주 토요일에 해요"),
    ("assembly-quorum", "stage", "held", "11월 3일에 했어요", "어제 끝났습니다", "지난달에 열었어요"),
    ("assembly-quorum", "matter", "ordinary", "임원 뽑으려고요", "예산안이요", "이사를 새로 뽑아요"),
    ("assembly-quorum", "matter", "special", "정관 좀 고치려고요", "제명하려고요", "해산하려고요"),
    ("bylaws-check", "stage", "before", "아직 설립 안 했는데요", "설립 준비하고 있습니다", "초안이에요"),
    ("bylaws-check", "stage", "after", "운영하고 있습니다", "3년째 운영해요", "이미 등기했어요"),
    ("change-report", "change", "chair", "이사장이 바뀌었습니다", "이사장을 새로 뽑았어요", "대표자가 바뀌었어요"),
    ("change-report", "change", "seat", "사무실 이사했어요", "주소가 바뀌었는데요", "사무실을 옮겼습니다"),
    ("change-report", "change", "capital", "출자금이 늘었는데요", "출자금이 바뀌었습니다"),
    ("change-report", "event", "left", "이사장님이 사임하셨어요", "감사가 나갔어요", "그만두셨는데요"),
    ("change-report", "event", "again", "같은 분이 또 맡았어요", "연임하셨습니다", "임기 끝나고 다시 뽑혔어요"),
    ("change-report", "event", "new", "새 사람으로 바뀌었어요", "새로 뽑았습니다", "다른 사람이 됐어요"),
    ("change-report", "more", ("officers",), "이사장도 바뀌었어요", "임원도요", "감사요"),
    ("change-report", "crowded", False, "대전이에요", "과밀 아니에요", "지방입니다", "5년은 넘었어요"),
    ("change-report", "crowded", True, "네 맞아요", "서울입니다"),
    ("founding-cost", "way", "efile", "온라인으로 할게요", "인터넷으로 하려고요", "전자신청이요"),
    ("founding-cost", "way", "paper", "직접 가려고요", "서면이에요", "등기소에 갈 거예요"),
    ("dissolution", "state", "planned", "아직 총회를 안 했어요", "총회 준비하고 있어요", "해산을 생각 중이에요"),
    ("dissolution", "state", "decided", "총회에서 의결했습니다", "총회가 끝났어요", "11월 5일에 했어요"),
    ("dissolution", "debts", False, "빚을 다 못 갚아요", "갚을 돈이 없어요", "빚이 더 많습니다"),
    ("dissolution", "debts", True, "빚이 없습니다", "충분히 갚아요", "다 갚을 수 있습니다"),
    ("find-type", "purpose", "earn", "돈을 벌려고 합니다", "식당 하려고요", "같이 사업하려고 해요"),
    ("find-type", "purpose", "public", "어려운 이웃 돕기요", "노인 돌봄이요", "지역 봉사요"),
    ("find-type", "surplus", "share", "조합원이 나눠야죠", "나눠 가질 거예요", "배당을 하고 싶어요"),
    ("find-type", "surplus", "keep", "안 나눌 겁니다", "공익에 쓰려고요", "다시 쓸 거예요"),
    ("find-type", "control", "person", "모두 똑같이요", "한 사람 한 표로요", "민주적으로 정해요"),
    ("founders-check", "companies", False, "전부 개인입니다", "회사는 없어요", "법인은 없는데요"),
    ("founders-check", "companies", True, "회사가 하나 있어요", "법인도 하나 있습니다", "주식회사가 있어요"),
    ("founding-papers", "held", False, "아직 안 열었어요", "다음 달에 해요", "12월 3일에 할 거예요"),
    ("founding-papers", "held", True, "11월 20일에 했어요", "마쳤습니다", "창립총회 끝났어요"),
    ("founding-schedule", "employees", False, "아직 계획이 없어요", "직원은 안 뽑아요", "당분간 우리끼리 해요"),
    ("founding-schedule", "employees", True, "한 명 뽑을 거예요", "직원 두 명 뽑아요", "채용하려고요"),
    ("officers-check", "status", "none", "그런 일 없습니다", "전과 없습니다", "해당되는 거 없어요"),
    ("officers-check", "status", "over", "집행유예 끝났습니다", "파산했다가 복권됐습니다", "옛날에 다 끝났어요"),
    ("officers-check", "status", "probation", "집행유예 기간이에요", "지금 집행유예 중입니다", "선고유예예요"),
    ("officers-check", "other", ("former",), "시의원은 그만뒀습니다", "공무원은 퇴직했어요", "예전에 시의원이었어요"),
    ("officers-check", "terms", "first", "처음이에요", "첫 임기예요", "첫 번째요", "1번"),
    ("officers-check", "terms", "second", "두 번째예요", "한 번 연임했어요", "2번째요"),
    ("officers-check", "terms", "third", "세 번째요", "두 번 연임했어요", "3번째예요"),
    ("officers-check", "terms", "more", "네 번째예요", "4번째요", "다섯 번째예요"),
    ("annual-leave", "leaving", False, "아직 안 정해졌어요", "계속 다닙니다", "잘 다니고 있어요"),
    ("annual-leave", "leaving", True, "이번 달에 나가요", "퇴사 예정이에요", "다음 주에 그만둬요"),
    ("annual-leave", "basis", "hire", "입사한 날부터요", "모르겠는데요", "따로 안 정했어요"),
    ("dismissal", "how", "fired", "해고하려고 합니다", "내보내야 해요", "자르려고 해요"),
    ("dismissal", "how", "resigned", "본인이 그만둔대요", "사표를 냈어요", "다른 데로 간대요"),
    ("dismissal", "banned", "over", "육아휴직이 끝났습니다", "출산휴가는 끝났어요", "복귀했습니다"),
    ("dismissal", "banned", "planned", "곧 육아휴직 예정이에요", "출산휴가 예정입니다", "임신했대요"),
    ("dismissal", "banned", "none", "그런 거 없습니다", "평소처럼 일합니다", "잘 나오고 있어요"),
    ("dismissal", "cause", False, "그런 일은 없었어요", "잘 모르겠는데요", "실수했어요"),
    ("first-hire", "others", False, "아직 아무도 없습니다", "첫 직원이에요", "이번이 첫 채용이에요"),
    ("first-hire", "term", "open", "정규직입니다", "기간을 안 정했어요", "계속 일할 거예요"),
    ("first-hire", "term", "trial", "수습 3개월 있어요", "수습 기간부터요", "석 달 수습이요"),
    ("insurance", "person", "short", "초단시간 근로자요", "하루 두 시간이요"),
    ("insurance", "new", True, "이번이 처음이에요", "가입한 적이 없어요", "첫 직장입니다"),
    ("minimum-wage", "reduced", False, "수습이 아닌데요", "잘 몰라요", "해당 안 돼요"),
    ("small-workplace", "known", "varies", "요일마다 달라요", "매일 달라집니다", "일정하지 않아요"),
    ("training", "work", "field", "음식점이에요", "현장 일이요", "사무직은 저만 있어요"),
    ("training", "pension", False, "퇴직금으로 줍니다", "아직 가입 안 했어요", "직원이 아직 없어요"),
    ("diagnosis", "stage", "new", "올해 세웠어요", "1년 됐습니다", "얼마 안 됐는데요"),
    ("diagnosis", "stage", "preparing", "준비 중입니다", "아직 설립 전이에요"),
    ("procurement", "label", "none", "아직 준비 중입니다", "사회적기업 신청했습니다", "자격이 없어요"),
    ("procurement", "small", False, "아직 안 받았는데요", "신청 중입니다", "기간이 지났어요"),
    ("procurement", "registered", False, "아직 등록 안 했어요", "신청 중입니다", "나라장터 안 해 봤어요"),
    ("procurement", "with-tax", False, "부가세 별도입니다", "부가세는 뺐어요", "안 들어 있습니다"),
    ("social-enterprise", "written", False, "아직 안 고쳤어요", "곧 고칠 거예요", "정관에 안 들어 있어요"),
    ("social-enterprise", "shared", False, "이사들끼리 해요", "회의가 없어요"),
    ("village-enterprise", "existing", "no", "아직 지정 안 됐어요", "이번에 신청해요", "지정이 만료됐어요"),
    ("village-enterprise", "leader", False, "대표는 다른 데 살아요", "주민은 아니에요", "곧 이사 와요"),
    ("tax-calendar", "half-year", False, "매달 냅니다", "반기 아니에요", "승인 안 받았는데요"),
    ("tax-calendar", "half-year", True, "반기 승인 받았어요", "반기로 냅니다"),
    ("tax-calendar", "pays", ("dividends",), "배당만 줘요", "배당만 있어요", "조합원 배당만요"),
    ("tax-calendar", "remind", False, "알림은 필요 없어요", "달력만요", "괜찮습니다"),
    ("vat", "business", "exempt", "면세입니다", "면세 사업이에요", "부가세가 없어요"),
    ("withholding", "what", "outside", "강사한테 줘요", "프리랜서한테 줘요", "강사료예요"),
    ("withholding", "habit", "business", "매달 와요", "여러 번 와요", "매주 오세요"),
    ("withholding", "invoice", False, "계산서를 안 줘요", "사업자가 아니에요", "못 끊어 준대요"),
]
#: What could be meant in two ways, or says less than an answer.
UNCLEAR = [
    ("founding-cost", "crowded", "서울 근처예요", "중구요", "강서구"),
    ("procurement", "registered", "회원가입했어요"),
    ("small-workplace", "known", "달라지는 것 같아요"),
    ("first-hire", "term", "1년 안에서 정해요"),
    ("officers-check", "past", "파산이요"),
    ("tax-calendar", "general-has", "예비사회적기업이에요"),
    ("assembly-quorum", "matter", "결산이랑 제명이요"),
]


@pytest.mark.parametrize(("flow", "step", "value", "said"), [(*row[:3], said) for row in SAID for said in row[3:]])
def test_an_option_is_taken_in_the_words_of_people(flow: str, step: str, value: object, said: str) -> None:
    asked = SHIPPED.book.flows[flow].step(step)
    assert asked
    answer = read_answer(asked, said, TODAY)
    assert isinstance(answer, Accepted)
    assert answer.value == value


@pytest.mark.parametrize(("flow", "step", "said"), [(flow, step, text) for flow, step, *texts in UNCLEAR for text in texts])
def test_what_is_unclear_is_asked_again(flow: str, step: str, said: str) -> None:
    asked = SHIPPED.book.flows[flow].step(step)
    assert asked
    assert isinstance(read_answer(asked, said, TODAY), Refused)


def test_every_other_word_finds_its_own_option() -> None:
    for flow in SHIPPED.book.flows.values():
        for step in flow.steps:
            for option in step.options:
                for word in option.also:
                    answer = read_answer(step, word, TODAY)
                    here = f"{flow.id} {step.id}: {word}"
                    assert isinstance(answer, Accepted), here
                    value = option.value == "yes" if step.kind is Kind.YES_NO else option.value
                    assert answer.value in (value, (value,)), here


def test_no_word_stands_for_two_options() -> None:
    for flow in SHIPPED.book.flows.values():
        for step in flow.steps:
            words = [word for option in step.options for word in {squeezed(name) for name in (option.label, *option.also) if name}]
            assert len(words) == len(set(words)), f"{flow.id} {step.id}: {[word for word in words if words.count(word) > 1]}"
