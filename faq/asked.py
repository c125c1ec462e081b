"""Questions taken apart for the ranker: several at once cost little more than one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from faq.corpus import Floats, Places, Rows, Vocabulary, damped, tally
from faq.features import CRUMBS, TERM, crumbs, features


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Texts in words, and what the content knows of them."""

    texts: Sequence[Sequence[str]]
    #: Terms of the thesaurus that each text speaks of.
    terms: Sequence[Sequence[str]]
    #: The features that are known, each once a text, and the same with the crumbs where those are of use.
    known: Rows
    crumbed: Rows
    #: Which part of a text's features is known, and how many are not.
    shares: Floats
    unseen: Sequence[int]

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]], terms: Sequence[Sequence[str]], vocabulary: Vocabulary, *, crumbed: bool = False) -> Self:
        """Take texts apart."""
        apart = [tally(_keys(text, meant, crumbed=crumbed)) for text, meant in zip(texts, terms, strict=True)]
        keys = np.concatenate([keys for keys, _ in apart])
        starts = np.array([0, *(len(keys) for keys, _ in apart)]).cumsum()
        rows = Rows(starts=starts, ids=vocabulary.find(keys), values=damped(np.concatenate([counts for _, counts in apart])))
        owners, found, whole = rows.owners(), rows.ids >= 0, keys >= CRUMBS
        known = rows.only(found & whole)
        # A term of the thesaurus that no text has is no word of the question that is missing.
        strange = owners[~found & whole & (keys < TERM)]
        return cls(
            texts=texts,
            terms=terms,
            known=known,
            crumbed=rows.only(found) if crumbed else known,
            shares=(known.sizes() / np.maximum(np.bincount(owners[whole], minlength=len(texts)), 1)).astype(np.float32),
            unseen=np.bincount(strange, minlength=len(texts)).tolist(),
        )


def _keys(text: Sequence[str], terms: Sequence[str], *, crumbed: bool) -> Places:
    return np.concatenate((crumbs(text), features(text, terms))) if crumbed else features(text, terms)
