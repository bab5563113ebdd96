import { t } from '@vscode/l10n';
import type { PreferenceRecord } from '../record.js';
import { detection } from './detection.js';
import { text } from './fields.js';
import { helpsteerTurns } from './helpsteerRatings.js';
import { rowRecord } from './rowRecord.js';
import type { Row, Schema } from './schema.js';
import { preferenceOf, strengthEdit, strengthOf, votesOf } from './signedStrength.js';

const RESPONSES = ['response_1', 'response_2'] as const;
const STRENGTH = 'preference_strength';
const VOTES = 'all_preferences_unprocessed';
const WORDS = { justification: 'justification' } as const;
const USED: ReadonlySet<string> = new Set(['prompt', ...RESPONSES]);
const USED_LABELLED: ReadonlySet<string> = new Set([...USED, STRENGTH]);

/** HelpSteer2-Preference (2410.01257): two responses, a signed strength -3..3 (-100 = neither is valid), and every annotator's vote before it. */
export const helpsteer2Preference: Schema = {
  name: 'helpsteer2-preference',
  chosenFirst: false,
  edits: ['flip', 'choose', 'tie', 'strength'],
  grouping: { kind: 'row' },

  detect: (sample) =>
    detection(sample, 0.98, t('prompt, {0} and {1}', RESPONSES.join(', '), STRENGTH), (row) => {
      return typeof row['prompt'] === 'string' && RESPONSES.every((name) => typeof row[name] === 'string') && typeof row[STRENGTH] === 'number';
    }),

  check(row) {
    for (const name of USED) text(row, name);
    strengthOf(row[STRENGTH], STRENGTH);
    votesOf(row, VOTES, 'strength', WORDS);
  },

  record([row]): PreferenceRecord {
    const source = row as Row;
    const strength = strengthOf(source[STRENGTH], STRENGTH);
    // The votes stay in `extra` too, for whatever else they hold. So does -100, which is no strength.
    return rowRecord(source, strength === null ? USED : USED_LABELLED, {
      prompt: helpsteerTurns(text(source, 'prompt')),
      responses: RESPONSES.map((name) => ({ text: text(source, name), model: null, labels: [] })),
      preference: preferenceOf(strength, votesOf(source, VOTES, 'strength', WORDS)),
    });
  },

  edit: ([row], operation) => strengthEdit(row as Row, STRENGTH, operation),
};
