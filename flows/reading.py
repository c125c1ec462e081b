"""What was typed or pressed at a question, as an answer; and the answers that are kept."""

from datetime import date

from flows.answers import Accepted, Refused, read_answer
from flows.flow import Flow
from flows.halves import read_rest
from flows.language import EXISTS, squeezed
from flows.replay import SKIPPED, Ask, Place, as_shown, ask_marked

#: Answers by step name, as they were accepted.
Answers = tuple[tuple[str, str], ...]
_EXISTING = {squeezed(form) for forms in EXISTS.values() for form in forms}


def seen_at(place: Place, present: Ask, asked: str) -> Ask | None:
    """The question with this mark; None when the flow has none like it any more."""
    return present if not asked or present.is_marked(asked) else ask_marked(place.flow, asked)


def left_out(seen: Ask | None) -> Accepted | Refused:
    """What is kept for a question that is skipped: no further item where one was offered."""
    if seen and seen.more:
        return Accepted(value=False, text="no")
    return Accepted(value=SKIPPED, text=SKIPPED) if seen and seen.step.optional else Refused()


def pressed(ask: Ask, value: str, today: date) -> Accepted | Refused:
    """What a button of this question stands for today."""
    return left_out(ask) if value == SKIPPED else read_answer(ask.step, value, today)


def read_seen(seen: Ask | None, said: str, asked: str, today: date, *, half: str) -> Accepted | Refused:
    """What was said, by the choices that were on the screen; only what can still be chosen is taken."""
    if seen is None:
        return Refused()
    shown = as_shown(seen.step, asked)
    answer = read_rest(shown, half, said, today)
    return read_answer(seen.step, answer.text, today) if shown is not seen.step and isinstance(answer, Accepted) else answer


def unless_no_consent(flow: Flow, ask: Ask, said: str, answer: Accepted | Refused) -> Accepted | Refused:
    """The answer; but 있어요 is no consent to be written to (개인정보 보호법 제22조: it has to be plain)."""
    reminders = flow.reminders
    is_asked = reminders is not None and ask.step.id == reminders.consent
    return Refused() if is_asked and squeezed(said) in _EXISTING else answer


def with_answer(answers: Answers, key: str, text: str) -> Answers:
    """The answers with this one; the place of one that was given before stays."""
    if key in dict(answers):
        return tuple((name, text if name == key else kept) for name, kept in answers)
    return (*answers, (key, text))


def without_answer(answers: Answers, key: str) -> Answers:
    """The answers without this one."""
    return tuple((name, kept) for name, kept in answers if name != key)
