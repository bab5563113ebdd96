import { EditError, type LabelOperation, type RowPatch } from '../edits.js';
import type { AttributeLabel, PreferenceRecord } from '../record.js';
import { level, text } from './fields.js';
import { HELPSTEER, HELPSTEER_COLUMNS, HELPSTEER_MAX, HELPSTEER_MIN, helpsteerTurns, RATINGS_ONLY, ratingTarget } from './helpsteerRatings.js';
import { detectRuns } from './helpsteerRuns.js';
import { rowRecord } from './rowRecord.js';
import type { Row, Schema } from './schema.js';

/** HelpSteer2 (2406.08673): one response a row, five attributes 0-4; rows 2k-1 and 2k share a prompt. */
export const helpsteer2: Schema = {
  name: 'helpsteer2',
  chosenFirst: false,
  edits: ['set'],
  grouping: { kind: 'block', size: 2, key: (row) => text(row, 'prompt') },
  detect: (sample) => detectRuns(sample, 'helpsteer2'),

  check(row) {
    text(row, 'prompt');
    text(row, 'response');
    for (const name of HELPSTEER) level(row[name], name, HELPSTEER_MIN, HELPSTEER_MAX);
  },

  record(rows): PreferenceRecord {
    const first = rows[0] as Row;
    return rowRecord(first, HELPSTEER_COLUMNS, {
      prompt: helpsteerTurns(text(first, 'prompt')),
      responses: rows.map((row) => ({
        text: text(row, 'response'),
        model: null,
        labels: HELPSTEER.map((name): AttributeLabel => {
          const consensus = level(row[name], name, HELPSTEER_MIN, HELPSTEER_MAX);
          return { attribute: name, pool: null, min: HELPSTEER_MIN, max: HELPSTEER_MAX, ratings: [], consensus };
        }),
      })),
    });
  },

  edit(rows, operation: LabelOperation): RowPatch[] {
    if (operation.kind !== 'set') throw new EditError(RATINGS_ONLY);
    const { row, attribute, value } = ratingTarget(rows, operation);
    return rows[row]?.[attribute] === value ? [] : [{ row, cells: [{ kind: 'set', path: [attribute], value }] }];
  },
};
