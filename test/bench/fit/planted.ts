/** Plants flips into pairs, and asks the bundled model and heads fitted to the planted labels which pairs they are. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitSession } from '../../../src/core/fit/fitSession.js';
import { TextRows } from '../../../src/core/fit/textRows.js';
import { sha256Hex16 } from '../../../src/platform/node/hash.js';
import { ScorerClient } from '../../../src/platform/node/scoring/client.js';
import { TURNS } from '../../../src/platform/node/turns.js';
import { Random } from '../../support/random.js';
import { auroc, plant, readPairs, session, type Pair } from './flips.js';

const [data, model, scorerScript, work, wanted, seeds] = process.argv.slice(2) as [string, string, string, string, string, string];
const SHARE = 0.2;

/** Prompts that the model was trained on: on their pairs it knows the answer, and flips are found by memory. */
const trained = new Set((JSON.parse(readFileSync(join(model, 'reward.json'), 'utf8')) as { trainingPrompts?: { values: string[] } }).trainingPrompts?.values ?? []);
const digest = (prompt: string) => createHash('sha256').update(`Human: ${prompt.trim()}`).digest('hex').slice(0, 16);

/** At most the wanted number of pairs, drawn at random. */
async function pairs(): Promise<Pair[]> {
  const found = (await readPairs(data)).filter(({ prompt }) => !trained.has(digest(prompt)));
  const random = new Random(1);
  return found.map((pair) => ({ pair, at: random.next() })).sort((a, b) => a.at - b.at).slice(0, Number(wanted)).map(({ pair }) => pair);
}

const clean = await pairs();
mkdirSync(work, { recursive: true });
const scorer = new ScorerClient(scorerScript, (hash) => join(work, `cache-${hash}`));
const loaded = await scorer.load(model, 'auto');
const texts = new TextRows(sha256Hex16);
const results = [];
for (let seed = 1; seed <= Number(seeds); seed++) {
  const path = join(work, `planted-${seed}.jsonl`);
  const flipped = plant(path, clean, SHARE, seed);
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
