"""How a prompt and a response become token ids. The same rule is written down in reward.json for other readers."""

from tokenizers import Tokenizer

CLS, SEP = 101, 102
MAX_LENGTH = 512
PROMPT_FLOOR = 128
LABELS = {"system": "System: ", "user": "Human: ", "assistant": "Assistant: "}
SEPARATOR = "\n\n"

CHAT_TEMPLATE = (
    "{%- set labels = {'system': 'System: ', 'user': 'Human: ', 'assistant': 'Assistant: '} -%}"
    "{%- for message in messages -%}"
    "{{- labels[message['role']] + message['content'] | trim -}}"
    "{%- if not loop.last -%}{{- '\n\n' -}}{%- endif -%}"
    "{%- endfor -%}"
)


def prompt_text(turns):
    """The first segment: every turn, trimmed, behind its speaker's label."""
    return SEPARATOR.join(LABELS[role] + content.strip() for role, content in turns)


def response_text(text):
    """The second segment: the response alone, trimmed, with no label."""
    return text.strip()


def cut(ids, length):
    """At most `length` ids: the first half (rounded up) and the last half, so that the end stays."""
    if len(ids) <= length:
        return ids
    head = (length + 1) // 2
    return ids[:head] + ids[len(ids) - (length - head):]


def join(prompt, response):
    """Token ids and segment ids of [CLS] prompt [SEP] response [SEP], cut to MAX_LENGTH."""
    room = MAX_LENGTH - 3
    response = cut(response, room - min(len(prompt), PROMPT_FLOOR))
    prompt = cut(prompt, room - len(response))
    ids = [CLS, *prompt, SEP, *response, SEP]
    return ids, [0] * (len(prompt) + 2) + [1] * (len(response) + 1)


class PairTokenizer:
    """WordPiece ids of texts, without special tokens, cut or padding."""

    def __init__(self, path):
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def ids(self, texts):
        """One list of ids a text."""
        return [e.ids for e in self.tokenizer.encode_batch(list(texts), add_special_tokens=False)]
