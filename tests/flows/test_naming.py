"""What a sentence names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.naming import asks, named


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("햇살마을협동조합으로 하려고요", "햇살마을협동조합"),
        ("햇살마을협동조합으로 하기로 했어요.", "햇살마을협동조합"),
        ("햇살협동조합이라고 지었어요", "햇살협동조합"),
        ("햇살협동조합으로 할까 싶어요", "햇살협동조합"),
        ("햇살마을협동조합이요", "햇살마을협동조합"),
        ("저희 조합 이름은 햇살마을협동조합입니다", "햇살마을협동조합"),
        ("박영희요", "박영희"),
        ("제 이름은 김하나예요", "김하나"),
        ("김하나, 이두리, 박세찬이요", "김하나, 이두리, 박세찬"),
        ("오후 2시요", "오후 2시"),
        ("마을회관 2층이요", "마을회관 2층"),
    ],
)
def test_only_the_name_goes_into_a_paper(said: str, name: str) -> None:
    assert named(said) == name


@pytest.mark.parametrize(
    "said",
    [
        "햇살마을협동조합",
        "동네 먹거리를 함께 사고팔아 조합원의 살림을 돕는다.",
        "반찬 만들어서 나눠요",
        "어르신께 밥을 해 드리려고요",
        "마을로 가는 버스를 운영하려고 해요",
        "마을회관에서 해요",
        "그렇고요",
        "요",
    ],
)
def test_a_sentence_that_names_nothing_stays(said: str) -> None:
    assert named(said) == said


@given(st.text(alphabet="햇살협동조합으로 하려고요이라입니다예. 2시", max_size=40))
def test_something_is_always_left_and_stays(said: str) -> None:
    once = named(said)
    assert named(once) == once
    assert once == said.strip() or once in " ".join(said.split())
    assert bool(once.strip()) == bool(" ".join(said.split()))


@pytest.mark.parametrize(
    ("said", "is_question"), [("그럼 얼마나 받아요", True), ("얼마예요", True), ("누구나 밥상", False), ("어디서든 돌봄이요", False)]
)
def test_a_question_is_no_name(said: str, is_question: bool) -> None:
    assert asks(said) is is_question


@pytest.mark.parametrize("sign", ["요", "으로 ", "이요"])
def test_a_very_long_text_is_no_name(sign: str) -> None:
    assert named(sign * 4000) == (sign * 4000).strip()
