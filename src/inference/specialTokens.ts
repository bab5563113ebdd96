/** The tokens that a tokenizer's files name: beginning, end, padding. */

type Files = { readonly tokenizer: object; readonly tokenizerConfig: object };

/** `bos_token`, `eos_token` and their like as texts, from `tokenizer_config.json`. */
export function specialTokens(tokenizerConfig: object): Readonly<Record<string, string>> {
  const found = Object.entries(tokenizerConfig).flatMap(([key, value]): [string, string][] => {
    if (!/^(bos|eos|pad|unk|sep|cls|mask)_token$/.test(key)) return [];
    const text: unknown = typeof value === 'object' && value !== null ? (value as { content?: unknown }).content : value;
    return typeof text === 'string' ? [[key, text]] : [];
  });
  return Object.fromEntries(found);
}

/**
 * The id that fills a batch: the config's, by which an exported decoder finds its last token; else the tokenizer's padding,
 * else its end. `known` is false where the config names none: such a graph reads its last column.
 */
export function padding(config: Readonly<Record<string, unknown>>, { tokenizer, tokenizerConfig }: Files): { id: number; known: boolean } {
  const own = config['pad_token_id'];
  if (typeof own === 'number' && Number.isInteger(own) && own >= 0) return { id: own, known: true };
  const tokens = specialTokens(tokenizerConfig);
  const ids = ['pad_token', 'eos_token'].map((name) => tokens[name]).map((text) => (text === undefined ? null : idOf(tokenizer, text)));
  const eos = [config['eos_token_id']].flat().find((id) => Number.isInteger(id));
  return { id: ids[0] ?? ids[1] ?? (eos as number | undefined) ?? 0, known: false };
}

function idOf(tokenizer: object, text: string): number | null {
  const { added_tokens, model } = tokenizer as { added_tokens?: unknown; model?: { vocab?: unknown } };
  const added = Array.isArray(added_tokens) ? (added_tokens as { content?: unknown; id?: unknown }[]).find((token) => token?.content === text) : undefined;
  if (typeof added?.id === 'number') return added.id;
  const vocabulary = model?.vocab;
  if (Array.isArray(vocabulary)) {
    const at = vocabulary.findIndex((entry) => Array.isArray(entry) && entry[0] === text);
    return at < 0 ? null : at;
  }
  const id = vocabulary !== null && typeof vocabulary === 'object' && Object.hasOwn(vocabulary, text) ? (vocabulary as Record<string, unknown>)[text] : null;
  return typeof id === 'number' ? id : null;
}
