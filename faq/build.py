"""Learns a ranker from the content."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from faq.classifier import Classifier, learn_classifier
from faq.corpus import Floats, Rows, owners_of
from faq.features import CRUMBS, FOURS, TERM, Features
from faq.index import Counts, build_coverage, build_index, consistency_weights, learn_scope, steadiness
from faq.learn import Training
from faq.meaning import Meaning, build_meaning
from faq.noise import noisy
from faq.rank import CLASSIFIED, RICH, THIN, Ranker
from faq.schema import Entry
from faq.spelling import Spellings
from faq.strangers import manner_of
from faq.text import words
from faq.thesaurus import Lexicon
from faq.wordlist import Wordlist

#: A term counts as much as several runs of letters: it stands for a whole word.
TERM_EMPHASIS = 2.0
#: A sentence of the answer tells less of how people ask than a phrasing does.
ANSWER_SHARE = 0.3
#: Longer answers say nothing new about what an entry is for.
ANSWER_LENGTH = 900
#: Texts an entry at which content is thin or rich.
THIN_TEXTS, RICH_TEXTS = 3.0, 12.0
#: More entries are too many to learn how to tell each from all others.
MOST_CLASSES = 4000
#: Share of the phrasings that the classifier sees misspelt as well.
SPOILT = 0.1
_SENTENCE = re.compile(r"[\n.?!]+")


def build_ranker(entries: Sequence[Entry], lexicon: Lexicon, *, seed: int, training: Training | None = None) -> Ranker:
    """Learn from the phrasings and the answers of all entries; strangers' topics come last."""
    material = _Material(entries, lexicon, seed)
    ours = sum(not manner_of(entry.id) for entry in entries)
    classifier = material.classifier() if material.rich and len(entries) <= MOST_CLASSES else None
    return Ranker(
        vocabulary=material.vocabulary,
        coverage=build_coverage(material.counts, material.told, material.weights, share=ANSWER_SHARE),
        meaning=None if material.rich else material.meaning(training),
        classifier=classifier,
        spellings=Spellings.of(material.asked),
        words=Wordlist.of(material.texts),
        lexicon=lexicon,
        titles=tuple(frozenset(lexicon.terms(words(entry.title))) for entry in entries),
        blend=CLASSIFIED if classifier else _blend(material.richness),
        ours=ours,
        scope=learn_scope(material.counts, ours=ours, features=len(material.vocabulary.keys)),
    )


class _Material:
    """All texts, taken apart, and what every learner needs of them."""

    def __init__(self, entries: Sequence[Entry], lexicon: Lexicon, seed: int) -> None:
        self._lexicon, self._seed, self._random = lexicon, seed, np.random.default_rng(seed)
        self.asked = [[words(text) for text in entry.phrasings] for entry in entries]
        told = [[text for part in _SENTENCE.split(entry.answer[:ANSWER_LENGTH]) if len(text := words(part)) > 1] for entry in entries]
        #: Phrasings, then sentences.
        self.texts = [text for group in (*self.asked, *told) for text in group]
        self._phrasings = sum(map(len, self.asked))
        self.richness = len(self.texts) / max(len(entries), 1)
        self.rich = self.richness >= RICH_TEXTS
        taken = Features.of(self.texts, map(lexicon.terms, self.texts), crumbs=not self.rich)
        self.vocabulary = taken.vocabulary()
        self._every = taken.rows(self.vocabulary)
        crumbs = int(np.searchsorted(self.vocabulary.keys, CRUMBS))
        self._rows = self._every.only(self._every.ids >= crumbs) if crumbs else self._every
        self._owners = np.concatenate((owners_of(self.asked), owners_of(told))).astype(np.int32)
        self._emphasis = np.where(self.vocabulary.keys >= TERM, np.float32(TERM_EMPHASIS), np.float32(1))
        self.counts = Counts.of(self._rows, self._owners, size=len(entries))
        sentences = self._rows.split(self._phrasings)[1]
        self.told = Counts.of(sentences, self._owners[self._phrasings :], size=len(entries))
        self.weights: Floats = consistency_weights(self.counts, features=len(self._emphasis)) * np.append(self._emphasis, np.float32(1))

    def meaning(self, training: Training | None) -> Meaning:
        """What thin content needs."""
        phrasings, owners = self._rows.split(self._phrasings)[0], self._owners[: self._phrasings]
        index = build_index(phrasings, owners, size=len(self.asked), features=len(self._emphasis), emphasis=self._emphasis)
        steady = steadiness(Counts.of(self._every, self._owners, size=len(self.asked)), features=len(self._emphasis))
        return build_meaning(
            self._every,
            self._owners,
            steady[:-1] * self._emphasis,
            words=index,
            phrasings=self._phrasings,
            misspell=self._misspell,
            seed=self._seed,
            training=training,
        )

    def classifier(self) -> Classifier:
        """What rich content makes possible; misspelt copies of some phrasings teach it to forgive."""
        spoilt = self._random.permutation(self._phrasings)[: int(self._phrasings * SPOILT)]
        shares = np.full(len(self.texts) + len(spoilt), 1, dtype=np.float32)
        shares[self._phrasings : len(self.texts)] = ANSWER_SHARE
        rows, owners = self._rows.joined(self._misspell(spoilt)), np.concatenate((self._owners, self._owners[spoilt]))
        # Runs of three strokes say little that those of four do not, and take as long to learn as all others.
        fours = int(np.searchsorted(self.vocabulary.keys, FOURS))
        return learn_classifier(rows, owners, self.weights[:-1], shares, seed=self._seed, first=fours)

    def _misspell(self, places: npt.NDArray[np.intp]) -> Rows:
        """Misspelt copies of phrasings; a sentence stays as it is."""
        sources = [(self.texts[place], place < self._phrasings) for place in places]
        copies = [words(noisy(text, self._random)) if asked else text for text, asked in sources]
        terms = [() if asked else self._lexicon.terms(text) for text, asked in sources]
        return Features.of(copies, terms, crumbs=not self.rich).rows(self.vocabulary)


def _blend(texts: float) -> Floats:
    share = min(max((texts - THIN_TEXTS) / (RICH_TEXTS - THIN_TEXTS), 0.0), 1.0)
    weights: Floats = (THIN + (RICH - THIN) * share).astype(np.float32)
    return weights
