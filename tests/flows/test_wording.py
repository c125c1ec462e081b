from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.values import Period, Unit, Value
from flows.wording import Glossary, Term, fill, parse_glossary, parse_wording, placeholders, show
from tests.flows.books import SHIPPED, Findings, tree_of

WORDING = SHIPPED.book.wording


@pytest.mark.parametrize(
    ("text", "value", "filled"),
    [
        ("{a}이(가) 왔어요", "사람", "사람이 왔어요"),
        ("{a}이(가) 왔어요", "두레", "두레가 왔어요"),
        ("{a}을(를) 봐요", "10,320원", "10,320원을 봐요"),
        ("{a}을(를) 봐요", "7.19%", "7.19%를 봐요"),
        ("{a}은(는) 커요", "30", "30은 커요"),
        ("{a}(으)로 가요", "서울", "서울로 가요"),
        ("{a}(으)로 가요", "집", "집으로 가요"),
        ("{a}(으)로 가요", "학교", "학교로 가요"),
        ("'{a}'(이)라는 말", "값", "'값'이라는 말"),
        ("'{a}'(은)는 없어요", "abc", "'abc'는 없어요"),
        ("{a}과(와) 함께", "", "와 함께"),
    ],
)
def test_particles_follow_the_word(text: str, value: str, filled: str) -> None:
    assert fill(text, {"a": value}.get) == filled


def test_an_unknown_name_stays_and_a_value_is_never_read_again() -> None:
    assert fill("{a} {b}", {"a": "{b}", "x": "y"}.get) == "{b} {b}"
    assert fill("그대로 이(가)", lambda _name: None) == "그대로 이(가)"


@given(st.text(max_size=50), st.text(max_size=50))
def test_nothing_a_person_types_asks_for_anything(typed: str, secret: str) -> None:
    values = {"name": typed, "secret": f"<<{secret}>>"}
    assert f"<<{secret}>>" not in fill("{name}님", values.get) or f"<<{secret}>>" in typed


def test_names_in_braces_are_found() -> None:
    assert placeholders("{a} {b-c.d} { e } {}") == ("a", "b-c.d", "e")


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1234567, Unit.WON, "1,234,567원"),
        (5, Unit.PEOPLE, "5명"),
        (Decimal("7.190"), Unit.PERCENT, "7.19%"),
        (Decimal("0.9448"), Unit.PERCENT, "0.9448%"),
        (Decimal(100), Unit.PERCENT, "100%"),
        (Decimal("1E+2"), Unit.COUNT, "100"),
        (510, Unit.MINUTES, "8시간 30분"),
        (15, Unit.HOURS, "15시간"),
        (True, Unit.FLAG, "예"),
        (date(2027, 3, 2), Unit.DATE, "2027년 3월 2일"),
        (Period(18, 0), Unit.PERIOD, "1년 6개월"),
        (Period(0, 0), Unit.PERIOD, "0일"),
        ("small", Unit.WORD, "작아요"),
        (("small", "x"), Unit.ROWS, "작아요, x"),
    ],
)
def test_values_are_written_as_people_read_them(value: Value, unit: Unit, shown: str) -> None:
    assert show(value, unit, WORDING, {"small": "작아요"}) == shown


def test_a_missing_or_unknown_sentence_is_reported() -> None:
    found = Findings()
    parse_wording({"phrases": {"changed": "고침", "more_words": "없는 것"}}, found)
    assert {"missing_key", "unknown_key"} <= found.codes


def test_terms_are_found_by_any_of_their_names() -> None:
    glossary = Glossary.of((Term(name="출자좌수", means="몫의 수", also=("좌수",)),))
    assert glossary.find("출자 좌수") is glossary.find("좌수")
    assert glossary.find("다른") is None


def test_two_terms_of_one_name_are_reported() -> None:
    found = Findings()
    parse_glossary(tree_of("terms: [{term: 가, means: 나}, {term: 다, means: 라, also: [가]}]"), found)
    assert found.codes == {"doubled_term"}


def test_no_shipped_sentence_uses_technical_words() -> None:
    for text in (*WORDING.phrases.values(), *WORDING.reasons.values(), *(kind.refused for kind in WORDING.kinds.values())):
        assert not {"null", "error", "step", "flow", "None"} & set(text.split()), text
