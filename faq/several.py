"""Which entries answer the several questions of one message.

What the whole message is near tells what its pieces are about: "서류는 뭐 내요" says so only beside the question before it.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Self

from faq.verdict import MOST_HITS, SURE, Decision, Hit, Verdict

#: How probable an entry near the whole message must be for a piece: among those that are left, and at all; one of a list says less.
NEARBY, LEAST, LISTED = 0.5, 0.1, 0.3
#: A piece of fewer words does not say what it is about.
TELLING = 4


def answer_each(whole: Verdict, pieces: Sequence[Sequence[Verdict]], *, listed: bool = False) -> Verdict | None:
    """The verdict with one part a question; None where the message is better taken as one. A piece may have several readings."""
    ours = [_Asked.of(readings) for readings in pieces if not all(reading.manner for reading in readings)]
    if not ours:
        return None
    found = _assign(whole, ours, LISTED if listed else LEAST)
    if len(found) > 1 and _serves(whole, found, ours):
        taken = set(found.values())
        parts = [asked.answered(found[place]) if place in found else asked.offered(taken) for place, asked in enumerate(ours)]
        return replace(
            whole, decision=Decision.ANSWER, entry=found[min(found)], parts=tuple(part for part in parts if part.hits), manner=""
        )
    if len(ours) < len(pieces):
        # What is not ours is passed over when the rest is clear.
        clear = len(ours) == 1 and ours[0].best.decision is Decision.ANSWER
        return replace(ours[0].best, question=whole.question, repaired=whole.repaired) if clear else None
    if whole.decision is Decision.ANSWER or any(asked.best.decision is Decision.NONE for asked in ours):
        return None
    return _guesses(whole, ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One piece: the surest reading of it, and how probable each entry is by any of them."""

    best: Verdict
    chances: Mapping[str, float]

    @classmethod
    def of(cls, readings: Sequence[Verdict]) -> Self:
        read = [reading for reading in readings if not reading.manner]
        chances = dict[str, float]()
        for hit in (hit for reading in read for hit in reading.hits):
            chances[hit.id] = max(hit.confidence, chances.get(hit.id, 0.0))
        return cls(best=max(read, key=lambda reading: (reading.decision is Decision.ANSWER, reading.confidence)), chances=chances)

    def likeliest(self, near: Set[str], taken: Set[str], least: float, *, alone: bool) -> tuple[float, str]:
        """The likeliest entry left, and how probable it is among those left: near the whole message, or clear `alone`."""
        own = self.best.entry if alone or len(self.best.question.split()) >= TELLING else None
        left = {entry: chance for entry, chance in self.chances.items() if entry not in taken and (entry in near or entry == own)}
        chance, entry = max(((chance, entry) for entry, chance in left.items()), default=(0.0, ""))
        return (chance / sum(left.values()), entry) if chance >= least else (0.0, "")

    def answered(self, entry: str) -> Verdict:
        """The verdict that answers with an entry."""
        confidence = self.chances.get(entry, self.best.confidence)
        first = Hit(id=entry, confidence=confidence)
        hits = (first, *(hit for hit in self.best.hits if hit.id != entry))
        return replace(self.best, decision=Decision.ANSWER, entry=entry, confidence=confidence, hits=hits[:MOST_HITS])

    def offered(self, taken: Set[str]) -> Verdict:
        """The verdict that offers what no other piece is answered with."""
        return replace(self.best, decision=Decision.SUGGEST, entry=None, hits=tuple(hit for hit in self.best.hits if hit.id not in taken))


def _assign(whole: Verdict, ours: Sequence[_Asked], least: float) -> dict[int, str]:
    """An entry for each piece that one is clear for, each for one piece only; the likeliest go first."""
    found, near = dict[int, str](), {hit.id for hit in whole.hits}
    for _ in ours:
        taken, alone = set(found.values()), whole.confidence <= SURE
        likely = {place: asked.likeliest(near, taken, least, alone=alone) for place, asked in enumerate(ours) if place not in found}
        place = max(likely, key=likely.__getitem__)
        chance, entry = likely[place]
        if chance < NEARBY:
            break
        found[place] = entry
    left = [place for place in range(len(ours)) if place not in found]
    if len(left) == 1 and whole.entry and whole.entry not in found.values():
        found[left[0]] = whole.entry
    return found


def _serves(whole: Verdict, found: Mapping[int, str], ours: Sequence[_Asked]) -> bool:
    """Whether these answers serve better than one to the whole message: not where it is sure of what no piece is answered with."""
    if whole.confidence > SURE and whole.entry and whole.entry not in found.values():
        return False
    return all(place in found or asked.best.decision is not Decision.NONE for place, asked in enumerate(ours))


def _guesses(whole: Verdict, ours: Sequence[_Asked]) -> Verdict | None:
    """The best guess at each question."""
    firsts = list(dict.fromkeys(asked.best.hits[0] for asked in ours))
    ids = {hit.id for hit in firsts}
    if len(ids) < 2:
        return None
    firsts.sort(key=lambda hit: -hit.confidence)
    least = firsts[-1].confidence
    others = (replace(hit, confidence=min(hit.confidence, least)) for hit in whole.hits if hit.id not in ids)
    return replace(whole, decision=Decision.SUGGEST, confidence=firsts[0].confidence, hits=(*firsts, *others)[:MOST_HITS])
