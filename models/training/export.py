"""Writes the scorer as one ONNX file: big weights as int8 with a scale a channel, then Cast and Mul, the rest fp32."""

import warnings

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

from encode import pad

OPSET = 17
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUTS = ("rewards", "attributes", "embedding")
SMALLEST = 65536   # weights with fewer elements stay fp32


def to_onnx(scorer, path):
    """Exports with dynamic batch and sequence."""
    example = torch.ones(2, 16, dtype=torch.long)
    example[:, 8:] = 5
    segments = torch.zeros_like(example)
    segments[:, 8:] = 1
    axes = {name: {0: "batch", 1: "sequence"} for name in INPUTS} | {name: {0: "batch"} for name in OUTPUTS}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(scorer.eval(), (example, torch.ones_like(example), segments), str(path), dynamo=False,
                          input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=OPSET)


def quantise(weight, axis):
    """int8 values and the fp32 scales of one channel along `axis`."""
    scale = np.abs(weight).max(axis=tuple(a for a in range(weight.ndim) if a != axis), keepdims=True) / 127
    scale = np.where(scale == 0, 1, scale).astype(np.float32)
    return np.clip(np.rint(weight / scale), -127, 127).astype(np.int8), scale


def compress(source, target):
    """Replaces big fp32 initializers by int8 ones behind Cast and Mul, which sessions fold back into fp32 when made."""
    model = onnx.load(str(source))
    graph, nodes, kept = model.graph, [], []
    gathered = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    transposed = {node.input[1] for node in graph.node if node.op_type == "Gemm"
                  and any(a.name == "transB" and a.i for a in node.attribute)}
    for tensor in graph.initializer:
        weight = numpy_helper.to_array(tensor)
        if weight.dtype != np.float32 or weight.ndim < 2 or weight.size < SMALLEST:
            kept.append(tensor)
            continue
        axis = 0 if tensor.name in gathered | transposed else weight.ndim - 1
        values, scale = quantise(weight, axis)
        name = tensor.name
        kept += [numpy_helper.from_array(values, name + ".int8"), numpy_helper.from_array(scale, name + ".scale")]
        nodes += [helper.make_node("Cast", [name + ".int8"], [name + ".cast"], name + "/Cast", to=TensorProto.FLOAT),
                  helper.make_node("Mul", [name + ".cast", name + ".scale"], [name], name + "/Mul")]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes + rest)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


def session(path, level=None, save=None):
    """A CPU session, with an optimisation level and a place to save the optimised graph if asked."""
    options = onnxruntime.SessionOptions()
    if level is not None:
        options.graph_optimization_level = level
    if save is not None:
        options.optimized_model_filepath = str(save)
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def check(raw, compressed, sequences):
    """Compares the compressed file with the raw one, one text alone with a padded batch, and looks for weights not folded."""
    folded = raw.with_suffix(".folded.onnx")
    new = session(compressed, onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC, folded)
    old = session(raw)
    run = lambda s, part: s.run(None, dict(zip(INPUTS, pad(part).numpy())))
    alone = [np.concatenate(x) for x in zip(*(run(new, [s]) for s in sequences))]
    together, exact = run(new, sequences), run(old, sequences)
    left = [t.name for t in onnx.load(str(folded)).graph.initializer if t.data_type == TensorProto.INT8]
    out = {"texts": len(sequences), "int8LeftAfterFolding": len(left)}
    for k, name in enumerate(OUTPUTS[:2]):
        out[name] = {"alone": float(np.abs(alone[k] - together[k]).max()), "int8": float(np.abs(exact[k] - together[k]).max()),
                     "int8Mean": float(np.abs(exact[k] - together[k]).mean()), "sd": float(exact[k].std(0).mean())}
    return out
