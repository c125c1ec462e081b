"""The features of a text as numbers: runs of key strokes inside words, pairs of syllables across blanks, terms of the thesaurus."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self
from zlib import crc32

import numpy as np

from faq import hangul
from faq.corpus import Ints, Keys, Places, Rows, Vocabulary, counted, owners_of, spread

#: Runs of strokes take a byte a stroke; these marks keep what else there is apart from them. Crumbs come first, terms last.
_SYLLABLE, CRUMBS, FOURS, _PAIR, TERM = 1 << 20, 1 << 21, 1 << 24, 1 << 60, 1 << 61
#: Bits of a sign in a pair.
_SIGN = 21
#: Runs of a word that begins in one way only: a single syllable of two strokes.
_SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """The features of many texts, before they have numbers: each word that comes again and again was taken apart once."""

    texts: int
    #: Runs of each different word: word `w` has `runs[starts[w]:starts[w + 1]]`.
    runs: Keys
    starts: Ints
    #: The different words of all texts in the order they are said, and the text of each.
    said: Places
    sayers: Places
    #: Pairs and terms, and the text of each.
    others: Keys
    owners: Places

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]], terms: Iterable[Sequence[str]], *, crumbs: bool = False) -> Self:
        """Take texts apart; `terms` are those of each text."""
        numbers: dict[str, int] = {}
        said = np.array([numbers.setdefault(word, len(numbers)) for text in texts for word in text], dtype=np.int64)
        words, runs = _runs(list(numbers))
        if crumbs:
            crumbled, small = _crumbs(list(numbers))
            words, runs = np.concatenate((words, crumbled)), np.concatenate((runs, small))
        signs, writers = _codes("".join(["".join(text) for text in texts])), owners_of(["".join(text) for text in texts])
        inside, meant = writers[:-1] == writers[1:], list(terms)
        return cls(
            texts=len(texts),
            runs=runs[np.argsort(words, kind="stable")],
            starts=np.concatenate(([0], np.cumsum(np.bincount(words, minlength=len(numbers))))).astype(np.int32),
            said=said,
            sayers=owners_of(texts),
            others=np.concatenate((_pairs(signs)[inside], term_keys(term for one in meant for term in one))),
            owners=np.concatenate((writers[:-1][inside], owners_of(meant))),
        )

    def vocabulary(self) -> Vocabulary:
        """All features that occur."""
        return Vocabulary.of(np.concatenate((self.runs, self.others)))

    def rows(self, vocabulary: Vocabulary) -> Rows:
        """One row a text, without the features that are not known."""
        runs, others = vocabulary.find(self.runs), vocabulary.find(self.others)
        places, starts = spread(self.starts[self.said], self.starts[self.said + 1])
        ids = np.concatenate((runs[places], others))
        owners = np.concatenate((np.repeat(self.sayers, np.diff(starts)), self.owners))
        return counted(owners[ids >= 0], ids[ids >= 0], rows=self.texts, features=len(vocabulary.keys))


def term_keys(terms: Iterable[str]) -> Keys:
    """Terms by check sum; two in a hundred thousand may share one."""
    return np.array([TERM | crc32(term.encode()) for term in terms], dtype=np.int64)


def features(text: Sequence[str], terms: Iterable[str] = ()) -> Keys:
    """Every run of three and four strokes with the word's borders, every pair of syllables, as often as they occur, and the terms.

    Runs of strokes forgive endings and slips of the finger; pairs tie words together that are written with or without a blank.
    """
    return np.concatenate([*map(_word, text), _pairs(_codes("".join(text))), term_keys(terms)])


def crumbs(text: Sequence[str]) -> Keys:
    """Every run of two strokes and every syllable: too common to find anything by, but what is learned of meanings makes use of them."""
    return np.concatenate([np.zeros(0, dtype=np.int64), *map(_crumbs_of, text)])


def beginnings(text: Sequence[str]) -> Keys:
    """What tells one word from another: how its strokes begin; one or two features a word."""
    runs = [_word(word) for word in text]
    return np.concatenate([np.zeros(0, dtype=np.int64), *(one[: 1 + (len(one) > _SHORT)] for one in runs)])


@lru_cache(maxsize=5_000)
def _word(word: str) -> Keys:
    """The runs of one word in their order, the longer ones first; the same words are asked again and again."""
    return _runs((word,))[1]


@lru_cache(maxsize=5_000)
def _crumbs_of(word: str) -> Keys:
    """The crumbs of one word."""
    return _crumbs((word,))[1]


def _runs(words: Sequence[str]) -> tuple[Places, Keys]:
    """The runs of many words, and the word of each."""
    signs, owner = _strokes(words)
    threes = signs[:-2] << 16 | signs[1:-1] << 8 | signs[2:]
    fours = threes[:-1] << 8 | signs[3:]
    three, four = owner[:-2] == owner[2:], owner[:-3] == owner[3:]
    return np.concatenate((owner[:-3][four], owner[:-2][three])), np.concatenate((fours[four], threes[three]))


def _crumbs(words: Sequence[str]) -> tuple[Places, Keys]:
    """The crumbs of many words, and the word of each."""
    signs, owner = _strokes(words)
    two = owner[:-1] == owner[1:]
    twos, syllables = (signs[:-1] << 8 | signs[1:])[two], _SYLLABLE | _codes("".join(words))
    return np.concatenate((owner[:-1][two], owners_of(words))), np.concatenate((twos, syllables))


def _strokes(words: Sequence[str]) -> tuple[Keys, Places]:
    """The strokes of many words between borders, and the word of each."""
    typed = [f"^{hangul.strokes(word)}$" for word in words]
    return np.frombuffer(hangul.compact("".join(typed)).encode("latin-1"), dtype=np.uint8).astype(np.int64), owners_of(typed)


def _pairs(signs: Keys) -> Keys:
    return _PAIR | signs[:-1] << _SIGN | signs[1:]


def _codes(text: str) -> Keys:
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
