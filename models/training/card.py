"""Renders the model card from metrics.json, so that no number in it is typed by hand."""

import json
import pathlib
import string
import sys

import stats

HERE = pathlib.Path(__file__).parent
BEGIN, END = "<!-- accuracy -->", "<!-- /accuracy -->"
ORDER = ("ultrafeedback-eval", "hh-helpful", "rm-bench-chat", "llmbar-natural", "cohere-granular", "cohere-errors", "judgebench")


def value(x, digits=3):
    return f"{x:.{digits}f}"


def span(x):
    return f"{value(x['value'])} [{value(x['low'])}, {value(x['high'])}]"


def signed(x):
    return f"{x['value']:+.3f} [{x['low']:+.3f}, {x['high']:+.3f}]"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])


def pair_table(pairs, names):
    return table(("set", "pairs", "prompts", "this model", "longer is better", "random", "gain over length", "one member"),
                 [(n, p["pairs"], p["prompts"], span(p["model"]), span(p["longer"]), value(p["random"], 1), signed(p["gain"]),
                   value(p["meanMember"])) for n, p in ((n, pairs[n]) for n in names if n in pairs)])


def rating_table(rows):
    return table(("attribute", "label", "source", "texts", "Pearson", "log length alone", "partial, given log length", "RMSE", "sd of labels"),
                 [(r["attribute"], r["label"], r["source"], r["texts"], span(r["model"]), span(r["length"]), span(r["partial"]),
                   value(r["rmse"], 2), value(r["sd"], 2)) for r in rows])


def flag_table(rows):
    return table(("attribute", "label", "source", "texts", "flagged", "AUROC", "shorter is better", "random"),
                 [(r["attribute"], r["label"], r["source"], r["texts"], r["flagged"], span(r["model"]), span(r["shorter"]),
                   value(r["random"], 1)) for r in rows])


def data_table(counts):
    cell = lambda c, kind: " / ".join(str(c.get(kind, {}).get(s, 0)) for s in ("train", "valid", "test")) if kind in c else ""
    return table(("source", "pairs: train / validation / held out", "ratings: train / validation / held out"),
                 [(s, cell(c, "pairs"), cell(c, "ratings")) for s, c in counts.items()])


def weak(pairs):
    """The sets on which the model is not shown to beat a coin."""
    return ", ".join(n for n in ORDER if n in pairs and pairs[n]["model"]["low"] <= 0.5) or "none"


def write(out, metrics):
    """README.md of the model folder."""
    m, fitted, judge = metrics, metrics["fitted"], metrics["judge"]
    checks = m["checks"]
    text = string.Template((HERE / "card.md").read_text(encoding="utf-8")).substitute(
        megabytes=value(m["bytes"] / 1e6, 1),
        data=data_table(m["data"]),
        pairs=pair_table(m["pairs"], ORDER),
        weak=weak(m["pairs"]),
        styles=pair_table(m["styles"], ("easy", "normal", "hard")),
        ratings=rating_table(m["ratings"]),
        flags=flag_table(m["flags"]),
        judge=rating_table([{"attribute": k, "label": "judge score", "source": "prometheus-mt-bench", **v} for k, v in judge.items()]),
        validation=table(("source", "pairs", "this model", "longer is better"),
                         [(n, v["pairs"], value(v["model"]), value(v["longer"])) for n, v in fitted["validation"].items()]),
        mixtures=table(("way from start to end", "loss", "pairs ordered rightly", ""),
                       [(value(float(k), 2), value(v["loss"], 4), value(v["accuracy"]), "used" if k == m["mixture"] else "")
                        for k, v in m["mixtures"].items()]),
        **m["recipe"],
        calibration=table(("P(right) from", "to", "pairs", "predicted", "measured"),
                          [(value(b["from"], 1), value(b["to"], 1), b["pairs"], value(b["predicted"]), value(b["right"]))
                           for b in fitted["bins"]]),
        slope=value(fitted["calibration"]["slope"]), scale=value(fitted["scale"]["value"]),
        reference=fitted["scale"]["reference"], reference_pairs=fitted["scale"]["pairs"],
        residuals=", ".join(f"{k} {value(v, 2)}" for k, v in fitted["residuals"].items()),
        int8=value(checks["rewards"]["int8"] / checks["rewards"]["sd"], 4), int8_attributes=value(checks["attributes"]["int8"], 4),
        embedding=m["embedding"], draws=stats.DRAWS,
        alone=f"{checks['rewards']['alone']:.1e}", left=checks["int8LeftAfterFolding"], texts=checks["texts"])
    (out / "README.md").write_text(text, encoding="utf-8")


def quote(readme, metrics):
    """The pair accuracy that the project's README quotes, between its two marks."""
    p = metrics["pairs"]["ultrafeedback-eval"]
    line = f"{span(p['model'])} of {p['pairs']} pairs (longer is better: {span(p['longer'])}; random: {value(p['random'], 1)})"
    before, rest = readme.read_text(encoding="utf-8").split(BEGIN)
    readme.write_text(before + BEGIN + line + END + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    measured = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    write(folder, measured)
    quote(HERE.parent.parent / "README.md", measured)
