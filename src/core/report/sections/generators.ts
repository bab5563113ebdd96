import { t } from '@vscode/l10n';
import type { EvaluateReport, ModelEvaluation } from '../../evaluate/report.js';
import type { Cell, Chart, Table } from '../blocks.js';
import { count, fixed, interval, percent, short } from '../text.js';

const MOST_CURVES = 6;

/** Expected reward of the best of k responses, a curve a model; null for files of few responses. */
export function bestOfChart(models: readonly ModelEvaluation[]): Chart | null {
  const drawn = models.filter(({ bestOf }) => bestOf.curve.length > 2).slice(0, MOST_CURVES);
  if (drawn.length === 0) return null;
  const places = [...new Set(drawn.flatMap(({ bestOf }) => bestOf.curve.map(({ k }) => k)))].sort((a, b) => a - b);
  const [first] = drawn;
  return {
    kind: 'chart',
    id: 'best-of-k',
    title: t('Best of k'),
    note: t('Expected reward of the highest scored of k responses, over {0} records of {1} responses or more.', count(first!.bestOf.records), count(first!.bestOf.responses)),
    x: { label: t('k') },
    y: { label: t('Reward') },
    places,
    names: places.map((k) => short(k)),
    series: drawn.map(({ name, bestOf }) => {
      const byK = new Map(bestOf.curve.map((point) => [point.k, point.reward]));
      return { label: name, mark: 'line', values: places.map((k) => byK.get(k) ?? null) };
    }),
  };
}

/** The generator models that wrote the responses, compared by each reward model and by the labels. */
export function generatorTables({ generators }: EvaluateReport): readonly Table[] {
  return generators.filter(({ models }) => models.length > 1).map(({ by, models, leftOut, reason }, i): Table => {
    const left = leftOut > 0 ? t('{0} less frequent generators are left out.', count(leftOut)) : null;
    return {
      kind: 'table',
      id: `generators-${i}`,
      title: by === null ? t('Generator models, by the labels') : t('Generator models, by {0}', by),
      note: [reason, left].filter((part) => part !== null).join(' ') || null,
      columns: [
        { label: t('Generator'), numeric: false },
        { label: t('Responses'), numeric: true },
        { label: by === null ? t('Mean label') : t('Mean reward'), numeric: true },
        { label: t('Win rate'), numeric: true },
        { label: t('95% interval'), numeric: true },
        { label: t('Wins'), numeric: true },
        { label: t('Losses'), numeric: true },
        { label: t('Ties'), numeric: true },
        { label: t('Bradley-Terry'), numeric: true },
      ],
      rows: models.map(({ model, responses, mean, winRate, interval: ends, wins, losses, ties, strength }): Cell[] => [
        { text: model },
        { text: count(responses) },
        { text: fixed(mean) },
        { text: percent(winRate) },
        { text: interval(ends, percent) },
        { text: count(wins) },
        { text: count(losses) },
        { text: count(ties) },
        { text: fixed(strength, 2) },
      ]),
    };
  });
}
