"""What a short follow-up means, by its own words and by the answer before it."""

from collections.abc import Collection
from dataclasses import replace

from faq.verdict import MOST_HITS, SURE, Decision, Hit, Verdict

#: What it adds to an entry for a follow-up that it is near the question before, and that a button below the answer leads there.
NEAR, LINKED = 0.02, 0.05
#: From this share of what both point at on, a button that its own words name is taken for pressed.
CLEAR = 0.5
#: What both point at is answered where a button leads there, or its own words say so with this confidence: of 75 follow-ups of somebody who
#: knew nothing of this 36 of 43 were right with a button, 12 of 32 without.
OWN = 0.4
#: From this confidence on a follow-up has words of its own that tell what it is about.
TELLS = 0.2


def backed(together: Verdict, alone: Verdict, linked: Collection[str]) -> Verdict:
    """What a follow-up means: its own words point there, and so does the question before it, or a button below its answer.

    Where nothing is pointed at by both, titles are offered.
    """
    near = {hit.id: hit.confidence for hit in together.hits}
    both = {
        hit.id: hit.confidence * (near.get(hit.id, 0.0) + NEAR + (LINKED if hit.id in linked else 0))
        for hit in alone.hits
        if hit.id in near or hit.id in linked
    }
    order = sorted(both, key=lambda entry: -both[entry])
    if not order:
        return _offered(together, alone, linked)
    first = order[0]
    whole = max(sum(both.values()), 1e-9)
    shares = [Hit(id=entry, confidence=round(min(both[entry] / whole, SURE), 4)) for entry in order]
    others = (hit._replace(confidence=min(hit.confidence, shares[-1].confidence)) for hit in together.hits if hit.id not in both)
    said = first in linked and first in {hit.id for hit in alone.hits[:2]}
    led = first in linked or (first == alone.hits[0].id and alone.confidence >= OWN)
    clear = (first == together.entry and led) or (said and shares[0].confidence >= CLEAR)
    return replace(
        together,
        decision=Decision.ANSWER if clear else Decision.SUGGEST,
        entry=first if clear else None,
        confidence=shares[0].confidence,
        hits=(*shares, *others)[:MOST_HITS],
    )


def _offered(together: Verdict, alone: Verdict, linked: Collection[str]) -> Verdict:
    """Titles where nothing is pointed at by both: first what its own words tell, else the nearest and the buttons below the answer."""
    if together.decision is Decision.NONE:
        return together
    first, *rest = together.hits
    own = alone.hits[:2] if alone.confidence >= TELLS else ()
    behind = () if own else tuple(first._replace(id=entry) for entry in linked)
    least, hits = 1.0, dict[str, Hit]()
    for hit in (*own, first, *behind, *rest):
        least = min(least, hit.confidence)
        hits.setdefault(hit.id, hit._replace(confidence=least))
    return replace(together, decision=Decision.SUGGEST, entry=None, confidence=first.confidence, hits=tuple(hits.values())[:MOST_HITS])
