"""Writes the model folder's JSON files: what a reader needs beside the graph."""

import hashlib
import json

import template
from scorer import ATTRIBUTES

GOODNESS = {"helpfulness": 0.65, "correctness": 0.8, "coherence": 0.45, "complexity": 0.55, "verbosity": -0.4}
CUT = ("With P prompt tokens and R response tokens and 509 places beside the three special tokens: the response keeps "
       "r = min(R, 509 - min(P, promptFloor)) tokens, the prompt p = min(P, 509 - r). A text cut to n tokens keeps its "
       "first ceil(n/2) and its last floor(n/2).")
INPUT = "[CLS] prompt [SEP] response [SEP]; token_type_ids are 0 up to the first [SEP], 1 after it"


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def prompt_hash(prompt):
    """First 16 hex digits of the sha256 of the rendered prompt."""
    return hashlib.sha256(prompt.encode("utf-8")).hexdigest()[:16]


def write_config(folder, base):
    """config.json, tokenizer.json and tokenizer_config.json."""
    config = json.loads((base / "config.json").read_text(encoding="utf-8"))
    keep = ("attention_probs_dropout_prob", "hidden_act", "hidden_dropout_prob", "hidden_size", "initializer_range",
            "intermediate_size", "layer_norm_eps", "max_position_embeddings", "model_type", "num_attention_heads",
            "num_hidden_layers", "pad_token_id", "type_vocab_size", "vocab_size")
    labels = {str(k): name for k, name in enumerate(ATTRIBUTES)}
    write_json(folder / "config.json", {
        "architectures": ["TiebreakScorer"], **{k: config[k] for k in keep}, "num_labels": len(ATTRIBUTES),
        "id2label": labels, "label2id": {name: int(k) for k, name in labels.items()}, "problem_type": "regression"})
    tokenizer = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    write_json(folder / "tokenizer_config.json", {
        "tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": template.MAX_LENGTH,
        "unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]", "mask_token": "[MASK]",
        "tokenize_chinese_chars": True, "strip_accents": None, "chat_template": template.CHAT_TEMPLATE})


def write_reward(folder, *, members, embedding, scale, residuals, calibration, wrong, prompts):
    """reward.json. Its field names are a contract with the extension."""
    value = {
        "version": 1,
        "outputs": {"rewards": "rewards", "attributes": "attributes", "embedding": "embedding"},
        "members": members,
        "embeddingSize": embedding,
        "scale": scale["value"],
        "scaleReference": scale["reference"],
        "attributes": [{"name": name, "min": 0, "max": 4, "sd": residuals[name]} for name in ATTRIBUTES],
        "goodness": GOODNESS,
        "calibration": calibration,
        "pWrong": wrong,
        "template": {"input": INPUT, "labels": template.LABELS, "separator": template.SEPARATOR, "trim": True,
                     "response": "the response's text, trimmed, with no label"},
        "maxLength": template.MAX_LENGTH,
        "truncation": {"promptFloor": template.PROMPT_FLOOR, "cut": "middle", "rule": CUT},
        "trainingPrompts": {"hash": "first 16 hex digits of the sha256 of the rendered prompt in UTF-8", "values": []},
    }
    text = json.dumps(value, indent=2, ensure_ascii=False)
    hashes = json.dumps(sorted({prompt_hash(p) for p in prompts}), separators=(",", ":"))
    (folder / "reward.json").write_text(text.replace('"values": []', f'"values": {hashes}') + "\n", encoding="utf-8")
