"""What follows from a send that did not go well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import NotSent, Unknown
from bot.retry import FIRST_PAUSE, LONGEST_PAUSE, MAX_TRIES, Again, GiveUp, next_step


@pytest.mark.parametrize(
    ("attempt", "step"),
    [
        (1, Again(after=5.0, unknown=True)),
        (2, Again(after=60.0, unknown=True)),
        (3, Again(after=600.0, unknown=True)),
        (4, GiveUp(reason="uncertain: time-out")),
    ],
)
def test_what_nobody_knows_is_repeated_three_times(attempt: int, step: Again | GiveUp) -> None:
    assert next_step(Unknown(reason="time-out"), attempt, 0.5) == step


def test_what_the_platform_asked_for_is_done_however_often() -> None:
    assert next_step(NotSent(reason="429", wait=30.0), 99, 0.25) == Again(after=30.25, asked=True)


@pytest.mark.parametrize("outcome", [NotSent(reason="bad", permanent=True), NotSent(reason="blocked", unreachable=True)])
def test_what_cannot_help_is_not_tried(outcome: NotSent) -> None:
    assert next_step(outcome, 1, 0.5) == GiveUp(reason=outcome.reason)


@given(st.integers(1, 30), st.floats(0, 1))
def test_a_passing_refusal_is_retried_with_growing_pauses_and_then_given_up(attempt: int, jitter: float) -> None:
    step = next_step(NotSent(reason="502"), attempt, jitter)
    if attempt >= MAX_TRIES:
        assert step == GiveUp(reason="502")
    else:
        assert isinstance(step, Again)
        assert FIRST_PAUSE <= step.after <= min(LONGEST_PAUSE, FIRST_PAUSE * 2**attempt)
        assert not step.unknown
        assert not step.asked
