"""The one shape that every reader yields."""

import json
from dataclasses import dataclass, field


@dataclass
class Example:
    """A prompt with its responses; `better` lists (winner, loser, weight), `ratings` lists (response, attribute, value, raters)."""
    source: str
    key: str                       # the text whose digest decides the split
    turns: list                    # [(role, content)]
    responses: list
    better: list = field(default_factory=list)
    ratings: list = field(default_factory=list)


def read_json(path):
    """A JSON array, or one JSON document a line."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return json.loads(text) if text.lstrip().startswith("[") else [json.loads(line) for line in text.splitlines() if line.strip()]
