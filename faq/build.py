"""Learns a ranker from the content."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from faq.classifier import Classifier, learn_classifier
from faq.corpus import Floats, Halves, Rows, owners_of
from faq.features import CRUMBS, FOURS, TERM, Features
from faq.head_start import head_starts
from faq.index import Counts, Index, build_coverage, consistency_weights
from faq.learn import Training
from faq.meaning import Meaning, build_meaning
from faq.noise import noisy
from faq.rank import BLENDS, CLASSIFIED, Ranker
from faq.schema import Entry
from faq.scope import learn_scope
from faq.spelling import Spellings
from faq.strangers import manner_of
from faq.text import words
from faq.thesaurus import Lexicon
from faq.wordlist import Wordlist

#: A term counts as much as several runs of letters: it stands for a whole word.
TERM_EMPHASIS = 2.0
#: The power of a feature's rarity where meanings are learned: what carries a question they find by themselves.
RARITY = 1 / 3
#: A sentence of the answer tells less of how people ask than a phrasing does.
ANSWER_SHARE = 0.3
#: Longer answers say nothing new about what an entry is for.
ANSWER_LENGTH = 900
#: Texts an entry at which content is thin or rich.
THIN_TEXTS, RICH_TEXTS = 3.0, 12.0
#: Phrasings an entry from which on meanings tell nothing that coverage and the classifier do not.
MANY_PHRASINGS = 24
#: More entries are too many to learn how to tell each from all others.
MOST_CLASSES = 4000
#: Share of the phrasings that the classifier sees misspelt as well.
SPOILT = 0.1
_SENTENCE = re.compile(r"[\n.?!]+")


def build_ranker(
    entries: Sequence[Entry], lexicon: Lexicon, *, seed: int, blend: int | None = None, training: Training | None = None
) -> Ranker:
    """Learn from the phrasings and the answers of all entries; strangers' topics come last. `blend` is one of `BLENDS`, if it is known."""
    ours = sum(not manner_of(entry.id) for entry in entries)
    material = _Material(entries, lexicon, ours, seed)
    told = material.richness >= RICH_TEXTS and len(entries) <= MOST_CLASSES
    meaning = material.meaning(training or (_beside(len(entries)) if told else Training())) if material.crumbs else None
    coverage = build_coverage(material.counts, material.told, material.weights, share=ANSWER_SHARE)
    return Ranker(
        vocabulary=material.vocabulary,
        coverage=coverage,
        ahead=np.zeros(len(entries), dtype=np.float32) if meaning else material.ahead(coverage),
        meaning=meaning,
        classifier=material.classifier() if told else None,
        spellings=Spellings.of(material.asked),
        words=Wordlist.of(material.texts),
        lexicon=lexicon,
        titles=tuple(frozenset(lexicon.terms(words(entry.title))) for entry in entries),
        blend=BLENDS[_likely(material.richness) if blend is None else blend] if meaning else CLASSIFIED,
        ours=ours,
        scope=material.scope(),
    )


class _Material:
    """All texts, taken apart, and what every learner needs of them."""

    def __init__(self, entries: Sequence[Entry], lexicon: Lexicon, ours: int, seed: int) -> None:
        self._lexicon, self._ours, self._seed, self._random = lexicon, ours, seed, np.random.default_rng(seed)
        self.asked = [[words(text) for text in entry.phrasings] for entry in entries]
        told = [[text for part in _SENTENCE.split(entry.answer[:ANSWER_LENGTH]) if len(text := words(part)) > 1] for entry in entries]
        #: Phrasings, then sentences.
        self.texts = [text for group in (*self.asked, *told) for text in group]
        self._phrasings = sum(map(len, self.asked))
        self.richness = (sum(map(len, self.asked[:ours])) + sum(map(len, told[:ours]))) / max(ours, 1)
        #: Whether meanings are learned, which crumbs are good for.
        self.crumbs = sum(map(len, self.asked[:ours])) < MANY_PHRASINGS * max(ours, 1)
        taken = Features.of(self.texts, map(lexicon.terms, self.texts), crumbs=self.crumbs)
        self.vocabulary = taken.vocabulary()
        self._every = taken.rows(self.vocabulary)
        crumbs = int(np.searchsorted(self.vocabulary.keys, CRUMBS))
        self._rows = self._every.only(self._every.ids >= crumbs) if crumbs else self._every
        self._owners = np.concatenate((owners_of(self.asked), owners_of(told))).astype(np.int32)
        # Runs of three strokes say little that those of four do not, and take as long to learn as all others.
        self._fours = int(np.searchsorted(self.vocabulary.keys, FOURS))
        self._emphasis = np.where(self.vocabulary.keys >= TERM, np.float32(TERM_EMPHASIS), np.float32(1))
        self.counts = Counts.of(self._rows, self._owners, size=len(entries))
        sentences = self._rows.split(self._phrasings)[1]
        self.told = Counts.of(sentences, self._owners[self._phrasings :], size=len(entries))
        self.weights: Floats = consistency_weights(self.counts, features=len(self._emphasis)) * np.append(self._emphasis, np.float32(1))

    def meaning(self, training: Training) -> Meaning:
        """What few phrasings need; what is told in answers is no way of asking."""
        rows, owners, size = self._every.split(self._phrasings)[0], self._owners[: self._phrasings], len(self.asked)
        weights = consistency_weights(Counts.of(rows, owners, size=size), features=len(self._emphasis), rarity=RARITY)
        return build_meaning(
            rows, owners, weights[:-1] * self._emphasis, size=size, misspell=self._misspell, seed=self._seed, training=training
        )

    def classifier(self) -> Classifier:
        """What rich content makes possible; misspelt copies of some phrasings teach it to forgive."""
        spoilt = self._random.permutation(self._phrasings)[: int(self._phrasings * SPOILT)]
        shares = np.full(len(self.texts) + len(spoilt), 1, dtype=np.float32)
        shares[self._phrasings : len(self.texts)] = ANSWER_SHARE
        rows, owners = self._rows.joined(self._misspell(spoilt)), np.concatenate((self._owners, self._owners[spoilt]))
        return learn_classifier(rows, owners, self.weights[:-1], shares, seed=self._seed, first=self._fours)

    def ahead(self, coverage: Index) -> Floats:
        """What entries of few phrasings are given ahead of those of many."""
        return head_starts(coverage, self._rows.split(self._phrasings)[0], self._owners[: self._phrasings], ours=self._ours)

    def scope(self) -> Halves:
        """What is learned of being ours at all."""
        return learn_scope(self._rows, self._owners, ours=self._ours, features=len(self._emphasis), first=self._fours)

    def _misspell(self, places: npt.NDArray[np.intp]) -> Rows:
        """Misspelt copies of phrasings."""
        copies = [words(noisy(self.texts[place], self._random)) for place in places]
        return Features.of(copies, [()] * len(copies), crumbs=self.crumbs).rows(self.vocabulary)


def _beside(entries: int) -> Training:
    """Beside a classifier, which sees misspelt phrasings, meanings count for less and are learned in less time."""
    return Training(steps=min(max(25, entries // 16), 100), noise=0.0)


def _likely(texts: float) -> int:
    """The blend that suits content with so many texts an entry, most of which must be told in answers."""
    return round(4 * min(max((texts - THIN_TEXTS) / (RICH_TEXTS - THIN_TEXTS), 0.0), 1.0))
