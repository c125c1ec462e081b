"""Decides what a question gets: an answer, up to three titles to choose from, or nothing."""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from mmap import mmap
from typing import Self

from faq import hangul
from faq.build import build_ranker
from faq.calibration import Calibration, traits_of
from faq.cries_abroad import cry_abroad
from faq.dump import pack, unpack
from faq.follow_up import backed
from faq.holdout import calibrate_quickly
from faq.initials import Initials
from faq.manners import Manners, Tact
from faq.pieces import take_apart
from faq.rank import MEASURES, Look, Ranker
from faq.repair import Reading, read
from faq.schema import Entry
from faq.several import answer_each
from faq.strangers import manner_of
from faq.text import lines, words
from faq.thesaurus import Lexicon, Thesaurus
from faq.verdict import MOST_HITS, SURE, Decision, Hit, Verdict

#: Changes whenever a dump of an older program can no longer be read or would answer differently.
DUMP_VERSION = 31
SEED = 20261125
#: A follow-up is at most this many words; longer ones stand on their own.
FOLLOW_UP = 4
#: A text that says it follows is read together with the question before it even when that is a little less probable.
FOLLOWS = 0.8
#: From this confidence on an answer is given however strange the words are.
CERTAIN = 0.99
#: From this confidence on a message is taken for one of a stranger's topics.
STRANGE = 0.5
#: A question that is a phrasing of one entry is that entry's, whatever the model says.
EXACT = 0.99
#: The manner of a message that does not say what it is about.
VAGUE = "vague"
#: A single word of so many syllables at most names a topic and asks nothing: titles are offered.
TOPIC = 5
#: Confidence of a look-up by first letters: one entry fits, or several.
UNIQUE, UNSURE = 0.9, 0.35
#: Single letters say nothing.
_SPOKEN = re.compile(r"[0-9a-z가-힣]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why an entry was found."""

    id: str
    confidence: float
    #: The phrasing that is most like the question.
    phrasing: str
    #: Measures of likeness by name, as the ranking used them; those that say nothing are left out.
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

    def __init__(  # noqa: PLR0917 - built in two places of this file only
        self, ids: tuple[str, ...], titles: tuple[str, ...], ranker: Ranker, initials: Initials, tact: Tact, calibration: Calibration
    ) -> None:
        self._ids = ids
        self._titles = dict(zip(ids, titles, strict=True))
        self._ranker = ranker
        self._initials = initials
        self._tact = tact
        self._calibration = calibration

    @property
    def ranker(self) -> Ranker:
        """For checks that compare entries with each other."""
        return self._ranker

    def match(self, question: str, *, context: str = "", linked: Collection[str] = ()) -> Verdict:
        """The verdict on a message; `context` is the id of the entry answered last, `linked` are those that were offered below it."""
        reading = read(question, self._ranker.knowledge, self._ranker.words.meant)
        # A cry for help is heard as it was typed, whatever it might have been a slip for (유서, not 유사).
        manner = self._tact.first(reading.words) or (self.manner(question) if reading.repaired else cry_abroad(question))
        # What says nothing alone may follow on the question before it.
        if manner and not (manner == VAGUE and context in self._titles):
            return Verdict(question=question, decision=Decision.NONE, manner=manner, repaired=reading.repaired)
        if reading.initials:
            return self._by_initials(question, reading)
        apart = take_apart(reading.repaired or lines(question))
        pieces = [words(piece.text) for piece in apart]
        look, *others = self._ranker.looks([reading.words, *pieces])
        verdict = self._judge(question, reading, look)
        if apart and not look.exact:
            parts = [self._judge(" ".join(said), Reading(words=said), other) for said, other in zip(pieces, others, strict=True)]
            several = answer_each(verdict, parts, listed=not all(piece.asks for piece in apart))
            if several:
                return several
        if verdict.decision is Decision.ANSWER and verdict.confidence > SURE:
            return verdict
        if context in self._titles and len(reading.words) <= FOLLOW_UP and verdict.decision is not Decision.ANSWER:
            verdict = self._follow(question, reading, verdict, context, linked)
        if manner and verdict.manner and verdict.confidence < STRANGE:
            # What says nothing is near nothing: where the answer before leads on is offered.
            hits = tuple(Hit(id=entry, confidence=UNSURE) for entry in linked)
            decision, manner = (Decision.SUGGEST, "") if hits else (Decision.NONE, manner)
            return Verdict(question=question, decision=decision, hits=hits, manner=manner)
        if verdict.manner:
            return verdict
        manner = "" if verdict.decision is Decision.ANSWER else self._tact.second(reading.words)
        return replace(verdict, decision=Decision.NONE, manner=manner, hits=()) if manner else verdict

    def manner(self, text: str) -> str:
        """The manner that comes before any question, as it was typed and at no cost; empty when there is none."""
        return self._tact.first(words(text)) or cry_abroad(text)

    def explain(self, question: str) -> Explanation:
        """The verdict with its evidence."""
        reading = read(question, self._ranker.knowledge, self._ranker.words.meant)
        verdict = self.match(question)
        look = self._ranker.look(reading.words)
        confidences = {hit.id: hit.confidence for hit in verdict.hits}
        evidence = tuple(
            Evidence(
                id=self._ids[entry],
                confidence=confidences.get(self._ids[entry], 0.0),
                phrasing=self._ranker.spellings.phrasing(int(nearest)),
                measures={name: round(float(value), 3) for name, value in zip(MEASURES, measures, strict=True) if value},
            )
            for entry, nearest, measures in zip(look.entries, look.nearest, look.measures, strict=True)
        )
        said = self._ranker.words.put_right(reading.words)
        added = tuple(self._ranker.lexicon.terms(said))
        return Explanation(verdict=verdict, words=said, added=added, evidence=evidence[:MOST_HITS])

    def _judge(self, question: str, reading: Reading, look: Look) -> Verdict:
        """One question, one reading."""
        if not any(map(_SPOKEN.search, reading.words)) or not len(look.entries) or look.scores[0] <= 0:
            return Verdict(question=question, decision=Decision.NONE, repaired=reading.repaired)
        hits = self._hits(look)
        manner, confidence = manner_of(hits[0].id), hits[0].confidence
        hits = tuple(hit for hit in hits if not manner_of(hit.id))
        if manner and (confidence >= STRANGE or not hits):
            return Verdict(
                question=question, decision=Decision.NONE, confidence=confidence, hits=hits, repaired=reading.repaired, manner=manner
            )
        decision = self._decide(hits[0].confidence)
        strange = look.scope < self._calibration.scope and hits[0].confidence < CERTAIN
        if decision is Decision.ANSWER and strange and not look.exact:
            decision = Decision.SUGGEST
        bare = not look.exact and len(reading.words) == 1 and len(reading.words[0]) <= TOPIC
        if bare and (decision is Decision.ANSWER or not look.missed):
            decision = Decision.SUGGEST
        return Verdict(
            question=question,
            decision=decision,
            entry=hits[0].id if decision is Decision.ANSWER else None,
            confidence=hits[0].confidence,
            hits=hits,
            repaired=reading.repaired,
        )

    def _by_initials(self, question: str, reading: Reading) -> Verdict:
        """First letters are looked up; the titles found are offered."""
        found = self._initials.look(reading.words)
        if not found.entries:
            return Verdict(question=question, decision=Decision.NONE)
        first = UNIQUE if found.unique else UNSURE
        rest = (1 - first) / len(found.entries)
        values = [first, *[min(rest, first)] * (len(found.entries) - 1)]
        hits = tuple(Hit(id=self._ids[entry], confidence=round(value, 4)) for entry, value in zip(found.entries, values, strict=True))
        decision = Decision.ANSWER if found.unique else Decision.SUGGEST
        title = self._titles[hits[0].id] if found.unique else None
        entry = hits[0].id if found.unique else None
        return Verdict(question=question, decision=decision, entry=entry, confidence=first, hits=hits, repaired=title)

    def _hits(self, look: Look) -> tuple[Hit, ...]:
        """The first gets the calibrated probability, the others share the rest by their scores."""
        confidence = self._calibration.probability(traits_of(look))
        confidence = max(confidence, EXACT) if look.exact else confidence
        scores = look.scores[1:MOST_HITS].tolist()
        others = [math.exp(score - max(scores[0], 0.0)) for score in scores]
        whole = 1 + sum(others)
        values = [confidence, *(min((1 - confidence) * other / whole, confidence) for other in others)]
        ids = [self._ids[entry] for entry in look.entries[:MOST_HITS].tolist()]
        return tuple(Hit(id=entry, confidence=round(value, 4)) for entry, value in zip(ids, values, strict=True))

    def _decide(self, confidence: float) -> Decision:
        if confidence >= self._calibration.answer:
            return Decision.ANSWER
        return Decision.SUGGEST if confidence >= self._calibration.suggest else Decision.NONE

    def _follow(self, question: str, reading: Reading, alone: Verdict, context: str, linked: Collection[str]) -> Verdict:
        """A short follow-up is read together with the question answered before it, and means another entry than that."""
        said = [word for word in reading.words if word not in hangul.LINKS]
        together = f"{self._titles[context]} {' '.join(said)}"
        look = self._ranker.look(words(together), without=self._ids.index(context))
        verdict = self._judge(question, Reading(words=words(together), repaired=together), look)
        follows = len(said) < len(reading.words) or (bool(said) and said[-1].endswith(hangul.AGAIN))
        if verdict.manner or (alone.manner and not follows):
            return alone
        chosen = verdict.confidence > alone.confidence * (FOLLOWS if follows else 1.0)
        return backed(verdict, alone, linked) if chosen else alone

    @property
    def learned(self) -> tuple[str, ...]:
        """The ids of all it learned from, in their order; topics of strangers are among them."""
        return self._ids

    @property
    def ids(self) -> frozenset[str]:
        """Everything it can find and answer."""
        return frozenset(entry for entry in self._ids if not manner_of(entry))

    def dump(self) -> bytes:
        """The matcher as bytes for a cache; holds no code."""
        arrays, ranker = self._ranker.pack()
        meta = {
            "version": DUMP_VERSION,
            "ids": self._ids,
            "titles": list(self._titles.values()),
            "ranker": ranker,
            "initials": asdict(self._initials),
            "lexicon": {"meanings": self._ranker.lexicon.meanings, "opposites": self._ranker.lexicon.opposites},
            "tact": asdict(self._tact),
            "calibration": asdict(self._calibration),
        }
        return pack(arrays, meta)

    @classmethod
    def load(cls, raw: bytes | mmap) -> Self:
        """See `load_matcher`."""
        arrays, meta = unpack(raw)
        if meta.get("version") != DUMP_VERSION:
            raise StaleDump
        lexicon = Lexicon(**meta["lexicon"])
        calibration = Calibration(**{**meta["calibration"], "weights": tuple(meta["calibration"]["weights"])})
        ranker = Ranker.unpack(arrays, meta["ranker"], lexicon)
        initials = Initials(texts=tuple(meta["initials"]["texts"]), owners=tuple(meta["initials"]["owners"]))
        return cls(tuple(meta["ids"]), tuple(meta["titles"]), ranker, initials, Tact(**meta["tact"]), calibration)


def build_matcher(
    entries: Sequence[Entry],
    thesaurus: Thesaurus | None = None,
    *,
    manners: Manners | None = None,
    calibration: Calibration | None = None,
    seed: int = SEED,
) -> Matcher:
    """Learn from the content; the same content and seed give the same answers. Without a calibration one is fitted."""
    lexicon = Lexicon.of(thesaurus or Thesaurus())
    ours = [entry for entry in entries if not manner_of(entry.id)]
    entries = (*ours, *(entry for entry in entries if manner_of(entry.id)))
    calibration = calibration or calibrate_quickly(entries, lexicon, seed=seed)
    ranker = build_ranker(entries, lexicon, seed=seed, blend=calibration.blend)
    ids, titles = tuple(entry.id for entry in entries), tuple(entry.title for entry in entries)
    return Matcher(ids, titles, ranker, Initials.of(ours), Tact.of(manners or Manners()), calibration)


def load_matcher(raw: bytes | mmap) -> Matcher:
    """A matcher that looks into its dump; StaleDump when this program did not write it."""
    try:
        return Matcher.load(raw)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise StaleDump from error
