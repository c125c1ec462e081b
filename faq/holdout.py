"""Questions whose answer is known and that the index has not seen: phrasings left out, and whole entries left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from faq.build import build_ranker
from faq.calibration import DEFAULT, Calibration, Sample, fit, traits_of
from faq.rank import BLENDS, Look, Ranker
from faq.schema import Entry
from faq.strangers import manner_of
from faq.text import words
from faq.thesaurus import Lexicon

#: One entry in so many is left out as a whole.
FOLDS = 5
#: With fewer entries there is nothing to learn from, with more it takes too long.
FEWEST, MOST = 30, 5000
#: How many phrasings of an entry that was left out are asked.
STRANGERS = 2
#: How many questions tell which blend suits.
MOST_TRIED = 1000
#: How many are looked up at once.
AT_ONCE = 16
#: Share of them that a blend must put right beyond the likely one.
CLEARLY = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question and the id of the entry that is meant; empty when none is."""

    text: str
    entry: str = ""
    weight: float = 1.0


def hold_out(entries: Sequence[Entry], fold: int) -> tuple[list[Entry], list[Question]]:
    """The entries without what is asked of them; which phrasings are left out depends on the ids and the fold alone."""
    kept: list[Entry] = []
    asked: list[Question] = []
    for entry in entries:
        mark = crc32(entry.id.encode())
        texts = list(entry.phrasings)
        if mark % FOLDS == fold % FOLDS:
            asked += [Question(text=text) for text in texts[:STRANGERS]]
            continue
        if len(texts) > 1:
            asked.append(Question(text=texts.pop((mark // FOLDS + fold) % len(texts)), entry=entry.id))
        kept.append(replace(entry, title=texts[0], asks=tuple(texts[1:]), variants=()))
    return kept, asked


def calibrates(text: str) -> bool:
    """Whether a test question is used for fitting; the other half measures and must never fit anything."""
    return crc32(text.encode()) % 2 == 0


def samples(ranker: Ranker, ids: Sequence[str], questions: Iterable[Question]) -> Iterator[Sample]:
    """What the model sees of each question that found anything."""
    for question, look in _looked_up(ranker, list(questions)):
        if len(look.entries):
            found = ids[look.entries[0]]
            right, caught = bool(question.entry) and found == question.entry, not question.entry and bool(manner_of(found))
            yield Sample(
                traits=traits_of(look), right=right, outside=not question.entry, caught=caught, weight=question.weight, scope=look.scope
            )


def _looked_up(ranker: Ranker, questions: Sequence[Question]) -> Iterator[tuple[Question, Look]]:
    """Each question with what was found for it."""
    for start in range(0, len(questions), AT_ONCE):
        asked = questions[start : start + AT_ONCE]
        yield from zip(asked, ranker.looks([words(question.text) for question in asked]), strict=True)


def suited(ranker: Ranker, ids: Sequence[str], questions: Iterable[Question]) -> tuple[Ranker, int | None]:
    """The ranker with the blend that most often puts the right entry first, and which that is; None where there is nothing to blend.

    The likely blend stays where no other is clearly better.
    """
    # Of single phrasings nothing is learned, so they cannot tell what two are worth.
    if not ranker.meaning or ranker.spellings.first[ranker.ours] < 2 * ranker.ours:
        return ranker, None
    tried = [question for question in questions if question.entry][:MOST_TRIED]
    right = (ranker.blend == BLENDS).all(axis=1) * len(tried) * CLEARLY
    for question, look in _looked_up(ranker, tried):
        meant = np.array([ids[entry] == question.entry for entry in look.entries], dtype=np.bool_)
        if meant.any():
            right += meant[(look.measures @ BLENDS.T).argmax(axis=0)]
    blend = int(right.argmax())
    return replace(ranker, blend=BLENDS[blend]), blend


def held_out_samples(
    entries: Sequence[Entry], lexicon: Lexicon, *, fold: int, seed: int, blend: int | None = None
) -> tuple[list[Sample], int | None]:
    """Samples of one fold, from an index of its own, and the blend they were made with: the one that suits, unless one is given.

    Siblings of entries left out do not count as far out of scope.
    """
    kept, questions = hold_out(entries, fold)
    ranker, ids = build_ranker(kept, lexicon, seed=seed, blend=blend), [entry.id for entry in kept]
    if blend is None:
        ranker, blend = suited(ranker, ids, questions)
    return [replace(sample, outside=False) for sample in samples(ranker, ids, questions) if not sample.caught], blend


def calibrate_quickly(entries: Sequence[Entry], lexicon: Lexicon, *, seed: int) -> Calibration:
    """A calibration for content that brings none, from its own phrasings."""
    if not FEWEST <= sum(not manner_of(entry.id) for entry in entries) <= MOST:
        return DEFAULT
    seen, blend = held_out_samples(entries, lexicon, fold=0, seed=seed)
    return replace(fit(seen, DEFAULT), blend=blend)


def calibrate(
    entries: Sequence[Entry], lexicon: Lexicon, *, questions: Sequence[Question], folds: int, seed: int, weight: float = 0.02
) -> Calibration:
    """A calibration from questions that are not part of the content, and from its own phrasings with less weight."""
    gathered, blend = list[Sample](), None
    for fold in range(folds):
        held, blend = held_out_samples(entries, lexicon, fold=fold, seed=seed, blend=blend)
        gathered += [replace(sample, weight=weight / folds) for sample in held]
    ranker = build_ranker(entries, lexicon, seed=seed, blend=blend)
    return replace(fit([*samples(ranker, [entry.id for entry in entries], questions), *gathered], DEFAULT), blend=blend)
