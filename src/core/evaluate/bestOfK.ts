import { t } from '@vscode/l10n';
import type { RecordTable } from '../query/table.js';
import { bestWeights, shared } from './expectedBest.js';
import { rewardBy, type ModelScores } from './modelScores.js';
import type { BestOfKCurve } from './report.js';
import { meritOf } from './responses.js';

/** Records with fewer responses have nothing to choose from that a pair would not tell. */
const LEAST = 3;
/** Up to here every k is a point of the curve; further ones lie a tenth apart. */
const EVERY = 128;

/** One record's rewards, lowest first, and the labels in the same order. */
interface Sorted {
  readonly rewards: Float64Array;
  readonly labels: Float64Array;
}

/** The best-of-k curve of a model: k from 1 to the largest number of scored responses that half of the many-response records have. */
export function bestOfK(table: RecordTable, scores: ModelScores): BestOfKCurve {
  const all = sortedRecords(table, scores);
  const counts = all.map(({ rewards }) => rewards.length).sort((a, b) => b - a);
  const most = counts[Math.ceil(counts.length / 2) - 1];
  if (most === undefined) return { records: 0, responses: 0, curve: [], reason: t('No record has three or more scored responses.') };
  const taking = all.filter(({ rewards }) => rewards.length >= most);
  const labelled = taking.every(({ labels }) => labels.every((label) => !Number.isNaN(label)));
  const weights = new Map<number, Float64Array>();
  const curve = points(most).map((k) => {
    weights.clear();
    let reward = 0;
    let label = 0;
    for (const { rewards, labels } of taking) {
      const n = rewards.length;
      const own = weights.get(n) ?? bestWeights(n, k);
      weights.set(n, own);
      reward += dot(own, rewards);
      if (labelled) label += dot(shared(own, rewards), labels);
    }
    return { k, reward: reward / taking.length, label: labelled ? label / taking.length : null, kl: Math.log(k) - (k - 1) / k };
  });
  return { records: taking.length, responses: most, curve, reason: null };
}

function sortedRecords(table: RecordTable, scores: ModelScores): Sorted[] {
  const found: Sorted[] = [];
  for (let index = 0; index < table.count; index++) {
    const n = table.columns.responses.get(index);
    if (!(n >= LEAST) || table.dropped(index)) continue;
    const rewards: number[] = [];
    const places: number[] = [];
    for (let k = 0; k < n; k++) {
      const reward = rewardBy(scores, index, n, k);
      if (Number.isFinite(reward)) places.push(k);
      rewards.push(reward);
    }
    if (places.length < LEAST) continue;
    places.sort((a, b) => rewards[a]! - rewards[b]!);
    found.push({ rewards: Float64Array.from(places, (k) => rewards[k]!), labels: Float64Array.from(places, (k) => meritOf(table, index, k)) });
  }
  return found;
}

function points(most: number): number[] {
  const found: number[] = [];
  for (let k = 1; k < most; k = k < EVERY ? k + 1 : Math.ceil(k * 1.1)) found.push(k);
  return [...found, most];
}

function dot(weights: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * values[i]!;
  return sum;
}
