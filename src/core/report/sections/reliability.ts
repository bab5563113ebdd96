import { t } from '@vscode/l10n';
import type { ModelEvaluation } from '../../evaluate/report.js';
import type { Cell, Chart, Series, Table } from '../blocks.js';
import { count, fixed, percent } from '../text.js';

/** Models drawn into one chart at most. */
const MOST = 4;

/** How far each model's probabilities can be taken at their word, in numbers. */
export function reliabilityTable(models: readonly ModelEvaluation[]): Table {
  return {
    kind: 'table',
    id: 'calibration',
    title: t('Calibration'),
    note: t('P(the labelled response is better) from the difference of scores. ECE: mean distance of confidence and accuracy.'),
    columns: [
      { label: t('Model'), numeric: false },
      { label: t('Probability'), numeric: false },
      { label: t('Pairs'), numeric: true },
      { label: t('ECE'), numeric: true },
      { label: t('ECE, adaptive'), numeric: true },
      { label: t('Brier'), numeric: true },
      { label: t('Log loss'), numeric: true },
    ],
    rows: models.map(({ name, reliability: { probability, pairs, ece, adaptiveEce, brier, logLoss } }): Cell[] => [
      { text: name },
      { text: probability === 'calibrated' ? t('calibrated') : probability === 'bradley-terry' ? t('Bradley-Terry') : t('one sd is odds of e') },
      { text: count(pairs) },
      { text: fixed(ece) },
      { text: fixed(adaptiveEce) },
      { text: fixed(brier) },
      { text: fixed(logLoss) },
    ]),
  };
}

/** Confidence against accuracy, of the first models; null where nothing can be drawn. */
export function reliabilityChart(models: readonly ModelEvaluation[]): Chart | null {
  const drawn = models.filter(({ reliability }) => reliability.fixed.some(({ pairs }) => pairs > 0)).slice(0, MOST);
  if (drawn.length === 0) return null;
  const middles = [...new Set(drawn.flatMap(({ reliability }) => reliability.fixed.map(({ low, high }) => (low + high) / 2)))].sort((a, b) => a - b);
  const series = drawn.map(({ name, reliability }): Series => {
    const bins = new Map(reliability.fixed.map((bin) => [(bin.low + bin.high) / 2, bin]));
    return { label: name, mark: 'line', values: middles.map((middle) => (bins.get(middle)?.pairs ? bins.get(middle)!.observed : null)) };
  });
  const ends = new Map(drawn.flatMap(({ reliability }) => reliability.fixed.map((bin) => [(bin.low + bin.high) / 2, bin] as const)));
  return {
    kind: 'chart',
    id: 'reliability',
    title: t('Reliability'),
    note: models.length > drawn.length ? t('The first {0} of {1} models.', count(drawn.length), count(models.length)) : null,
    x: { label: t('Confidence'), min: 0.5, max: 1, percent: true },
    y: { label: t('Accuracy'), min: 0, max: 1, percent: true },
    places: middles,
    names: middles.map((middle) => `${percent(ends.get(middle)!.low, 0)} – ${percent(ends.get(middle)!.high, 0)}`),
    series: [...series, { label: t('as stated'), mark: 'reference', values: middles }],
  };
}
