"""Who is hurt is heard in another language too."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.cries_abroad import cry_abroad


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("my boss hit me. I want die", "violence"),
        ("boss hit me", "violence"),
        ("help me please he beats me", "violence"),
        ("사장님 hit me", "violence"),
        ("xin giúp tôi, sếp đánh tôi", "violence"),
        ("my manager touched me", "violence"),
        ("i want to die", "emergency"),
        ("kill myself", "emergency"),
        ("tôi muốn chết", "emergency"),
        ("i am scared", "fear"),
        ("I'm so afraid of my boss", "fear"),
        ("boss took my passport", "fear"),
    ],
)
def test_a_cry_is_heard(text: str, manner: str) -> None:
    assert cry_abroad(text) == manner


@pytest.mark.parametrize(
    "text",
    [
        "I am afraid that I missed the filing date",
        "did we hit the minimum of five members",
        "please help me register a cooperative",
        "keep in touch with me",
        "cooperative registration fee please",
        "hurts my business",
        "i am scared of tax",
        "lock me in the contract",
        "xin chào tôi muốn hỏi",
        "협동조합은 몇 명부터 만들 수 있나요",
        "my boss hit me " * 20,
    ],
)
def test_what_is_no_cry(text: str) -> None:
    assert cry_abroad(text) == ""


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert re.fullmatch(r"violence|emergency|fear|", cry_abroad(text))
