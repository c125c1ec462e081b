from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import Accepted, Refused, read_answer
from flows.flow import Step
from flows.values import Kind
from flows.walk import samples_of
from tests.flows.books import TODAY, book_of, flow_of

KINDS = {
    "yes": "kind: yes-no",
    "choice": "kind: choice, options: [{value: x, label: 엑스}, {value: y, label: 와이}]",
    "choices": "kind: choices, at_least: 1, at_most: 2, options: [{value: x, label: 엑}, {value: y, label: 와}, {value: z, label: 제트}]",
    "number": "kind: number, unit: 명, at_least: 2, at_most: 99",
    "won": "kind: won, at_most: 1억",
    "percent": "kind: percent, at_most: 100",
    "date": "kind: date, tense: future, at_least: today",
    "period": "kind: period, at_most: 5년",
    "hours": "kind: hours, per: week, at_most: 52시간",
    "phone": "kind: phone",
    "email": "kind: email",
    "business": "kind: business-number",
    "text": "kind: text, at_least: 2, at_most: 10",
    "address": "kind: address",
    "file": "kind: file",
}
FLOW = flow_of("\n".join(f"  - {{id: {name}, {spec}, ask: 예?, why: 그냥, next: done}}" for name, spec in KINDS.items()))
STEPS = {step.id: step for step in FLOW.steps}


@pytest.mark.parametrize(
    ("step", "said", "reason"),
    [
        ("number", "1명", "too_small"),
        ("number", "100명", "too_large"),
        ("number", "많이", "not_understood"),
        ("won", "1억 1원", "too_large"),
        ("won", "한 3천쯤요", "which_unit"),
        ("won", "215", "which_unit"),
        ("hours", "주 200시간", "too_large"),
        ("won", "네", "not_understood"),
        ("percent", "101%", "too_large"),
        ("date", "2026-11-24", "too_early"),
        ("date", "음력 설", "lunar"),
        ("period", "6년", "too_large"),
        ("hours", "주 53시간", "too_large"),
        ("hours", "하루 8시간", "wrong_per"),
        ("choices", "없음", "too_few_chosen"),
        ("choices", "전부", "too_many_chosen"),
        ("text", "가", "too_short"),
        ("text", "가" * 11, "too_many_letters"),
        ("text", "\u200b \u3164", "empty"),
        ("text", "******-******* 홍", "masked"),
        ("business", "123-45-67890", "check_digit"),
        ("business", "123", "not_understood"),
        ("file", "사진이요", "not_understood"),
        ("phone", "없어요", "not_understood"),
    ],
)
def test_what_is_not_accepted_says_why(step: str, said: str, reason: str) -> None:
    answer = read_answer(STEPS[step], said, TODAY)
    assert isinstance(answer, Refused)
    assert answer.reason == reason


@pytest.mark.parametrize(
    ("step", "said", "text"),
    [
        ("choice", "2번이요", "y"),
        ("choices", "제트랑 엑", "x,z"),
        ("yes", "ㅇㅇ", "yes"),
        ("number", "다섯 명", "5"),
        ("won", "3천만원", "30000000"),
        ("percent", "30.50 %", "30.5"),
        ("date", "내일", "2026-11-26"),
        ("period", "1년 반", "18개월"),
        ("hours", "하루 8시간씩 주 5일", "40시간"),
        ("phone", "01012345678", "010-1234-5678"),
        ("business", "1234567891", "123-45-67891"),
        ("text", "  두레   반찬 ", "두레 반찬"),
        ("file", "file:jpg 20KB", "file:jpg 20KB"),
    ],
)
def test_the_stored_text_is_the_same_for_every_spelling(step: str, said: str, text: str) -> None:
    answer = read_answer(STEPS[step], said, TODAY)
    assert isinstance(answer, Accepted)
    assert answer.text == text


@pytest.mark.parametrize("said", ["1,250원", "1250 원이요", "천이백오십원"])
def test_a_small_amount_is_kept_with_its_unit(said: str) -> None:
    answer = read_answer(STEPS["won"], said, TODAY)
    assert isinstance(answer, Accepted)
    assert answer.text == "1250원"
    assert read_answer(STEPS["won"], answer.text, TODAY) == replace(answer, told=False)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_the_stored_text_reads_back_to_the_same_value_a_year_later(step: Step) -> None:
    for sample in samples_of(step, FLOW, book_of(FLOW), TODAY):
        answer = read_answer(step, sample, TODAY)
        if isinstance(answer, Accepted):
            again = read_answer(step, answer.text, TODAY if step.kind is Kind.DATE else date(2027, 11, 25))
            assert isinstance(again, Accepted)
            assert (again.value, again.text) == (answer.value, answer.text)


@given(st.sampled_from(sorted(STEPS)), st.text(max_size=60))
def test_any_text_is_an_answer_or_refused_with_a_reason(name: str, said: str) -> None:
    answer = read_answer(STEPS[name], said, TODAY)
    if isinstance(answer, Accepted):
        again = read_answer(STEPS[name], answer.text, TODAY)
        assert isinstance(again, Accepted)
        assert again.value == answer.value
    else:
        assert answer.reason
