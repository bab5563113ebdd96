import { t } from '@vscode/l10n';
import type { AttributeReport } from '../attributeReport.js';
import { binCount, type Bins } from '../bins.js';
import type { Block, Cell, Section, Table } from '../blocks.js';
import { allOf, anyOf, equals } from '../conditions.js';
import type { DatasetReport } from '../datasetReport.js';
import type { PreferenceConfusion } from '../preferenceConfusion.js';
import { count, fixed, percent, short } from '../text.js';
import { binCondition, binName, titleOf } from './labels.js';

/** Labels against what models predict, a table each. Null where nothing is predicted. */
export function confusionSection({ attributes, preference }: DatasetReport): Section | null {
  const blocks: Block[] = [];
  if (preference.confusion) blocks.push(preferenceTable(preference.confusion));
  for (const each of attributes) if (each.confusion) blocks.push(attributeTable(each));
  return blocks.length === 0 ? null : { id: 'confusion', title: t('Label against prediction'), blocks };
}

function preferenceTable({ labels, graded, counts, n, agreement }: PreferenceConfusion): Table {
  const sides = [t('Models: response 1'), t('Models: neither'), t('Models: response 2')];
  const shown = [0, 1, 2].filter((side) => side !== 1 || counts.some((row) => row[1] > 0));
  return {
    kind: 'table',
    id: 'confusion-preference',
    title: t('Preference'),
    note: agreement === null
      ? t('{0} pairs.', count(n))
      : t('{0} pairs; the models prefer the labelled response in {1} of those that are no tie.', count(n), percent(agreement)),
    columns: [{ label: graded ? t('Strength') : t('Label'), numeric: false }, ...shown.map((side) => ({ label: sides[side]!, numeric: true }))],
    rows: labels.map((label, row) => {
      const total = counts[row]!.reduce((sum, each) => sum + each, 0);
      const name = graded ? short(label) : label < 0 ? t('Response 1') : label > 0 ? t('Response 2') : t('Tie');
      const labelled = graded ? equals('strength', label) : label === 0 ? 'strength = 0 AND preference IS NULL' : equals('preference', label < 0 ? 1 : 2);
      const cells = shown.map((side) => cell(counts[row]![side]!, total, allOf(['n_responses = 2', labelled, ['reward_1 > reward_2', 'reward_1 = reward_2', 'reward_1 < reward_2'][side]!])));
      return [{ text: name }, ...cells];
    }),
  };
}

function attributeTable(each: AttributeReport): Table {
  const { labels: { bins }, column } = each;
  const { counts, n, agreement, error } = each.confusion!;
  const size = Array.from({ length: binCount(bins) }, (_, i) => i);
  return {
    kind: 'table',
    id: `confusion-${column}`,
    title: titleOf(each),
    note: t('{0} responses; the nearest step is the label in {1}; mean absolute difference {2}.', count(n), percent(agreement), fixed(error, 2)),
    columns: [{ label: t('Label'), numeric: false }, ...size.map((i) => ({ label: t('Predicted {0}', binName(bins, i)), numeric: true }))],
    rows: size.map((row) => {
      const total = counts[row]!.reduce((sum, found) => sum + found, 0);
      return [{ text: binName(bins, row) }, ...size.map((place) => cell(counts[row]![place]!, total, cellCondition(bins, row, place, column)))];
    }),
  };
}

function cellCondition(bins: Bins, label: number, prediction: number, column: string): string {
  return anyOf([1, 2].map((k) => allOf([binCondition(bins, label, `label_${column}_${k}`), binCondition(bins, prediction, `pred_${column}_${k}`)])));
}

function cell(found: number, total: number, where: string): Cell {
  if (found === 0) return { text: '0' };
  return { text: count(found), title: t('{0} of this row', percent(found / total)), where, share: found / total };
}
