/** Sentences for screen readers. */
import { responseLetter } from '../../src/protocol/responseLetter.js';
import type { AttributeView, BadRowView, ListItem, RecordView } from '../../src/protocol/views.js';
import { count, fixed, meanSd, number } from './numbers.js';

/** "Record 489: contested, low agreement. Likely wrong 0.87. A is chosen." */
export function recordSpoken(record: RecordView): string {
  const flags = record.flags.map((flag) => flag.title.toLowerCase()).join(', ') || 'no flags';
  const { chosen } = record.preference;
  return [
    `Record ${record.index}: ${flags}.`,
    record.pWrong === null ? '' : `Likely wrong ${fixed(record.pWrong)}.`,
    chosen === null ? 'No response is chosen.' : `${responseLetter(chosen)} is chosen.`,
    record.dropped ? 'Dropped.' : record.edited ? 'Edited.' : '',
  ].filter((part) => part !== '').join(' ');
}

/** "label 3; annotators 4, 4, 1, split; model 1.3 ± 0.5". */
export function attributeSpoken(attribute: AttributeView): string {
  const marks = attribute.marks.map((mark) => number(mark.value)).join(', ');
  return [
    attribute.label === null ? 'no label' : `label ${number(attribute.label)}`,
    marks === '' ? '' : `annotators ${marks}${attribute.split ? ', split' : ''}`,
    attribute.predicted === null ? '' : `model ${meanSd(attribute.predicted.mean, attribute.predicted.sd, 1)}`,
  ].filter((part) => part !== '').join('; ');
}

/** "Row 17, byte 20,331, cannot be read: the value at 12 is not JSON". */
export function badRowSpoken({ row, offset, reason }: BadRowView): string {
  return `Row ${count(row)}${offset === null ? '' : `, byte ${count(offset)}`}, cannot be read: ${reason}`;
}

/** What an item of the worklist is called. */
export function itemSpoken(item: ListItem): string {
  if (item.bad) return badRowSpoken(item.bad);
  return [
    `${item.index}: ${item.title || 'no prompt'}`,
    item.flags.join(', '),
    item.mean === null ? '' : `models ${item.mean < 0 ? 'against' : 'for'} the label by ${fixed(Math.abs(item.mean))}`,
    item.dropped ? 'dropped' : item.edited ? 'edited' : '',
  ].filter((part) => part !== '').join('; ');
}
