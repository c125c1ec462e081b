"""The features of a text: runs of key strokes inside words, and runs of syllables across blanks."""

from collections.abc import Sequence
from functools import lru_cache

from faq import hangul

#: Runs of strokes forgive endings and slips of the finger; two lengths, with the word's borders.
STROKE_RUNS = (3, 4)


def features(words: Sequence[str], terms: Sequence[str] = ()) -> list[str]:
    """Every run, as often as it occurs, and the terms; marks keep the three kinds apart."""
    found = [run for word in words for run in _runs(word)]
    joined = "".join(words)
    found += [joined[start : start + 2] + "." for start in range(len(joined) - 1)]
    found += ["#" + term for term in terms]
    return found


def beginnings(word: str) -> tuple[str, ...]:
    """What tells one word from another: how its strokes begin."""
    bordered = f"^{hangul.strokes(word)}$"
    return (bordered[:4], bordered[1:5]) if len(bordered) > 4 else (bordered[:4],)


@lru_cache(maxsize=20_000)
def _runs(word: str) -> tuple[str, ...]:
    """The runs of strokes of one word; the same words come again and again."""
    bordered = f"^{hangul.strokes(word)}$"
    return tuple(bordered[start : start + size] for size in STROKE_RUNS for start in range(len(bordered) - size + 1))
