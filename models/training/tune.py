"""Trains upper layers and heads together: Bradley-Terry on pairs, squared error on ratings, bfloat16 on the CPU.

Every worker is a process with one thread and its own share of the prompts; their weights are averaged every few steps
(local SGD), so that a busy machine costs no more than the waiting for the slower one.
"""

import datetime
import time

import numpy as np
import torch
import torch.distributed as dist
from torch.nn import functional as F

from encode import batches
from lower import FROZEN, Lower
from rewards import WARY
from units import batches as unit_batches
from units import epoch
from workers import ROUNDS, WORKERS, average, share

BUDGET = 4096        # tokens in a batch, padding included
RATE, HEAD_RATE = 1e-4, 3e-5
LAYER_DECAY = 0.8    # each layer learns slower than the one above it
WARM = 0.06          # share of the steps in which the rate rises
RATED, GATED = 0.3, 0.05     # weights of the ratings' and the gate's loss
TOGETHER = 20        # steps between two averages


def parameters(scorer):
    """The trained parameters in groups with a peak rate each."""
    layers = scorer.encoder.layers[FROZEN:]
    for p in scorer.encoder.parameters():
        p.requires_grad_(False)
    for p in layers.parameters():
        p.requires_grad_(True)
    groups = [(list(layer.parameters()), RATE * LAYER_DECAY ** (len(layers) - 1 - k)) for k, layer in enumerate(layers)]
    groups.append(([p for n, p in scorer.named_parameters() if not n.startswith("encoder.")], HEAD_RATE))
    return [{"params": [p for p in ps if (p.ndim > 1) == wide], "lr": rate, "peak": rate, "weight_decay": 0.01 if wide else 0.0}
            for ps, rate in groups for wide in (True, False)]


def loss_of(scorer, batch, lower, draws, scale, sizes):
    """The batch's share of the epoch's loss; `sizes` are an average batch's (pair weight, rating weight)."""
    row = {t: k for k, t in enumerate(t for u in batch for t in u.texts)}
    z = F.dropout(lower.features(scorer, list(row)), 0.1)
    rewards, opened = scorer.judge(z)
    pairs = [(row[a], row[b], w, u.group) for u in batch for a, b, w in u.pairs]
    total = z.sum() * 0
    if pairs:
        a, b, w, g = (torch.tensor(x) for x in zip(*pairs))
        weight = w[:, None].float() * draws[g]
        total = (weight * F.softplus(rewards[b] - rewards[a])).sum() / rewards.shape[1] / sizes[0]
        wary = torch.tensor([float(u.source == WARY) for u in batch for _ in u.texts])
        total = total + GATED * F.binary_cross_entropy_with_logits(opened, wary)
    ratings = [(row[t], column, target, w) for u in batch for t, column, target, w in u.ratings]
    if ratings:
        t, column, target, w = (torch.tensor(x) for x in zip(*ratings))
        values = torch.cat([scorer.attributes(z), scorer.auxiliary(z)], 1)[t, column]
        mean, sd = scale[column].T
        total = total + RATED * (w.float() * ((values - mean) / sd - target.float()).square()).sum() / sizes[1]
    return total


def run(scorer, lower):
    """Rewards and attributes of all sequences of `lower`."""
    scorer.eval()
    out = [None] * len(lower.sequences)
    with torch.inference_mode():
        for batch in batches(np.array([lower.length(i) for i in range(len(out))])):
            z = lower.features(scorer, batch)
            parts = scorer.judge(z)[0].numpy(), scorer.attributes(z).clamp(0, 4).numpy()
            for row, i in enumerate(batch):
                out[i] = [p[row] for p in parts]
    return [np.stack(p) for p in zip(*out)]


def tune(rank, make, work, epochs, seed, name, watch=None, log=print):
    """One worker's run; `make()` gives (scorer, corpus, units, scale, tokenise). Rank 0 leaves `name`.pt in `work` after every epoch."""
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method=f"file://{work / (name + '.meet')}", rank=rank, world_size=WORKERS,
                            timeout=datetime.timedelta(hours=3))
    scorer, corpus, units, scale, tokenise = make()
    # The bootstraps are the members', not the run's: they stay the same in every run.
    draws = torch.from_numpy(np.random.default_rng(7).poisson(1.0, (len(units), scorer.members)).astype(np.float32))
    scale = torch.from_numpy(scale.astype(np.float32))
    units, rounds, sequences, rng = share(rank, corpus, units, tokenise, seed)
    lower = Lower(scorer.encoder, sequences, work / f"lower-{seed}-{rank}.bin", log)
    groups = parameters(scorer)
    trained = [p for g in groups for p in g["params"]]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    torch.manual_seed(1000 * seed + rank)
    step, total = 0, None
    for number in range(epochs):
        drawn = epoch(rng, units, rounds[number % ROUNDS])
        steps = unit_batches(rng, drawn, lower.length, BUDGET)
        fewest = torch.tensor(len(steps))
        dist.all_reduce(fewest, dist.ReduceOp.MIN)
        steps = steps[:int(fewest)]
        total = total or len(steps) * epochs
        sizes = [sum(w for u in drawn for *_, w in getattr(u, kind)) / len(steps) for kind in ("pairs", "ratings")]
        start, cpu, tokens, losses = time.time(), time.process_time(), 0, []
        for at, batch in enumerate(steps):
            done = step / total
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * (done / WARM if done < WARM else max(0.0, (1 - done) / (1 - WARM)))
            scorer.train()
            value = loss_of(scorer, batch, lower, draws, scale, sizes)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            step += 1
            tokens += sum(lower.length(t) for u in batch for t in u.texts)
            losses.append(float(value.detach()))
            if step % TOGETHER == 0:
                average(trained)
            if at % 50 == 49:
                log(f"epoch {number} step {at + 1}/{len(steps)} loss {np.mean(losses[-50:]):.4f} "
                    f"{tokens / (time.time() - start):.0f} tokens/s, {tokens / (time.process_time() - cpu):.0f} a second of CPU")
        average(trained)
        if rank == 0:
            torch.save(scorer.state_dict(), work / f"{name}-{number + 1}.pt")
            if watch:
                watch(scorer, f"epoch {number + 1}")
    dist.destroy_process_group()
