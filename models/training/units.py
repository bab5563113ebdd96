"""What one training step sees: prompts with their responses, pairs and ratings, in batches of similar length."""

import collections
from dataclasses import dataclass, field

import numpy as np

from attributes import AUXILIARY, RECIPES
from negatives import spoil
from rewards import weighed
from scorer import ATTRIBUTES

MOST = 8            # responses to one prompt in one batch
SOURCE = {"tldr": 0.4, "hh-harmless": 0.6, "pandalm": 2.0, "oasst": 1.5, "webgpt": 1.5, "cohere-granular": 1.5,
          "cohere-errors": 1.5, "prometheus-vicuna": 2.0}      # how much a source's pairs count, 1 where not named
THIN = {"tldr": 0.5, "hh-harmless": 0.5, "halueval": 0.7}   # share of a source's prompts that an epoch sees
CALM = ("hh-harmless", "tldr", "summeval")     # sources whose responses are not spoiled


@dataclass
class Unit:
    """One prompt: rows of texts, (better, worse, weight) and (text, column, target, weight) over them."""
    source: str
    group: int
    texts: list = field(default_factory=list)
    pairs: list = field(default_factory=list)
    ratings: list = field(default_factory=list)


def targets(ratings):
    """(text, column, standardised target, weight, group) of every training rating; columns are ATTRIBUTES, then AUXILIARY."""
    values = collections.defaultdict(list)
    for _, _, name, value in ratings:
        values[name].append(value)
    scale = {name: (np.mean(v), np.std(v) + 1e-6) for name, v in values.items()}
    learners = collections.defaultdict(list)
    for k, attribute in enumerate(ATTRIBUTES):
        for label, weight in RECIPES[attribute].labels.items():
            learners[label].append((k, weight))
    for k, label in enumerate(AUXILIARY):
        learners[label].append((len(ATTRIBUTES) + k, 0.5))
    first = [next(iter(RECIPES[a].labels)) for a in ATTRIBUTES] + list(AUXILIARY)
    rows = [(text, column, (value - scale[name][0]) / scale[name][1], weight, group)
            for group, text, name, value in ratings for column, weight in learners[name]]
    return rows, np.array([scale[name] for name in first])


def build(corpus, split="train"):
    """Units of a split, prompts numbered, and the (mean, sd) of every rating column's first label."""
    identity = {i: i for i in range(len(corpus.texts))}
    units, names = {}, {}

    def unit(source, group):
        number = names.setdefault(group, len(names))
        return units.setdefault(number, Unit(source.split("-M")[0], number))

    for source, group, a, b, w in weighed(corpus, identity, split):
        u = unit(source, group)
        u.pairs.append((a, b, w * SOURCE.get(source, 1.0)))
        u.texts += [i for i in (a, b) if i not in u.texts]
    rows = [(g, i, name, value, s) for s, x, g, i, name, value, _ in corpus.ratings if x == split]
    sources = {g: s for g, *_, s in rows}
    rated, scale = targets([r[:4] for r in rows])
    for text, column, target, weight, group in rated:
        u = unit(sources[group], group)
        u.ratings.append((text, column, target, weight))
        if text not in u.texts:
            u.texts.append(text)
    return list(units.values()), scale


def crop(rng, unit):
    """The unit with at most MOST texts, drawn at random, and what is said about them."""
    if len(unit.texts) <= MOST:
        return unit
    kept = set(rng.choice(unit.texts, MOST, replace=False).tolist())
    more = len(unit.texts) / MOST
    return Unit(unit.source, unit.group, sorted(kept), [(a, b, w * more) for a, b, w in unit.pairs if a in kept and b in kept],
                [r for r in unit.ratings if r[0] in kept])


def spoiled(rng, corpus, units):
    """Worse copies as (unit's place, text, (prompt, copy)): one a unit whose source is not calm."""
    donors = [i for u in units for i in u.texts if u.source not in CALM]
    out = []
    for at, u in enumerate(units):
        if u.source in CALM:
            continue
        losers = {b for _, b, _ in u.pairs}
        text = int(rng.choice([i for i in u.texts if i not in losers] or u.texts))
        prompt, response = corpus.texts[text]
        worse = spoil(rng, response, corpus.texts[int(rng.choice(donors))][1], prompt)
        if worse is not None:
            out.append((at, text, (prompt, worse[1])))
    return out


def epoch(rng, units, copies, weight):
    """This epoch's units: some sources are thinned, big ones cropped; `copies` maps a unit's place to (text, its worse copy), at `weight`."""
    out = []
    for at, unit in enumerate(units):
        if rng.random() >= THIN.get(unit.source, 1.0):
            continue
        u = crop(rng, unit)
        if at in copies and copies[at][0] in u.texts:
            text, copy = copies[at]
            u = Unit(u.source, u.group, [*u.texts, copy], [*u.pairs, (text, copy, weight)], u.ratings)
        out.append(u)
    return out


def batches(rng, units, length, budget):
    """Lists of units of similar length in random order, each padded to at most about `budget` tokens."""
    longest = [max(length(t) for t in u.texts) for u in units]
    out, batch, rows = [], [], 0
    for k in np.argsort(np.array(longest) * rng.uniform(0.9, 1.1, len(units)), kind="stable"):
        if batch and (rows + len(units[k].texts)) * max(longest[k], max(longest[j] for j in batch)) > budget:
            out.append([units[j] for j in batch])
            batch, rows = [], 0
        batch.append(int(k))
        rows += len(units[k].texts)
    out.append([units[j] for j in batch])
    return [out[k] for k in rng.permutation(len(out))]
