/** Texts to token ids. */
import { Tokenizer } from '@huggingface/tokenizers';
import type { ScoreInput } from '../core/scoring/scores.js';
import type { ModelFolder } from './modelFolder.js';
import { promptText, responseText } from './template.js';
import { cut, share } from './truncation.js';

/** One input as a model reads it; `types` are the segment ids. */
export interface Encoded {
  readonly ids: readonly number[];
  readonly types: readonly number[];
}

/** Texts above this many characters are read at their ends only, where that gives the same tokens. */
const LONG_TEXT = 65_536;

/** Special tokens around and between the two texts, as the tokenizer's own post-processor puts them. */
interface Frame {
  readonly before: readonly number[];
  readonly between: readonly number[];
  readonly after: readonly number[];
  /** Segment id of the second text. */
  readonly second: number;
}

/** A function from inputs to token ids, cut to the model's length; it remembers the last prompt only. */
export function inputEncoder(model: Pick<ModelFolder, 'tokenizer' | 'tokenizerConfig' | 'rules'>): (input: ScoreInput) => Encoded {
  const tokenizer = new Tokenizer(model.tokenizer, model.tokenizerConfig);
  const { template, maxLength, promptFloor } = model.rules;
  const frame = frameOf(tokenizer);
  const room = maxLength - frame.before.length - frame.between.length - frame.after.length;
  const encode = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  let last = { text: '', ids: encode('') };
  return (input) => {
    const text = promptText(input.prompt, template);
    // The responses of a record follow one another and share their prompt.
    if (text !== last.text) last = { text, ids: encodeEnds(text, room, encode) };
    const response = encodeEnds(responseText(input.response), room, encode);
    const kept = share(last.ids.length, response.length, room, promptFloor);
    const first = [...frame.before, ...cut(last.ids, kept.prompt), ...frame.between];
    const second = [...cut(response, kept.response), ...frame.after];
    return {
      ids: [...first, ...second],
      types: [...first.map(() => 0), ...second.map(() => frame.second)],
    };
  };
}

/**
 * Ids of a text of which at most `room` are used, from both its ends. A very long text is read at its ends, cut at
 * white space; only if those hold too few tokens to be sure of the same result is the whole of it read.
 */
export function encodeEnds(text: string, room: number, encode: (text: string) => number[]): number[] {
  if (text.length <= LONG_TEXT) return encode(text);
  const start = text.slice(0, LONG_TEXT / 2).search(/\s\S*$/);
  const end = text.slice(-LONG_TEXT / 2).search(/\s/);
  if (start < 0 || end < 0) return encode(text);
  const head = encode(text.slice(0, start));
  const tail = encode(text.slice(text.length - LONG_TEXT / 2 + end));
  return head.length >= room && tail.length >= room ? [...head, ...tail] : encode(text);
}

function frameOf(tokenizer: Tokenizer): Frame {
  const [a] = tokenizer.encode('a', { add_special_tokens: false }).ids;
  const [b] = tokenizer.encode('b', { add_special_tokens: false }).ids;
  const pair = tokenizer.encode('a', { text_pair: 'b', return_token_type_ids: true });
  const first = pair.ids.indexOf(a!);
  const second = pair.ids.lastIndexOf(b!);
  return {
    before: pair.ids.slice(0, first),
    between: pair.ids.slice(first + 1, second),
    after: pair.ids.slice(second + 1),
    second: pair.token_type_ids[second] ?? 0,
  };
}
