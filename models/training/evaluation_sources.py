"""Readers of files that only evaluate."""

from example import Example, read_json
from rating_sources import prometheus


def ultrafeedback(root):
    for r in read_json(root / "real/ultrafeedback-eval.jsonl"):
        yield Example("ultrafeedback-eval", r["prompt"], [("user", r["prompt"])], [r["chosen"], r["rejected"]], [(0, 1, 1.0)])


def rm_bench(root):
    for r in read_json(root / "real/rm-bench-chat.json"):
        yield Example("rm-bench-chat", r["prompt"], [("user", r["prompt"])], r["chosen"] + r["rejected"],
                      [(i, 3 + j, 1.0) for i in range(3) for j in range(3)])


def llmbar(root):
    for r in read_json(root / "real/llmbar-natural.json"):
        order = (0, 1) if int(r["label"]) == 1 else (1, 0)
        yield Example("llmbar-natural", r["input"], [("user", r["input"])], [r["output_1"], r["output_2"]], [(*order, 1.0)])


def judgebench(root):
    """The correct answer of each pair, by the file's label."""
    for r in read_json(root / "real/judgebench-Skywork_Skywork-Reward-Llama-3.1-8B.jsonl"):
        order = (0, 1) if r["label"].startswith("A>") else (1, 0)
        yield Example("judgebench", r["question"], [("user", r["question"])], [r["response_A"], r["response_B"]], [(*order, 1.0)])


def prometheus_mt_bench(root):
    return prometheus(root, "prometheus-mt-bench", "real/prometheus-mt-bench.json")


EVALUATION = (ultrafeedback, rm_bench, llmbar, judgebench, prometheus_mt_bench)
