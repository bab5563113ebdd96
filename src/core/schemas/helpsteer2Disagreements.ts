import { t } from '@vscode/l10n';
import { EditError, type RowPatch } from '../edits.js';
import type { AttributeLabel, PreferenceRecord } from '../record.js';
import { consensus } from '../agreement/consensus.js';
import { detection } from './detection.js';
import { HELPSTEER, HELPSTEER_COLUMNS, HELPSTEER_MAX, HELPSTEER_MIN, helpsteerTurns, isHelpsteer, RATINGS_ONLY, ratingTarget } from './helpsteerRatings.js';
import { kind, level, text } from './fields.js';
import { rowRecord } from './rowRecord.js';
import { RowError, type Row, type Schema } from './schema.js';

/** HelpSteer2's disagreements: each attribute is the list of every annotator's mark (2-6, without names). */
export const helpsteer2Disagreements: Schema = {
  name: 'helpsteer2-disagreements',
  chosenFirst: false,
  edits: ['set'],
  grouping: { kind: 'block', size: 2, key: (row) => text(row, 'prompt') },

  detect: (sample) =>
    detection(sample, 0.97, t('prompt, response and a list of marks for each of {0}', HELPSTEER.join(', ')), (row) => isHelpsteer(row, Array.isArray)),

  check(row) {
    text(row, 'prompt');
    text(row, 'response');
    for (const name of HELPSTEER) marks(row, name);
  },

  record(rows): PreferenceRecord {
    const first = rows[0] as Row;
    return rowRecord(first, HELPSTEER_COLUMNS, {
      prompt: helpsteerTurns(text(first, 'prompt')),
      responses: rows.map((row) => ({ text: text(row, 'response'), model: null, labels: HELPSTEER.map((name) => label(row, name)) })),
    });
  },

  edit(rows, operation, saved): RowPatch[] {
    if (operation.kind !== 'set') throw new EditError(RATINGS_ONLY);
    const { row, attribute, value } = ratingTarget(rows, operation);
    const now = marks(rows[row] as Row, attribute);
    const before = marks(saved[row] as Row, attribute);
    // Nobody's mark is changed: the curator's is one more. A second thought replaces the curator's own, not saved yet.
    return now.length > before.length
      ? [{ row, cells: [{ kind: 'set', path: [attribute, now.length - 1], value }] }]
      : [{ row, cells: [{ kind: 'append', path: [attribute], value }] }];
  },
};

function marks(row: Row, name: string): number[] {
  const list = row[name];
  if (!Array.isArray(list)) throw new RowError(t('{0} is {1}, not a list of marks', name, kind(list)));
  if (list.length === 0) throw new RowError(t('{0} is an empty list', name));
  return list.map((value: unknown) => level(value, name, HELPSTEER_MIN, HELPSTEER_MAX));
}

function label(row: Row, name: string): AttributeLabel {
  const values = marks(row, name);
  return {
    attribute: name,
    pool: null,
    min: HELPSTEER_MIN,
    max: HELPSTEER_MAX,
    ratings: values.map((value) => ({ annotator: null, value })),
    consensus: consensus(values),
  };
}
