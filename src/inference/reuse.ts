/** Whether a decoder gives a text the same score when what it begins with was read before. */
import type { ScoreInput } from '../core/scoring/scores.js';
import { COARSE_TOLERANCE, difference, EXACT, type Sharing } from './padding.js';
import type { Outputs, Session } from './session.js';
import type { Encoded } from './tokenizer.js';

const ANSWER = 'because the first of them is missing, and the second one says so. ';
/** Texts that begin with the same question, the answers of very different lengths. */
export const REUSE_TEXTS: readonly ScoreInput[] = ['No.', ANSWER, 'See above', ANSWER.repeat(3)].map((response) => ({
  prompt: [{ role: 'user', text: `Which of them is better, and why? ${ANSWER.repeat(2)}` }],
  response,
}));

/**
 * How texts may share a batch behind a prefix that was read once: filled on a side, with others of their own length, or not at
 * all ('none'), which is also said of a session that cannot or where a trial fails.
 */
export async function reuseOf(session: Session, texts: readonly Encoded[]): Promise<Sharing> {
  const length = commonStart(texts);
  if (!session.reuses || length < 1) return 'none';
  const tolerance = session.coarse ? COARSE_TOLERANCE : EXACT;
  try {
    const alone: Outputs[] = [];
    for (const text of texts) alone.push(await session.run([text]));
    const worst = async (batch: readonly Encoded[], expected: readonly Outputs[], side?: 'left' | 'right') => {
      const together = await session.run(batch, side, { length });
      return Math.max(...expected.map((outputs, row) => difference(outputs, 0, together, row)));
    };
    for (const side of ['right', 'left'] as const) if ((await worst(texts, alone, side)) <= tolerance) return side;
    return (await worst([texts[0]!, texts[0]!], [alone[0]!, alone[0]!])) <= tolerance ? 'equal' : 'none';
  } catch {
    return 'none';
  }
}

/** The same for a session on a device, by what `exact`, which may be the same session, has found: none where the device's own scores do not bear it. */
export async function reuseOn(session: Session, exact: Session, texts: readonly Encoded[]): Promise<Sharing> {
  const reuse = await reuseOf(exact, texts);
  return reuse === 'none' || session === exact || (await reuseOf(session, texts)) === reuse ? reuse : 'none';
}

const TRIAL_INPUTS = 8;
const TRIAL_PREFIX = 256;
const TRIAL_TAIL = 64;
/** A device that needs longer for what is left to read is so slow that all it does not read is won. */
const PATIENCE_MS = 1000;

/** True where it is also faster: a device away from the processor gets the cache anew with every batch. `text` gives the tokens. */
export async function reuseSavesTime(session: Session, { ids, types }: Encoded): Promise<boolean> {
  const text = (seed: number): Encoded => {
    const at = (i: number) => (i < TRIAL_PREFIX ? i : i + seed) % ids.length;
    const places = Array.from({ length: TRIAL_PREFIX + TRIAL_TAIL }, (_, i) => at(i));
    return { ids: places.map((place) => ids[place]!), types: places.map((place) => types[place]!) };
  };
  const batch = Array.from({ length: TRIAL_INPUTS }, (_, seed) => text(seed));
  try {
    const best = async (prefix?: { length: number }) => {
      let ms = Infinity;
      // The first run of a shape plans it.
      for (let run = 0; run < 3 && (run < 2 || ms < PATIENCE_MS); run++) {
        const start = performance.now();
        await session.run(batch, undefined, prefix);
        if (run > 0) ms = Math.min(ms, performance.now() - start);
      }
      return ms;
    };
    const reused = await best({ length: TRIAL_PREFIX });
    return reused > PATIENCE_MS || reused < (await best());
  } catch {
    return false;
  }
}

/** Tokens that all texts begin with, at least one of each left over. */
function commonStart(texts: readonly Encoded[]): number {
  const first = texts[0]?.ids ?? [];
  const most = Math.min(...texts.map(({ ids }) => ids.length)) - 1;
  let length = 0;
  while (length < most && texts.every(({ ids }) => ids[length] === first[length])) length += 1;
  return length;
}
