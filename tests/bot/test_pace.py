"""How fast we may send: no window is ever overrun."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Pace, Quota, Window

MUCH = Quota(count=1000, seconds=1.0)
PRIVATE, GROUP = "telegram:1:7", "telegram:1:-100"


def test_a_full_window_says_when_the_oldest_call_leaves_it() -> None:
    window = Window(Quota(count=2, seconds=10.0))
    window.note(0.0)
    window.note(4.0)
    assert window.wait(5.0) == pytest.approx(5.0)
    assert window.wait(10.0) == 0.0


@pytest.mark.parametrize(("room", "count"), [(PRIVATE, 5), (GROUP, 18)])
def test_private_chats_and_groups_have_their_own_quota(room: str, count: int) -> None:
    pace = Pace(bot=MUCH)
    for _ in range(count):
        assert pace.wait(room, 0.0) == 0.0
        pace.note(room, 0.0)
    assert pace.wait(room, 0.0) > 0
    assert pace.wait("telegram:1:8", 0.0) == 0.0


def test_the_whole_bot_has_one_quota() -> None:
    pace = Pace(bot=Quota(count=2, seconds=1.0))
    for chat in ("1", "2"):
        pace.note(f"telegram:1:{chat}", 0.0)
    assert pace.wait("telegram:1:3", 0.5) == pytest.approx(0.5)


@pytest.mark.parametrize(("share", "most"), [(1, 30), (4, 7), (64, 1)])
def test_several_processes_share_the_bots_quota(share: int, most: int) -> None:
    pace = Pace(bot=Quota(count=30, seconds=1.0), private=MUCH, share=share)
    sent = 0
    while not pace.wait(PRIVATE, 0.0):
        pace.note(PRIVATE, 0.0)
        sent += 1
    assert sent == most


def test_quiet_chats_are_forgotten() -> None:
    pace = Pace(bot=Quota(count=10**6, seconds=0.1))
    for chat in range(10_001):
        pace.note(f"telegram:1:{chat}", 0.0)
    pace.note(PRIVATE, 100.0)
    assert len(pace._rooms) == 1


@given(st.lists(st.floats(0, 3), max_size=80), st.integers(1, 6), st.floats(0.5, 5))
def test_no_window_of_that_length_ever_holds_more(gaps: list[float], count: int, seconds: float) -> None:
    window, now, calls = Window(Quota(count=count, seconds=seconds)), 0.0, []
    for gap in gaps:
        now += gap
        now += window.wait(now)
        while window.wait(now):  # floats: the wait may fall short by the last bit
            now += 1e-6
        window.note(now)
        calls.append(now)
    for start in calls:
        assert sum(start <= at < start + seconds - 1e-9 for at in calls) <= count
