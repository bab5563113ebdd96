"""Assembles the readers' examples into texts, pairs and ratings, each with its split."""

import hashlib
from dataclasses import dataclass, field

import evaluation_sources as evaluation_files
import pair_sources as pairs
import rating_sources as ratings
from template import prompt_text, response_text

READERS = (pairs.hh_helpful, pairs.hh_harmless, pairs.webgpt, pairs.tldr, pairs.pandalm, pairs.oasst, ratings.halueval, ratings.summeval,
           ratings.cohere_granular, ratings.cohere_groupings, ratings.cohere_errors, ratings.prometheus)
HELD_OUT = ("hh-helpful", "cohere-granular", "cohere-groupings", "cohere-errors", "halueval", "summeval")
SHARE = {"tldr": 0.2, "hh-harmless": 0.5, "halueval": 0.4}   # big sources are thinned, so that the others stay audible and the run short


def digest(text):
    """The sha1 digest that decides splits."""
    return hashlib.sha1(text.encode("utf-8")).digest()


def split_of(source, key):
    """`test` by the first byte of the digest for sources with a held-out part, `valid` by the second, else `train`."""
    if source == "summeval-M11":
        return "test" if digest(key)[0] % 5 == 0 else "unused"
    first, second, third = digest(key)[:3]
    if source.startswith(HELD_OUT) and first % 5 == 0:
        return "test"
    if third >= 256 * SHARE.get(source, 1):
        return "unused"
    return "valid" if second % 10 == 0 else "train"


@dataclass
class Corpus:
    """`texts` are (prompt, response); pairs and ratings index them."""
    texts: list = field(default_factory=list)
    pairs: list = field(default_factory=list)      # (source, split, group, better, worse, weight)
    ratings: list = field(default_factory=list)    # (source, split, group, text, attribute, value, raters)

    def used(self, splits):
        """Texts that rows of these splits use."""
        return {i for _, s, _, a, b, _ in self.pairs if s in splits for i in (a, b)} | {i for _, s, _, i, *_ in self.ratings if s in splits}

    def positions(self, splits):
        """text -> row in an array over the used texts."""
        return {i: k for k, i in enumerate(sorted(self.used(splits)))}

    def prompts(self, splits=("train", "valid")):
        """Rendered prompts that training has seen."""
        return sorted({self.texts[i][0] for i in self.used(splits)})


def load(root):
    """All examples. A training prompt that also stands in an evaluation file or a held-out part is left unused."""
    evaluation = [e for reader in evaluation_files.EVALUATION for e in reader(root)]
    training = [(e, split_of(e.source, e.key)) for reader in READERS for e in reader(root)]
    closed = {prompt_text(e.turns) for e in evaluation} | {prompt_text(e.turns) for e, split in training if split == "test"}
    corpus, index = Corpus(), {}
    for example, split in training + [(e, "test") for e in evaluation]:
        prompt = prompt_text(example.turns)
        if split in ("train", "valid") and prompt in closed:
            split = "unused"
        at = []
        for response in example.responses:
            text = (prompt, response_text(response))
            at.append(index.setdefault(text, len(index)))
            if at[-1] == len(corpus.texts):
                corpus.texts.append(text)
        group = prompt[:2000]
        corpus.pairs += [(example.source, split, group, at[i], at[j], w) for i, j, w in example.better if at[i] != at[j]]
        corpus.ratings += [(example.source, split, group, at[k], *rest) for k, *rest in example.ratings]
    return corpus


def counts(corpus):
    """Rows a source and split: {source: {pairs|ratings: {split: n}}}."""
    out = {}
    for kind, rows in (("pairs", corpus.pairs), ("ratings", corpus.ratings)):
        for source, split, *_ in rows:
            at = out.setdefault(source.split("-M")[0], {}).setdefault(kind, {})
            at[split] = at.get(split, 0) + 1
    return out
