"""Measures the finished model folder: every number of the card comes from here."""

import collections

import numpy as np
import onnxruntime

import stats
from encode import batches, pad
from scorer import ATTRIBUTES

TARGETS = (("helpfulness", "helpfulness", "cohere-granular"), ("verbosity", "verbosity", "cohere-granular"),
           ("complexity", "complexity", "cohere-groupings"), ("coherence", "coherence", "summeval"),
           ("coherence", "coherence", "summeval-M11"))
YES_NO = (("correctness", "correctness", "halueval"), ("correctness", "factuality", "cohere-errors"),
          ("correctness", "factuality", "cohere-granular"))


def run(path, sequences, threads=2):
    """Rewards, attributes and embeddings of all sequences from the ONNX file on the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    out = [None] * len(sequences)
    for batch in batches(np.array([len(ids) for ids, _ in sequences])):
        ids, mask, segments = pad([sequences[i] for i in batch]).numpy()
        result = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": segments})
        for row, i in enumerate(batch):
            out[i] = [part[row] for part in result]
    return [np.stack(part) for part in zip(*out)]


def pair_metrics(rows, reward, length):
    """Accuracy beside longer-is-better over (group, better, worse)."""
    groups = [g for g, _, _ in rows]
    a, b = np.array([x[1] for x in rows]), np.array([x[2] for x in rows])
    mean = reward.mean(1)
    model, longer = mean[a] - mean[b], length[a] - length[b]
    gain = lambda m, n: stats.accuracy(m) - stats.accuracy(n)
    single = [stats.accuracy(reward[a, k] - reward[b, k]) for k in range(reward.shape[1])]
    return {"pairs": len(rows), "prompts": len(set(groups)), "model": stats.interval(stats.accuracy, groups, model),
            "longer": stats.interval(stats.accuracy, groups, longer), "random": 0.5,
            "gain": stats.interval(gain, groups, model, longer), "meanMember": float(np.mean(single))}


def rating_metrics(rows, predicted, length):
    """Pearson with the mean human rating, of length alone, and partial given length, over (group, text, value)."""
    groups, at = [g for g, _, _ in rows], np.array([i for _, i, _ in rows])
    y, x, size = np.array([v for _, _, v in rows]), predicted[at], np.log1p(length[at])
    return {"texts": len(rows), "prompts": len(set(groups)), "model": stats.interval(stats.pearson, groups, x, y),
            "length": stats.interval(stats.pearson, groups, size, y), "partial": stats.interval(stats.partial, groups, x, y, size),
            "rmse": float(np.sqrt(np.mean((x - y) ** 2))), "sd": float(y.std())}


def flag_metrics(rows, predicted, length):
    """AUROC of telling texts without a flag (value 4) from those that most raters flag (value at most 2)."""
    rows = [r for r in rows if r[2] >= 3.999 or r[2] <= 2]
    groups, at = [g for g, _, _ in rows], np.array([i for _, i, _ in rows])
    good, x, size = np.array([v > 2 for _, _, v in rows]), predicted[at], np.log1p(length[at])
    return {"texts": len(rows), "flagged": int((~good).sum()), "model": stats.interval(stats.auroc, groups, x, good),
            "shorter": stats.interval(stats.auroc, groups, -size, good), "random": 0.5}


def measure(corpus, positions, rewards, attributes):
    """All metrics over rows whose split is `test`."""
    length = np.array([len(corpus.texts[i][1]) for i in sorted(positions, key=positions.get)], dtype=float)
    pairs, styles = collections.defaultdict(list), collections.defaultdict(list)
    for source, split, group, a, b, *_ in corpus.pairs:
        if split == "test":
            pairs[source].append((group, positions[a], positions[b]))
    for k, row in enumerate(pairs["rm-bench-chat"]):
        i, j = divmod(k % 9, 3)
        styles["hard" if i < j else "normal" if i == j else "easy"].append(row)
    rated = collections.defaultdict(list)
    for source, split, group, i, name, value, _ in corpus.ratings:
        if split == "test":
            rated[source, name].append((group, positions[i], value))
            if source.startswith("summeval"):
                rated["summeval", name].append((group, positions[i], value))
    column = {name: attributes[:, k] for k, name in enumerate(ATTRIBUTES)}
    judge = rated["prometheus-mt-bench", "judge"]
    return {
        "pairs": {s: pair_metrics(rows, rewards, length) for s, rows in sorted(pairs.items())},
        "styles": {s: pair_metrics(rows, rewards, length) for s, rows in styles.items()},
        "ratings": [{"attribute": a, "label": l, "source": s, **rating_metrics(rated[s, l], column[a], length)} for a, l, s in TARGETS],
        "flags": [{"attribute": a, "label": l, "source": s, **flag_metrics(rated[s, l], column[a], length)} for a, l, s in YES_NO],
        "judge": {"reward": rating_metrics(judge, rewards.mean(1), length),
                  "helpfulness": rating_metrics(judge, column["helpfulness"], length)},
    }
