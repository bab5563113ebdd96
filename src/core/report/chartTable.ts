import { t } from '@vscode/l10n';
import type { Cell, Chart, Column, Table } from './blocks.js';
import { count, fixed, NONE, percent } from './text.js';

/** The table behind a chart: a row a place, a column a series, and its interval where it has one. */
export function chartTable(chart: Chart): Table {
  const whole = chart.series.every(({ values }) => values.every((value) => value === null || Number.isInteger(value)));
  const write = (value: number | null | undefined): string => (value === null || value === undefined ? NONE : chart.y.percent ? percent(value) : whole ? count(value) : fixed(value, 4));
  const columns: Column[] = [{ label: chart.x.label, numeric: false }];
  for (const { label, low } of chart.series) {
    columns.push({ label, numeric: true });
    if (low) columns.push({ label: chart.series.length > 1 ? t('{0}: 95% interval', label) : t('95% interval'), numeric: true });
  }
  const rows = chart.names.map((name, place): Cell[] => {
    const where = chart.where?.[place];
    const cells: Cell[] = [where ? { text: name, where } : { text: name }];
    for (const { values, low, high } of chart.series) {
      cells.push({ text: write(values[place]) });
      if (low) cells.push({ text: low[place] === null ? NONE : `${write(low[place])} – ${write(high?.[place])}` });
    }
    return cells;
  });
  return { kind: 'table', id: `${chart.id}-table`, title: chart.title, note: chart.note, columns, rows };
}
