import { EditError, type RowPatch } from '../edits.js';
import type { AttributeLabel, PreferenceRecord } from '../record.js';
import { HELPSTEER, HELPSTEER_MAX, HELPSTEER_MIN, helpsteerTurns } from './helpsteer.js';
import { level, others, text, textOrNull } from './fields.js';
import type { Row, Schema } from './schema.js';

const USED = new Set<string>(['prompt', 'response', 'split', ...HELPSTEER]);

/** HelpSteer2 (2406.08673): one response a row, five attributes 0-4; rows 2k-1 and 2k share a prompt. */
export const helpsteer2: Schema = {
  name: 'helpsteer2',
  chosenFirst: false,
  block: 2,
  key: (row) => text(row, 'prompt'),

  detect(sample) {
    const fits = sample.filter(
      (row) =>
        typeof row['prompt'] === 'string' &&
        typeof row['response'] === 'string' &&
        HELPSTEER.every((name) => typeof row[name] === 'number'),
    );
    if (fits.length === 0) return null;
    return {
      confidence: (0.95 * fits.length) / sample.length,
      reason: `prompt, response and one number for each of ${HELPSTEER.join(', ')} in ${fits.length} of the first ${sample.length} rows`,
    };
  },

  check(row) {
    text(row, 'prompt');
    text(row, 'response');
    for (const name of HELPSTEER) level(row[name], name, HELPSTEER_MIN, HELPSTEER_MAX);
  },

  record(rows): PreferenceRecord {
    const first = rows[0] as Row;
    return {
      prompt: helpsteerTurns(text(first, 'prompt')),
      responses: rows.map((row) => ({
        text: text(row, 'response'),
        model: null,
        labels: HELPSTEER.map((name): AttributeLabel => {
          const consensus = level(row[name], name, HELPSTEER_MIN, HELPSTEER_MAX);
          return { attribute: name, min: HELPSTEER_MIN, max: HELPSTEER_MAX, ratings: [], consensus };
        }),
      })),
      preference: null,
      scores: [],
      judges: [],
      split: textOrNull(first['split']),
      subset: null,
      extra: others(first, USED),
    };
  },

  edit(rows, operation): RowPatch[] {
    if (operation.kind !== 'set') throw new EditError(RATINGS_ONLY);
    const { row, attribute, value } = ratingTarget(rows, operation);
    return [{ row, cells: [{ kind: 'set', path: [attribute], value }] }];
  },
};

/** Why a file of ratings has nothing to flip. */
export const RATINGS_ONLY =
  'this file holds ratings of each response, no stated preference: set an attribute of a response instead';

/** The row and value a `set` operation means. Throws `EditError` where response, attribute or value is not there. */
export function ratingTarget(
  rows: readonly Row[],
  { response, attribute, value }: { response: number; attribute: string; value: number },
): { row: number; attribute: string; value: number } {
  if (!Number.isInteger(response) || response < 1 || response > rows.length) {
    throw new EditError(`there is no response ${response}; the record has ${rows.length}`);
  }
  if (!(HELPSTEER as readonly string[]).includes(attribute)) {
    throw new EditError(`there is no attribute ${attribute}; there are ${HELPSTEER.join(', ')}`);
  }
  if (!Number.isInteger(value) || value < HELPSTEER_MIN || value > HELPSTEER_MAX) {
    throw new EditError(`${attribute} takes a whole number from ${HELPSTEER_MIN} to ${HELPSTEER_MAX}, not ${value}`);
  }
  return { row: response - 1, attribute, value };
}
