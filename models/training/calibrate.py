"""Numbers fitted on the validation split after training: scale, calibration, P(label wrong), residuals."""

import numpy as np

import stats
from attributes import RECIPES
from scorer import ATTRIBUTES

PRIOR = 0.2
FORMULA = "P(first better) = sigmoid(slope * difference + intercept), difference = mean over members of (reward of first - reward of second) / scale"
WRONG = "P(label wrong) = sigmoid(ln(prior / (1 - prior)) + sum over features of coefficient * feature), all features preferred minus other"
FEATURES = {
    "difference": "mean over members of (reward of preferred - reward of other) / scale",
    "z": "difference / (population sd over members of the scaled difference / sqrt(members - 1)), limited to -10..10",
    "logLength": "ln((1 + characters of preferred) / (1 + characters of other))",
}


def evidence(rewards, a, b, length, scale):
    """The features of P(label wrong), one row a pair; each changes sign when the label is flipped."""
    d = (rewards[a] - rewards[b]) / scale
    spread = np.maximum(d.std(1) / np.sqrt(d.shape[1] - 1), 1e-6)
    return np.stack([d.mean(1), np.clip(d.mean(1) / spread, -10, 10), np.log((1 + length[a]) / (1 + length[b]))], 1)


def fit(pairs, rewards, length, reference):
    """Scale, calibration and P(label wrong) from (source, better, worse); sources of 50 pairs or more count the same in total."""
    a, b = np.array([p[1] for p in pairs]), np.array([p[2] for p in pairs])
    scale = float((rewards[a] - rewards[b]).mean(1).std())
    x = evidence(rewards, a, b, length, scale)
    sources = [p[0] for p in pairs]
    weight = np.array([1 / max(sources.count(s), 50) for s in sources])
    weight *= len(weight) / weight.sum()
    ones = np.ones(len(a))
    slope = stats.logistic(x[:, :1], ones, weight)
    beta = stats.logistic(x, ones, weight, penalty=1.0)
    bins = []
    for low, high in ((0, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 1.01)):
        p = 1 / (1 + np.exp(-slope[0] * x[:, 0]))
        sure, right = np.maximum(p, 1 - p), p > 0.5
        chosen = (sure >= low) & (sure < high)
        if chosen.any():
            bins.append({"from": max(low, 0.5), "to": min(high, 1), "pairs": int(chosen.sum()),
                         "predicted": float(sure[chosen].mean()), "right": float(right[chosen].mean())})
    return {
        "scale": {"value": scale, "reference": reference, "pairs": len(pairs)},
        "calibration": {"slope": float(slope[0]), "intercept": 0.0, "formula": FORMULA, "reference": reference, "pairs": len(pairs)},
        "pWrong": {"formula": WRONG, "prior": PRIOR, "coefficients": dict(zip(FEATURES, (-beta).tolist())), "features": FEATURES,
                   "reference": reference, "pairs": len(pairs)},
        "bins": bins,
    }


REFERENCE = "validation pairs: one prompt in ten of the training sources, by digest"


def fit_all(corpus, positions, rewards, predicted):
    """Everything that reward.json and the card need from the validation split."""
    length = np.array([len(corpus.texts[i][1]) for i in sorted(positions, key=positions.get)], dtype=float)
    pairs = [(source, positions[a], positions[b]) for source, split, _, a, b, _ in corpus.pairs if split == "valid"]
    residuals, accuracy = {}, {}
    for k, attribute in enumerate(ATTRIBUTES):
        label = next(iter(RECIPES[attribute].labels))
        errors = [predicted[positions[i], k] - value for _, split, _, i, name, value, _ in corpus.ratings if split == "valid" and name == label]
        residuals[attribute] = float(np.sqrt(np.mean(np.square(errors))))
    for source in sorted({p[0] for p in pairs}):
        rows = [(a, b) for s, a, b in pairs if s == source]
        a, b = np.array(rows).T
        accuracy[source] = {"pairs": len(rows), "model": stats.accuracy(rewards[a].mean(1) - rewards[b].mean(1)),
                            "longer": stats.accuracy(length[a] - length[b])}
    return {**fit(pairs, rewards, length, REFERENCE), "residuals": residuals, "validation": accuracy}
