import { t } from '@vscode/l10n';
import type { Cell, Table } from '../blocks.js';
import { allOf, between } from '../conditions.js';
import type { DensityGrid } from '../densityGrid.js';
import { count, short } from '../text.js';

const COLUMNS = 8;
const ROWS = 6;

/** The table behind the scatter: records by sd (rows) and mean (columns), coarsely. */
export function scatterTable(grid: DensityGrid): Table {
  const columns = Math.min(COLUMNS, grid.columns);
  const rows = Math.min(ROWS, grid.rows);
  const counts = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  for (const [x, y, points] of grid.cells) counts[Math.floor((y * rows) / grid.rows)]![Math.floor((x * columns) / grid.columns)]! += points;
  // The cells of the coarse table end where cells of the fine grid do.
  const end = ([min, max]: readonly [number, number], fine: number, coarse: number, i: number): number => min + ((max - min) * Math.ceil((i * fine) / coarse)) / fine;
  const mean = (i: number): number => end(grid.x, grid.columns, columns, i);
  const sd = (i: number): number => end(grid.y, grid.rows, rows, i);
  const condition = (column: string, at: (i: number) => number, i: number, size: number): string =>
    between(column, i === 0 ? -Infinity : at(i), i === size - 1 ? Infinity : at(i + 1));
  const most = Math.max(...counts.flat());
  return {
    kind: 'table',
    id: 'scatter-table',
    title: t('Sd of the models against their mean'),
    note: null,
    columns: [{ label: t('Sd, then mean'), numeric: false }, ...counts[0]!.map((_, i) => ({ label: `${short(mean(i))} – ${short(mean(i + 1))}`, numeric: true }))],
    rows: counts
      .map((row, i): Cell[] => [
        { text: `${short(sd(i))} – ${short(sd(i + 1))}` },
        ...row.map((found, j): Cell =>
          found === 0 ? { text: '0' } : { text: count(found), share: found / most, where: allOf([condition('mean', mean, j, columns), condition('sd', sd, i, rows)]) }),
      ])
      .reverse(),
  };
}
