"""Fits the gate and the Bradley-Terry members on fixed features."""

import collections

import numpy as np
import torch
from torch.nn import functional as F

from heads import ASKED, FEATURES

MEMBERS = 10
GATE_PENALTY = 0.003
PENALTY = 0.15          # of each member's weights; the log lengths' is a fiftieth of it
WARY = "hh-harmless"    # the source whose prompts open the gate


def minimise(loss, parameters, steps=60):
    """L-BFGS from the parameters' present values."""
    optimiser = torch.optim.LBFGS(parameters, max_iter=steps, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        value = loss()
        value.backward()
        return value

    optimiser.step(closure)
    return [p.detach() for p in parameters]


def weighed(corpus, positions, split):
    """(source, group, better, worse, weight): a prompt with many pairs weighs as much as half its responses."""
    rows = [r for r in corpus.pairs if r[1] == split]
    pairs, texts = collections.Counter(r[2] for r in rows), collections.defaultdict(set)
    for _, _, group, a, b, _ in rows:
        texts[group] |= {a, b}
    return [(source, group, positions[a], positions[b], w * len(texts[group]) / 2 / pairs[group]) for source, _, group, a, b, w in rows]


def fit_gate(z, pairs):
    """Weights and bias that tell the wary source's prompts from all others by the prompt's mean."""
    source = {t: s for s, _, a, b, _ in pairs for t in (a, b)}
    rows = sorted(source)
    x, y = z[rows][:, ASKED], torch.tensor([float(source[t] == WARY) for t in rows])
    weight, bias = torch.zeros(x.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    return minimise(lambda: F.binary_cross_entropy_with_logits(x @ weight + bias, y) + GATE_PENALTY * weight.square().sum(),
                    [weight, bias])


def fit_member(difference, weight):
    """Weights [2 * features] of one member over the gated differences of its pairs."""
    beta = torch.zeros(difference.shape[1], requires_grad=True)
    cost = torch.full((FEATURES,), PENALTY)
    cost[-4:] = PENALTY / 50
    cost = torch.cat([cost, cost])
    return minimise(lambda: (weight * F.softplus(-(difference @ beta))).sum() / weight.sum() + (cost * beta.square()).sum(), [beta])[0]


def fit(scorer, z, pairs, seed=7, log=print):
    """Sets the scorer's gate and members; each member sees its own bootstrap of the prompts."""
    weight, bias = fit_gate(z, pairs)
    gate = torch.sigmoid(z[:, ASKED] @ weight + bias)[:, None]
    a, b = torch.tensor([p[2] for p in pairs]), torch.tensor([p[3] for p in pairs])
    difference = torch.cat([(1 - gate[a]) * z[a] - (1 - gate[b]) * z[b], gate[a] * z[a] - gate[b] * z[b]], 1)
    names = {g: k for k, g in enumerate(sorted({p[1] for p in pairs}))}
    group, base = [names[p[1]] for p in pairs], torch.tensor([float(p[4]) for p in pairs])
    rng = np.random.default_rng(seed)
    with torch.no_grad():
        scorer.gate.weight[0], scorer.gate.bias[0] = weight, bias[0]
    for k in range(scorer.members):
        draws = torch.from_numpy(rng.poisson(1.0, len(names)).astype(np.float32))
        beta = fit_member(difference, base * draws[group])
        with torch.no_grad():
            scorer.plain.weight[k], scorer.wary.weight[k] = beta[:FEATURES], beta[FEATURES:]
        log(f"member {k + 1} of {scorer.members}")
