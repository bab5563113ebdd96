"""Worse copies of training responses, so that relevance, completeness and order are learned and not length alone."""

import re

SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
REFUSALS = ("I'm sorry, but I can't help with that.", "As an AI language model, I am unable to answer this question.",
            "I don't know.", "I'm not sure what you mean. Could you rephrase that?", "That is a good question.",
            "There are many things to consider here, and it depends on your situation.")


def sentences(text):
    """The text's sentences or lines."""
    return [part for part in SENTENCE.split(text) if part.strip()]


def foreign(rng, text, other, prompt):
    """The response to another prompt."""
    return other


def truncated(rng, text, other, prompt):
    """Broken off in the middle of a sentence."""
    words = text.split(" ")
    return " ".join(words[:int(len(words) * rng.uniform(0.15, 0.7))]) if len(words) >= 8 else None


def repeated(rng, text, other, prompt):
    """Some sentences said again and again."""
    parts = sentences(text)
    if not parts:
        return None
    at = rng.integers(len(parts))
    return " ".join(parts[:at + 1] + parts[max(0, at - 1):at + 1] * int(rng.integers(2, 5)) + parts[at + 1:])


def shuffled(rng, text, other, prompt):
    """The same sentences in another order."""
    parts = sentences(text)
    return " ".join(parts[k] for k in rng.permutation(len(parts))) if len(parts) >= 4 else None


def padded(rng, text, other, prompt):
    """With sentences that belong to another prompt's response."""
    parts, more = sentences(text), sentences(other)
    if not parts or not more:
        return None
    at = rng.integers(1, len(parts) + 1)
    return " ".join(parts[:at] + more[:max(1, len(parts))] + parts[at:])


def refusal(rng, text, other, prompt):
    """An empty phrase instead of an answer."""
    return REFUSALS[rng.integers(len(REFUSALS))]


def echoed(rng, text, other, prompt):
    """The question given back."""
    last = re.split(r"(?:^|\n\n)(?:Human|System|Assistant): ", prompt)[-1]
    return last[-1500:] if last.strip() else None


def garbled(rng, text, other, prompt):
    """A tenth to a third of the words gone or moved."""
    words = text.split(" ")
    if len(words) < 8:
        return None
    rate = rng.uniform(0.1, 0.33)
    key = [k + (rng.uniform(-6, 6) if rng.random() < rate else 0) for k in range(len(words))]
    return " ".join(words[k] for k in sorted(range(len(words)), key=key.__getitem__) if rng.random() > rate / 2)


KINDS = (foreign, truncated, repeated, shuffled, padded, refusal, echoed, garbled)
CHANCE = (0.25, 0.14, 0.14, 0.08, 0.15, 0.08, 0.06, 0.10)


def spoil(rng, text, other, prompt):
    """(kind, worse copy) of a response, or None where the drawn kind does not fit the text."""
    kind = KINDS[rng.choice(len(KINDS), p=CHANCE)]
    worse = kind(rng, text, other, prompt)
    return (kind.__name__, worse.strip()) if worse is not None and worse.strip() != text.strip() else None
