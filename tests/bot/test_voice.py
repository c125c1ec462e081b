"""Phrases by name, and typed words that mean a command."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.voice import UnknownPhrase, Voice, clock, day, plain
from desk.messages import Choice

VOICE = Voice(
    phrases={
        "hello": " 안녕하세요 {name} ",
        "twice": "{name}/{text}",
        "button_go": "가기",
        "topic_tax": "세무",
        "topic_other": "기타",
        "number": "{Number} {1}",
    },
    words={plain("처음 으로"): "home"},
)


def test_names_are_filled_in_and_the_ends_trimmed() -> None:
    assert VOICE.say("hello", name="민지") == "안녕하세요 민지"


def test_what_a_value_holds_is_never_read_as_a_name() -> None:
    assert VOICE.say("twice", name="{text}", text="속임") == "{text}/속임"


def test_a_name_without_a_value_stays_visible() -> None:
    assert VOICE.say("hello") == "안녕하세요 {name}"
    assert VOICE.say("number", number="1") == "{Number} {1}"


@given(st.text(max_size=40))
def test_any_value_comes_through_as_it_is(value: str) -> None:
    assert VOICE.say("twice", name="가", text=f"{value}|") == f"가/{value}|"


def test_an_unknown_phrase_is_an_error_and_not_a_blank() -> None:
    assert not VOICE.has("gone")
    with pytest.raises(UnknownPhrase):
        VOICE.say("gone")


def test_replies_offers_and_buttons() -> None:
    assert VOICE.text("hello", name="민지").text == "안녕하세요 민지"
    go = Choice(label="가기", payload="flow:x")
    assert VOICE.button("go", "flow:x") == go
    assert VOICE.offer("hello", (go,), name="민지").options == (go,)
    assert VOICE.card("제목", "글", (go,)).as_of == ""


@pytest.mark.parametrize("typed", ["처음으로", " 처음 으로!! ", "처음으로.", "처음\n으로~"])
def test_a_word_is_heard_however_it_is_typed(typed: str) -> None:
    assert VOICE.word(typed) == "home"


@pytest.mark.parametrize("typed", ["", "처음", "처음으로 돌아가 줘"])
def test_other_text_is_no_word(typed: str) -> None:
    assert VOICE.word(typed) == ""


def test_an_unknown_topic_is_another_one() -> None:
    assert VOICE.topic("tax") == "세무"
    assert VOICE.topic("gone") == "기타"


def test_moments_are_told_in_seoul_time() -> None:
    assert clock(datetime(2026, 12, 31, 15, 5, tzinfo=UTC)) == "1.1. 00:05"
    assert day(date(2026, 11, 5)) == "2026. 11. 5."


@given(st.text(max_size=40))
def test_plain_is_stable(typed: str) -> None:
    assert plain(plain(typed)) == plain(typed)
