"""Intervals that hold the true value with 95 % confidence, from a run's own samples."""

import math
from collections.abc import Sequence

_Z = 1.959963985
"""97.5 % quantile of the normal distribution."""
_FEWEST_BATCHES = 5
"""Below that, Student's t is so wide that the interval says nothing."""


def mean_half_width(batches: Sequence[float]) -> float:
    """Half the width of the interval around the mean of a run that was cut into batches of equal length.

    The method of batch means: samples of a tenth of a second hang together, means of whole seconds hardly, so that
    the batches count as independent and Student's t holds (Law, Simulation Modeling and Analysis, 5th ed., 9.5.3).
    It tells how steady the run was, not whether the way of measuring is biased.

    Args:
        batches: The means of the batches.

    Returns:
        Half the width, or 0 with fewer than five batches.
    """
    if len(batches) < _FEWEST_BATCHES:
        return 0.0
    from statistics import stdev

    return student(len(batches) - 1) * stdev(batches) / math.sqrt(len(batches))


def median_interval(ordered: Sequence[float]) -> tuple[float, float]:
    """The order statistics between which the median lies, whatever the distribution.

    The k-th smallest and k-th largest of n samples, k the largest for which a binomial(n, 1/2) variable is below k
    with at most 2.5 % probability (David and Nagaraja, Order Statistics, 3rd ed., 7.1). Below six samples no k is
    that certain; then the interval is the whole range.

    Args:
        ordered: At least one sample, in ascending order.
    """
    n = len(ordered)
    k, ways, below = 0, 1, 1  # in whole numbers: of thousands of samples, 2**n is beyond any float
    while below * 40 <= 1 << n:
        ways = ways * (n - k) // (k + 1)
        k += 1
        below += ways
    k = max(k, 1)
    return ordered[k - 1], ordered[n - k]


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """The 95 % interval of a proportion (Wilson, 1927): between 0 and 1, and around `hits / trials`.

    Args:
        hits: How often it happened.
        trials: How often it could have; 0 leaves everything possible.
    """
    if not trials:
        return 0.0, 1.0
    share, square = hits / trials, _Z**2
    centre = (share + square / (2 * trials)) / (1 + square / trials)
    half = _Z / (1 + square / trials) * math.sqrt(share * (1 - share) / trials + square / (4 * trials**2))
    return max(min(centre - half, share), 0.0) if hits else 0.0, min(max(centre + half, share), 1.0)


def student(freedom: int) -> float:
    """97.5 % quantile of Student's t, within 0.5 % from 4 degrees of freedom on (Abramowitz and Stegun, 26.7.5)."""
    z = _Z
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
