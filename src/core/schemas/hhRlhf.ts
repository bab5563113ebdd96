import type { PreferenceRecord, Turn } from '../record.js';
import { flipEdit } from './chosenRejected.js';
import { others, text, textOrNull } from './fields.js';
import { RowError, type Row, type Schema } from './schema.js';
import { splitShared, transcriptTurns } from './transcript.js';

const USED = new Set(['chosen', 'rejected', 'split', 'subset']);

/** hh-rlhf (2204.05862): two transcripts of one talk, `chosen` and `rejected`; the prompt is what they share. */
export const hhRlhf: Schema = {
  name: 'hh-rlhf',
  chosenFirst: true,
  block: 1,

  detect(sample) {
    const fits = sample.filter((row) => isTranscript(row['chosen']) && isTranscript(row['rejected']));
    if (fits.length === 0) return null;
    return {
      confidence: (0.98 * fits.length) / sample.length,
      reason: `chosen and rejected are Human/Assistant transcripts in ${fits.length} of the first ${sample.length} rows`,
    };
  },

  check(row) {
    transcript(row, 'chosen');
    transcript(row, 'rejected');
  },

  record([row]): PreferenceRecord {
    const { prompt, responses } = splitShared(transcript(row as Row, 'chosen'), transcript(row as Row, 'rejected'));
    return {
      prompt,
      responses: responses.map((response) => ({ text: response, model: null, labels: [] })),
      preference: { chosen: 0, strength: null, votes: [] },
      scores: [],
      judges: [],
      split: textOrNull(row?.['split']),
      subset: textOrNull(row?.['subset']),
      extra: others(row as Row, USED),
    };
  },

  edit: ([row], operation) => flipEdit(row as Row, operation),
};

function isTranscript(value: unknown): boolean {
  return typeof value === 'string' && transcriptTurns(value) !== null;
}

function transcript(row: Row, column: string): Turn[] {
  const turns = transcriptTurns(text(row, column));
  if (!turns) throw new RowError(`column ${column} does not start with "\\n\\nHuman:" or "\\n\\nAssistant:"`);
  return turns;
}
