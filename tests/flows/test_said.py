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
    ("procurement", "label", "none", "준비중이에요", "예비사회적기업이에요", "신청했어요", "작년에 만료됐어요", "모르겠어요"),
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
]
#: What could be meant in two ways, or says less than an answer.
UNCLEAR = [
    ("founding-cost", "crowded", "서울 근처예요", "중구요", "강서구"),
    ("procurement", "registered", "회원가입했어요"),
    ("small-workplace", "known", "달라지는 것 같아요"),
    ("first-hire", "term", "1년 안에서 정해요"),
    ("procurement", "label", "사회적기업 준비중인데요"),
    ("tax-calendar", "general-has", "예비사회적기업이에요"),
    ("assembly-quorum", "matter", "결산이랑 제명이요"),
    ("officers-check", "status", "예전에 집행유예 받았는데 끝났어요", "집행유예 끝난 지 한참 됐어요"),
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
