"""Which entries answer the several questions of one message.

What the whole message is near tells what its pieces are about: "서류는 뭐 내요" says so only beside the question before it.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from faq.verdict import MOST_HITS, SURE, Decision, Hit, Verdict

#: How probable an entry near the whole message must be for a piece: among those that are left, and at all; one of a list says less.
NEARBY, LEAST, LISTED = 0.5, 0.1, 0.3
#: A piece of fewer words does not say what it is about.
TELLING = 4


def answer_each(whole: Verdict, pieces: Sequence[Verdict], *, listed: bool = False) -> Verdict | None:
    """The verdict with one part a question; None where the message is better taken as one."""
    ours = [piece for piece in pieces if not piece.manner]
    if not ours:
        return None
    found = _assign(whole, ours, LISTED if listed else LEAST)
    if len(found) > 1 and _serves(whole, found, ours):
        taken = set(found.values())
        parts = [_answered(piece, found[place]) if place in found else _offered(piece, taken) for place, piece in enumerate(ours)]
        return replace(
            whole, decision=Decision.ANSWER, entry=found[min(found)], parts=tuple(part for part in parts if part.hits), manner=""
        )
    if len(ours) < len(pieces):
        # What is not ours is passed over when the rest is clear.
        clear = len(ours) == 1 and ours[0].decision is Decision.ANSWER
        return replace(ours[0], question=whole.question, repaired=whole.repaired) if clear else None
    if whole.decision is Decision.ANSWER or any(piece.decision is Decision.NONE for piece in ours):
        return None
    return _guesses(whole, ours)


def _answered(piece: Verdict, entry: str) -> Verdict:
    """The verdict that answers a piece with an entry."""
    confidence = next((hit.confidence for hit in piece.hits if hit.id == entry), piece.confidence)
    hits = (Hit(id=entry, confidence=confidence), *(hit for hit in piece.hits if hit.id != entry))
    return replace(piece, decision=Decision.ANSWER, entry=entry, confidence=confidence, hits=hits[:MOST_HITS])


def _offered(piece: Verdict, taken: Set[str]) -> Verdict:
    """The verdict that offers what no other piece is answered with."""
    return replace(piece, decision=Decision.SUGGEST, entry=None, hits=tuple(hit for hit in piece.hits if hit.id not in taken))


def _assign(whole: Verdict, ours: Sequence[Verdict], least: float) -> dict[int, str]:
    """An entry for each piece that one is clear for, each for one piece only; the likeliest go first."""
    found, near = dict[int, str](), {hit.id for hit in whole.hits}
    for _ in ours:
        taken, alone = set(found.values()), whole.confidence <= SURE
        likely = {place: _likeliest(piece, near, taken, least, alone=alone) for place, piece in enumerate(ours) if place not in found}
        place = max(likely, key=likely.__getitem__)
        chance, entry = likely[place]
        if chance < NEARBY:
            break
        found[place] = entry
    left = [place for place in range(len(ours)) if place not in found]
    if len(left) == 1 and whole.entry and whole.entry not in found.values():
        found[left[0]] = whole.entry
    return found


def _likeliest(piece: Verdict, near: Set[str], taken: Set[str], least: float, *, alone: bool) -> tuple[float, str]:
    """The likeliest entry left, and how probable it is among those left: near the whole message, or clear `alone`."""
    own = piece.entry if alone or len(piece.question.split()) >= TELLING else None
    left = [(hit.confidence, hit.id) for hit in piece.hits if hit.id not in taken and (hit.id in near or hit.id == own)]
    chance, entry = max(left, default=(0.0, ""))
    return (chance / sum(one for one, _ in left), entry) if chance >= least else (0.0, "")


def _serves(whole: Verdict, found: Mapping[int, str], ours: Sequence[Verdict]) -> bool:
    """Whether these answers serve better than one to the whole message: not where it is sure of what no piece is answered with."""
    if whole.confidence > SURE and whole.entry and whole.entry not in found.values():
        return False
    return all(place in found or piece.decision is not Decision.NONE for place, piece in enumerate(ours))


def _guesses(whole: Verdict, ours: Sequence[Verdict]) -> Verdict | None:
    """The best guess at each question."""
    firsts = list(dict.fromkeys(piece.hits[0] for piece in ours))
    ids = {hit.id for hit in firsts}
    if len(ids) < 2:
        return None
    firsts.sort(key=lambda hit: -hit.confidence)
    least = firsts[-1].confidence
    others = (hit._replace(confidence=min(hit.confidence, least)) for hit in whole.hits if hit.id not in ids)
    return replace(whole, decision=Decision.SUGGEST, confidence=firsts[0].confidence, hits=(*firsts, *others)[:MOST_HITS])
