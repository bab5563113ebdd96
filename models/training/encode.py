"""Tokenises texts, batches them by length and computes their features."""

import numpy as np
import torch

from heads import FEATURES
from template import join


def tokenise(tokenizer, texts):
    """(ids, segments) of every (prompt, response)."""
    prompts = tokenizer.ids([p for p, _ in texts])
    responses = tokenizer.ids([r for _, r in texts])
    return [join(p, r) for p, r in zip(prompts, responses)]


def batches(lengths, budget=4096):
    """Lists of indices of similar length, each within a token budget."""
    batch = []
    for i in np.argsort(lengths, kind="stable"):
        if batch and (len(batch) + 1) * lengths[i] > budget:
            yield batch
            batch = []
        batch.append(int(i))
    if batch:
        yield batch


def pad(sequences):
    """Ids, mask and segments of one batch of (ids, segments), stacked."""
    width = max(len(ids) for ids, _ in sequences)
    out = torch.zeros(3, len(sequences), width, dtype=torch.long)
    for row, (ids, segments) in enumerate(sequences):
        out[0, row, :len(ids)] = torch.tensor(ids)
        out[1, row, :len(ids)] = 1
        out[2, row, :len(ids)] = torch.tensor(segments)
    return out


def batch_features(scorer, sequences):
    """Standardised features [texts, FEATURES], float32, of one batch of (ids, segments), on the scorer's device."""
    device = scorer.center.device
    ids, mask, segments = pad(sequences).to(device)
    with torch.autocast(device.type, torch.bfloat16):
        return scorer.features(ids, mask, segments).float()


def features(scorer, sequences, log=print):
    """The scorer's features of every text, one row each."""
    out = np.zeros((len(sequences), FEATURES), np.float32)
    scorer.eval()
    with torch.inference_mode():
        for step, batch in enumerate(batches(np.array([len(ids) for ids, _ in sequences]))):
            out[batch] = batch_features(scorer, [sequences[i] for i in batch]).cpu().numpy()
            if step % 100 == 0:
                log(f"features: {step} batches")
    return out
