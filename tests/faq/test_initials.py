"""Looking up first letters."""

from hypothesis import given
from hypothesis import strategies as st

from faq.initials import Initials, letters
from tests.faq.samples import ENTRIES

INITIALS = Initials.of(ENTRIES)


def test_a_whole_title_is_unique() -> None:
    found = INITIALS.look((letters("주휴수당은 언제 주나요?"),))
    assert found.unique
    assert ENTRIES[found.entries[0]].id == "weekly-holiday"


def test_a_few_letters_are_not() -> None:
    found = INITIALS.look(("ㅎㄷㅈㅎ",))
    assert len(found.entries) > 1
    assert not found.unique


def test_a_slip_is_forgiven_but_not_answered() -> None:
    found = INITIALS.look((letters("주휴수당은 언제 즈나묘")[:-1] + "ㅂ",))
    assert ENTRIES[found.entries[0]].id == "weekly-holiday"
    assert not found.unique


def test_nothing_fits() -> None:
    assert INITIALS.look(("ㅋㅌㅍㅋㅌㅍㅋㅌ",)).entries == ()
    assert INITIALS.look(()).entries == ()


@given(st.lists(st.text(max_size=10), max_size=4))
def test_any_letters_can_be_looked_up(parts: list[str]) -> None:
    assert INITIALS.look(parts) == INITIALS.look(parts)
