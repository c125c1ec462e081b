"""Questions to measure the matcher with: the content's own tests, misspelt copies of them, phrasings left out, strangers."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bot.cli_faq import outside_texts
from bot.knowledge import FLOW, Loader
from bot.sources import Sources
from faq import hangul
from faq.calibration import Calibration
from faq.holdout import calibrates
from faq.manners import Manners
from faq.noise import slips, unspaced
from faq.schema import Entry
from faq.text import clean, words
from faq.thesaurus import Thesaurus

SEED = 7
#: Lines a meaning in a file of paraphrases.
MEANING = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and the entry it must find."""

    text: str
    entry: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The shipped content and what scores on it."""

    entries: tuple[Entry, ...]
    thesaurus: Thesaurus
    manners: Manners
    calibration: Calibration | None
    #: The half of the tests that nothing was fitted on.
    tests: tuple[Asked, ...]
    flow_tests: tuple[Asked, ...]
    outside: tuple[str, ...]


def shipped() -> Content:
    """Read the content as it is shipped."""
    loader = Loader(Sources.of(None), None)
    entries = loader.asked()
    thesaurus, manners, calibration = loader.faq_side()
    return Content(
        entries=entries,
        thesaurus=thesaurus or Thesaurus(),
        manners=manners or Manners(),
        calibration=calibration,
        tests=tuple(_scoring(entry for entry in entries if not entry.id.startswith(FLOW))),
        flow_tests=tuple(_scoring(entry for entry in entries if entry.id.startswith(FLOW))),
        outside=tuple(text for text in outside_texts(loader) if not calibrates(text)),
    )


def _scoring(entries: Iterable[Entry]) -> Iterator[Asked]:
    """The half of their tests that nothing is fitted on."""
    return (Asked(text=test, entry=entry.id, title=entry.title) for entry in entries for test in entry.tests if not calibrates(test))


def colloquial(asked: Sequence[Asked]) -> list[Asked]:
    """Questions that share no two neighbouring syllables with the title of their entry."""

    def pairs(text: str) -> set[str]:
        return {word[start : start + 2] for word in words(text) for start in range(len(word) - 1)}

    return [one for one in asked if not pairs(one.text) & pairs(one.title)]


def misspelt() -> dict[str, Callable[[str], str]]:
    """Ways to spoil a question, by name."""
    chance = np.random.default_rng(SEED)
    return {
        "one slip": lambda text: slips(clean(text), 1, chance),
        "two slips": lambda text: slips(clean(text), 2, chance),
        "no blanks": lambda text: unspaced(clean(text).split()),
        "wrong keyboard": lambda text: "".join(hangul.LATIN.get(stroke, stroke) for stroke in hangul.strokes(clean(text))),
    }


def left_out(entries: Sequence[Entry], *, kept: int, asked: int, bare: bool) -> tuple[list[Entry], list[Asked]]:
    """Entries with some of their phrasings, and questions from the others; `bare` entries have no answer either."""
    draw = random.Random(SEED)
    thin, questions = [], []
    for entry in entries:
        asks = list(entry.phrasings[1:])
        draw.shuffle(asks)
        indexed = asks[: kept - 1] if kept else asks[:-asked]
        rest = asks[len(indexed) : len(indexed) + asked]
        thin.append(replace(entry, asks=tuple(indexed), variants=(), answer="" if bare else entry.answer))
        questions += [Asked(text=text, entry=entry.id, title=entry.title) for text in rest]
    return thin, questions


def paraphrases(path: Path) -> Content:
    """Somebody else's questions, ten lines a meaning the text after the last tab: the first and two more are learned, the others asked.

    ParaKQC (github.com/warnikchow/paraKQC, `data/paraKQC_v1.txt`) is such a file.
    """
    texts = [line.rpartition("\t")[2] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    groups = [texts[place : place + MEANING] for place in range(0, len(texts), MEANING)]
    entries = [Entry(id=f"m{number}", topic="other", title=one[0], asks=tuple(one[1:])) for number, one in enumerate(groups)]
    thin, asked = left_out(entries, kept=3, asked=MEANING - 3, bare=True)
    return Content(
        entries=tuple(thin), thesaurus=Thesaurus(), manners=Manners(), calibration=None, tests=tuple(asked), flow_tests=(), outside=()
    )


def synthetic(entries: Sequence[Entry], phrasings: int, each: int) -> list[Entry]:
    """A large content: the words of the real one, thrown together anew."""
    draw = random.Random(SEED)
    sentences = [text.split() for entry in entries for text in entry.phrasings]
    vocabulary = [word for sentence in sentences for word in sentence]

    def line(core: list[str]) -> str:
        return " ".join([*core, *draw.sample(vocabulary, draw.randint(1, 4))])

    made = []
    for number in range(phrasings // each):
        core = draw.sample(vocabulary, 3)
        made.append(Entry(id=f"e{number}", topic="other", title=line(core), asks=tuple(line(core) for _ in range(each - 1))))
    return made
