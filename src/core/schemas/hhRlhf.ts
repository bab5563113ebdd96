import { t } from '@vscode/l10n';
import type { PreferenceRecord, Turn } from '../record.js';
import { flipEdit } from './chosenRejected.js';
import { detection } from './detection.js';
import { text } from './fields.js';
import { rowRecord } from './rowRecord.js';
import { RowError, type Row, type Schema } from './schema.js';
import { isTranscript, splitShared, transcriptTurns } from './transcript.js';

const SIDES = ['chosen', 'rejected'] as const;
const USED: ReadonlySet<string> = new Set(SIDES);

/** hh-rlhf (2204.05862): two transcripts of one talk, `chosen` and `rejected`; the prompt is what they share. */
export const hhRlhf: Schema = {
  name: 'hh-rlhf',
  chosenFirst: true,
  edits: ['flip', 'choose'],
  grouping: { kind: 'row' },

  detect: (sample) =>
    detection(sample, 0.98, t('chosen and rejected are Human/Assistant transcripts'), (row) =>
      SIDES.every((side) => typeof row[side] === 'string' && isTranscript(row[side])),
    ),

  check(row) {
    for (const side of SIDES) if (!isTranscript(text(row, side))) throw noMark(side);
  },

  record([row]): PreferenceRecord {
    const { prompt, responses } = splitShared(SIDES.map((side) => transcript(row as Row, side)));
    return rowRecord(row as Row, USED, {
      prompt,
      responses: responses.map((response) => ({ text: response, model: null, labels: [] })),
      preference: { chosen: 0, strength: null, votes: [] },
    });
  },

  edit: ([row], operation) => flipEdit(row as Row, operation),
};

function transcript(row: Row, column: string): Turn[] {
  const turns = transcriptTurns(text(row, column));
  if (!turns) throw noMark(column);
  return turns;
}

function noMark(column: string): RowError {
  return new RowError(t('column {0} does not start with "\\n\\nHuman:" or "\\n\\nAssistant:"', column));
}
