"""Ranks entries for a question: coverage finds the candidates, for thin content what was learned as well, and closer looks order them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from faq.asked import Asked
from faq.classifier import Classifier
from faq.corpus import Floats, Halves, Ints, Vocabulary, spread
from faq.features import Features, beginnings, features
from faq.index import Index, best
from faq.meaning import Meaning
from faq.scope import scope_of
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
#: What it counts then that the question is a phrasing of the entry: more than all else.
EXACTLY = 100.0
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
    #: The log odds that it is ours at all, by its words.
    scope: float
    #: The question is a phrasing of the first candidate and of no other.
    exact: bool


def _nothing(known: float) -> Look:
    """What is seen where no entry can be meant."""
    none = np.zeros(0, dtype=np.int32)
    return Look(
        entries=none,
        measures=np.zeros((0, len(MEASURES)), dtype=np.float32),
        scores=none.astype(np.float32),
        nearest=none,
        known=known,
        missed=1.0,
        strange=1.0,
        foreign=0.0,
        scope=0.0,
        exact=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """All that was learned from one state of the content."""

    vocabulary: Vocabulary
    coverage: Index
    #: What the coverage by each entry is raised by where it has far fewer phrasings than others.
    ahead: Floats
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
    #: See `faq/scope.py`; empty where there are no strangers.
    scope: Halves

    def knowledge(self, text: Sequence[str]) -> float:
        """Share of the text's features that the content knows; tells a repaired reading from a broken one."""
        keys = features(text)
        return int((self.vocabulary.find(keys) >= 0).sum()) / max(len(keys), 1)

    def near(self, texts: Sequence[Sequence[str]], count: int) -> list[list[int]]:
        """For each of some texts the entries whose phrasings share most with it."""
        known = Features.of(texts, [()] * len(texts)).rows(self.vocabulary)
        scores = self.coverage.scores(known, self.coverage.shares(known, [0] * len(texts)))
        return [list(map(int, entries)) for entries in best(scores, count)]

    def look(self, text: Sequence[str], *, without: int = -1) -> Look:
        """Find and order the candidates for the words of a question, all but one entry that is known not to be meant."""
        return self.looks([text], without=without)[0]

    def looks(self, texts: Sequence[Sequence[str]], *, without: int = -1) -> list[Look]:
        """The same for several questions, which cost little more than one."""
        texts = list(map(self.words.put_right, texts))
        asked = Asked.of(texts, list(map(self.lexicon.terms, texts)), self.vocabulary, crumbed=self.meaning is not None)
        coverage = self.coverage.scores(asked.known, self.coverage.shares(asked.known, asked.unseen))
        by_meaning = by_classifier = meanings = np.zeros_like(coverage)
        if self.meaning:
            # What is not known says nothing of what is meant: gibberish of which a part is known is near to nothing.
            meanings = self.meaning.of(asked.crumbed) * asked.shares[:, None]
            by_meaning = self.meaning.scores(meanings, coverage)
        if self.classifier:
            by_classifier = self.classifier.scores(asked.known)
        covered = coverage + self.ahead
        first = FIRST_LOOK[0] * covered + FIRST_LOOK[1] * by_meaning + FIRST_LOOK[2] * by_classifier
        room, count = first.shape[1], CANDIDATES if self.meaning else SURE_CANDIDATES
        # A phrasing of few may be covered by entries of many: it is a candidate all the same.
        spelt = list(map(spell, texts))
        for row, said in enumerate(spelt):
            first[row, self.spellings.entries_with(said)] += EXACTLY
        if without >= 0:
            first[:, without], room = -np.inf, room - 1
        entries = best(first, min(count, room))
        if not entries.shape[1]:
            return [_nothing(float(share)) for share in asked.shares]
        closer, nearest, exact = self._closer(asked, spelt, entries, meanings)
        here = np.arange(len(texts))[:, None], entries
        measures = np.empty((*entries.shape, len(MEASURES)), dtype=np.float32)
        for column, measure in enumerate((covered[here], by_meaning[here], *closer[:2], by_classifier[here], *closer[2:])):
            measures[..., column] = measure
        scores = measures @ self.blend
        order = np.arange(len(texts))[:, None], np.lexsort((entries, -scores, ~exact))
        entries, measures, scores, nearest = entries[order], measures[order], scores[order], nearest[order]
        return [
            Look(
                entries=entries[row],
                measures=measures[row],
                scores=scores[row],
                nearest=nearest[row],
                known=float(asked.shares[row]),
                missed=missed,
                strange=strange,
                foreign=self._foreign(coverage[row], int(entries[row, 0])),
                scope=scope_of(self.scope, asked.known.ids[begin:end]),
                exact=int(exact[row].sum()) == 1,
            )
            for row, ((begin, end), (missed, strange)) in enumerate(
                zip(asked.known.bounds(), self._missed(texts, entries[:, 0]), strict=True)
            )
        ]

    def _foreign(self, coverage: Floats, entry: int) -> float:
        if self.ours == len(coverage):
            return 0.0
        return min(float(coverage[self.ours :].max()) / max(float(coverage[entry]), 1e-6), 2.0)

    def _missed(self, texts: Sequence[Sequence[str]], entries: Ints) -> list[tuple[float, float]]:
        """How much of what each text asks the entry beside it says nothing about, and how much no entry does."""
        heads = list(map(beginnings, texts))
        ids = self.vocabulary.find(np.concatenate(heads))
        known, weights = ids >= 0, self.coverage.weights[ids].tolist()
        lacking = iter(self.coverage.lacking(ids[known], np.repeat(entries, list(map(len, heads)))[known]))
        unseen = [weight * (not seen) for seen, weight in zip(known.tolist(), weights, strict=True)]
        missed = [weight * (not seen or next(lacking)) for seen, weight in zip(known.tolist(), weights, strict=True)]
        borders, found = pairwise(accumulate(map(len, heads), initial=0)), list[tuple[float, float]]()
        for begin, end in borders:
            whole = sum(weights[begin:end])
            found.append((sum(missed[begin:end]) / whole, sum(unseen[begin:end]) / whole) if whole else (1.0, 1.0))
        return found

    def _closer(
        self, asked: Asked, spelt: Sequence[str], entries: Ints, meanings: Floats
    ) -> tuple[Sequence[Floats], Ints, npt.NDArray[np.bool_]]:
        """Likeness to single phrasings, and opposites in the title."""
        first, flat = self.spellings.first, entries.ravel()
        sizes = first[flat + 1] - first[flat]
        places, starts = spread(first[flat], first[flat + 1])
        texts, borders = self.spellings.of_entries(flat.tolist()), list(pairwise(starts[:: entries.shape[1]].tolist()))
        starts = starts[:-1]
        spelling = np.concatenate(
            [
                process.cdist([said], texts[begin:end], scorer=fuzz.ratio, dtype=np.float32)[0]
                for said, (begin, end) in zip(spelt, borders, strict=True)
            ]
        ) / np.float32(100)
        alike_best = alike_title = np.zeros(len(flat), dtype=np.float32)
        if self.meaning:
            alike = np.concatenate(
                [self.meaning.alike(text, places[begin:end]) for text, (begin, end) in zip(meanings, borders, strict=True)]
            )
            alike_best, alike_title = np.maximum.reduceat(alike, starts), alike[starts]
        top = np.maximum.reduceat(spelling, starts)
        mean = np.add.reduceat(spelling, starts) / sizes
        here = np.where(spelling == np.repeat(top, sizes), np.arange(len(spelling)), len(spelling))
        nearest = places[np.minimum.reduceat(here, starts)].astype(np.int32).reshape(entries.shape)
        opposite = np.zeros(entries.shape, dtype=np.float32)
        for row, terms in enumerate(asked.terms):
            if self.lexicon.has_opposites(terms):
                opposite[row] = [self.lexicon.opposed(terms, self.titles[entry]) for entry in entries[row]]
        closer = [one.reshape(entries.shape) for one in (alike_best, alike_title, top, mean, opposite)]
        return closer, nearest, (top == 1).reshape(entries.shape)

    def pack(self) -> tuple[dict[str, npt.NDArray[Any]], dict[str, object]]:
        """Arrays and plain values for a dump."""
        arrays = {
            **self.coverage.pack("coverage"),
            "ahead": self.ahead,
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
            ahead=arrays["ahead"],
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
