/** Plants flips into a file's pairs, seed after seed, and asks the bundled model's p_wrong which they are. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ScorerClient } from '../../../src/platform/node/scoring/client.js';
import { auroc, plant, readPairs, session } from './flips.js';

const [data, model, scorerScript, work, share, seeds] = process.argv.slice(2) as [string, string, string, string, string, string];

const clean = await readPairs(data);
mkdirSync(work, { recursive: true });
const scorer = new ScorerClient(scorerScript, (hash) => join(work, `cache-${hash}`));
const loaded = await scorer.load(model, 'auto');
const results = [];
for (let seed = 1; seed <= Number(seeds); seed++) {
  const path = join(work, 'planted.jsonl');
  const flipped = plant(path, clean, Number(share), seed);
  const { session: file, close } = await session(path);
  await file.score(scorer, [{ folder: model, model: loaded }]);
  results.push(auroc(clean.map((_, index) => file.table.columns.pWrong.get(index)), flipped));
  await close();
}
scorer.dispose();
console.log(JSON.stringify({ pairs: clean.length, device: loaded.choice.device, results }));
