"""Python onnxruntime with batches sorted by length: sorted.py MODEL BUDGET. Reads {inputs, warm}, then answers every line with a run."""
import sys
import onnxruntime
from pairs import arrays, batches, serve, tokenizer_of

model, budget = sys.argv[1], int(sys.argv[2])
options = onnxruntime.SessionOptions()
options.log_severity_level = 3
session = onnxruntime.InferenceSession(f"{model}/onnx/model.onnx", options, providers=["CPUExecutionProvider"])
tokenizer = tokenizer_of(model)
names = {given.name for given in session.get_inputs()}


def run(pairs):
    encoded = tokenizer.encode_batch(pairs)
    lengths = [len(one.ids) for one in encoded]
    rewards = [0.0] * len(pairs)
    padded = 0
    for batch in batches(lengths, budget):
        feeds = arrays([encoded[place] for place in batch], names)
        for place, row in zip(batch, session.run(["rewards"], feeds)[0]):
            rewards[place] = float(row[0])
        padded += max(lengths[place] for place in batch) * len(batch)
    return {"tokens": sum(lengths), "padded": padded, "rewards": rewards, "whole": [length < 512 for length in lengths]}


serve(run, onnxruntime.__version__)
