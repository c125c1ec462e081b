"""What follows from the outcome of a send. Pure: the table of reliability rules 8 and 9 in one place."""

from dataclasses import dataclass

from bot.channels.base import NotSent, Unknown

#: Pauses in seconds after a send whose outcome nobody knows; then it is shown as uncertain.
UNKNOWN_PAUSES = (5.0, 60.0, 600.0)
#: Certain refusals that may pass: doubling pauses with full jitter.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
MAX_TRIES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Try later."""

    after: float
    #: Nobody knows whether it was shown.
    unknown: bool = False
    #: The platform asked for it: nothing else goes to this chat meanwhile.
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveUp:
    """It stays undelivered; people are told."""

    reason: str


def next_step(outcome: NotSent | Unknown, attempt: int, jitter: float) -> Again | GiveUp:
    """`attempt` counts the sends so far, this one included; `jitter` is a random number from 0 to 1."""
    if isinstance(outcome, Unknown):
        if attempt > len(UNKNOWN_PAUSES):
            return GiveUp(reason=f"uncertain: {outcome.reason}")
        return Again(after=UNKNOWN_PAUSES[attempt - 1], unknown=True)
    if outcome.wait is not None:
        return Again(after=outcome.wait + jitter, asked=True)
    if outcome.permanent or outcome.unreachable or attempt >= MAX_TRIES:
        return GiveUp(reason=outcome.reason)
    longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2**attempt)
    return Again(after=max(FIRST_PAUSE, longest * jitter))
