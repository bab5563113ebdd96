/** Plants flips into pairs, and asks the bundled model and heads fitted to the planted labels which pairs they are. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitSession } from '../../../src/core/fit/fitSession.js';
import { TextRows } from '../../../src/core/fit/textRows.js';
import { Session } from '../../../src/core/session.js';
import { DuckTableStore } from '../../../src/platform/duckdb/tableStore.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';
import { sha256Hex16 } from '../../../src/platform/node/hash.js';
import { ScorerClient } from '../../../src/platform/node/scoring/client.js';
import { TURNS } from '../../../src/platform/node/turns.js';
import { Random } from '../../support/random.js';

interface Pair {
  readonly prompt: string;
  readonly chosen: string;
  readonly rejected: string;
}

const [data, model, scorerScript, work, wanted, seeds] = process.argv.slice(2) as [string, string, string, string, string, string];
const SHARE = 0.2;

/** Prompts that the model was trained on: on their pairs it knows the answer, and flips are found by memory. */
const trained = new Set((JSON.parse(readFileSync(join(model, 'reward.json'), 'utf8')) as { trainingPrompts?: { values: string[] } }).trainingPrompts?.values ?? []);
const digest = (prompt: string) => createHash('sha256').update(`Human: ${prompt.trim()}`).digest('hex').slice(0, 16);

async function session(path: string): Promise<{ session: Session; close(): Promise<void> }> {
  const opened = await openDataset(path);
  const session = new Session(opened.dataset, new DuckTableStore());
  for await (const progress of session.read()) void progress;
  return {
    session,
    async close() {
      await session.close();
      for (const file of opened.files) await file.close();
    },
  };
}

async function pairs(): Promise<Pair[]> {
  const { session: all, close } = await session(data);
  const found: Pair[] = [];
  for (let index = 0; index < all.table.count; index++) {
    const { prompt, responses, preference } = await all.dataset.record(index);
    const [first, second] = responses;
    if (!first || !second || preference?.chosen == null || first.text === second.text) continue;
    const [chosen, rejected] = preference.chosen === 0 ? [first, second] : [second, first];
    const text = prompt.map((turn) => turn.text).join('\n');
    if (!trained.has(digest(text))) found.push({ prompt: text, chosen: chosen.text, rejected: rejected.text });
  }
  await close();
  const random = new Random(1);
  return found.map((pair) => ({ pair, at: random.next() })).sort((a, b) => a.at - b.at).slice(0, Number(wanted)).map(({ pair }) => pair);
}

/** Area under the ROC curve, ties counted half. */
function auroc(scores: readonly number[], positive: readonly boolean[]): number {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let ranks = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    for (let at = from; at < to; at++) if (positive[order[at]!]) ranks += (from + to + 1) / 2;
    from = to;
  }
  const n = positive.filter(Boolean).length;
  return (ranks - (n * (n + 1)) / 2) / (n * (positive.length - n));
}

const clean = await pairs();
mkdirSync(work, { recursive: true });
const scorer = new ScorerClient(scorerScript, (hash) => join(work, `cache-${hash}`));
const loaded = await scorer.load(model, 'auto');
const texts = new TextRows(sha256Hex16);
const results = [];
for (let seed = 1; seed <= Number(seeds); seed++) {
  const random = new Random(seed * 7919);
  const flipped = clean.map(() => random.next() < SHARE);
  const path = join(work, `planted-${seed}.jsonl`);
  writeFileSync(path, clean.map(({ prompt, chosen, rejected }, i) => `${JSON.stringify(flipped[i] ? { prompt, chosen: rejected, rejected: chosen } : { prompt, chosen, rejected })}\n`).join(''));
  const { session: file, close } = await session(path);
  const found = () => auroc(clean.map((_, index) => file.table.columns.pWrong.get(index)), flipped);
  await file.score(scorer, [{ folder: model, model: loaded }]);
  const bundled = found();
  const { fit, seconds, computed } = await fitSession(file, scorer, model, loaded, texts, TURNS);
  results.push({ seed, flips: flipped.filter(Boolean).length, bundled, fitted: found(), accuracy: fit.pairs!.accuracy, prompts: fit.pairs!.prompts, seconds, embedded: computed });
  await close();
}
scorer.dispose();
console.log(JSON.stringify({ pairs: clean.length, device: loaded.choice.device, results }));
