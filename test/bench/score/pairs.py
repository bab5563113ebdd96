"""What the Python sides share: pairs of texts to tokens as Tiebreak has them, batches sorted by length, answers line by line."""
import json, sys, time
import numpy as np
from tokenizers import Tokenizer


def tokenizer_of(model):
    """Without padding, cut to 512 tokens."""
    tokenizer = Tokenizer.from_file(f"{model}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    return tokenizer


def batches(lengths, budget):
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


def arrays(encoded, names):
    """The graph's inputs of these names, padded on the right: int64 [batch, tokens]."""
    width = max(len(one.ids) for one in encoded)
    feeds = {name: np.zeros((len(encoded), width), np.int64) for name in names}
    for row, one in enumerate(encoded):
        for name, values in (("input_ids", one.ids), ("attention_mask", one.attention_mask), ("token_type_ids", one.type_ids)):
            if name in feeds:
                feeds[name][row, : len(values)] = values
    return feeds


def serve(run, version):
    """Reads {inputs, warm}, then answers every line with a run of all inputs."""
    def pairs_of(inputs):
        return [("Human: " + one["prompt"][0]["text"].strip(), one["response"].strip()) for one in inputs]

    pairs = []
    for line in sys.stdin:
        line = line.strip()
        if line == "end":
            break
        if line != "run":
            given = json.loads(line)
            pairs = pairs_of(given["inputs"])
            run(pairs_of(given["warm"]))
            print(json.dumps({"ready": version}), flush=True)
            continue
        start = time.perf_counter()
        found = run(pairs)
        print(json.dumps({"seconds": time.perf_counter() - start, **found}), flush=True)
