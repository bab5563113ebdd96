/** What annotators said of a message: parallel lists of names, mean marks (0-1) and counts. */
import { t } from '@vscode/l10n';
import type { AttributeLabel } from '../record.js';
import { kind } from './fields.js';
import { RowError, type Row } from './schema.js';

/** Labels of one message; none where it has no `labels`. Each is the mean of its annotators, who are not listed. Throws `RowError`. */
export function messageLabels(row: Row): AttributeLabel[] {
  const labels = row['labels'];
  if (labels === undefined || labels === null) return [];
  if (typeof labels !== 'object' || Array.isArray(labels)) throw new RowError(t('column labels is {0}, not an object of lists', kind(labels)));
  const { name, value } = labels as Row;
  if (!Array.isArray(name) || !Array.isArray(value)) throw new RowError(t('labels.name and labels.value are not both lists'));
  if (name.length !== value.length) throw new RowError(t('labels.name has {0} entries and labels.value {1}', name.length, value.length));
  return name.flatMap((attribute: unknown, i): AttributeLabel[] => {
    const mark: unknown = value[i];
    if (typeof attribute !== 'string') throw new RowError(t('labels.name[{0}] is {1}, not text', i, kind(attribute)));
    if (mark === null || Number.isNaN(mark)) return [];
    if (typeof mark !== 'number') throw new RowError(t('labels.value[{0}] ({1}) is {2}, not a number', i, attribute, kind(mark)));
    if (mark < 0 || mark > 1) throw new RowError(t('labels.value[{0}] ({1}) is {2}, outside the scale 0 to 1', i, attribute, mark));
    return [{ attribute, pool: null, min: 0, max: 1, ratings: [], consensus: mark }];
  });
}
