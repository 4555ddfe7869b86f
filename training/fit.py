"""Fit all heads at once: logistic loss, sparse features, Adam, fixed order by seed."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from sondir.adapters.reader.features import BUCKETS

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Recipe:
    """How to fit: passes over the rows, step, weight decay, rows at a time."""

    epochs: int = 5
    rate: float = 0.04
    decay: float = 5e-7
    batch: int = 512
    seed: int = 1


@dataclass(frozen=True)
class Fitted:
    """Weights [buckets, heads] and biases."""

    weights: Matrix
    bias: Matrix

    def scores(self, features: csr_matrix) -> Matrix:
        """Scores of every row and head."""
        scores: Matrix = features @ self.weights + self.bias
        return scores


class _Adam:
    def __init__(self, shape: tuple[int, ...], rate: float) -> None:
        self.mean = np.zeros(shape, np.float32)
        self.square = np.zeros(shape, np.float32)
        self.rate, self.turn = rate, 0

    def step(self, slope: Matrix, share: float) -> Matrix:
        self.turn += 1
        self.mean *= 0.9
        self.mean += 0.1 * slope
        self.square *= 0.99
        np.multiply(slope, slope, out=slope)
        slope *= 0.01
        self.square += slope
        rate = share * self.rate * (1 - 0.99**self.turn) ** 0.5 / (1 - 0.9**self.turn)
        np.sqrt(self.square, out=slope)
        slope += 1e-6
        np.divide(self.mean, slope, out=slope)
        slope *= rate
        return slope


def fit(features: csr_matrix, target: Matrix, weight: Matrix, recipe: Recipe) -> Fitted:
    """Minimise the weighted logistic loss of every head."""
    random = np.random.default_rng(recipe.seed)
    heads = target.shape[1]
    fitted = Fitted(np.zeros((BUCKETS, heads), np.float32), np.zeros(heads, np.float32))
    adam, adam_bias = _Adam((BUCKETS, heads), recipe.rate), _Adam((heads,), recipe.rate)
    rows, done = features.shape[0], 0
    total = recipe.epochs * -(-rows // recipe.batch)
    for _ in range(recipe.epochs):
        order = random.permutation(rows)
        for start in range(0, rows, recipe.batch):
            at = order[start : start + recipe.batch]
            block = features[at]
            raw = fitted.scores(block)
            error = (1.0 / (1.0 + np.exp(-raw)) - target[at]) * weight[at] / len(at)
            share = 1.0 - 0.95 * done / total
            slope = block.T @ error + recipe.decay * fitted.weights
            np.subtract(fitted.weights, adam.step(slope, share), out=fitted.weights)
            bias_step = adam_bias.step(error.sum(0), share)
            np.subtract(fitted.bias, bias_step, out=fitted.bias)
            done += 1
    return fitted


def platt(
    scores: npt.NDArray[np.float32],
    truth: npt.NDArray[np.bool_],
    weight: Matrix | None = None,
) -> tuple[float, float]:
    """Slope and offset that calibrate one head's scores (Newton, regularised)."""
    slope, offset = 1.0, 0.0
    if truth.sum() < 5 or (~truth).sum() < 5:
        return slope, offset
    heavy = np.ones(len(scores)) if weight is None else weight.astype(float)
    for _ in range(30):
        margin = np.clip(slope * scores + offset, -30, 30)
        p = 1.0 / (1.0 + np.exp(-margin))
        gap = heavy * (p - truth)
        curve = heavy * p * (1 - p) + 1e-9
        first = np.array([gap @ scores + 0.1 * (slope - 1), gap.sum() + 0.1 * offset])
        cross = curve @ scores
        second = np.array(
            [[curve @ (scores * scores) + 0.1, cross], [cross, curve.sum() + 0.1]]
        )
        step = np.linalg.solve(second, first)
        slope = float(np.clip(slope - step[0], 0.05, 20.0))
        offset = float(np.clip(offset - step[1], -20.0, 20.0))
        if np.abs(step).max() < 1e-6:
            break
    return float(slope), float(offset)
