"""What was made of a question."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

#: From this confidence on nothing else is considered.
SURE = 0.9
#: So many hits are told at most.
MOST_HITS = 10


class Decision(StrEnum):
    """The three bands."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    NONE = "none"


class Hit(NamedTuple):
    """An entry, and how probable it is that it is the one the person means."""

    id: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was made of one question."""

    question: str
    decision: Decision
    #: The entry to answer with; only when the decision is to answer.
    entry: str | None = None
    #: Probability that the first hit is the right one.
    confidence: float = 0.0
    #: Best first, at most ten.
    hits: tuple[Hit, ...] = ()
    #: What was understood, when the text had to be repaired.
    repaired: str | None = None
    #: Name of a fitting reply in `manners.yaml`; then nothing is answered from the FAQ.
    manner: str = ""
    #: One verdict a question, when the message holds several.
    parts: tuple["Verdict", ...] = ()
