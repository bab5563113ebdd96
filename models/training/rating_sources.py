"""Readers of files in which single responses were rated; every rating is moved to the 0-4 scale."""

import collections
import statistics

import pyarrow.parquet as parquet

from example import Example, read_json


def halueval(root):
    for r in read_json(root / "train/halueval-general.json"):
        value = 4.0 if r["hallucination"] == "no" else 0.0
        yield Example("halueval", r["user_query"], [("user", r["user_query"])], [r["chatgpt_response"]],
                      ratings=[(0, "correctness", value, 1)])


def summeval(root):
    files = sorted(root.glob("train/summeval-M*.jsonl")) + [root / "real/summeval-M11.jsonl"]
    for path in files:
        for r in read_json(path):
            prompt = "Summarize the following article.\n\n" + r["text"]
            mean = lambda name: statistics.fmean(a[name] for a in r["expert_annotations"]) - 1
            yield Example("summeval-" + path.stem.split("-")[1], r["id"], [("user", prompt)], [r["decoded"]],
                          ratings=[(0, "coherence", mean("coherence"), 3), (0, "consistency", mean("consistency"), 3),
                                   (0, "relevance", mean("relevance"), 3)])


def cohere(root, name, path, columns):
    """Long ratings: `columns` maps a column to (attribute, map to 0-4); responses to one prompt are paired by mean `overall`."""
    prompts = collections.defaultdict(lambda: collections.defaultdict(list))
    for r in parquet.read_table(root / path).to_pylist():
        prompts[r["prompt"]][r["response"]].append(r)
    number = lambda v: None if v in (None, "", "nan") else float(v)
    for prompt, responses in prompts.items():
        example = Example(name, prompt, [("user", prompt)], list(responses))
        overall = []
        for k, rows in enumerate(responses.values()):
            for column, (attribute, scale) in columns.items():
                values = [v for v in (number(r[column]) for r in rows) if v is not None]
                if values:
                    example.ratings.append((k, attribute, scale(statistics.fmean(values)), len(values)))
            values = [v for v in (number(r.get("overall")) for r in rows) if v is not None]
            overall.append(statistics.fmean(values) if values else None)
        example.better = [(i, j, min(1.0, (x - y) / 2)) for i, x in enumerate(overall) for j, y in enumerate(overall)
                          if None not in (x, y) and x - y >= 0.5]
        yield example


LIKERT = lambda value: value - 1
FLAG = lambda rate: 4 * (1 - rate)


def cohere_granular(root):
    return cohere(root, "cohere-granular", "real/cohere-granular.parquet",
                  {"useful": ("helpfulness", LIKERT), "detail": ("verbosity", LIKERT), "overall": ("overall", LIKERT),
                   "factuality": ("factuality", FLAG), "clarity": ("clarity", LIKERT)})


def cohere_groupings(root):
    return cohere(root, "cohere-groupings", "train/cohere-groupings.parquet", {"complexity": ("complexity", LIKERT)})


def cohere_errors(root):
    return cohere(root, "cohere-errors", "train/cohere-errors.parquet",
                  {"factuality": ("factuality", FLAG), "overall": ("overall", LIKERT)})


def prometheus(root, name="prometheus-vicuna", path="train/prometheus-vicuna.json"):
    """Responses to one prompt, scored 1-5 by a judge model three times."""
    prompts = collections.defaultdict(dict)
    for r in read_json(root / path):
        text = r["instruction"].split("###The instruction to evaluate:\n")[1]
        prompt, rest = text.split("\n\n###Response to evaluate:\n", 1)
        scores = [s for s in r["gpt4_score"] if s is not None]
        prompts[prompt.strip()][rest.split("\n\n###Reference Answer")[0]] = statistics.fmean(scores)
    for prompt, scored in prompts.items():
        scores = list(scored.values())
        yield Example(name, prompt, [("user", prompt)], list(scored),
                      [(i, j, min(1.0, (x - y) / 2)) for i, x in enumerate(scores) for j, y in enumerate(scores) if x - y >= 0.6],
                      [(k, "judge", s - 1, 1) for k, s in enumerate(scores)])
