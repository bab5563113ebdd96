import { t } from '@vscode/l10n';
import type { LabelOperation } from '../../edits.js';
import { detection } from '../detection.js';
import { RowError, type Grouping, type Row, type Schema } from '../schema.js';
import { mappingEdit } from './edit.js';
import { canSetLabels } from './labelEdit.js';
import { parseMapping } from './parse.js';
import { cellAt } from './pointer.js';
import { recordOf } from './record.js';
import type { GroupMap, Mapping } from './types.js';

/** The schema that a mapping's JSON describes. Throws `MappingError` naming the place of the first problem. */
export function compileMapping(json: unknown): Schema {
  return schemaOf(parseMapping(json));
}

/** The schema of a sound mapping. */
export function schemaOf(mapping: Mapping): Schema {
  return {
    name: mapping.name,
    chosenFirst: mapping.sided,
    edits: editsOf(mapping),
    grouping: mapping.group ? groupingOf(mapping.group) : { kind: 'row' },
    detect: (sample) => detection(sample, 1, t('the mapping reads what it names'), (row) => reads(row, mapping)),
    check: (row) => void recordOf([row], mapping),
    record: (rows) => recordOf(rows, mapping),
    edit: (rows, operation, saved) => mappingEdit(rows, operation, saved, mapping),
  };
}

function reads(row: Row, mapping: Mapping): boolean {
  try {
    recordOf([row], mapping);
    return true;
  } catch {
    return false;
  }
}

function editsOf(mapping: Mapping): LabelOperation['kind'][] {
  const { sided, preference, strength } = mapping;
  const kinds: LabelOperation['kind'][] = [];
  if (sided || preference || strength) kinds.push('flip', 'choose');
  if (strength || (preference && (preference.values === null || [...preference.values.values()].includes(0)))) kinds.push('tie');
  if (strength) kinds.push('strength');
  if (canSetLabels(mapping)) kinds.push('set');
  return kinds;
}

function groupingOf({ by, kind, size }: GroupMap): Grouping {
  const key = (row: Row): string => {
    const values = by.map((path) => cellAt(row, path)?.value);
    const missing = values.findIndex((value) => value === undefined);
    if (missing >= 0) throw new RowError(t('{0}, by which rows are grouped, is missing', by[missing]!.source));
    return JSON.stringify(values);
  };
  if (kind === 'key') return { kind, key };
  return kind === 'run' ? { kind, most: size, key } : { kind, size, key };
}
