/** Whether a model gives a text the same score in a batch as alone, and what to do where it does not. */
import type { ScoreInput } from '../core/scoring/scores.js';
import type { PaddingSide } from './feeds.js';
import type { Outputs, Session } from './session.js';
import type { Encoded } from './tokenizer.js';

/** How inputs may share a batch: padded on a side, only with others of their own length, or not at all. */
export type Sharing = PaddingSide | 'equal' | 'none';

/** A difference that is arithmetic for certain, in units of the largest number. */
export const EXACT = 1e-4;
/** Largest difference that is taken for arithmetic where no other way has a smaller one; a wrong token or position mostly makes far more. */
const TOLERANCE = 1e-3;
/** Of a graph of 16-bit floats, or of a device that rounds as those do. */
export const COARSE_TOLERANCE = 1e-2;

const PLAIN = 'The quick answer is that both of them work, but only the second one explains why: it names the cause. ';
/** Texts of very different lengths: what padding does to a short one it does beside a long one. */
export const SHARED_TEXTS: readonly ScoreInput[] = [
  { prompt: [{ role: 'user', text: 'Hi' }], response: 'No.' },
  { prompt: [{ role: 'user', text: 'Which of them is better, and why?' }], response: PLAIN },
  { prompt: [{ role: 'user', text: 'x = 42' }], response: 'See above' },
  { prompt: [{ role: 'user', text: PLAIN }], response: PLAIN.repeat(2) },
];

/** Tries the wanted side and, where that is not exact, the other; a model that bears neither gets no padding. `texts` are of different lengths. */
export async function sharingOf(session: Session, texts: readonly Encoded[], wanted: PaddingSide): Promise<Sharing> {
  const tolerance = session.coarse ? COARSE_TOLERANCE : TOLERANCE;
  const alone: Outputs[] = [];
  for (const text of texts) alone.push(await session.run([text]));
  const worst = (together: Outputs) => Math.max(...alone.map((outputs, row) => difference(outputs, 0, together, row)));
  const asWanted = worst(await session.run(texts, wanted));
  if (asWanted <= EXACT) return wanted;
  const other = wanted === 'left' ? 'right' : 'left';
  const otherwise = worst(await session.run(texts, other));
  if (Math.min(asWanted, otherwise) <= tolerance) return asWanted <= otherwise ? wanted : other;
  // Beside another text of its own length: its own tokens in the reverse order but for the ends.
  const text = texts.at(-1)!;
  const last = text.ids.length - 2;
  const pair = await session.run([text, { ...text, ids: text.ids.map((id, i) => (i === 0 || i >= last ? id : text.ids[last - i]!)) }]);
  return difference(alone.at(-1)!, 0, pair, 0) <= tolerance ? 'equal' : 'none';
}

/** The session, run in such parts as the model's scores allow; `reuse` is how inputs may share a batch behind a prefix that was read before. */
export function shared(session: Session, sharing: Sharing, reuse: Sharing = 'none'): Session {
  return {
    ...session,
    close: () => session.close(),
    reuses: reuse !== 'none',
    async run(batch, _, prefix) {
      const way = prefix ? reuse : sharing;
      if (way === 'left' || way === 'right') return session.run(batch, way, prefix);
      const rows = new Map<string, Float32Array[]>(session.outputs.map((name) => [name, []]));
      for (const places of partsOf(batch, way)) {
        const outputs = await session.run(places.map((place) => batch[place]!), undefined, prefix);
        for (const [name, found] of outputs) {
          const list = rows.get(name) ?? [];
          found.forEach((row, i) => (list[places[i]!] = row));
          rows.set(name, list);
        }
      }
      return rows;
    },
  };
}

function partsOf(batch: readonly Encoded[], sharing: 'equal' | 'none'): number[][] {
  const parts = new Map<number, number[]>();
  batch.forEach(({ ids }, place) => {
    const key = sharing === 'none' ? place : ids.length;
    parts.set(key, [...(parts.get(key) ?? []), place]);
  });
  return [...parts.values()];
}

/** Largest difference of two rows, in units of the first's largest number or of 1; Infinity where there is no number. */
export function difference(a: Outputs, rowA: number, b: Outputs, rowB: number): number {
  let worst = 0;
  for (const [name, rows] of a) {
    const expected = rows[rowA]!;
    const found = b.get(name)?.[rowB];
    const unit = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    expected.forEach((value, i) => {
      const off = Math.abs(value - (found?.[i] ?? NaN)) / unit;
      worst = Math.max(worst, Number.isNaN(off) ? Infinity : off);
    });
  }
  return worst;
}
