"""Looks up what somebody typed by first letters only; so little is said that it is answered only when nothing else fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from rapidfuzz import fuzz, process

from faq import hangul
from faq.schema import Entry
from faq.text import clean

#: Fewer letters fit too much to be answered outright.
ENOUGH = 5
#: From this likeness on, letters that stand nowhere as typed are taken for a slip.
ALIKE = 70.0
MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Entries that fit, best first, and whether only the first can be meant."""

    entries: tuple[int, ...] = ()
    unique: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Initials:
    """First letters of titles and asks without blanks, and the entry of each."""

    texts: tuple[str, ...]
    owners: tuple[int, ...]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Self:
        """From the titles and phrasings of the content."""
        pairs = [(letters(text), place) for place, entry in enumerate(entries) for text in (entry.title, *entry.asks)]
        return cls(texts=tuple(text for text, _ in pairs), owners=tuple(place for _, place in pairs))

    def look(self, parts: Sequence[str]) -> Found:
        """What the letters may stand for."""
        joined = "".join(parts)
        if not joined:
            return Found()
        scores: dict[int, float] = {}
        for text, owner in zip(self.texts, self.owners, strict=True):
            if joined in text:
                score = len(joined) / len(text) + 0.5 * text.startswith(joined)
            elif len(parts) > 1 and all(part in text for part in parts):
                score = 0.5 * len(joined) / len(text)
            else:
                continue
            scores[owner] = max(scores.get(owner, 0.0), score)
        if not scores:
            return self._alike(joined)
        ranked = sorted(scores, key=lambda owner: (-scores[owner], owner))
        whole = [owner for owner in ranked if scores[owner] >= 1.5]
        only = len(whole) == 1 or len(ranked) == 1
        return Found(entries=tuple(ranked[:MOST]), unique=only and len(joined) >= ENOUGH)

    def _alike(self, joined: str) -> Found:
        found = process.extract(joined, self.texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST)
        return Found(entries=tuple(dict.fromkeys(self.owners[place] for _, _, place in found)))


def letters(text: str) -> str:
    """First letters, digits and Latin letters of a text, without blanks."""
    return "".join(sign for sign in hangul.initials(clean(text).lower()) if sign in hangul.LEADS or (sign.isalnum() and sign.isascii()))
