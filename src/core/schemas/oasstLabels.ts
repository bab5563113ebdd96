/** What annotators said of a message: parallel lists of names, mean marks (0-1) and counts. */
import type { AttributeLabel } from '../record.js';
import { kind } from './fields.js';
import { RowError, type Row } from './schema.js';

/** Labels of one message; none where it has no `labels`. Each is the mean of its annotators, who are not listed. Throws `RowError`. */
export function messageLabels(row: Row): AttributeLabel[] {
  const labels = row['labels'];
  if (labels === undefined || labels === null) return [];
  if (typeof labels !== 'object' || Array.isArray(labels)) throw new RowError(`column labels is ${kind(labels)}, not an object of lists`);
  const { name, value } = labels as Row;
  if (!Array.isArray(name) || !Array.isArray(value)) throw new RowError('labels.name and labels.value are not both lists');
  if (name.length !== value.length) throw new RowError(`labels.name has ${name.length} entries and labels.value ${value.length}`);
  return name.flatMap((attribute: unknown, i): AttributeLabel[] => {
    const mark: unknown = value[i];
    if (typeof attribute !== 'string') throw new RowError(`labels.name[${i}] is ${kind(attribute)}, not text`);
    if (mark === null || Number.isNaN(mark)) return [];
    if (typeof mark !== 'number') throw new RowError(`labels.value[${i}] (${attribute}) is ${kind(mark)}, not a number`);
    if (mark < 0 || mark > 1) throw new RowError(`labels.value[${i}] (${attribute}) is ${mark}, outside the scale 0 to 1`);
    return [{ attribute, pool: null, min: 0, max: 1, ratings: [], consensus: mark }];
  });
}
