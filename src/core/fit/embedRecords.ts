import { inputsOf } from '../scoring/scoreRecords.js';
import type { ScoreInput } from '../scoring/scores.js';
import type { Session } from '../session.js';
import type { Embedder } from './embedder.js';
import type { TextRows } from './textRows.js';
import { turn, type Turns } from './turns.js';

/** What an embedding of records came to; `responses` counts those looked at, `cached` those that had a row before. */
export interface EmbeddedRecords {
  readonly responses: number;
  readonly tokens: number;
  readonly cached: number;
  readonly computed: number;
  readonly failed: readonly { readonly position: number; readonly reason: string }[];
}

/** Records whose texts are in memory at a time. */
const AT_ONCE = 250;

/** Gives every response of the first `count` records its row in `texts`; those that cannot be embedded have none. */
export async function embedRecords(
  { dataset, table }: Session,
  embedder: Embedder,
  folder: string,
  texts: TextRows,
  count: number,
  turns: Turns,
  onProgress: (done: number, total: number) => void,
): Promise<EmbeddedRecords> {
  let total = 0;
  for (let index = 0; index < count; index++) total += table.columns.responses.get(index);
  const run = { responses: 0, tokens: 0, cached: 0, computed: 0, failed: [] as { position: number; reason: string }[] };
  for (let from = 0; from < count; from += AT_ONCE) {
    const fresh = new Map<string, { input: ScoreInput; position: number }>();
    const before = run.responses;
    for (let index = from; index < Math.min(count, from + AT_ONCE); index++) {
      for (const input of inputsOf(await dataset.record(index))) {
        const key = texts.key(input);
        if (texts.has(key) || fresh.has(key)) run.cached++;
        else fresh.set(key, { input, position: run.responses });
        run.responses++;
      }
    }
    const waiting = [...fresh];
    const { tokens, failed } = await embedder.embed(folder, waiting.map(([, { input }]) => input), {
      ...(turns.signal && { signal: turns.signal }),
      onEmbedded: (place, embedding) => {
        const [key, { input }] = waiting[place]!;
        texts.add(key, input, embedding);
        run.computed++;
      },
      onProgress: (done, all) => onProgress(before + Math.floor(((run.responses - before) * done) / Math.max(1, all)), total),
    });
    run.tokens += tokens;
    run.failed.push(...failed.map(({ position, reason }) => ({ position: waiting[position]![1].position, reason })));
    onProgress(run.responses, total);
    await turn(turns);
  }
  return run;
}
