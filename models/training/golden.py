"""Writes inputs with their token ids and scores, so that another implementation of the template can be tested against them."""

import json

import evaluate
from encode import tokenise
from template import prompt_text, response_text

LONG = " ".join(f"Step {k}: check valve {k} and write its pressure down." for k in range(1, 120))
EXAMPLES = (
    ([("user", "How do I boil an egg?")], "Put it in boiling water for eight minutes, then cool it under the tap."),
    ([("user", "How do I boil an egg?")], "I don't know."),
    ([("system", "Answer briefly.\n"), ("user", "Name a prime."), ("assistant", " Seven. "), ("user", "And a larger one?")], "\nEleven.\n"),
    ([("user", "Ça va? 你好 \U0001f600")], "Très bien, merci! 很好。"),
    ([("user", LONG)], "All valves are fine."),
    ([("user", "List the steps.")], LONG),
    ([("user", LONG)], LONG),
    ([("user", "Say nothing.")], ""),
)


def write(path, tokenizer, model):
    """One case a line of the list: turns, response, rendered prompt, ids, segments, rewards, attributes."""
    texts = [(prompt_text(turns), response_text(response)) for turns, response in EXAMPLES]
    sequences = tokenise(tokenizer, texts)
    rewards, attributes, _ = evaluate.run(model, sequences)
    cases = [{"turns": [{"role": r, "content": c} for r, c in turns], "response": response, "prompt": text[0], "input_ids": ids,
              "token_type_ids": segments, "rewards": [round(float(x), 5) for x in rewards[k]],
              "attributes": [round(float(x), 5) for x in attributes[k]]}
             for k, ((turns, response), text, (ids, segments)) in enumerate(zip(EXAMPLES, texts, sequences))]
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    path.write_text("[\n" + lines + "\n]\n", encoding="utf-8")
