/** Sentences for screen readers. */
import { t } from '@vscode/l10n';
import type { RecordState } from '../../src/core/reviews/review.js';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import type { BadRowView } from '../../src/protocol/views/badRow.js';
import type { ListItem } from '../../src/protocol/views/list.js';
import type { AttributeView, RecordView } from '../../src/protocol/views/record.js';
import { count, fixed, meanSd, number } from './numbers.js';

/** A record's state, as it is said after its flags. */
const STATES: Readonly<Record<RecordState, string>> = { untouched: '', edited: t('Edited.'), reviewed: t('Accepted.'), skipped: t('Skipped.') };

/** "Record 489: contested, low agreement. Likely wrong 0.87. A is chosen." */
export function recordSpoken(record: RecordView): string {
  if (record.blind === 'hidden') return t('Record {0}: scores and labels are hidden until you decide.', record.index);
  const flags = record.flags.map((flag) => flag.title.toLowerCase()).join(', ') || t('no flags');
  const { chosen } = record.preference;
  return [
    t('Record {0}: {1}.', record.index, flags),
    record.pWrong === null ? '' : t('Likely wrong {0}.', fixed(record.pWrong)),
    chosen === null ? t('No response is chosen.') : t('{0} is chosen.', responseLetter(chosen)),
    record.dropped ? t('Dropped.') : STATES[record.edited ? 'edited' : record.state],
    record.note === null ? '' : t('Note: {0}', record.note),
  ].filter((part) => part !== '').join(' ');
}

/** "label 3; annotators 4, 4, 1, split; model 1.3 ± 0.5". */
export function attributeSpoken(attribute: AttributeView): string {
  const marks = attribute.marks.map((mark) => number(mark.value)).join(', ');
  return [
    attribute.label === null ? t('no label') : t('label {0}', number(attribute.label)),
    marks === '' ? '' : attribute.split ? t('annotators {0}, split', marks) : t('annotators {0}', marks),
    attribute.predicted === null ? '' : t('model {0}', meanSd(attribute.predicted.mean, attribute.predicted.sd, 1)),
  ].filter((part) => part !== '').join('; ');
}

/** "Row 17, byte 20,331, cannot be read: the value at 12 is not JSON". */
export function badRowSpoken({ row, offset, reason }: BadRowView): string {
  return offset === null ? t('Row {0}, cannot be read: {1}', count(row), reason) : t('Row {0}, byte {1}, cannot be read: {2}', count(row), count(offset), reason);
}

/** What was done to a record, in a word. */
export function stateSpoken(state: RecordState): string {
  switch (state) {
    case 'untouched': return t('untouched');
    case 'edited': return t('edited');
    case 'reviewed': return t('accepted');
    case 'skipped': return t('skipped');
  }
}

/** What an item of the worklist is called. */
export function itemSpoken(item: ListItem): string {
  if (item.bad) return badRowSpoken(item.bad);
  return [
    `${item.index}: ${item.title || t('no prompt')}`,
    item.flags.join(', '),
    item.mean === null ? '' : item.mean < 0 ? t('models against the label by {0}', fixed(-item.mean)) : t('models for the label by {0}', fixed(item.mean)),
    item.dropped ? t('dropped') : item.edited ? t('edited, not saved') : item.state === 'untouched' ? '' : stateSpoken(item.state),
    item.noted ? t('has a note') : '',
  ].filter((part) => part !== '').join('; ');
}
