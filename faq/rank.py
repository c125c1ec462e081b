"""Ranks entries for a question: coverage finds the candidates, for thin content what was learned as well, and closer looks order them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from faq.classifier import Classifier
from faq.corpus import Floats, Halves, Ints, Keys, Vocabulary, damped, spread, tally
from faq.features import TERM, beginnings, crumbs, features
from faq.index import Index, best
from faq.meaning import Meaning
from faq.spelling import Spellings, spell
from faq.thesaurus import Lexicon
from faq.wordlist import Wordlist

#: How many entries are looked at closely, and how many where coverage alone finds them: no answer was ever found further down.
CANDIDATES, SURE_CANDIDATES = 15, 8

#: What is measured on each candidate.
MEASURES = ("coverage", "meaning", "meaning_best", "meaning_title", "classifier", "spelling_best", "spelling_mean", "opposite")
#: What each counts, found by regression on beds of questions; it carries over from one content to another. Where entries have few phrasings
#: the content itself tells how far to go from what is learned of meanings to what is told in answers (`faq/holdout.py`).
_ASKED = np.array([4.0, 3.6, 3.3, 3.4, 0.0, 1.7, 1.5, -0.8], dtype=np.float32)
_TOLD = np.array([16.0, 5.0, 0.0, 0.0, 5.0, 4.5, 1.0, -0.8], dtype=np.float32)
_COVERED = np.array([20.0, 1.0, 0.0, 0.0, 3.0, 3.0, 1.0, -0.8], dtype=np.float32)
BLENDS = np.stack([*(_ASKED + (_TOLD - _ASKED) * np.float32(step / 4) for step in range(5)), _COVERED])
#: With many phrasings; the classifier counts for little on its own and decides between entries that cover a question alike.
CLASSIFIED = np.array([18.1, 0.0, 0.0, 0.0, 4.0, 7.2, 2.2, -0.9], dtype=np.float32)
#: What coverage, meaning and the classifier count when the candidates are gathered.
FIRST_LOOK = (2.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Candidates for one question with everything measured on them, best first."""

    entries: Ints
    measures: Floats
    scores: Floats
    #: The phrasing of each candidate that is spelt most like the question.
    nearest: Ints
    #: Share of the question's features that the content knows.
    known: float
    #: Share of its words, by weight, that do not begin any word of the first candidate, and that the content does not know at all.
    missed: float
    strange: float
    #: Coverage by the likeliest topic that is not ours, as a part of that by the first candidate; at most 2.
    foreign: float
    #: How much its words are those of what is ours: mean log odds, growing with the root of how much is said.
    scope: float
    #: The question is a phrasing of the first candidate and of no other.
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """All that was learned from one state of the content."""

    vocabulary: Vocabulary
    coverage: Index
    #: What was learned of meanings where entries have too few phrasings to do without.
    meaning: Meaning | None
    #: What was learned to tell entries from each other where they have much text.
    classifier: Classifier | None
    spellings: Spellings
    words: Wordlist
    lexicon: Lexicon
    #: Terms of each title, to notice opposites.
    titles: tuple[frozenset[str], ...]
    #: Weights of the measures for content of this richness.
    blend: Floats
    #: How many entries are ours; strangers' topics follow them.
    ours: int
    #: Log odds of each feature to stand in a text of ours; empty where there are no strangers.
    scope: Halves

    def knowledge(self, text: Sequence[str]) -> float:
        """Share of the text's features that the content knows; tells a repaired reading from a broken one."""
        keys = features(text)
        return int((self.vocabulary.find(keys) >= 0).sum()) / max(len(keys), 1)

    def near(self, text: Sequence[str], count: int) -> list[int]:
        """The entries whose phrasings share most with a text."""
        ids = self.vocabulary.find(tally(features(text))[0])
        ids = ids[ids >= 0]
        return [int(entry) for entry in best(self.coverage.scores(ids, self.coverage.share(ids, 0)), count)]

    def look(self, text: Sequence[str], *, without: int = -1) -> Look:
        """Find and order the candidates for the words of a question, all but one entry that is known not to be meant."""
        text = self.words.put_right(text)
        terms = self.lexicon.terms(text)
        keys, counts = tally(features(text, terms))
        ids = self.vocabulary.find(keys)
        known = ids >= 0
        # A term of the thesaurus that no text has is no word of the question that is missing.
        unseen = int((~known & (keys < TERM)).sum())
        share = np.float32(known.sum() / max(len(keys), 1))
        coverage = self.coverage.scores(ids[known], self.coverage.share(ids[known], unseen))
        by_meaning = by_classifier = np.zeros_like(coverage)
        meaning = None
        if self.meaning:
            # What is not known says nothing of what is meant: gibberish of which a part is known is near to nothing.
            meaning = self.meaning.of(*self._with_crumbs(text, ids[known], damped(counts[known]))) * share
            by_meaning = self.meaning.scores(meaning, coverage)
        if self.classifier:
            by_classifier = self.classifier.scores(ids[known])
        entries = best(
            FIRST_LOOK[0] * coverage + FIRST_LOOK[1] * by_meaning + FIRST_LOOK[2] * by_classifier,
            CANDIDATES if self.meaning else SURE_CANDIDATES,
        )
        entries = entries[entries != without]
        closer, nearest, exact = self._closer(entries, text, terms, meaning)
        measures = np.column_stack((coverage[entries], by_meaning[entries], closer[:, :2], by_classifier[entries], closer[:, 2:]))
        scores = measures @ self.blend
        order = np.lexsort((entries, -scores, ~exact))
        missed, strange = self._missed(beginnings(text), entries[order])
        return Look(
            entries=entries[order],
            measures=measures[order].astype(np.float32),
            scores=scores[order].astype(np.float32),
            nearest=nearest[order],
            known=float(share),
            missed=missed,
            strange=strange,
            foreign=self._foreign(coverage, entries[order]),
            scope=self._scope(ids[known]),
            exact=int(exact.sum()) == 1,
        )

    def _with_crumbs(self, text: Sequence[str], ids: Ints, values: Floats) -> tuple[Ints, Floats]:
        """The features of a text and its crumbs, and what each counts."""
        keys, counts = tally(crumbs(text))
        small = self.vocabulary.find(keys)
        known = small >= 0
        return np.concatenate((small[known], ids)), np.concatenate((damped(counts[known]), values))

    def _scope(self, ids: Ints) -> float:
        """How much the features are those of texts of ours; nothing where there are no others."""
        return float(self.scope[ids].sum(dtype=np.float32)) / max(len(ids), 1) ** 0.5 if len(self.scope) else 0.0

    def _foreign(self, coverage: Floats, entries: Ints) -> float:
        if self.ours == len(coverage) or not len(entries):
            return 0.0
        return min(float(coverage[self.ours :].max()) / max(float(coverage[entries[0]]), 1e-6), 2.0)

    def _missed(self, heads: Keys, entries: Ints) -> tuple[float, float]:
        """How much of what was asked the best entry says nothing about, and how much no entry does."""
        ids = self.vocabulary.find(heads)
        ids = ids[ids >= 0]
        weights, unseen = self.coverage.weights, (len(heads) - len(ids)) * float(self.coverage.weights[-1])
        known = weights[ids]
        whole = float(known.sum()) + unseen
        if not whole or not len(entries):
            return 1.0, 1.0
        return (float(known[self.coverage.missing(ids, int(entries[0]))].sum()) + unseen) / whole, unseen / whole

    def _closer(
        self, entries: Ints, text: Sequence[str], terms: Sequence[str], meaning: Floats | None
    ) -> tuple[Floats, Ints, npt.NDArray[np.bool_]]:
        """Likeness to single phrasings, and opposites in the title."""
        if not len(entries):
            return np.zeros((0, 5), dtype=np.float32), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.bool_)
        first = self.spellings.first
        sizes = first[entries + 1] - first[entries]
        places, ends = spread(first[entries], first[entries + 1])
        starts, spelt = ends[:-1], spell(text)
        texts = list(chain.from_iterable(map(self.spellings.entry, entries.tolist())))
        spelling = process.cdist([spelt], texts, scorer=fuzz.ratio, dtype=np.float32)[0] / 100
        alike = np.zeros((len(entries), 2), dtype=np.float32)
        if self.meaning and meaning is not None:
            alike = self.meaning.closer(meaning, places, starts)
        top = np.maximum.reduceat(spelling, starts)
        mean = np.add.reduceat(spelling, starts) / sizes
        opposite = np.array([self.lexicon.opposed(terms, self.titles[entry]) for entry in entries], dtype=np.float32)
        nearest = np.array([begin + int(spelling[begin : begin + size].argmax()) for begin, size in zip(starts, sizes, strict=True)])
        closer = np.column_stack((alike, top, mean, opposite)).astype(np.float32)
        exact = np.array([texts[place] == spelt for place in nearest])
        return closer, places[nearest].astype(np.int32), exact

    def pack(self) -> tuple[dict[str, npt.NDArray[Any]], dict[str, object]]:
        """Arrays and plain values for a dump."""
        arrays = {
            **self.coverage.pack("coverage"),
            "vocabulary": self.vocabulary.keys,
            **(self.meaning.pack() if self.meaning else {}),
            **(self.classifier.pack() if self.classifier else {}),
            **self.spellings.pack(),
            **self.words.pack(),
            "scope": self.scope,
            "blend": self.blend,
        }
        return arrays, {
            "titles": [sorted(title) for title in self.titles],
            "ours": self.ours,
        }

    @classmethod
    def unpack(cls, arrays: Mapping[str, npt.NDArray[Any]], meta: Mapping[str, Any], lexicon: Lexicon) -> Self:
        """The ranker from its dump."""
        return cls(
            vocabulary=Vocabulary(keys=arrays["vocabulary"]),
            coverage=Index.unpack(arrays, "coverage"),
            meaning=Meaning.unpack(arrays),
            classifier=Classifier.unpack(arrays),
            spellings=Spellings.unpack(arrays),
            words=Wordlist.unpack(arrays),
            scope=arrays["scope"],
            blend=arrays["blend"],
            lexicon=lexicon,
            titles=tuple(frozenset(title) for title in meta["titles"]),
            ours=int(meta["ours"]),
        )
