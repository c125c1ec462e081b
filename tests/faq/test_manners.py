"""Messages that deserve a fitting reply and never an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.manners import Manner, Manners, Tact, parse_manners
from faq.text import words

TACT = Tact.of(
    Manners(
        kinds=(
            Manner(name="thanks", whole=("감사합니다",)),
            Manner(name="emergency", always=("죽고 싶",)),
            Manner(name="weather", anywhere=("날씨",)),
        ),
        polite=("정말", "네"),
    )
)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("감사합니다!!", "thanks", ""),
        ("네 정말 감사합니다", "thanks", ""),
        ("감사합니다 그런데 정관은요", "", ""),
        ("죽고 싶어요", "emergency", ""),
        ("오늘 날씨가 좋네", "", "weather"),
        ("네 정말 빚 때문에 죽겠어요", "low_spirits", ""),
        ("사장이 때렸어요", "violence", ""),
        ("", "", ""),
    ],
)
def test_manners(text: str, first: str, second: str) -> None:
    assert (TACT.first(words(text)), TACT.second(words(text))) == (first, second)


def test_a_file_is_read_and_a_mistake_reported() -> None:
    found: list[str] = []
    tree = {"manners": [{"name": "thanks", "whole": ["고마워"]}], "polite": ["요"]}
    read = parse_manners(tree, lambda loc, code, /, **details: found.append(code))
    assert read == Manners(kinds=(Manner(name="thanks", whole=("고마워",)),), polite=("요",))
    assert parse_manners({"manners": []}, lambda loc, code, /, **details: found.append(code)) == Manners()
    assert found == ["list_too_short"]


@given(st.text())
def test_any_text_has_at_most_one_manner(text: str) -> None:
    assert TACT.first(words(text)) in {"", "thanks", "emergency", "violence", "low_spirits"}
    assert TACT.second(words(text)) in {"", "weather"}
