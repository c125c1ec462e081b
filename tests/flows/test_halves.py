"""An answer in two messages."""

from datetime import date

import pytest

from flows.answers import Accepted, Refused, read_answer
from flows.flow import Step
from flows.halves import half_of, read_rest
from flows.values import Value
from tests.flows.books import TODAY, flow_of

FLOW = flow_of(
    "  - {id: day, kind: date, tense: past, ask: 언제예요?, why: 그냥, next: done}\n"
    "  - {id: pay, kind: won, ask: 얼마예요?, why: 그냥, next: done}\n"
    "  - {id: hours, kind: hours, per: week, ask: 몇 시간이에요?, why: 그냥, next: done}\n"
    "  - {id: state, kind: choice, ask: 지금은요?, why: 그냥, next: done, options: ["
    "{value: leave, label: 육아휴직 중, also: [육아휴직]}, {value: other, label: 아니에요}]}\n"
    "  - {id: office, kind: yes-no, ask: 사무실을 같이 써요?, why: 그냥, next: done, 'yes': 같이 써요, 'no': 따로 써요}"
)
DAY, PAY, HOURS, STATE, OFFICE = FLOW.steps


def said(step: Step, *messages: str) -> Accepted | Refused:
    """The answer to the last of the messages, each typed after the one before was refused."""
    half, answer = "", read_answer(step, "", TODAY)
    for message in messages:
        answer = read_rest(step, half, message, TODAY)
        half = half_of(answer, half, message)
    return answer


@pytest.mark.parametrize(
    ("step", "messages", "meant"),
    [
        (DAY, ("작년 3월", "4일"), date(TODAY.year - 1, 3, 4)),
        (DAY, ("작년 3월", "4"), date(TODAY.year - 1, 3, 4)),
        (DAY, ("작년", "3월", "4일이요"), date(TODAY.year - 1, 3, 4)),
        (DAY, ("작년 3월이요", "4일이요."), date(TODAY.year - 1, 3, 4)),
        (PAY, ("2500이요", "만원이요"), 25_000_000),
        (DAY, ("작년 3월", "3월 4일"), date(TODAY.year - 1, 3, 4)),
        (DAY, ("작년 3월", "2024년 5월 6일"), date(2024, 5, 6)),
        (DAY, ("2500", "2024년 5월 6일"), date(2024, 5, 6)),
        (DAY, ("올해 상반기", "3월", "2일"), date(TODAY.year, 3, 2)),
        (DAY, ("작년 하반기요", "11월 2일"), date(TODAY.year - 1, 11, 2)),
        (PAY, ("2500", "만원이요"), 25_000_000),
        (PAY, ("2500", "300만원"), 3_000_000),
        (HOURS, ("하루 8시간", "주 5일"), 2400),
        (HOURS, ("하루 8시간이요", "5일이요"), 2400),
        (HOURS, ("하루 8시간 일해요", "주 5일 근무예요"), 2400),
        (HOURS, ("주 5일", "8시간"), 2400),
        (HOURS, ("주 2일이요", "8시간이요"), 960),
        (HOURS, ("월수금", "4시간씩이요"), 720),
        (HOURS, ("주 5일", "주 20시간"), 1200),
        (HOURS, ("주 5일", "40시간"), 2400),
        (HOURS, ("하루 8시간", "일주일에 30시간이요"), 1800),
        (PAY, ("200", "만이요"), 2_000_000),
        (PAY, ("230", "만"), 2_300_000),
        (PAY, ("11", "천원"), 11_000),
        (HOURS, ("8시간", "하루요", "주 5일"), 2400),
        (HOURS, ("8시간", "하루요", "주5일이요"), 2400),
        (HOURS, ("8시간", "일주일이요"), 480),
        (HOURS, ("8", "일주일에"), 480),
        (HOURS, ("8시간", "주 40시간이요"), 2400),
        (HOURS, ("8시간", "40"), 2400),
    ],
)
def test_the_rest_of_an_answer_is_read_with_what_was_said_before(step: Step, messages: tuple[str, ...], meant: Value) -> None:
    answer = said(step, *messages)
    assert isinstance(answer, Accepted)
    assert answer.value == meant
    assert read_answer(step, answer.text, TODAY) == Accepted(value=meant, text=answer.text, told=step is not PAY)


@pytest.mark.parametrize(
    ("step", "messages", "meant"),
    [
        (STATE, ("육아휴직은 끝났어요", "네"), "leave"),
        (STATE, ("육아휴직은 끝났어요", "네 맞아요"), "leave"),
        (STATE, ("육아휴직은 끝났어요", "아니에요"), "other"),
        (STATE, ("육아휴직은 끝났어요", "2번"), "other"),
        (OFFICE, ("같이 써요 예정이에요", "네"), True),
        (OFFICE, ("같이 써요 예정이에요", "아니요"), False),
    ],
)
def test_a_doubtful_choice_is_taken_with_a_yes(step: Step, messages: tuple[str, ...], meant: Value) -> None:
    first = read_answer(step, messages[0], TODAY)
    assert isinstance(first, Refused)
    assert first.reason == "doubtful"
    answer = said(step, *messages)
    assert isinstance(answer, Accepted)
    assert answer.value == meant


def test_no_to_a_doubtful_choice_is_asked_again() -> None:
    assert isinstance(said(STATE, "육아휴직은 끝났어요", "아니요"), Refused)


def test_two_amounts_are_not_put_together() -> None:
    assert said(PAY, "690", "230이요") == Refused(reason="which_unit")


def test_what_was_put_together_is_told() -> None:
    answer = said(PAY, "2500", "만원이요")
    assert isinstance(answer, Accepted)
    assert answer.told


def test_only_half_an_answer_is_kept() -> None:
    assert half_of(read_answer(PAY, "2500", TODAY), "", "2500") == "2500"
    assert not half_of(read_answer(PAY, "글쎄요", TODAY), "2500", "글쎄요")
    assert not half_of(read_answer(PAY, "300만원", TODAY), "2500", "300만원")
    assert half_of(read_answer(DAY, "작년", TODAY), "작년", "작년") == "작년"


def test_what_was_offered_is_no_half_of_what_is_typed_instead() -> None:
    assert half_of(read_answer(DAY, "작년 3월", TODAY), "=2024-03-02", "작년 3월") == "작년 3월"
