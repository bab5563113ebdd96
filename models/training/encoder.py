"""The MiniLM encoder (a 6-layer BERT) in plain operations that every ONNX execution provider runs."""

from dataclasses import dataclass

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

PLAIN = 320    # up to this length the gradient of plain matrix products is faster on a CPU than that of the fused kernel


@dataclass(frozen=True)
class Shape:
    """all-MiniLM-L6-v2's sizes."""
    vocabulary: int = 30522
    positions: int = 512
    hidden: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6
    epsilon: float = 1e-12


class Layer(nn.Module):
    """Self-attention and feed-forward, each with a residual and a layer norm behind it."""

    def __init__(self, shape, dropout):
        super().__init__()
        self.heads, self.size = shape.heads, shape.hidden // shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.attention_norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.output_norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def attend(self, x, bias):
        """Attention, which exports as MatMul, Softmax, MatMul; `bias` is 0 at tokens and very negative at padding."""
        split = lambda t: t.reshape(t.shape[0], t.shape[1], self.heads, self.size).transpose(1, 2)
        query, key, value = (split(t) for t in self.qkv(x).chunk(3, dim=-1))
        if self.training and x.device.type == "cpu" and x.shape[1] <= PLAIN:
            scores = query * self.size ** -0.5 @ key.transpose(-1, -2) + bias.to(query.dtype)
            return (torch.softmax(scores, -1, dtype=scores.dtype) @ value).transpose(1, 2).reshape(x.shape)
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        return mixed.transpose(1, 2).reshape(x.shape)

    def forward(self, x, bias):
        x = self.attention_norm(x + self.dropout(self.out(self.attend(x, bias))))
        return self.output_norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Token ids to the hidden states of every layer, the embeddings first."""

    def __init__(self, shape=Shape(), dropout=0.0):
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.segments = nn.Embedding(2, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)

    def embed(self, ids, segments):
        places = torch.arange(ids.shape[1], device=ids.device).unsqueeze(0)
        return self.dropout(self.norm(self.words(ids) + self.positions(places) + self.segments(segments)))

    def rise(self, x, mask, first=0, last=None):
        """States behind the layers first..last from the state `x` before them."""
        bias = (1.0 - mask.to(torch.float32))[:, None, None, :] * -1e4
        states = []
        for layer in self.layers[first:last]:
            x = layer(x, bias)
            states.append(x)
        return states

    def forward(self, ids, mask, segments):
        x = self.embed(ids, segments)
        return [x, *self.rise(x, mask)]


def load_encoder(folder, dropout=0.0):
    """The public checkpoint's weights; query, key and value become one matrix."""
    weights, encoder = load_file(str(folder / "model.safetensors")), Encoder(dropout=dropout)
    state = {"words.weight": "embeddings.word_embeddings.weight", "positions.weight": "embeddings.position_embeddings.weight",
             "segments.weight": "embeddings.token_type_embeddings.weight"}
    names = {"out": "attention.output.dense", "attention_norm": "attention.output.LayerNorm", "up": "intermediate.dense",
             "down": "output.dense", "output_norm": "output.LayerNorm"}
    loaded = {ours: weights[theirs] for ours, theirs in state.items()}
    for end in ("weight", "bias"):
        loaded[f"norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
        for k in range(encoder.shape.layers):
            base = f"encoder.layer.{k}."
            loaded[f"layers.{k}.qkv.{end}"] = torch.cat(
                [weights[f"{base}attention.self.{part}.{end}"] for part in ("query", "key", "value")])
            for ours, theirs in names.items():
                loaded[f"layers.{k}.{ours}.{end}"] = weights[f"{base}{theirs}.{end}"]
    encoder.load_state_dict(loaded)
    return encoder
