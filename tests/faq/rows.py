"""Rows of made-up features for tests: a text is a list of names."""

from collections.abc import Sequence

import numpy as np

from faq.corpus import Rows, counted

Names = dict[str, int]


def rows_of(texts: Sequence[Sequence[str]], names: Names) -> Rows:
    """Count the names of each text; a new one gets the next number."""
    ids = np.array([names.setdefault(name, len(names)) for text in texts for name in text], dtype=np.int64)
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    return counted(owners, ids, rows=len(texts), features=len(names))
