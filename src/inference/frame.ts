/** What a tokenizer puts around and between the two texts of a pair. */
import type { Tokenizer } from '@huggingface/tokenizers';

/** Special tokens of a pair, as the tokenizer's own post-processor puts them. */
export interface Frame {
  readonly before: readonly number[];
  readonly between: readonly number[];
  readonly after: readonly number[];
  /** Segment id of the second text. */
  readonly second: number;
}

/** The frame, found with two short texts. Throws for a tokenizer that puts something into the texts themselves. */
export function frameOf(tokenizer: Tokenizer): Frame {
  const a = tokenizer.encode('a', { add_special_tokens: false }).ids;
  const b = tokenizer.encode('b', { add_special_tokens: false }).ids;
  const pair = tokenizer.encode('a', { text_pair: 'b', return_token_type_ids: true });
  const first = placeOf(a, pair.ids, 0);
  const second = first < 0 ? -1 : placeOf(b, pair.ids, first + a.length);
  if (second < 0) throw new Error('tokenizer.json: its post-processor does not keep the two texts of a pair as they are');
  return {
    before: pair.ids.slice(0, first),
    between: pair.ids.slice(first + a.length, second),
    after: pair.ids.slice(second + b.length),
    second: pair.token_type_ids[second] ?? 0,
  };
}

function placeOf(part: readonly number[], ids: readonly number[], from: number): number {
  for (let at = from; at + part.length <= ids.length; at++) if (part.every((id, i) => ids[at + i] === id)) return at;
  return -1;
}
