import { t } from '@vscode/l10n';
import type { Block, Cell, Figures, Section, Table } from '../blocks.js';
import { withFlag } from '../conditions.js';
import type { Overview } from '../overview.js';
import { count, NONE, percent } from '../text.js';

/** With fewer records shares say little. */
const SMALL = 100;

/** What the file holds, and how many records bear each flag. */
export function overviewSection(overview: Overview): Section {
  const blocks: Block[] = [figures(overview)];
  if (overview.records > 0 && overview.records < SMALL) blocks.push({ kind: 'note', text: t('A small file: intervals are wide, and bins hold few records.') });
  if (overview.records > 0) blocks.push(flags(overview));
  return { id: 'overview', title: t('Overview'), blocks };
}

function figures(overview: Overview): Figures {
  const { records, responses, rows, badRows, dropped, undecided, voters, scored, negative, flagged, attributes } = overview;
  const share = (part: number): string => percent(records === 0 ? null : part / records);
  return {
    kind: 'figures',
    figures: [
      { label: t('Records'), text: count(records) },
      { label: t('Responses'), text: count(responses) },
      { label: t('Rows'), text: count(rows) },
      ...(badRows > 0 ? [{ label: t('Bad rows'), text: count(badRows) }] : []),
      ...(dropped > 0 ? [{ label: t('Dropped'), text: count(dropped) }] : []),
      { label: t('Annotators'), text: annotators(overview), title: t('Marks of one response on one attribute, or votes on one pair') },
      ...(attributes.length > 0 ? [{ label: t('Attributes'), text: count(attributes.length), title: attributes.join(', ') }] : []),
      { label: t('Models'), text: count(voters.length), ...(voters.length > 0 ? { title: voters.join(', ') } : {}) },
      ...(undecided > 0 ? [{ label: t('Tied or unlabelled'), text: count(undecided), title: share(undecided), where: 'preference IS NULL' }] : []),
      ...(scored > 0
        ? [
            { label: t('Scored'), text: count(scored), title: share(scored) },
            { label: t('Models against the label'), text: percent(negative / scored), title: t('{0} of {1} scored records have a mean difference below 0', count(negative), count(scored)), where: 'mean < 0' },
          ]
        : []),
      { label: t('Flagged'), text: count(flagged), title: share(flagged), ...(flagged > 0 ? { where: 'len(flags) > 0' } : {}) },
    ],
  };
}

function annotators({ annotators: { min, max, named } }: Overview): string {
  if (max === 0) return NONE;
  const marks = min === max ? count(min) : `${count(min)} – ${count(max)}`;
  return named ? t('{0}, named', marks) : marks;
}

function flags({ flags: all, records }: Overview): Table {
  return {
    kind: 'table',
    id: 'flags',
    title: t('Flags'),
    note: t('A record with two flags counts for both.'),
    columns: [
      { label: t('Flag'), numeric: false },
      { label: t('Records'), numeric: true },
      { label: t('Share'), numeric: true },
    ],
    rows: all.map(({ name, title, count: found }): Cell[] => [
      found > 0 ? { text: title, title: name, where: withFlag(name) } : { text: title, title: name },
      { text: count(found) },
      { text: percent(found / records, 2), share: found / records },
    ]),
  };
}
