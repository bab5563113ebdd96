"""Trains encoder and heads together: Bradley-Terry on pairs, squared error on ratings, bfloat16, on a GPU or the CPU."""

import time
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from encode import batch_features, batches
from rewards import WARY
from units import batches as unit_batches
from units import epoch, spoiled


@dataclass(frozen=True)
class Plan:
    """How one run learns; rates are peaks, `decay` is between a layer and the one above it, weights are of losses."""
    epochs: int = 2
    rate: float = 1e-4
    head_rate: float = 3e-5
    decay: float = 0.8
    words: float = 5e-5      # rate of the word embeddings
    budget: int = 8192       # tokens in a batch, padding included
    warm: float = 0.06       # share of the steps in which the rate rises
    dropout: float = 0.1     # of the features; the encoder has its own
    rated: float = 0.3
    gated: float = 0.05
    spoiled: float = 0.5     # of a pair of a response and its worse copy


def parameters(scorer, plan):
    """The parameters in groups with a peak rate each."""
    layers = scorer.encoder.layers
    low = [p for n, p in scorer.encoder.named_parameters() if not n.startswith("layers.")]
    heads = [p for n, p in scorer.named_parameters() if not n.startswith("encoder.")]
    groups = [(list(layer.parameters()), plan.rate * plan.decay ** (len(layers) - 1 - k), 0.01) for k, layer in enumerate(layers)]
    # A word that is not in a batch must not shrink: embeddings do not decay.
    groups += [(low, plan.words, 0.0), (heads, plan.head_rate, 0.01)]
    return [{"params": [p for p in ps if (p.ndim > 1) == wide], "lr": rate, "peak": rate, "weight_decay": decay if wide else 0.0}
            for ps, rate, decay in groups for wide in (True, False)]


def loss_of(scorer, batch, sequences, draws, scale, sizes, plan):
    """The batch's share of the epoch's loss; `sizes` are an average batch's (pair weight, rating weight)."""
    device = scorer.center.device
    numbers = lambda *columns: (torch.tensor(c, device=device) for c in columns)
    row = {t: k for k, t in enumerate(t for u in batch for t in u.texts)}
    z = F.dropout(batch_features(scorer, [sequences[t] for t in row]), plan.dropout)
    rewards, opened = scorer.judge(z)
    pairs = [(row[a], row[b], w, u.group) for u in batch for a, b, w in u.pairs]
    total = z.sum() * 0
    if pairs:
        a, b, w, g = numbers(*zip(*pairs))
        weight = w[:, None].float() * draws[g]
        total = (weight * F.softplus(rewards[b] - rewards[a])).sum() / rewards.shape[1] / sizes[0]
        wary, = numbers([float(u.source == WARY) for u in batch for _ in u.texts])
        total = total + plan.gated * F.binary_cross_entropy_with_logits(opened, wary)
    ratings = [(row[t], column, target, w) for u in batch for t, column, target, w in u.ratings]
    if ratings:
        t, column, target, w = numbers(*zip(*ratings))
        values = torch.cat([scorer.attributes(z), scorer.auxiliary(z)], 1)[t, column]
        mean, sd = scale[column].T
        total = total + plan.rated * (w.float() * ((values - mean) / sd - target.float()).square()).sum() / sizes[1]
    return total


def run(scorer, sequences, budget=4096):
    """Rewards and attributes of all sequences."""
    scorer.eval()
    out = [None] * len(sequences)
    with torch.inference_mode():
        for batch in batches(np.array([len(ids) for ids, _ in sequences]), budget):
            z = batch_features(scorer, [sequences[i] for i in batch])
            parts = scorer.judge(z)[0].cpu().numpy(), scorer.attributes(z).clamp(0, 4).cpu().numpy()
            for row, i in enumerate(batch):
                out[i] = [p[row] for p in parts]
    return [np.stack(p) for p in zip(*out)]


def tune(scorer, corpus, units, scale, tokenise, plan, seed, log=print):
    """Trains the scorer, where it is, on the units; the same seed draws the same order and the same worse copies."""
    device = scorer.center.device
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    # The bootstraps are the members', not the run's: they stay the same in every run.
    draws = torch.from_numpy(np.random.default_rng(7).poisson(1.0, (len(units), scorer.members)).astype(np.float32)).to(device)
    scale = torch.from_numpy(scale.astype(np.float32)).to(device)
    used = sorted({t for u in units for t in u.texts})
    known = dict(zip(used, tokenise([corpus.texts[t] for t in used])))
    groups = parameters(scorer, plan)
    trained = [p for g in groups for p in g["params"]]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    step, total = 0, None
    for number in range(plan.epochs):
        copies = spoiled(rng, corpus, units)
        sequences = known | {-1 - k: s for k, s in enumerate(tokenise([copy for *_, copy in copies]))}
        drawn = epoch(rng, units, {at: (text, -1 - k) for k, (at, text, _) in enumerate(copies)}, plan.spoiled)
        length = lambda t: len(sequences[t][0])
        steps = unit_batches(rng, drawn, length, plan.budget)
        total = total or len(steps) * plan.epochs
        sizes = [sum(w for u in drawn for *_, w in getattr(u, kind)) / len(steps) for kind in ("pairs", "ratings")]
        start, tokens, losses = time.time(), 0, []
        scorer.train()
        for at, batch in enumerate(steps):
            done = min(1.0, step / total)
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * (done / plan.warm if done < plan.warm else (1 - done) / (1 - plan.warm))
            value = loss_of(scorer, batch, sequences, draws, scale, sizes, plan)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            step += 1
            tokens += sum(length(t) for u in batch for t in u.texts)
            losses.append(value.detach())
            if at % 100 == 99 or at + 1 == len(steps):
                log(f"seed {seed} epoch {number + 1} step {at + 1}/{len(steps)} loss {torch.stack(losses[-100:]).mean():.4f} "
                    f"{tokens / (time.time() - start):.0f} tokens/s")
