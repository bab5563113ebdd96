"""Averages runs and the start they share, and keeps the mixture that fits the validation pairs best."""

import numpy as np
import torch

import stats

MIXTURES = (0.0, 0.25, 0.5, 0.75, 1.0)      # how far from the start (0) to the mean of the runs (1)
LEAST = 50                       # sources with fewer validation pairs do not count


def mean_state(states):
    """The mean of every tensor."""
    return {k: torch.stack([s[k] for s in states]).mean(0) for k in states[0]}


def between(start, end, share):
    """start + share * (end - start)."""
    return {k: start[k] + share * (end[k] - start[k]) for k in start}


def fit_of(rewards, pairs):
    """{loss, accuracy} of mean rewards on {source: [(better, worse)]}, each source counting the same, at the best slope."""
    reward = rewards.mean(1)
    differences = [reward[np.array(p)[:, 0]] - reward[np.array(p)[:, 1]] for p in pairs.values() if len(p) >= LEAST]
    together = np.concatenate(differences)
    weight = np.concatenate([np.full(len(d), 1 / len(d)) for d in differences]) * len(together) / len(differences)
    slope = stats.logistic(together[:, None], np.ones(len(together)), weight)[0]
    return {"loss": float(np.mean([np.log1p(np.exp(-slope * d)).mean() for d in differences])),
            "accuracy": float(np.mean([stats.accuracy(d) for d in differences]))}


def choose(scorer, start, ends, pairs, measure, log=print):
    """Loads the best mixture into the scorer; gives its name and {name: fit}. `measure(scorer)` gives the validation rewards."""
    end, table, best = mean_state(ends), {}, None
    for share in MIXTURES:
        scorer.load_state_dict(between(start, end, share))
        table[str(share)] = fit_of(measure(scorer), pairs)
        log(f"mixture {share}: {table[str(share)]}")
        if best is None or table[str(share)]["loss"] < table[best]["loss"]:
            best = str(share)
    scorer.load_state_dict(between(start, end, float(best)))
    return best, table
