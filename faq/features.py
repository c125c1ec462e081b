"""The features of a text: runs of key strokes inside words, and runs of syllables across blanks."""

from collections.abc import Sequence

from faq import hangul

#: Runs of strokes forgive endings and slips of the finger; three lengths, with the word's borders.
STROKE_RUNS = (2, 3, 4)


def features(words: Sequence[str], terms: Sequence[str] = ()) -> list[str]:
    """Every run, as often as it occurs, and the terms; marks keep the three kinds apart."""
    found = []
    for word in words:
        bordered = f"^{hangul.strokes(word)}$"
        for size in STROKE_RUNS:
            found += [bordered[start : start + size] for start in range(len(bordered) - size + 1)]
    joined = "".join(words)
    found += [sign + "." for sign in joined]
    found += [joined[start : start + 2] + "." for start in range(len(joined) - 1)]
    found += ["#" + term for term in terms]
    return found
