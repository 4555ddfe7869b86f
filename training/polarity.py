"""The polarity head: reviews and generated rows, calibrated per language."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from sondir.adapters.reader.model import LANGS
from training.corpora import kazsandra
from training.fit import Fitted, Matrix, Recipe, fit
from training.matrix import feature_matrix
from training.rows import Row

_CALIBRATE = 12  # one training review in twelve calibrates instead


def fit_polarity(rows: Sequence[Row], seed: int) -> tuple[Fitted, Matrix, Matrix]:
    """Weights of the polarity head, its calibration per language, and its ends."""
    reviews = [(text, pol) for text, _, pol, held_out in kazsandra() if not held_out]
    kept = [one for at, one in enumerate(reviews) if at % _CALIBRATE]
    aside = [one for at, one in enumerate(reviews) if not at % _CALIBRATE]
    mine = [row for row in rows if row.sentiment is not None][::2]
    texts = [text for text, _ in kept] + [row.text for row in mine]
    target = [pol for _, pol in kept] + [row.sentiment or 0.0 for row in mine]
    weight = [1.0] * len(kept) + [0.5 * row.weight for row in mine]
    fitted = fit(
        feature_matrix(texts),
        np.array(target, np.float32)[:, None],
        np.array(weight, np.float32)[:, None],
        Recipe(epochs=4, rate=0.012, decay=3e-6, batch=1024, seed=seed),
    )
    scores = fitted.scores(feature_matrix([text for text, _ in aside]))[:, 0]
    slope, offset, low, high = _calibrated(scores, np.array([p for _, p in aside]))
    found = np.tile(np.array([slope, offset], np.float32), (len(LANGS), 1))
    return fitted, found, np.array([low, high], np.float32)


def _calibrated(scores: Matrix, truth: Matrix) -> tuple[float, float, float, float]:
    """Slope and offset, and the lowest and highest probability ever right to say.

    Reviews carry wrong labels at both ends, so that even the surest score is right
    less often than always.
    """

    def loss(at: npt.NDArray[np.float64]) -> float:
        p = at[2] + (at[3] - at[2]) / (1.0 + np.exp(-(at[0] * scores + at[1])))
        return float(-np.mean(truth * np.log(p) + (1 - truth) * np.log(1 - p)))

    bounds = [(0.05, 20.0), (-5.0, 5.0), (0.001, 0.2), (0.8, 0.999)]
    best = minimize(loss, [1.0, 0.0, 0.02, 0.97], bounds=bounds, method="L-BFGS-B")
    slope, offset, low, high = (float(one) for one in best.x)
    return slope, offset, low, high
