"""Small statistics, each with an interval from a seeded bootstrap over prompts."""

import numpy as np

DRAWS = 1000


def pearson(x, y):
    """Pearson's correlation; nan where one side is constant."""
    x, y = x - x.mean(), y - y.mean()
    norm = np.sqrt((x * x).sum() * (y * y).sum())
    return float((x * y).sum() / norm) if norm > 0 else float("nan")


def partial(x, y, given):
    """Correlation of x and y after a straight line in `given` is taken out of both."""
    rest = lambda v: v - np.polyval(np.polyfit(given, v, 1), given)
    return pearson(rest(x), rest(y))


def auroc(score, positive):
    """P(a positive scores above a negative), ties half."""
    order = np.argsort(score, kind="stable")
    _, inverse, counts = np.unique(score[order], return_inverse=True, return_counts=True)
    ranks = np.empty(len(score))
    ranks[order] = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    n, m = positive.sum(), (~positive).sum()
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m)) if n and m else float("nan")


def accuracy(difference):
    """Share of pairs ordered rightly, ties half."""
    return float(np.mean((difference > 0) + 0.5 * (difference == 0)))


def interval(statistic, groups, *arrays, seed=0):
    """{value, low, high}: the statistic and its 95% percentile interval when prompts are drawn with replacement."""
    names, inverse = np.unique(np.asarray(groups, dtype=object).astype(str), return_inverse=True)
    members = [np.flatnonzero(inverse == k) for k in range(len(names))]
    rng = np.random.default_rng(seed)
    draws = []
    for _ in range(DRAWS):
        rows = np.concatenate([members[k] for k in rng.integers(0, len(names), len(names))])
        draws.append(statistic(*(a[rows] for a in arrays)))
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    return {"value": statistic(*arrays), "low": float(low), "high": float(high)}


def logistic(x, y, weight, penalty=1e-3):
    """Coefficients of a logistic regression with no intercept, by Newton's method."""
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (y - p)) - penalty * beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + penalty * np.eye(x.shape[1])
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-9:
            break
    return beta
