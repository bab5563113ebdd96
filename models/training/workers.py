"""Shares the training among processes: each has its own prompts, and their weights are averaged every few steps."""

import numpy as np
import torch
import torch.distributed as dist

from units import spoiled

WORKERS = 2
ROUNDS = 2           # worse copies made a prompt; the epochs take turns


def average(parameters):
    """Every worker's parameters become their mean."""
    flat = torch.cat([p.detach().reshape(-1) for p in parameters])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    at = 0
    for p in parameters:
        p.data.copy_(flat[at:at + p.numel()].view_as(p))
        at += p.numel()


def share(rank, corpus, units, tokenise, seed):
    """This worker's units over rows of its own sequences: (units, a dict of worse copies a round, sequences)."""
    mine = [u for k, u in enumerate(units) if k % WORKERS == rank]
    rng = np.random.default_rng([seed, rank])
    row, texts = {}, []
    for u in mine:
        for t in u.texts:
            row.setdefault(t, len(row))
    texts = [corpus.texts[t] for t in row]
    rounds = []
    for _ in range(ROUNDS):
        rounds.append({})
        for at, text, copy in spoiled(rng, corpus, mine):
            rounds[-1][at] = (row[text], len(texts))
            texts.append(copy)
    for u in mine:
        u.texts = [row[t] for t in u.texts]
        u.pairs = [(row[a], row[b], w) for a, b, w in u.pairs]
        u.ratings = [(row[t], *rest) for t, *rest in u.ratings]
    return mine, rounds, tokenise(texts), rng
