"""The whole model: encoder, pooled features, gated reward members and attribute heads in one graph."""

import torch
from torch import nn

from heads import ASKED, FEATURES, HIDDEN, pool

ATTRIBUTES = ("helpfulness", "correctness", "coherence", "complexity", "verbosity")
EMBEDDING = slice(2 * HIDDEN, 3 * HIDDEN)    # the response's mean in the last layer


class Scorer(nn.Module):
    """(input_ids, attention_mask, token_type_ids) to (rewards, attributes, embedding).

    A gate reads the prompt alone: people want different things of an answer to a harmful request than of any
    other, so each member is two linear heads, mixed by the gate.
    """

    def __init__(self, encoder, members, auxiliary=0):
        super().__init__()
        self.encoder, self.members = encoder, members
        self.register_buffer("center", torch.zeros(FEATURES))
        self.register_buffer("spread", torch.ones(FEATURES))
        self.register_buffer("level", torch.zeros(HIDDEN))       # of the embedding, measured after training
        self.register_buffer("stretch", torch.ones(HIDDEN))
        self.gate = nn.Linear(HIDDEN, 1)
        self.plain = nn.Linear(FEATURES, members, bias=False)
        self.wary = nn.Linear(FEATURES, members, bias=False)
        self.attributes = nn.Linear(FEATURES, len(ATTRIBUTES))
        self.auxiliary = nn.Linear(FEATURES, auxiliary)

    def features(self, ids, mask, segments):
        """Standardised features."""
        return (pool(self.encoder(ids, mask, segments), ids, mask, segments) - self.center) / self.spread

    def judge(self, z):
        """Rewards and the gate's logit from standardised features."""
        opened = self.gate(z[:, ASKED])
        gate = torch.sigmoid(opened)
        return (1.0 - gate) * self.plain(z) + gate * self.wary(z), opened[:, 0]

    def forward(self, ids, mask, segments):
        z = self.features(ids, mask, segments)
        return self.judge(z)[0], self.attributes(z).clamp(0.0, 4.0), (z[:, EMBEDDING] - self.level) / self.stretch
