"""Who holds a conversation, and the limit per minute."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.conversation import Conversation, Holder, Seat, is_flooding, note_arrival
from desk.messages import ConversationId

NOW = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
NEW = Conversation(id=ConversationId("telegram:1:7"))
IN_FLOW = replace(NEW, seat=Seat(flow="find-type"))


@pytest.mark.parametrize(
    ("conversation", "holder"),
    [
        pytest.param(NEW, Holder.BOT, id="nobody else"),
        pytest.param(IN_FLOW, Holder.FLOW, id="inside a flow"),
        pytest.param(replace(IN_FLOW, held=True), Holder.COUNSELOR, id="a counselor comes first"),
    ],
)
def test_who_answers_next(conversation: Conversation, holder: Holder) -> None:
    assert conversation.holder is holder


def after(seconds: list[int], *, limit: int) -> Conversation:
    state = NEW
    for second in seconds:
        state = note_arrival(state, NOW + timedelta(seconds=second), limit=limit)
    return state


def test_the_limit_itself_is_no_flood_and_one_more_is() -> None:
    assert not is_flooding(after([0, 1, 2], limit=3), limit=3)
    assert is_flooding(after([0, 1, 2, 3], limit=3), limit=3)


def test_a_minute_later_everything_is_forgotten() -> None:
    assert after([0, 1, 2, 3, 64], limit=3).recent == (NOW + timedelta(seconds=64),)


def test_the_warning_is_forgotten_with_the_flood() -> None:
    warned = replace(after([0, 1, 2, 3], limit=3), warned=True)
    assert note_arrival(warned, NOW + timedelta(seconds=4), limit=3).warned
    assert not note_arrival(warned, NOW + timedelta(seconds=70), limit=3).warned


@given(st.lists(st.integers(0, 600), max_size=60).map(sorted), st.integers(1, 10))
def test_what_is_remembered_stays_small_and_recent(seconds: list[int], limit: int) -> None:
    state = after(seconds, limit=limit)
    assert len(state.recent) <= limit + 1
    if seconds:
        last = NOW + timedelta(seconds=seconds[-1])
        assert all(last - timedelta(minutes=1) < at <= last for at in state.recent)
        inside = [second for second in seconds if second > seconds[-1] - 60]
        assert is_flooding(state, limit=limit) is (len(inside) > limit)
