/** What differs between the two responses that stand side by side, as the page shows it. */
import type { ResponseView } from '../../src/protocol/views/record.js';
import { lineEnds } from '../text/hostile.js';
import type { Compared, Piece } from './compare.js';

/** Both texts as one. */
export interface InlineDifferences extends Compared {
  /** What the two are called. */
  readonly first: string;
  readonly second: string;
  readonly equal: boolean;
}

/** The pieces of each of the two; `inline` where they are one text. */
export interface Differences {
  readonly pair: readonly ResponseView[];
  readonly compared: Compared | null;
  readonly of: ReadonlyMap<ResponseView, readonly Piece[]>;
  readonly inline: InlineDifferences | null;
}

/** Nothing compared. */
export const NO_DIFFERENCES: Differences = { pair: [], compared: null, of: new Map(), inline: null };

/** Compares two responses; `before` is taken as it is where the texts are the same. */
export function differences(
  { compare, side }: typeof import('./compare.js'),
  pair: readonly [ResponseView, ResponseView],
  layout: 'beside' | 'inline',
  name: (response: ResponseView) => string,
  before: Differences,
): Differences {
  const [a, b] = pair;
  const known = before.compared !== null && before.pair[0]?.text === a.text && before.pair[1]?.text === b.text;
  const compared = known && before.compared ? before.compared : compare(lineEnds(a.text), lineEnds(b.text));
  const beside = layout === 'beside';
  return {
    pair,
    compared,
    of: beside && !compared.unrelated ? new Map([[a, side(compared.pieces, 'first')], [b, side(compared.pieces, 'second')]]) : new Map(),
    inline: beside ? null : { ...compared, first: name(a), second: name(b), equal: compared.pieces.every(({ kind }) => kind === 'same') },
  };
}
