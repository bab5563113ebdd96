import { t } from '@vscode/l10n';
import type { RecordTable } from '../query/table.js';
import { accuracyOf, outcomesOf } from './accuracy.js';
import { pearson } from './correlation.js';
import type { LabelledPairs } from './labelledPairs.js';
import { ranks } from './ranks.js';
import type { Accuracy, LengthBias } from './report.js';
import { lengthOf } from './responses.js';
import type { ScoredResponses } from './scoredResponses.js';

/** Lengths match where they differ by at most this share of the longer one. */
const MATCH = 0.1;

/** Characters of the better and the worse response of each pair. */
export interface PairLengths {
  readonly better: Float64Array;
  readonly worse: Float64Array;
}

/** Lengths of all labelled pairs. */
export function pairLengths(table: RecordTable, pairs: LabelledPairs): PairLengths {
  const better = new Float64Array(pairs.better.length);
  const worse = new Float64Array(pairs.better.length);
  for (let i = 0; i < pairs.records.length; i++) {
    for (let pair = pairs.starts[i]!; pair < pairs.starts[i + 1]!; pair++) {
      better[pair] = lengthOf(table, pairs.records[i]!, pairs.better[pair]!);
      worse[pair] = lengthOf(table, pairs.records[i]!, pairs.worse[pair]!);
    }
  }
  return { better, worse };
}

/** Accuracy of taking the longer response, ties half. */
export function longerIsBetter(pairs: LabelledPairs, { better, worse }: PairLengths): Accuracy {
  return accuracyOf(outcomesOf(pairs, better.map((length, pair) => length - worse[pair]!)));
}

/** What length does to a model's scores; `differences` are its own of all pairs. */
export function lengthBias(responses: ScoredResponses, pairs: LabelledPairs, differences: Float64Array, { better, worse }: PairLengths): LengthBias {
  const { reward, length } = responses;
  const among = (counts: (pair: number) => boolean) => accuracyOf(outcomesOf(pairs, differences, counts));
  const plain = pearson(reward, length);
  return {
    responses: reward.length,
    pearson: plain,
    spearman: pearson(ranks(reward), responses.lengthRanks()),
    withinRecord: pearson(centred(responses, reward), centred(responses, length)),
    reason: reward.length < 2 ? t('Fewer than two responses are scored.') : plain === null ? t('All scores or all lengths are equal.') : null,
    matched: among((pair) => Math.abs(better[pair]! - worse[pair]!) <= MATCH * Math.max(better[pair]!, worse[pair]!)),
    preferredLonger: among((pair) => better[pair]! > worse[pair]!),
    preferredShorter: among((pair) => better[pair]! < worse[pair]!),
  };
}

/** Values less the mean of their record; records with one response left out. */
function centred({ index }: ScoredResponses, values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  let count = 0;
  for (let start = 0, end = 0; start < index.length; start = end) {
    let sum = 0;
    while (end < index.length && index[end] === index[start]) sum += values[end++]!;
    if (end - start > 1) for (let i = start; i < end; i++) out[count++] = values[i]! - sum / (end - start);
  }
  return out.subarray(0, count);
}
