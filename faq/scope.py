"""What is ours at all: a question is told from the messages of strangers by its words, whatever entry it is near.

Coverage takes a question for what it looks like; that one word of it never stands in a question of ours, it does not see.
"""

import numpy as np
import numpy.typing as npt

from faq.corpus import Floats, Halves, Ints, Rows

#: So many texts of ours are enough beside one of strangers: more take longer and teach nothing.
BESIDE = 4
#: Steps of the descent, and how strongly weights are kept small: a word must be worth its weight.
STEPS, PULL = 40, 2e-6
#: A word of few texts has more say than it would earn by them, to this power: what is rare is what tells.
RARE_SAY = 0.25
#: The mean say of a feature: it sets the scale of the descent, to which `PULL` belongs.
SHARE = 0.25


def learn_scope(rows: Rows, owners: Ints, *, ours: int, features: int, first: int = 0) -> Halves:
    """What each feature adds to the log odds that a text is ours, and, last, what they are without any; the first entries are `ours`.

    Features before the `first` add nothing. Nothing is learned where all entries are ours, or none: the result is empty.
    """
    mine = owners < ours
    if mine.all() or not mine.any():
        return np.zeros(0, dtype=np.float16)
    kept = np.sort(np.concatenate((_spread(np.flatnonzero(mine), BESIDE * int((~mine).sum())), np.flatnonzero(~mine))))
    chosen = rows.take(kept)
    say = np.maximum(np.bincount(rows.ids, minlength=features), 1) ** -RARE_SAY
    say *= SHARE * len(chosen.ids) / max(say[chosen.ids].sum(), 1e-9)
    say[:first] = 0
    learned = _descend(chosen, say.astype(np.float32), mine[kept])
    scope: Halves = np.append(learned[:-1] * say, learned[-1]).astype(np.float16)
    return scope


def scope_of(scope: Halves, ids: Ints) -> float:
    """The log odds that a text with these features is ours; zero where nothing was learned."""
    return float(scope[ids].sum(dtype=np.float32) + scope[-1]) if len(scope) else 0.0


def _spread(places: npt.NDArray[np.intp], count: int) -> npt.NDArray[np.intp]:
    """So many of the places at most, at even distances."""
    return places[np.linspace(0, len(places) - 1, min(count, len(places))).astype(np.intp)]


def _descend(rows: Rows, say: Floats, mine: npt.NDArray[np.bool_]) -> Floats:
    """The weights of a logistic regression in which both sides count alike; the last is its bias."""
    # Only who learns needs them.
    from scipy.optimize import fmin_l_bfgs_b  # noqa: PLC0415
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    texts = csr_matrix((say[rows.ids], rows.ids, rows.starts), shape=(len(rows), len(say)))
    columns = texts.T.tocsr()
    shares = np.where(mine, 0.5 / mine.sum(), 0.5 / (~mine).sum()).astype(np.float32)
    sides = np.where(mine, np.float32(1), np.float32(-1))

    def loss(point: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights = point[:-1].astype(np.float32)
        odds = (texts @ weights + np.float32(point[-1])) * sides
        slopes = -shares * sides / (1 + np.exp(np.clip(odds, -30, 30)))
        missed = float(shares @ np.logaddexp(0, -odds)) + PULL / 2 * float(weights @ weights)
        return missed, np.append(columns @ slopes + PULL * weights, slopes.sum()).astype(np.float64)

    learned: Floats = fmin_l_bfgs_b(loss, np.zeros(len(say) + 1), maxiter=STEPS)[0].astype(np.float32)
    return learned
