#!/usr/bin/env python3
"""Write expected.json: what numpy and scipy make of the ensembles, consensus marks and flags that the tests check.

    pip install numpy==2.4.6 scipy==1.17.1
    python expected.py ../../../../shared/data/real/strength-judgebench-3rm.jsonl
"""
import json
import sys
from pathlib import Path

import numpy as np
import scipy
from scipy import stats


def ensemble(d):
    d = np.asarray(d, float)
    m = len(d)
    mean, sd = d.mean(), d.std()
    z = mean / (sd / np.sqrt(m - 1))
    return {"differences": d.tolist(), "mean": mean, "sd": sd, "z": z, "pSign": stats.t.cdf(-z, m - 1)}


def three_closest(values):
    v = np.sort(values)
    windows = [v[i:i + 3] for i in range(max(1, len(v) - 2))]
    near = windows[int(np.argmin([w[-1] - w[0] for w in windows]))]
    return {"marks": list(map(int, values)), "near": near.tolist(), "consensus": int(np.round(near.mean()))}


def judgebench(path):
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    d = np.array([np.subtract(r["chosen score list"], r["rejected score list"]) for r in rows])
    scale = d.std(axis=0)
    d = d / scale
    mean, sd = d.mean(axis=1), d.std(axis=1)
    z = mean / (sd / np.sqrt(d.shape[1] - 1))
    p = stats.t.cdf(-z, d.shape[1] - 1)
    high = np.zeros(len(rows), bool)
    for part in np.array_split(np.argsort(np.abs(mean), kind="stable"), 10):
        high[part] = sd[part] > np.quantile(sd[part], 0.9)
    contested = p >= 0.9
    return {
        "records": len(rows),
        "negative": int((mean < 0).sum()),
        "unscaledNegative": int((np.array([r["mean preference difference"] for r in rows]) < 0).sum()),
        "scale": scale.tolist(),
        "mean": mean.tolist(),
        "sd": sd.tolist(),
        "z": z.tolist(),
        "pSign": p.tolist(),
        "contested": np.flatnonzero(contested).tolist(),
        "ambiguous": np.flatnonzero((np.abs(mean) < 0.25) & ~contested).tolist(),
        "highVariance": np.flatnonzero(high).tolist(),
    }


def main():
    rng = np.random.default_rng(7)
    ensembles = [ensemble(rng.normal(rng.normal(0, 1), rng.uniform(0.1, 2), m)) for m in [2, 3, 5, 10, 30] for _ in range(5)]
    ensembles += [ensemble([1, 1 + 1e-9, 1]), ensemble([-30, -30.001, -30.002]), ensemble([1e-12, -1e-12])]
    lists = [rng.integers(0, 5, n).tolist() for n in [1, 2, 2, 3, 4, 4, 5, 5, 6, 6] for _ in range(3)]
    lists += [[0, 0, 2, 4, 4], [0, 1, 2, 3, 4], [4, 4, 1], [3, 4], [1, 2], [0, 0, 0, 4, 4, 4]]
    out = {
        "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
        "ensembles": ensembles,
        "threeClosest": [three_closest(v) for v in lists],
        "judgebench": judgebench(sys.argv[1]),
    }
    Path(__file__).with_name("expected.json").write_text(json.dumps(out, indent=1) + "\n")


main()
