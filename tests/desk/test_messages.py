"""Addresses and button keys survive the way to a platform and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.messages import Address, Card, Choice, Choices, Text, address_of, choice_key, options_of, parse_choice_key

NAME = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_", min_size=1, max_size=20)
ADDRESSES = st.builds(Address, channel=NAME, bot=NAME, chat=NAME, thread=st.one_of(st.just(""), NAME))


@given(ADDRESSES)
def test_an_address_is_read_back_from_its_key(address: Address) -> None:
    assert address_of(address.conversation) == address


@given(ADDRESSES)
def test_topics_of_one_group_share_a_room(address: Address) -> None:
    assert address.conversation.startswith(address.room)
    assert address.thread not in address.room or not address.thread or address.thread in f"{address.channel}{address.bot}{address.chat}"


def test_a_chat_may_hold_colons() -> None:
    assert address_of(Address(channel="web", bot="main", chat="a:b").conversation).chat == "a:b"


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=58), st.integers(0, 999))
def test_a_button_key_is_read_back_and_fits_telegram(message: str, index: int) -> None:
    key = choice_key(message, index)
    assert parse_choice_key(key) == (message, index)
    assert len(key.encode()) <= 64


@pytest.mark.parametrize("key", ["", "m", "m!", "m!x", "m!-1", "m!1000", "m!１", "m!1 ", "!"])
def test_a_key_that_we_did_not_make_is_nothing(key: str) -> None:
    assert parse_choice_key(key) is None


@given(st.text(max_size=80))
def test_no_key_can_break_the_reading(key: str) -> None:
    found = parse_choice_key(key)
    assert found is None or found[1] <= 999


def test_buttons_are_counted_through_all_parts() -> None:
    one, two, three = (Choice(label=name, payload=f"entry:{name}") for name in "abc")
    parts = (Text(text="먼저"), Choices(text="무엇", options=(one, two)), Card(title="답", text="글", options=(three,)))
    assert options_of(parts) == (one, two, three)
