"""Readers of files in which people chose between responses. A reader decides nothing about splits."""

import collections
import gzip
import json
import re

import pyarrow.parquet as parquet

from example import Example, read_json


def transcript(text):
    """Turns of an hh-rlhf transcript; the last one is the response."""
    parts = re.split(r"(?:^|\n\n)(?:## )?(Human|Assistant):", text)
    roles = {"Human": "user", "Assistant": "assistant"}
    return [(roles[parts[i]], parts[i + 1].strip()) for i in range(1, len(parts), 2)]


def transcripts(source, pairs, weigh=lambda margin: 1.0):
    """Pairs of transcripts that differ in the last turn; `pairs` yields (better, worse, margin)."""
    for better, worse, margin in pairs:
        a, b = transcript(better), transcript(worse)
        if a[:-1] == b[:-1] and a[-1][1] != b[-1][1] and a[:-1]:
            key = better[: better.rindex("Assistant:") + len("Assistant:")]
            yield Example(source, key, a[:-1], [a[-1][1], b[-1][1]], [(0, 1, weigh(margin))])


def hh_helpful(root):
    return transcripts("hh-helpful", ((r["text"][0], r["text"][1], 1) for r in read_json(root / "train/hh-helpful-test.json")))


def hh_harmless(root):
    with gzip.open(root / "real/hh-rlhf-harmless-test.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return transcripts("hh-harmless", ((r["chosen"], r["rejected"], 1) for r in rows))


def webgpt(root):
    def pairs():
        for r in read_json(root / "train/webgpt-test.json"):
            margin = r["score"][0] - r["score"][1]
            if margin:
                a, b = r["text"] if margin > 0 else r["text"][::-1]
                yield a, b, abs(margin)
    return transcripts("webgpt", pairs(), lambda margin: min(1.0, 0.5 + margin / 4))


def tldr(root):
    for r in parquet.read_table(root / "train/tldr-pairs.parquet").to_pylist():
        if r["chosen"].strip() != r["rejected"].strip():
            yield Example("tldr", r["prompt"], [("user", r["prompt"])], [r["chosen"], r["rejected"]], [(0, 1, 1.0)])


def pandalm(root):
    for r in read_json(root / "real/pandalm-testset.json"):
        votes = collections.Counter(r[f"annotator{k}"] for k in (1, 2, 3))
        prompt = r["instruction"] + ("\n\n" + r["input"] if r["input"] else "")
        margin = votes[1] - votes[2]
        texts = [r["response1"], r["response2"]]
        if margin and all(isinstance(t, str) for t in texts) and texts[0].strip() != texts[1].strip():
            order = (0, 1) if margin > 0 else (1, 0)
            yield Example("pandalm", prompt, [("user", prompt)], texts, [(*order, abs(margin) / 3)])


def oasst(root):
    rows = [r for r in read_json(root / "real/oasst1-en-validation.jsonl") if not r["deleted"]]
    by_id = {r["message_id"]: r for r in rows}
    children = collections.defaultdict(list)
    for r in rows:
        if r["role"] == "assistant" and r["parent_id"] in by_id:
            children[r["parent_id"]].append(r)
    for parent, answers in children.items():
        turns, node = [], by_id[parent]
        while node:
            turns.insert(0, ("user" if node["role"] == "prompter" else "assistant", node["text"]))
            node = by_id.get(node["parent_id"])
        ranked = [a["rank"] for a in answers]
        better = [(i, j, 1.0) for i, x in enumerate(ranked) for j, y in enumerate(ranked) if None not in (x, y) and x < y]
        yield Example("oasst", turns[0][1], turns, [a["text"] for a in answers], better)
