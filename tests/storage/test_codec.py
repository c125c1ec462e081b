"""Whatever a person types can be stored, and comes back as it was as far as a database can hold it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.conversation import Conversation, Reminding, Seat
from desk.messages import Card, Choice, Choices, ConversationId, File, Link, Part, Text
from storage import codec
from storage.codec import Unreadable, clean, dump, load, stamp

ANY_TEXT = st.text(st.characters(exclude_categories=()))
CHOICES = st.lists(st.builds(Choice, label=ANY_TEXT, payload=ANY_TEXT), max_size=2).map(tuple)
ANY_PART: st.SearchStrategy[Part] = st.one_of(
    st.builds(Text, text=ANY_TEXT),
    st.builds(Choices, text=ANY_TEXT, options=CHOICES),
    st.builds(File, name=ANY_TEXT, media_type=ANY_TEXT, ref=ANY_TEXT),
    st.builds(
        Card,
        title=ANY_TEXT,
        text=ANY_TEXT,
        options=CHOICES,
        links=st.lists(st.builds(Link, label=ANY_TEXT, url=ANY_TEXT), max_size=1).map(tuple),
    ),
)


@given(ANY_TEXT)
def test_cleaned_text_goes_into_every_column(text):
    cleaned = clean(text)
    cleaned.encode()
    assert "\0" not in cleaned
    assert clean(cleaned) == cleaned


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")))
def test_ordinary_text_is_left_alone(text):
    assert clean(text) == text
    assert load(codec.PART, dump(codec.PART, Text(text=text))) == Text(text=text)


@given(st.lists(ANY_PART, max_size=3).map(tuple))
def test_parts_come_back_and_stay(parts):
    once = load(codec.PARTS, dump(codec.PARTS, parts))
    assert [part.kind for part in once] == [part.kind for part in parts]
    stored = dump(codec.PARTS, once)
    assert "\\u0000" not in stored
    assert load(codec.PARTS, stored) == once


def test_a_split_pair_becomes_its_sign_and_a_half_becomes_the_mark():
    assert clean("\ud83d\ude00 \ud83d") == "😀 \ufffd"


def test_a_word_that_looks_like_an_escape_survives():
    assert load(codec.PART, dump(codec.PART, Text(text="\\u0000"))) == Text(text="\\u0000")


def test_a_conversation_comes_back_whole():
    at = datetime(2026, 1, 1, tzinfo=UTC)
    seat = Seat(flow="f", answers=(("a", "b"),), misses=1)
    plan = Reminding(flow="f", answers=(("a", "b"),), day=date(2026, 1, 1), since=at)
    whole = Conversation(
        id=ConversationId("a:b:c"),
        seat=seat,
        finished=seat,
        offered=(Choice(label="x", payload="y"),),
        recent=(at,),
        entry="\0e",
        reminding=(plan,),
    )
    assert load(codec.CONVERSATION, dump(codec.CONVERSATION, whole)).recent == (at,)
    assert load(codec.CONVERSATION, dump(codec.CONVERSATION, whole)).entry == "e"
    assert load(codec.CONVERSATION, dump(codec.CONVERSATION, whole)).seat == seat
    assert load(codec.CONVERSATION, dump(codec.CONVERSATION, whole)).finished == seat
    assert load(codec.CONVERSATION, dump(codec.CONVERSATION, whole)).reminding == (plan,)
    assert load(codec.CONVERSATION, dump(codec.CONVERSATION, replace(whole, entry="e"))).reminding == (plan,)


def test_older_and_newer_fields_are_tolerated():
    assert load(codec.CONVERSATION, '{"id":"a:b:c","later":{}}') == Conversation(id=ConversationId("a:b:c"))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kind":"hologram"}', "null"])
def test_what_cannot_be_read_says_so(text):
    with pytest.raises(Unreadable):
        load(codec.PART, text)


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=9))]), min_value=datetime(1, 1, 2)))  # noqa: DTZ001
def test_text_order_is_time_order(at):
    assert datetime.fromisoformat(stamp(at)) == at
    assert len(stamp(at)) == len(codec.FAR)
    assert stamp(at) <= codec.FAR
    if at < datetime(9999, 1, 1, tzinfo=UTC):
        assert stamp(at) < stamp(at + timedelta(microseconds=1))


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        stamp(datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("read", "value"), [(codec.text, 1), (codec.text, None), (codec.number, "1"), (codec.number, None), (codec.moment, None)]
)
def test_a_column_that_holds_something_else_says_so(read, value):
    with pytest.raises(Unreadable):
        read({"column": value}, "column")
