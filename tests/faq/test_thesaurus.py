"""From lay words to terms of law."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.text import words
from faq.thesaurus import Lexicon, Line, Thesaurus, parse_thesaurus

LEXICON = Lexicon.of(
    Thesaurus(
        lines=(
            Line(say=("쫓아내", "내보내"), means=("제명",)),
            Line(say=("나라 조달",), means=("공공구매",)),
            Line(say=("돈",), means=("출자금",)),
            Line(say=("월급",), means=("임금", "급여")),
            Line(say=("공고",), means=("공고문",)),
            Line(say=("세우",), means=("설립",)),
        ),
        opposites=(("가입", "탈퇴"),),
    )
)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("회원을 쫓아내려면", ["제명"]),
        ("나라에서 하는 조달", ["공공구매"]),
        ("돈을 내요", ["출자금"]),
        ("돈까스 먹고 싶다", []),
        ("월급날", ["임금", "급여"]),
        ("회원을쫓아내고싶어요", ["제명"]),
        ("제명 절차", ["제명"]),
        ("공고를 붙여요", ["공고문"]),
        ("공공기관", []),
        ("세운 지 오래", ["설립"]),
        ("언제 세웁니까", ["설립"]),
        ("", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert LEXICON.terms(words(text)) == terms


def test_opposites() -> None:
    assert LEXICON.opposed(["가입"], frozenset({"탈퇴"}))
    assert not LEXICON.opposed(["가입"], frozenset({"가입", "탈퇴"}))
    assert not LEXICON.opposed([], frozenset({"탈퇴"}))


def test_a_file_is_read_and_a_mistake_reported() -> None:
    found: list[tuple[object, str]] = []
    tree = {"thesaurus": [{"say": ["월급"], "means": ["임금"]}], "opposites": [["가입", "탈퇴"]]}
    read = parse_thesaurus(tree, lambda loc, code, /, **details: found.append((loc, code)))
    assert read == Thesaurus(lines=(Line(say=("월급",), means=("임금",)),), opposites=(("가입", "탈퇴"),))
    assert parse_thesaurus({"thesaurus": [{"say": []}]}, lambda loc, code, /, **details: found.append((loc, code))) == Thesaurus()
    assert {code for _, code in found} == {"list_too_short", "missing_key"}


@given(st.text())
def test_any_text_can_be_looked_up(text: str) -> None:
    assert LEXICON.terms(words(text)) == LEXICON.terms(words(text))
