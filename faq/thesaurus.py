"""From the words people use to the terms of law the entries use."""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from faq import hangul
from faq.schema import Report, Tree, tell, words_for_editors
from faq.text import words
from faq.wordlist import LONG_WORD

#: How many words may stand between two words of a phrase.
WORDS_BETWEEN = 2
#: Strokes of a particle between two words that were typed as one.
PARTICLE_ROOM = 7
#: Strokes by which a phrase is told from others at first sight.
BEGINNING = 4
#: How many words are remembered.
MOST_WORDS = 50_000
VOWELS = frozenset(hangul.VOWELS)
#: With these a stem goes on inside its last syllable (세우: 세운, 세울, 세웠다); other tails make another word (공고, 공공).
STEM_TAILS = frozenset("ㄴㄹㅁㅂㅆ")
PARTICLES = frozenset(map(hangul.strokes, hangul.PARTICLES)) | {""}

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40), words_for_editors(40)]


class LineForm(BaseModel):
    """One line: whoever says one of these means those."""

    model_config = ConfigDict(extra="forbid")

    say: Annotated[list[Word], Field(min_length=1)]
    means: Annotated[list[Word], Field(min_length=1)]


class ThesaurusForm(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    thesaurus: list[LineForm]
    #: Pairs of terms that exclude each other: who asks for one does not mean the other.
    opposites: list[Annotated[list[Word], Field(min_length=2, max_length=2)]] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Lay words, and the terms they stand for."""

    say: tuple[str, ...]
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thesaurus:
    """All lines of the staff's thesaurus."""

    lines: tuple[Line, ...] = ()
    opposites: tuple[tuple[str, str], ...] = ()


def parse_thesaurus(tree: Tree, report: Report) -> Thesaurus:
    """The thesaurus of a file; a broken file is reported and gives an empty one."""
    try:
        form = ThesaurusForm.model_validate(tree)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            tell(details, report)
        return Thesaurus()
    return Thesaurus(
        lines=tuple(Line(say=tuple(line.say), means=tuple(line.means)) for line in form.thesaurus),
        opposites=tuple((one, other) for one, other in form.opposites),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One phrase in key strokes: what follows its first word, and the terms it stands for."""

    rest: tuple[str, ...]
    terms: tuple[str, ...]
    #: The rest of the word may only be a particle: a single syllable begins too many other words.
    alone: bool
    #: Long enough to be meant wherever it stands inside a word.
    inside: bool


class Lexicon:
    """The thesaurus made ready for looking up; knows which terms a text speaks of, in whatever words."""

    def __init__(self, meanings: Mapping[str, Sequence[str]], opposites: Iterable[Sequence[str]] = ()) -> None:
        #: Terms by phrase, in words as `faq.text.words` gives them.
        self.meanings = meanings
        self.opposites = [tuple(pair) for pair in opposites]
        #: Patterns by the strokes of their first word.
        self._patterns: dict[str, list[Pattern]] = {}
        #: First words by how they begin, shortest first: most places in a word begin none.
        self._beginnings: dict[str, list[str]] = {}
        self._words: dict[str, tuple[tuple[Pattern, int, int], ...]] = {}
        self._opposites: dict[str, list[str]] = {}
        for one, other in self.opposites:
            self._opposites.setdefault(one, []).append(other)
            self._opposites.setdefault(other, []).append(one)
        for phrase, terms in meanings.items():
            self._add(phrase.split(), tuple(terms))

    @classmethod
    def of(cls, thesaurus: Thesaurus) -> Self:
        """From the staff's thesaurus; a term stands for itself as well."""
        meanings: dict[str, dict[str, None]] = {}
        for line in thesaurus.lines:
            for term in line.means:
                meanings.setdefault(" ".join(words(term)), {})[term] = None
            for phrase in line.say:
                meanings.setdefault(" ".join(words(phrase)), {}).update(dict.fromkeys(line.means))
        return cls({phrase: tuple(terms) for phrase, terms in meanings.items()}, thesaurus.opposites)

    def _add(self, parts: Sequence[str], terms: tuple[str, ...]) -> None:
        if not parts:
            return
        first, *rest = (hangul.strokes(part) for part in parts)
        size = len(parts[0])
        pattern = Pattern(rest=tuple(rest), terms=terms, alone=size == 1 and not rest, inside=size > 2)
        if first not in self._patterns:
            self._patterns[first] = []
            insort(self._beginnings.setdefault(first[:BEGINNING], []), first, key=len)
        self._patterns[first].append(pattern)

    def terms(self, text: Sequence[str]) -> list[str]:
        """Every term the words stand for, once each, in the order found.

        A phrase stands at the start of a word, right after another phrase (compounds), or anywhere when it or the word is long enough.
        """
        begun = [self._begun(word) for word in text]
        if not any(begun):
            return []
        typed = [hangul.strokes(word) for word in text]
        whole, found = " ".join(typed), dict[str, None]()
        for place, word in enumerate(text):
            free = {0}
            blankless = len(word) > LONG_WORD
            for pattern, start, end in begun[place]:
                if not (start in free or pattern.inside or blankless):
                    continue
                # The cheap question first: most phrases of several words end at their first.
                if not pattern.rest or (pattern.rest[0] in whole and _fits(pattern, typed, place, end)):
                    found.update(dict.fromkeys(pattern.terms))
                    free.add(end)
        return list(found)

    def has_opposites(self, asked: Iterable[str]) -> bool:
        """Whether any of the terms has an opposite."""
        return not self._opposites.keys().isdisjoint(asked)

    def opposed(self, asked: Sequence[str], title: frozenset[str]) -> bool:
        """The title speaks of the opposite of what was asked, and of that only."""
        return any(other in title and other not in asked for one in asked if one not in title for other in self._opposites.get(one, ()))

    def _begun(self, word: str) -> tuple[tuple[Pattern, int, int], ...]:
        """Patterns whose first word stands in a word, where it begins and ends; the same words come again and again."""
        known = self._words.get(word)
        if known is None:
            if len(self._words) >= MOST_WORDS:
                self._words.clear()
            known = self._words[word] = tuple(self._find(word))
        return known

    def _find(self, word: str) -> Iterable[tuple[Pattern, int, int]]:
        strokes = hangul.strokes(word)
        borders = [0, *accumulate(len(hangul.strokes(sign)) for sign in word)]
        for start in borders[:-1]:
            for length in range(1, min(BEGINNING, len(strokes) - start) + 1):
                for first in self._beginnings.get(strokes[start : start + length], ()):
                    end = start + len(first)
                    if strokes.startswith(first, start) and (end in borders or strokes[end] in STEM_TAILS):
                        particle = strokes[end:] in PARTICLES
                        yield from ((pattern, start, end) for pattern in self._patterns[first] if particle or not pattern.alone)


def _fits(pattern: Pattern, typed: Sequence[str], place: int, end: int) -> bool:
    """Whether what must follow does follow."""
    for part in pattern.rest:
        inside = typed[place].find(part, end, end + len(part) + PARTICLE_ROOM)
        if inside >= 0:
            end = inside + len(part)
            continue
        following = range(place + 1, min(place + 2 + WORDS_BETWEEN, len(typed)))
        place = next((later for later in following if typed[later].startswith(part)), -1)
        if place < 0 or typed[place][len(part) : len(part) + 1] in VOWELS:
            return False
        end = len(part)
    return True
