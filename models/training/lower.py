"""States of the frozen lower layers, computed once and kept on disk, so that a training step pays for the upper layers only."""

import numpy as np
import torch

from encode import batches, pad
from heads import HIDDEN, MIDDLE, combine, masks, mean

FROZEN = 3           # layers, and the embeddings, that stay as published


class Lower:
    """bfloat16 states [tokens, HIDDEN] behind layer FROZEN and the response's mean embedding of every sequence."""

    def __init__(self, encoder, sequences, path, log=print):
        """`sequences` are (ids, segments); `path` is used again if it holds as many tokens."""
        self.sequences = sequences
        self.ends = np.cumsum([0] + [len(ids) for ids, _ in sequences])
        shape = (int(self.ends[-1]), HIDDEN)
        ready = path.with_suffix(".done.npy")
        fresh = not (ready.exists() and path.stat().st_size == 2 * shape[0] * HIDDEN)
        states = np.memmap(path, np.int16, "w+" if fresh else "r", shape=shape)
        self.bottom = np.zeros((len(sequences), HIDDEN), np.float32) if fresh else np.load(ready)
        if fresh:
            self.fill(encoder, states, log)
            np.save(ready, self.bottom)
        self.states = states

    def fill(self, encoder, states, log):
        encoder.eval()
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            for step, batch in enumerate(batches(np.array([len(ids) for ids, _ in self.sequences]))):
                ids, mask, segments = pad([self.sequences[i] for i in batch])
                x = encoder.embed(ids, segments)
                self.bottom[batch] = mean(x.float(), masks(ids, mask, segments)[0]).numpy()
                top = encoder.rise(x, mask, 0, FROZEN)[-1].to(torch.bfloat16).view(torch.int16).numpy()
                for row, i in enumerate(batch):
                    states[self.ends[i]:self.ends[i + 1]] = top[row, :self.ends[i + 1] - self.ends[i]]
                if step % 100 == 0:
                    log(f"lower layers: {step} batches")

    def length(self, i):
        return int(self.ends[i + 1] - self.ends[i])

    def features(self, scorer, rows):
        """Standardised features of the sequences `rows` through the scorer's upper layers."""
        ids, mask, segments = pad([self.sequences[i] for i in rows])
        x = torch.zeros(*ids.shape, HIDDEN, dtype=torch.bfloat16)
        for k, i in enumerate(rows):
            part = np.array(self.states[self.ends[i]:self.ends[i + 1]])
            x[k, :len(part)] = torch.from_numpy(part).view(torch.bfloat16)
        with torch.autocast("cpu", torch.bfloat16):
            states = scorer.encoder.rise(x.float(), mask, FROZEN)
        raw = torch.from_numpy(self.bottom[rows])
        z = [s.float() for s in (states[MIDDLE - FROZEN - 1], states[-1])]
        return (combine(raw, *z, ids, mask, segments) - scorer.center) / scorer.spread
