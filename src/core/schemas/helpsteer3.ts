import { t } from '@vscode/l10n';
import type { PreferenceRecord, Turn } from '../record.js';
import { detection } from './detection.js';
import { text, textOrNull } from './fields.js';
import { isMessages, noTurns, turnsOf } from './messages.js';
import { rowRecord } from './rowRecord.js';
import type { Row, Schema } from './schema.js';
import { preferenceOf, strengthEdit, strengthOf, votesOf } from './signedStrength.js';

const RESPONSES = ['response1', 'response2'] as const;
const STRENGTH = 'overall_preference';
const VOTES = 'individual_preference';
const WORDS = { justification: 'reasoning', feedback: ['feedback1', 'feedback2'] } as const;
const USED: ReadonlySet<string> = new Set(['domain', 'context', ...RESPONSES, STRENGTH]);

/** HelpSteer3-Preference (2505.11475): a talk, two responses, a signed strength -3..3, up to three annotators' scores; `domain` is the subset. */
export const helpsteer3: Schema = {
  name: 'helpsteer3',
  chosenFirst: false,
  edits: ['flip', 'choose', 'tie', 'strength'],
  grouping: { kind: 'row' },

  detect: (sample) =>
    detection(sample, 0.98, t('context as messages, {0} and {1}', RESPONSES.join(', '), STRENGTH), (row) => {
      return isMessages(row['context']) && RESPONSES.every((name) => typeof row[name] === 'string') && typeof row[STRENGTH] === 'number';
    }),

  check(row) {
    context(row);
    for (const name of RESPONSES) text(row, name);
    strengthOf(row[STRENGTH], STRENGTH);
    votesOf(row, VOTES, 'score', WORDS);
  },

  record([row]): PreferenceRecord {
    const source = row as Row;
    return rowRecord(source, USED, {
      prompt: context(source),
      responses: RESPONSES.map((name) => ({ text: text(source, name), model: null, labels: [] })),
      preference: preferenceOf(strengthOf(source[STRENGTH], STRENGTH), votesOf(source, VOTES, 'score', WORDS)),
      subset: textOrNull(source['domain']),
    });
  },

  edit: ([row], operation) => strengthEdit(row as Row, STRENGTH, operation),
};

function context(row: Row): Turn[] {
  const turns = turnsOf(row['context'], 'user');
  if (!turns) throw noTurns(row['context'], 'context');
  return turns;
}
