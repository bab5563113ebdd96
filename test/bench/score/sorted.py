"""Python onnxruntime with batches sorted by length: sorted.py MODEL BUDGET. Reads {inputs}, then answers every line with a run."""
import json, sys, time
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

model, budget = sys.argv[1], int(sys.argv[2])
options = onnxruntime.SessionOptions()
options.log_severity_level = 3
session = onnxruntime.InferenceSession(f"{model}/onnx/model.onnx", options, providers=["CPUExecutionProvider"])
tokenizer = Tokenizer.from_file(f"{model}/tokenizer.json")
tokenizer.no_padding()
tokenizer.enable_truncation(512)
names = {given.name for given in session.get_inputs()}


def batches(lengths):
    """Longest first, at most `budget` padded tokens each."""
    batch, longest = [], 0
    for place in sorted(range(len(lengths)), key=lambda place: -lengths[place]):
        if batch and longest * (len(batch) + 1) > budget:
            yield batch
            batch = []
        longest = longest if batch else lengths[place]
        batch.append(place)
    if batch:
        yield batch


def run(pairs):
    encoded = tokenizer.encode_batch(pairs)
    lengths = [len(one.ids) for one in encoded]
    rewards = [0.0] * len(pairs)
    padded = 0
    for batch in batches(lengths):
        width = max(lengths[place] for place in batch)
        feeds = {name: np.zeros((len(batch), width), np.int64) for name in names}
        for row, place in enumerate(batch):
            one = encoded[place]
            for name, values in (("input_ids", one.ids), ("attention_mask", one.attention_mask), ("token_type_ids", one.type_ids)):
                if name in names:
                    feeds[name][row, : len(values)] = values
        for place, row in zip(batch, session.run(["rewards"], feeds)[0]):
            rewards[place] = float(row[0])
        padded += width * len(batch)
    return {"tokens": sum(lengths), "padded": padded, "rewards": rewards, "whole": [length < 512 for length in lengths]}


pairs = []
for line in sys.stdin:
    line = line.strip()
    if line == "end":
        break
    if line != "run":
        pairs = [("Human: " + one["prompt"][0]["text"].strip(), one["response"].strip()) for one in json.loads(line)["inputs"]]
        run(pairs[:4])
        print(json.dumps({"ready": onnxruntime.__version__}), flush=True)
        continue
    start = time.perf_counter()
    found = run(pairs)
    print(json.dumps({"seconds": time.perf_counter() - start, **found}), flush=True)
