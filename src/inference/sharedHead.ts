/** Texts that begin alike up to a special token: what stands before it is tokenised once. */

/** Texts in a row with one beginning before it is told apart: pairs would pay more than they win. */
const TRIAL = 3;

/**
 * `encode` (without special tokens of its own), with a memory of the last beginning. A tokenizer cuts a text at its added tokens before
 * anything else, so that the two sides do not touch each other; that this holds is tried with a whole text of every beginning.
 * The cut is at the last of those tokens that ends by `before`.
 */
export function rememberingHead(tokenizer: object, encode: (text: string) => number[]): (text: string, before: number) => number[] {
  const cuts = cutsOf(tokenizer);
  let last = { head: '', times: 0, ids: null as readonly number[] | null };
  return (text, before) => {
    const at = Math.max(0, ...cuts.map((token) => text.lastIndexOf(token, before - token.length)));
    if (at === 0) return encode(text);
    const head = text.slice(0, at);
    last = head === last.head ? { ...last, times: last.times + 1 } : { head, times: 1, ids: null };
    if (last.ids) return [...last.ids, ...encode(text.slice(at))];
    const whole = encode(text);
    if (last.times === TRIAL) {
      const ids = encode(head);
      const rest = encode(text.slice(at));
      if (whole.length === ids.length + rest.length && whole.every((id, i) => id === (ids[i] ?? rest[i - ids.length]))) last.ids = ids;
    }
    return whole;
  };
}

/** Added tokens that are found before anything else is done to a text, and take nothing of what is beside them. */
function cutsOf(tokenizer: object): string[] {
  const { added_tokens, normalizer } = tokenizer as { added_tokens?: unknown; normalizer?: unknown };
  if (!Array.isArray(added_tokens)) return [];
  return (added_tokens as Readonly<Record<string, unknown>>[]).flatMap((token) => {
    const content = token?.['content'];
    if (typeof content !== 'string' || content === '') return [];
    const touches = token['lstrip'] === true || token['rstrip'] === true || token['single_word'] === true || (token['normalized'] !== false && (normalizer ?? null) !== null);
    return touches ? [] : [content];
  });
}
