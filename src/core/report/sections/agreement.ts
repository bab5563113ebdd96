import { t } from '@vscode/l10n';
import { FIGURES, type FigureName, type MarkStats, type StatsReport } from '../../stats/report.js';
import type { Block, Cell, Section, Table } from '../blocks.js';
import { count, fixed, interval, NONE, percent } from '../text.js';
import { annotatorTables } from './annotators.js';
import { ruleTables } from './rules.js';

/** How far those who marked the same things agree. Null where nothing is marked or labelled. */
export function agreementSection(stats: StatsReport): Section | null {
  const blocks: Block[] = [];
  const { attributes, pools, preference } = stats;
  if (Object.keys(attributes).length > 0 || preference) {
    const rows = [...Object.entries(attributes), ...(preference ? [[t('Preference'), preference] as const] : [])];
    blocks.push(agreementTable('agreement', t('Annotators'), rows), marksTable('marks', t('Marks and labels'), rows));
  }
  for (const [pool, marks] of Object.entries(pools)) {
    blocks.push(agreementTable(`agreement-${pool}`, t('Annotators: {0}', pool), Object.entries(marks)), marksTable(`marks-${pool}`, t('Marks and labels: {0}', pool), Object.entries(marks)));
  }
  blocks.push(...ruleTables(stats), ...annotatorTables(stats));
  const told = blocks.some((block) => block.kind !== 'table' || block.rows.length > 0);
  return told ? { id: 'agreement', title: t('Agreement'), blocks } : null;
}

/** What a figure is called in a heading. */
export function figureTitle(figure: FigureName): string {
  switch (figure) {
    case 'exact': return t('Exact');
    case 'kappa': return t('Kappa');
    case 'kappaQuadratic': return t('Weighted kappa');
    case 'alphaNominal': return t('Alpha, nominal');
    case 'alphaOrdinal': return t('Alpha, ordinal');
    case 'alphaInterval': return t('Alpha, interval');
    case 'ac1': return t('AC1');
    case 'ac2': return t('AC2');
    case 'fleiss': return t('Fleiss');
    case 'icc1': return t('ICC(1,1)');
    case 'icc1k': return t('ICC(1,k)');
    case 'icc2': return t('ICC(2,1)');
    case 'icc3': return t('ICC(3,1)');
  }
}

/** One figure with its interval, or the reason why it is undefined. */
export function figureCell(marks: MarkStats, figure: FigureName): Cell {
  const value = marks[figure];
  const ends = marks.ci95[figure];
  const text = figure === 'exact' ? percent(value) : fixed(value);
  if (value === null) return { text: NONE, title: marks.why[figure] ?? t('not defined') };
  return ends ? { text, title: t('95% interval {0}', interval(ends, figure === 'exact' ? percent : fixed)) } : { text };
}

function agreementTable(id: string, title: string, all: readonly (readonly [string, MarkStats])[]): Table {
  const measured = all.filter(([, marks]) => marks.compared > 0);
  const figures = FIGURES.filter((figure) => measured.some(([, marks]) => marks[figure] !== null));
  return {
    kind: 'table',
    id,
    title,
    note: measured.length === 0
      ? t('No response is marked by two annotators: there is no agreement to measure.')
      : t('Weighted kappa with the 95% interval of a bootstrap over items; the intervals of the others are in their tooltips. {0} is undefined.', NONE),
    columns: [
      { label: t('Attribute'), numeric: false },
      { label: t('Items'), numeric: true },
      ...figures.flatMap((figure) => [{ label: figureTitle(figure), numeric: true }, ...(figure === 'kappaQuadratic' ? [{ label: t('95% interval'), numeric: true }] : [])]),
    ],
    rows: measured.map(([name, marks]): Cell[] => [
      marks.judge === null ? { text: name } : { text: name, title: t('Marks by the judge {0}', marks.judge) },
      { text: count(marks.compared) },
      ...figures.flatMap((figure) => [figureCell(marks, figure), ...(figure === 'kappaQuadratic' ? [{ text: interval(marks.ci95.kappaQuadratic) }] : [])]),
    ]),
  };
}

function marksTable(id: string, title: string, all: readonly (readonly [string, MarkStats])[]): Table {
  return {
    kind: 'table',
    id,
    title,
    note: null,
    columns: [
      { label: t('Attribute'), numeric: false },
      { label: t('Items'), numeric: true },
      { label: t('Marks'), numeric: true },
      { label: t('Marks an item'), numeric: true },
      { label: t('Mean'), numeric: true },
      { label: t('Sd'), numeric: true },
      { label: t('Labels'), numeric: true },
      { label: t('Mean label'), numeric: true },
      { label: t('Sd of labels'), numeric: true },
    ],
    rows: all.map(([name, { items, ratings, raters, mean, sd, labels }]): Cell[] => [
      { text: name },
      { text: count(items) },
      { text: count(ratings) },
      { text: raters === null ? NONE : raters.min === raters.max ? count(raters.min) : `${count(raters.min)} – ${count(raters.max)}` },
      { text: fixed(mean) },
      { text: fixed(sd) },
      { text: count(labels.count) },
      { text: fixed(labels.mean) },
      { text: fixed(labels.sd) },
    ]),
  };
}
