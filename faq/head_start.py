"""What entries of few phrasings are given ahead of others that were asked about in many more words.

An entry of two hundred and sixty phrasings covers half of any question, whatever is asked. One that staff have just written, with
seven, covers a quarter, and would stay behind even where it is meant.
"""

import numpy as np

from faq.corpus import Floats, Ints, Rows
from faq.index import Index

#: How far an entry may stay behind the usual one by chance, and how much of what it lacks beyond that it is given: measured with one
#: entry in ten cut down to seven phrasings, so that the others lose nothing.
SLACK, GIVEN = 0.1, 1.5


def head_starts(coverage: Index, rows: Rows, owners: Ints, *, ours: int) -> Floats:
    """What is added to the coverage of each entry; nothing for strangers' topics. `rows` are the phrasings of entries `owners`."""
    chance = coverage.chance(_usual(rows, owners, coverage.weights, ours))
    ahead = GIVEN * np.maximum(np.median(chance[:ours]) - chance - SLACK, 0) if ours else np.zeros_like(chance)
    ahead[ours:] = 0
    starts: Floats = ahead.astype(np.float32)
    return starts


def _usual(rows: Rows, owners: Ints, weights: Floats, ours: int) -> Floats:
    """The part of each feature in a question, on average; each of the first `ours` entries is asked about as often as any other."""
    texts = rows.owners()
    values = weights[rows.ids]
    whole = np.bincount(texts, values, minlength=len(rows))
    asked = np.where(owners < ours, 1 / np.maximum(np.bincount(owners)[owners], 1), 0) / max(ours, 1)
    usual: Floats = np.bincount(rows.ids, values * (asked / np.maximum(whole, 1e-9))[texts], minlength=len(weights) - 1).astype(np.float32)
    return usual
