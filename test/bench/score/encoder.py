"""A BERT encoder in plain PyTorch with scaled_dot_product_attention, from a model folder."""
import json
import numpy as np
import torch
import torch.nn.functional as F


def shape_of(model):
    with open(f"{model}/config.json", encoding="utf-8") as file:
        config = json.load(file)
    names = ("num_hidden_layers", "num_attention_heads", "hidden_size", "intermediate_size", "vocab_size", "max_position_embeddings", "type_vocab_size")
    return {name: config[name] for name in names} | {"eps": config["layer_norm_eps"]}


def weights_of(model, shape):
    """Those of a graph that models/training wrote, 8 bits unfolded; None where the graph is another's."""
    import onnx
    from onnx import numpy_helper
    graph = onnx.load(f"{model}/onnx/model.onnx").graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    inputs = {node.name: node.input for node in graph.node}

    def value(name):
        return stored[name] if name in stored else stored[name + ".int8"].astype(np.float32) * stored[name + ".scale"]

    try:
        found = {name: value(f"encoder.{name}.weight") for name in ("words", "positions", "segments")}
        found |= {f"norm.{kind}": value(f"encoder.norm.{kind}") for kind in ("weight", "bias")}
        for layer in range(shape["num_hidden_layers"]):
            for part in ("qkv", "out", "up", "down"):
                # The exporter names a linear layer's weight by a number; its product's node has the layer's name.
                found[f"{layer}.{part}.weight"] = value(next(name for name in inputs[f"/encoder/layers.{layer}/{part}/MatMul"] if not name.startswith("/"))).T
                found[f"{layer}.{part}.bias"] = value(f"encoder.layers.{layer}.{part}.bias")
            for part in ("attention_norm", "output_norm"):
                found |= {f"{layer}.{part}.{kind}": value(f"encoder.layers.{layer}.{part}.{kind}") for kind in ("weight", "bias")}
        return found
    except (KeyError, StopIteration):
        return None


def random_weights(shape):
    """Of the same sizes: the work for a token is the same."""
    hidden, inner = shape["hidden_size"], shape["intermediate_size"]
    values = np.random.default_rng(0)
    found = {name: values.normal(0, 0.02, (rows, hidden)) for name, rows in (("words", shape["vocab_size"]), ("positions", shape["max_position_embeddings"]), ("segments", shape["type_vocab_size"]))}
    norm = lambda name: {f"{name}.weight": np.ones(hidden), f"{name}.bias": np.zeros(hidden)}
    found |= norm("norm")
    for layer in range(shape["num_hidden_layers"]):
        for part, (rows, columns) in {"qkv": (3 * hidden, hidden), "out": (hidden, hidden), "up": (inner, hidden), "down": (hidden, inner)}.items():
            found |= {f"{layer}.{part}.weight": values.normal(0, 0.02, (rows, columns)), f"{layer}.{part}.bias": np.zeros(rows)}
        found |= norm(f"{layer}.attention_norm") | norm(f"{layer}.output_norm")
    return found


class Encoder:
    """Token ids, mask and segments (int64 [batch, tokens]) to hidden states [batch, tokens, hidden]."""

    def __init__(self, shape, weights, device, dtype):
        self.shape = shape
        self.weights = {name: torch.from_numpy(np.array(value)).to(device, dtype) for name, value in weights.items()}

    def norm(self, name, x):
        return F.layer_norm(x, (self.shape["hidden_size"],), self.weights[f"{name}.weight"], self.weights[f"{name}.bias"], self.shape["eps"])

    def linear(self, name, x):
        return F.linear(x, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def __call__(self, ids, mask, segments):
        w, heads = self.weights, self.shape["num_attention_heads"]
        batch, tokens = ids.shape
        x = self.norm("norm", w["words"][ids] + w["positions"][:tokens] + w["segments"][segments])
        seen = None if mask is None else mask[:, None, None, :].bool()
        for layer in range(self.shape["num_hidden_layers"]):
            query, key, value = self.linear(f"{layer}.qkv", x).view(batch, tokens, 3, heads, -1).permute(2, 0, 3, 1, 4)
            attended = F.scaled_dot_product_attention(query, key, value, attn_mask=seen)
            x = self.norm(f"{layer}.attention_norm", x + self.linear(f"{layer}.out", attended.transpose(1, 2).reshape(batch, tokens, -1)))
            x = self.norm(f"{layer}.output_norm", x + self.linear(f"{layer}.down", F.gelu(self.linear(f"{layer}.up", x))))
        return x
