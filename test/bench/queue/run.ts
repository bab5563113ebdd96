/** Runs simulated curators over one file of pairs with planted flips; prints one JSON document. */
import { mkdirSync } from 'node:fs';
import type { ResponseScore } from '../../../src/core/scoring/scores.js';
import { ScorerClient } from '../../../src/platform/node/scoring/client.js';
import { Random } from '../../support/random.js';
import { Curator, type Way } from './curator.js';
import { embedded } from './embeddings.js';
import { readPairs } from './pairs.js';

const [path, model, scorerScript, work, most, seeds, share, ways] = process.argv.slice(2) as [string, string, string, string, string, string, string, string];
/** Part of the wrong labels that is to be found. */
const FOUND = 0.8;

mkdirSync(work, { recursive: true });
const scorer = new ScorerClient(scorerScript, (hash) => `${work}/cache-${hash}`);
const loaded = await scorer.load(model, 'auto');
const pairs = await readPairs(path, model, Number(most));
const texts = await embedded(pairs, scorer, model, loaded, work);
const scored: (ResponseScore | null)[] = [];
await scorer.score(model, pairs.flatMap(({ prompt, better, worse }) => [{ prompt, response: better }, { prompt, response: worse }]), {
  onScored: (position, score) => void (scored[position] = score),
  onProgress: () => undefined,
});
scorer.dispose();
const bundled = pairs.map((_, i) => ({ rewards: Array.from({ length: loaded.members }, (_unused, member) => [scored[2 * i]!.rewards[member]!, scored[2 * i + 1]!.rewards[member]!]), attributes: [[], []] }));

const results = [];
for (let seed = 1; seed <= Number(seeds); seed++) {
  const random = new Random(seed * 7919);
  const flipped = pairs.map(() => random.next() < Number(share));
  const wrong = flipped.filter(Boolean).length;
  const wanted = Math.ceil(FOUND * wrong);
  // Of a random order the k-th of w wrong labels among n comes at k (n + 1) / (w + 1) on average.
  const byChance = (wanted * (pairs.length + 1)) / (wrong + 1);
  const looks = (JSON.parse(ways) as Way[]).map((way) => new Curator(pairs, flipped, texts, loaded, bundled).looksToFind(FOUND, way));
  results.push({ seed, wrong, byChance, looks });
  if (seed % 10 === 0) process.stderr.write(`\r${seed} plantings `);
}
const accuracy = bundled.filter(({ rewards }) => rewards.reduce((sum, [a, b]) => sum + a! - b!, 0) > 0).length / pairs.length;
console.log(JSON.stringify({ pairs: pairs.length, prompts: texts.promptCount, device: loaded.choice.device, accuracy, results }));
process.exit(0);
