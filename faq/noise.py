"""Misspells a text the way fingers do: the wrong key beside the right one, blanks lost or gone astray."""

from collections.abc import Sequence

import numpy as np

from faq import hangul


def slips(text: str, count: int, random: np.random.Generator) -> str:
    """The text with some strokes replaced by a neighbour on the keyboard; only words that are hit are put together anew."""
    typed = text.split(" ")
    taken = [list(hangul.strokes(word)) for word in typed]
    places = [(word, place) for word, strokes in enumerate(taken) for place, stroke in enumerate(strokes) if stroke in hangul.NEIGHBOURS]
    for chosen in random.permutation(len(places))[:count]:
        word, place = places[chosen]
        near = hangul.NEIGHBOURS[taken[word][place]]
        taken[word][place] = near[int(random.integers(len(near)))]
        typed[word] = hangul.compose("".join(taken[word]))
    return " ".join(typed)


def unspaced(words: Sequence[str]) -> str:
    """All blanks lost."""
    return "".join(words)


def respaced(words: Sequence[str], random: np.random.Generator) -> str:
    """Some blanks lost, some gone astray."""
    pieces = []
    for word in words:
        pieces.append(word)
        if random.random() < 0.6:
            pieces.append(" ")
    joined = "".join(pieces)
    if len(joined) > 3 and random.random() < 0.5:
        cut = int(random.integers(1, len(joined)))
        joined = joined[:cut] + " " + joined[cut:]
    return joined


def noisy(words: Sequence[str], random: np.random.Generator) -> str:
    """One misspelt copy for training."""
    chance = random.random()
    if chance < 0.35:
        return slips(" ".join(words), 1, random)
    if chance < 0.55:
        return slips(" ".join(words), 2, random)
    return unspaced(words) if chance < 0.8 else respaced(words, random)
