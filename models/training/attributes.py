"""Fits the five attribute heads: ridge regression on fixed features, calibrated out of fold to the 0-4 scale."""

from dataclasses import dataclass

import numpy as np
import torch

from data import digest
from scorer import ATTRIBUTES

FOLDS = 5


@dataclass(frozen=True)
class Recipe:
    """The labels an attribute learns from, with weights, and the ridge penalty; the first label sets the scale."""
    labels: dict
    penalty: float


RECIPES = {
    "helpfulness": Recipe({"helpfulness": 1.0, "overall": 0.5}, 3000),
    "correctness": Recipe({"correctness": 1.0, "factuality": 1.0}, 10000),
    "coherence": Recipe({"coherence": 1.0}, 2000),
    "complexity": Recipe({"complexity": 1.0}, 7000),
    "verbosity": Recipe({"verbosity": 1.0}, 3000),
}

AUXILIARY = ("overall", "factuality", "clarity", "consistency", "relevance", "judge")    # labels that only help the encoder to learn


def ridge(x, y, weight, penalty):
    """Weights without intercept, by the smaller of the two systems."""
    root = np.sqrt(weight)
    x, y = x * root[:, None], y * root
    if len(x) < x.shape[1]:
        return x.T @ np.linalg.solve(x @ x.T + penalty * np.eye(len(x)), y)
    return np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1]), x.T @ y)


def fit_one(z, ratings, recipe):
    """(weights, intercept) on the 0-4 scale from (group, text, name, value)."""
    rows = [r for r in ratings if r[2] in recipe.labels]
    x, value = z[[r[1] for r in rows]].astype(np.float64), np.array([r[3] for r in rows])
    name, fold = np.array([r[2] for r in rows]), np.array([digest(r[0])[4] % FOLDS for r in rows])
    y = value.copy()
    for label in recipe.labels:
        at = name == label
        y[at] = (value[at] - value[at].mean()) / value[at].std()
    weight = np.array([recipe.labels[n] for n in name])
    guess = np.zeros(len(y))
    for k in range(FOLDS):
        guess[fold == k] = x[fold == k] @ ridge(x[fold != k], y[fold != k], weight[fold != k], recipe.penalty)
    at = name == next(iter(recipe.labels))
    slope, intercept = np.polyfit(guess[at], value[at], 1)
    return slope * ridge(x, y, weight, recipe.penalty), intercept


def fit(scorer, z, ratings, log=print):
    """Sets the scorer's attribute heads."""
    for k, attribute in enumerate(ATTRIBUTES):
        weights, intercept = fit_one(z, ratings, RECIPES[attribute])
        with torch.no_grad():
            scorer.attributes.weight[k] = torch.from_numpy(weights).float()
            scorer.attributes.bias[k] = float(intercept)
        log(f"attribute {attribute}")
    for k, label in enumerate(AUXILIARY):
        weights, intercept = fit_one(z, ratings, Recipe({label: 1.0}, 5000))
        with torch.no_grad():
            scorer.auxiliary.weight[k] = torch.from_numpy(weights).float()
            scorer.auxiliary.bias[k] = float(intercept)
