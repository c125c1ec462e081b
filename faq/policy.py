"""Decides what a question gets: an answer, up to three titles to choose from, or nothing."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np

from faq.calibration import Calibration
from faq.index import Index, best, build_index
from faq.manners import Manners
from faq.schema import Entry
from faq.text import words
from faq.thesaurus import Thesaurus

#: Changes whenever a dump of an older program can no longer be read or would answer differently.
DUMP_VERSION = 1
SEED = 20261125
MOST_HITS = 10


class Decision(StrEnum):
    """The three bands."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why an entry was found."""

    id: str
    confidence: float
    #: The phrasing that is most like the question.
    phrasing: str
    #: Measures of likeness by name, as the ranking used them.
    measures: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A verdict and everything it rests on."""

    verdict: Verdict
    #: The words that were looked up, after repair.
    words: tuple[str, ...]
    #: Terms that the thesaurus added.
    added: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class StaleDump(Exception):
    """The dump was written by another version of the program: build the matcher anew."""


class Matcher:
    """Answers questions about one state of the content; never changes."""

    def __init__(self, ids: tuple[str, ...], index: Index) -> None:
        self._ids = ids
        self._index = index

    @property
    def index(self) -> Index:
        """For checks that compare entries with each other."""
        return self._index

    def match(self, question: str, *, context: str = "") -> Verdict:  # noqa: ARG002
        """The verdict on a message; `context` is the id of the entry answered last."""
        scores = self._index.scores(self._index.bag(words(question)))
        order = best(scores, MOST_HITS)
        hits = tuple(Hit(id=self._ids[place], confidence=round(float(np.clip(scores[place], 0, 1)), 4)) for place in order)
        confidence = hits[0].confidence if hits else 0.0
        decision = Decision.ANSWER if confidence > 0.5 else Decision.SUGGEST if confidence > 0.25 else Decision.NONE
        entry = hits[0].id if decision is Decision.ANSWER else None
        return Verdict(question=question, decision=decision, entry=entry, confidence=confidence, hits=hits)

    def explain(self, question: str) -> Explanation:
        """The verdict with its evidence."""
        return Explanation(verdict=self.match(question), words=words(question), added=(), evidence=())

    def dump(self) -> bytes:
        """The matcher as bytes for a cache; holds no code."""
        arrays, meta = self._index.pack()
        buffer = io.BytesIO()
        text = json.dumps({"version": DUMP_VERSION, "ids": self._ids, "index": meta}, ensure_ascii=False)
        arrays["meta"] = np.frombuffer(text.encode(), dtype=np.uint8)
        np.savez(buffer, allow_pickle=False, **arrays)
        return buffer.getvalue()

    @classmethod
    def load(cls, raw: bytes) -> Self:
        """See `load_matcher`."""
        with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
            meta = json.loads(arrays["meta"].tobytes())
            if meta.get("version") != DUMP_VERSION:
                raise StaleDump
            return cls(tuple(meta["ids"]), Index.unpack(arrays, meta["index"]))


def build_matcher(
    entries: Sequence[Entry],
    thesaurus: Thesaurus | None = None,  # noqa: ARG001
    *,
    manners: Manners | None = None,  # noqa: ARG001
    calibration: Calibration | None = None,  # noqa: ARG001
    seed: int = SEED,  # noqa: ARG001
) -> Matcher:
    """Learn from the content; the same content and seed give the same answers."""
    return Matcher(tuple(entry.id for entry in entries), build_index([[words(text) for text in entry.phrasings] for entry in entries]))


def load_matcher(raw: bytes) -> Matcher:
    """A matcher from its dump; StaleDump when this program did not write it."""
    try:
        return Matcher.load(raw)
    except (ValueError, KeyError, TypeError, OSError, EOFError, IndexError) as error:
        raise StaleDump from error
