import { t } from '@vscode/l10n';
import type { Dropped, MarkStats, StatsReport } from '../../stats/report.js';
import type { Cell, Table } from '../blocks.js';
import { count, fixed, percent } from '../text.js';

/** HelpSteer2's published rules: the same marks before and after them, side by side. */
export function ruleTables({ helpsteer2, helpsteer2Preference, records }: StatsReport): readonly Table[] {
  const tables: Table[] = [];
  if (helpsteer2) {
    const names = Object.keys(helpsteer2.initial);
    const sides = names.flatMap((name) => {
      const after = helpsteer2.postProcessed[name];
      return after ? [[name, helpsteer2.initial[name]!, after] as const] : [];
    });
    tables.push(sideBySide('helpsteer2', t('HelpSteer2’s rules: initial and post-processed'), sides, helpsteer2.dropped, records));
  }
  if (helpsteer2Preference) {
    const { initial, postProcessed, dropped } = helpsteer2Preference;
    tables.push(sideBySide('helpsteer2-preference', t('HelpSteer2-Preference’s rules: initial and post-processed'), [[t('Preference'), initial, postProcessed]], dropped, records));
  }
  return tables;
}

function sideBySide(id: string, title: string, rows: readonly (readonly [string, MarkStats, MarkStats])[], dropped: Dropped, records: number): Table {
  const { spread, zero, invalid } = dropped.reasons;
  const why = [
    ...(spread > 0 ? [t('{0}: the three closest marks differ by more than 2', count(spread))] : []),
    ...(zero > 0 ? [t('{0}: the label is 0', count(zero))] : []),
    ...(invalid > 0 ? [t('{0}: neither response is valid', count(invalid))] : []),
  ].join('; ');
  const share = percent(records === 0 ? null : dropped.records.length / records, 2);
  const note = t('The three closest marks are kept, and {0} of {1} records dropped ({2}).', count(dropped.records.length), count(records), share);
  const pair = (before: number | null, after: number | null): Cell[] => [{ text: fixed(before) }, { text: fixed(after) }];
  return {
    kind: 'table',
    id,
    title,
    note: why === '' ? note : `${note} ${why}.`,
    columns: [
      { label: t('Attribute'), numeric: false },
      { label: t('Weighted kappa'), numeric: true },
      { label: t('after'), numeric: true },
      { label: t('Alpha, ordinal'), numeric: true },
      { label: t('after'), numeric: true },
      { label: t('AC2'), numeric: true },
      { label: t('after'), numeric: true },
      { label: t('Items'), numeric: true },
      { label: t('after'), numeric: true },
    ],
    rows: rows.map(([name, before, after]): Cell[] => [
      { text: name },
      ...pair(before.kappaQuadratic, after.kappaQuadratic),
      ...pair(before.alphaOrdinal, after.alphaOrdinal),
      ...pair(before.ac2, after.ac2),
      { text: count(before.items) },
      { text: count(after.items) },
    ]),
  };
}
