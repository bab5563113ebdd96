/** Fits the numbers of P(label wrong) that the core ships, and writes them with where they come from. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScorerClient } from '../../../src/platform/node/scoring/client.js';
import { USUAL_PRIOR } from '../../../src/core/wrong/model.js';
import { embedded } from '../queue/embeddings.js';
import { readPairs } from '../queue/pairs.js';
import { oneVoter, severalVoters, type Source } from './models.js';
import { ratings, votes } from './people.js';

const [data, model, scorerScript, work, out] = process.argv.slice(2) as [string, string, string, string, string];
const MOST = 400;
/** Files that training may use; of those that are not fresh the bundled model knows the prompts. */
const FILES = [
  { name: 'train/hh-helpful-test.json', fresh: true },
  { name: 'train/tldr-pairs.parquet', fresh: true },
  { name: 'real/hh-rlhf-harmless-test.jsonl.gz', fresh: true },
  { name: 'train/webgpt-test.json', fresh: false },
  { name: 'real/pandalm-testset.json', fresh: false },
  { name: 'real/oasst1-en-validation.jsonl', fresh: false },
];
const PANDALM = 'real/pandalm-testset.json';
const COHERE = 'real/cohere-granular.parquet';

mkdirSync(work, { recursive: true });
const scorer = new ScorerClient(scorerScript, (hash) => join(work, `cache-${hash}`));
const loaded = await scorer.load(model, 'cpu');
const sources: Source[] = [];
for (const { name, fresh } of FILES) {
  const pairs = await readPairs(join(data, name), model, MOST, !fresh);
  sources.push({ name, fresh, pairs, texts: await embedded(pairs, scorer, model, loaded, work) });
}
scorer.dispose();
const fresh = sources.filter((source) => source.fresh);
const of = fresh.map(({ name, pairs }) => ({ file: name, pairs: pairs.length }));
const shipped = {
  version: 1,
  made: 'npm run fit:wrong; every number below is of files that training may use',
  formula: 'ln(p / (1 - p)) = ln(prior / (1 - prior)) + sum of coefficient x feature, all features preferred minus other; see model.ts',
  prior: USUAL_PRIOR,
  oneVoter: { ...oneVoter(sources), by: `mean reward of ${loaded.name} (${loaded.hash.slice(0, 16)}), in sds of its differences over each file`, files: of, planted: '20% flips' },
  severalVoters: { ...severalVoters(sources), by: 'reward heads on embeddings, each fitted to one of the other files', heads: FILES.map(({ name }) => name), files: of, planted: '20% flips' },
  votes: { ...(await votes(join(data, PANDALM))), by: 'the next annotator prefers the other response, a net vote of the others', file: PANDALM },
  ratings: { ...(await ratings(join(data, COHERE), 'overall')), by: 'the other half of the annotators orders two responses the other way', file: COHERE, attribute: 'overall' },
};
writeFileSync(out, `${JSON.stringify(shipped, (_, value: unknown) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(4)) : value), 2)}\n`);
console.log(JSON.stringify(shipped, null, 2));
process.exit(0);
