"""From hidden states to the features of a text."""

import torch

SEP = 102
HIDDEN = 384
MIDDLE = 4                                   # the layer read beside the embeddings and the last layer
FEATURES = 6 * HIDDEN + 4
ASKED = slice(3 * HIDDEN, 4 * HIDDEN)        # where the prompt's mean stands


def masks(ids, mask, segments):
    """1 at the response's and at the prompt's own tokens, 0 at special tokens and padding."""
    own = mask.to(torch.float32) * (ids != SEP).to(torch.float32)
    place = torch.cat([torch.zeros_like(own[:, :1]), torch.ones_like(own[:, 1:])], dim=1)
    response = own * segments.to(torch.float32)
    return response, own * (1.0 - segments.to(torch.float32)) * place


def mean(states, weights):
    """Mean over the tokens with weight 1; zeros where there are none."""
    total = (states * weights.unsqueeze(-1)).sum(1)
    return total / weights.sum(1, keepdim=True).clamp(min=1.0)


def pool(states, ids, mask, segments):
    """Features from the states of every layer: the response's mean at three depths, the prompt's mean, [CLS], their product, log lengths.

    Padding never counts."""
    response, prompt = masks(ids, mask, segments)
    bottom, middle, top = states[0], states[MIDDLE], states[-1]
    answer, asked = mean(top, response), mean(top, prompt)
    count, length = response.sum(1, keepdim=True), prompt.sum(1, keepdim=True)
    sizes = [torch.log1p(count), torch.log1p(length), count / 512.0, torch.log1p(count) * torch.log1p(length) / 6.0]
    return torch.cat([mean(bottom, response), mean(middle, response), answer, asked, top[:, 0], answer * asked, *sizes], dim=1)
