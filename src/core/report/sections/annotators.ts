import { t } from '@vscode/l10n';
import type { StatsReport } from '../../stats/report.js';
import type { Cell, Table } from '../blocks.js';
import { count, fixed, percent } from '../text.js';

/** Rows a table shows at most; the JSON export has all. */
const MOST = 200;

/** Each named annotator against the rest, and pairs of them. */
export function annotatorTables({ annotators, annotatorPairs }: StatsReport): readonly Table[] {
  const tables: Table[] = [];
  if (annotators.length > 0) {
    const shown = annotators.slice(0, MOST);
    tables.push({
      kind: 'table',
      id: 'annotators',
      title: t('Each annotator against the rest'),
      note: annotators.length > MOST
        ? t('The {0} with most marks of {1}. Bias: mean of own marks minus the others’.', count(MOST), count(annotators.length))
        : t('Bias: mean of own marks minus the others’. Dawid-Skene and CROWDLAB: how often the annotator is right, by what the others and a model say.'),
      columns: [
        { label: t('Annotator'), numeric: false },
        { label: t('Group'), numeric: false },
        { label: t('Attribute'), numeric: false },
        { label: t('Marks'), numeric: true },
        { label: t('Shared items'), numeric: true },
        { label: t('Exact'), numeric: true },
        { label: t('Weighted kappa'), numeric: true },
        { label: t('Bias'), numeric: true },
        { label: t('Dawid-Skene'), numeric: true },
        { label: t('CROWDLAB'), numeric: true },
      ],
      rows: shown.map(({ annotator, pool, attribute, ratings, items, exact, kappaQuadratic, bias, dawidSkene, crowdlab }): Cell[] => [
        { text: annotator },
        { text: pool ?? '' },
        { text: attribute ?? t('Preference') },
        { text: count(ratings) },
        { text: count(items) },
        { text: percent(exact) },
        { text: fixed(kappaQuadratic) },
        { text: fixed(bias, 2) },
        { text: fixed(dawidSkene) },
        { text: fixed(crowdlab) },
      ]),
    });
  }
  if (annotatorPairs.length > 0) {
    tables.push({
      kind: 'table',
      id: 'annotator-pairs',
      title: t('Pairs of annotators'),
      note: annotatorPairs.length > MOST ? t('The first {0} of {1} pairs.', count(MOST), count(annotatorPairs.length)) : null,
      columns: [
        { label: t('Annotators'), numeric: false },
        { label: t('Group'), numeric: false },
        { label: t('Attribute'), numeric: false },
        { label: t('Items'), numeric: true },
        { label: t('Kappa'), numeric: true },
        { label: t('Weighted kappa'), numeric: true },
      ],
      rows: annotatorPairs.slice(0, MOST).map(({ annotators: [one, other], pool, attribute, items, kappa, kappaQuadratic }): Cell[] => [
        { text: t('{0} and {1}', one, other) },
        { text: pool ?? '' },
        { text: attribute ?? t('Preference') },
        { text: count(items) },
        { text: fixed(kappa) },
        { text: fixed(kappaQuadratic) },
      ]),
    });
  }
  return tables;
}
