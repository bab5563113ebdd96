"""PyTorch in 16 bits with scaled_dot_product_attention, batches sorted by length: torch_peer.py about|serve MODEL DEVICE [BUDGET].

The encoder alone, with the model's own weights where its graph is read here, and one linear layer of the mean over the tokens: the heads
of the model cost next to nothing. `about` prints what it is; `serve` reads {inputs, warm}, then answers every line with a run.
"""
import sys
import torch
from encoder import Encoder, random_weights, shape_of, weights_of
from pairs import arrays, batches, serve, tokenizer_of

verb, model, device = sys.argv[1:4]
if device == "cuda" and not torch.cuda.is_available():
    sys.exit("no CUDA here")
shape = shape_of(model)
weights = weights_of(model, shape)
# A processor has no fast 16-bit arithmetic: there it is a trial of this script.
dtype = torch.float16 if device == "cuda" else torch.float32
if verb == "about":
    name = torch.cuda.get_device_name() if device == "cuda" else "CPU"
    kind = "fp16" if dtype == torch.float16 else "fp32"
    print(f"PyTorch {torch.__version__} {kind} SDPA on {name}, encoder {'with the same' if weights else 'of the same shape with random'} weights")
    sys.exit()

torch.set_grad_enabled(False)
budget = int(sys.argv[4])
encoder = Encoder(shape, weights or random_weights(shape), device, dtype)
head = torch.zeros(10, shape["hidden_size"], device=device, dtype=dtype)
tokenizer = tokenizer_of(model)
names = ("input_ids", "attention_mask", "token_type_ids")


def put(values):
    tensor = torch.from_numpy(values)
    return tensor.pin_memory().to(device, non_blocking=True) if device == "cuda" else tensor


def run(pairs):
    encoded = tokenizer.encode_batch(pairs)
    lengths = [len(one.ids) for one in encoded]
    padded, outputs, spans = 0, [], []
    for batch in batches(lengths, budget):
        ids, mask, segments = (put(values) for values in arrays([encoded[place] for place in batch], names).values())
        if device == "cuda":
            spans.append([torch.cuda.Event(enable_timing=True) for _ in range(2)])
            spans[-1][0].record()
        equal = len({lengths[place] for place in batch}) == 1
        hidden = encoder(ids, None if equal else mask, segments)
        shares = mask.to(dtype)[:, :, None]
        outputs.append((hidden * shares).sum(1) / shares.sum(1) @ head.T)
        if device == "cuda":
            spans[-1][1].record()
        padded += ids.numel()
    # Everything is computed and here before the clock stops.
    torch.cat(outputs).float().cpu()
    busy = {"busySeconds": sum(start.elapsed_time(end) for start, end in spans) / 1000} if spans else {}
    return {"tokens": sum(lengths), "padded": padded, **busy}


serve(run, torch.__version__)
