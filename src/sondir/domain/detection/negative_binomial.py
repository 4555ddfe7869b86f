"""How likely a count is when the rate itself is uncertain."""

from functools import lru_cache
from math import exp, floor, inf, lgamma, log

_ENOUGH = 1e-4  # relative error of a tail; far below what a person reads from it


def tail(count: float, mean: float, shape: float) -> float:
    """Return P(N >= count) for a negative binomial; a fraction is interpolated.

    *shape* is that of the gamma behind the rate: large means nearly Poisson.

    >>> round(tail(2, 0.1, 1e9), 5)  # Poisson: 1 - exp(-.1) * 1.1
    0.00468
    >>> tail(0, 0.1, 3) == 1.0
    True
    """
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    whole = floor(count)
    part = count - whole
    if part < 1e-9:
        return _whole_tail(whole, mean, shape)
    low, high = _whole_tail(whole, mean, shape), _whole_tail(whole + 1, mean, shape)
    return float(low ** (1 - part) * high**part)


def log_first_term(count: float, mean: float, shape: float) -> float:
    """Return a number that log(tail(count, mean, shape)) is never below.

    >>> log_first_term(3.4, 0.8, 5) < log(tail(3.4, 0.8, 5))
    True
    """
    if count <= 0:
        return 0.0
    if mean <= 0:
        return -inf
    share = mean / (shape + mean)
    whole = floor(count)
    base = shape * log(1.0 - share) - _lgamma(shape)
    step = log(share)
    low = _lgamma(shape + whole) - _lgamma(whole + 1) + whole * step
    if count - whole < 1e-9:
        return base + low
    high = low + log((shape + whole) / (whole + 1)) + step
    return base + low + (count - whole) * (high - low)


_lgamma = lru_cache(maxsize=4096)(lgamma)  # the same shapes and counts come again


def _whole_tail(count: int, mean: float, shape: float) -> float:
    """Sum the terms from *count* upward while they fall, else the rest from below."""
    if count <= 0:
        return 1.0
    share = mean / (shape + mean)
    if count <= mean:
        return max(1.0 - _below(count, share, shape), 0.0)
    term = exp(
        _lgamma(shape + count)
        - _lgamma(shape)
        - _lgamma(count + 1)
        + shape * log(1.0 - share)
        + count * log(share)
    )
    total, j = term, count
    while term > _ENOUGH * total:
        term *= share * (shape + j) / (j + 1)
        total += term
        j += 1
    return min(total, 1.0)


def _below(count: int, share: float, shape: float) -> float:
    term = exp(shape * log(1.0 - share))
    total = 0.0
    for j in range(count):
        total += term
        term *= share * (shape + j) / (j + 1)
    return total


def combined_shape(one: float, other: float) -> float:
    """Return the shape of the product of two gamma factors (by their variances).

    >>> round(combined_shape(8, 6), 2)
    3.2
    """
    return 1.0 / (1.0 / one + 1.0 / other + 1.0 / (one * other))
