import { t } from '@vscode/l10n';
import { partialCorrelation, pearson, spearman } from './correlation.js';
import type { AttributeCorrelation } from './report.js';
import type { LabelledAttribute } from './responses.js';
import type { ScoredResponses } from './scoredResponses.js';

/** How scores go with the labels of one attribute, over the responses that have both. */
export function attributeCorrelation({ index, response, reward, length }: ScoredResponses, { attribute, pool, get }: LabelledAttribute): AttributeCorrelation {
  const labels = Float64Array.from(index, (record, i) => get(record, response[i]!));
  const has = (_: number, i: number) => !Number.isNaN(labels[i]!);
  const x = reward.filter(has);
  const y = labels.filter(has);
  const logLength = length.filter(has).map((characters) => Math.log1p(characters));
  const found = { pearson: pearson(x, y), spearman: spearman(x, y), partial: partialCorrelation(x, y, logLength) };
  return { attribute, pool, responses: x.length, ...found, reason: reason(x, y, found.pearson, found.partial) };
}

function reason(x: Float64Array, y: Float64Array, plain: number | null, partial: number | null): string | null {
  if (x.length < 2) return t('Fewer than two responses have both a score and a label.');
  if (plain === null) return x.every((value) => value === x[0]) ? t('All scores are equal.') : y.every((value) => value === y[0]) ? t('All labels are equal.') : t('The values are too large to be correlated.');
  return partial === null ? t('Given the length there is nothing left to correlate.') : null;
}
