from datetime import date

import pytest

from flows.literals import Literals
from flows.rates import Rates, parse_rates
from tests.flows.books import TODAY, Findings, tree_of

RATES = """
rates:
  - id: wage
    title: 최저임금 시급
    unit: won
    said_as: [최저임금, 최저 시급]
    values:
      - {from: 2025-01-01, until: 2025-12-31, value: 10030, source: a}
      - {from: 2026-01-01, until: 2026-12-31, value: 10320, source: a}
      - {from: 2027-01-01, until: 2027-12-31, value: 10700, source: a}
  - id: cap
    title: 출산휴가급여 상한
    unit: won
    values:
      - {from: 2025-07-01, until: 2026-06-30, value: 2100000, source: a}
      - {from: 2026-07-01, value: 2200000, source: a}
  - id: pension
    title: 국민연금 보험료율
    unit: percent
    values:
      - {from: 2026-01-01, until: 2026-12-31, value: 9.5, source: a}
      - {from: 2027-01-01, value: 10.0, source: a}
  - id: months
    title: 두루누리 기간
    unit: months
    values:
      - {from: 2026-01-01, until: 2026-12-31, value: 36, source: a}
      - {from: 2027-01-01, value: 36, source: a}
  - id: interest
    title: 지연이자
    unit: percent
    values:
      - {from: 2020-01-01, value: 20, source: a}
"""
LITERALS = Literals(Rates.of(parse_rates(tree_of(RATES), Findings())), TODAY)


def found(text: str, title: str = "") -> list[tuple[str, tuple[str, ...]]]:
    return [(one.written, one.names) for one in LITERALS.find(text, title)]


@pytest.mark.parametrize(
    "written", ["10,320원", "10320원", "10,320 원", "1만320원", "1만 320원", "1만320 원", "10320", "10,320"], ids=lambda text: text
)
def test_an_amount_is_found_however_it_is_written(written: str) -> None:
    assert found(f"최저임금은 시간당 {written}이에요.") == [(written, ("wage", "wage@2026"))]


@pytest.mark.parametrize("written", ["9.5%", "9.50%", "9.5 %", "9.5퍼센트", "9.5 프로"])
def test_a_percent_is_found_however_it_is_written(written: str) -> None:
    assert found(f"국민연금은 {written}예요.") == [(written, ("pension", "pension@2026"))]


def test_a_value_to_come_is_found_with_its_year() -> None:
    assert found("최저 시급은 2027년에 10,700원이에요.") == [("10,700원", ("wage@2027",))]
    assert found("국민연금은 내년에 10%로 올라요.") == [("10%", ("pension@2027",))]


def test_a_value_that_does_not_begin_with_a_year_is_named_by_its_day() -> None:
    assert found("출산휴가급여는 월 220만원까지예요.") == [("220만원", ("cap", "cap@2026-07-01"))]


def test_a_telling_amount_needs_its_word_anywhere_in_the_text() -> None:
    assert found("최저임금이 올라요.\n\n올해는 10,320원이에요.") == [("10,320원", ("wage", "wage@2026"))]
    assert found("올해는 10,320원이에요.", "최저임금은 얼마인가요?") == [("10,320원", ("wage", "wage@2026"))]
    assert found("볼펜은 10,320원이에요.") == []


def test_a_round_amount_or_another_unit_needs_its_word_in_the_line_or_the_title() -> None:
    assert found("출산휴가급여가 있어요.\n월급은 220만원이에요.") == []
    assert found("한 달에 220만원이에요.", "출산휴가급여는 얼마예요?") != []
    assert found("국민연금이 있어요.\n이자는 10%예요.") == []
    assert found("최대 36개월이에요.", "두루누리가 뭐예요?") == [("36개월", ("months", "months@2026"))]


@pytest.mark.parametrize(
    "text",
    [
        "최저임금은 2025년에 10,030원이었어요.",
        "최저임금은 {wage}이고 {wage@2027}이 돼요.",
        "최저임금이 오르면 110,320원이 돼요.",
        "최저임금의 10,320.5배예요.",
        "최저임금을 받는 10320명이에요.",
        "국민연금은 해마다 9.5%p, 10%포인트 달라져요.",
        "지연이자는 연 20%예요.",
    ],
)
def test_what_is_past_named_or_another_number_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_is_past_depends_on_the_day() -> None:
    later = Literals(Rates.of(parse_rates(tree_of(RATES), Findings())), date(2027, 3, 1))
    said = "최저임금은 10,320원에서 10,700원이 됐어요."
    assert [(one.written, one.names) for one in later.find(said, "")] == [("10,700원", ("wage", "wage@2027"))]
