import { t } from '@vscode/l10n';
import { EditError, type CellPatch, type LabelOperation, type RowPatch } from '../edits.js';
import type { AttributeLabel, PreferenceRecord } from '../record.js';
import { detection, told } from './detection.js';
import { rowRecord } from './rowRecord.js';
import type { Row, Schema } from './schema.js';
import { scoreRange, type ScoreRange } from './scoreRange.js';
import { soleBest } from './soleBest.js';
import { scoresOf, sharedTexts, textsOf } from './textLists.js';

const ATTRIBUTE = 'score';
const USED: ReadonlySet<string> = new Set(['text', 'score']);

/** `text` (whole talks that begin alike) and `score` (how people rate each), lists of one length; the prompt is what the texts share. */
export const textScore: Schema = scaled({ min: 0, max: 1 });

function scaled(range: ScoreRange): Schema {
  return {
    name: 'text-score',
    chosenFirst: false,
    edits: ['flip', 'choose', 'set'],
    grouping: { kind: 'row' },
    fit: (sample) => scaled(scoreRange(told(sample).flatMap((row) => (Array.isArray(row['score']) ? (row['score'] as unknown[]) : [])))),

    detect: (sample) => detection(sample, 0.95, t('text and score as lists of one length'), isTextScore),

    check(row) {
      scoresOf(row, textsOf(row).length);
    },

    record([row]): PreferenceRecord {
      const source = row as Row;
      const { prompt, responses } = sharedTexts(textsOf(source));
      const scores = scoresOf(source, responses.length);
      const top = soleBest(scores);
      return rowRecord(source, USED, {
        prompt,
        responses: responses.map((text, i) => ({ text, model: null, labels: [label(scores[i] ?? null, range)] })),
        preference: scores.every((score) => score === null) ? null : { chosen: top, strength: null, votes: [] },
      });
    },

    edit([row], operation): RowPatch[] {
      const cells = edit(scoresOf(row as Row, textsOf(row as Row).length), operation, range);
      return cells.length > 0 ? [{ row: 0, cells }] : [];
    },
  };
}

function isTextScore(row: Row): boolean {
  const { text, score } = row;
  if (!Array.isArray(text) || !Array.isArray(score)) return false;
  return text.length > 1 && text.length === score.length && text.every((item) => typeof item === 'string') && score.some((item) => typeof item === 'number');
}

function label(consensus: number | null, { min, max }: ScoreRange): AttributeLabel {
  // Where the scale ends is a guess from the file's first rows, so a score beyond it widens it.
  const value = consensus ?? min;
  return { attribute: ATTRIBUTE, pool: null, min: Math.min(min, value), max: Math.max(max, value), ratings: [], consensus };
}

function edit(scores: readonly (number | null)[], operation: LabelOperation, { min, max }: ScoreRange): CellPatch[] {
  const top = soleBest(scores);
  const exists = (response: number): number => {
    if (!Number.isInteger(response) || response < 1 || response > scores.length) throw new EditError(t('there is no response {0}; the record has {1}', response, scores.length));
    return response - 1;
  };
  const swap = (a: number, b: number): CellPatch[] => [{ kind: 'swap', a: [ATTRIBUTE, a], b: [ATTRIBUTE, b] }];
  switch (operation.kind) {
    case 'flip':
      if (scores.length !== 2) throw new EditError(t('a flip takes two responses; the record has {0}: choose one instead', scores.length));
      return scores[0] === scores[1] ? [] : swap(0, 1);
    case 'choose': {
      const at = exists(operation.response);
      if (top === null) throw new EditError(t('the best scores are equal: set the score of a response instead'));
      if (scores[at] === null) throw new EditError(t('response {0} has no score: set it instead', operation.response));
      return at === top ? [] : swap(at, top);
    }
    case 'set': {
      const at = exists(operation.response);
      if (operation.attribute !== ATTRIBUTE) throw new EditError(t('there is no attribute {0}; there is {1}', operation.attribute, ATTRIBUTE));
      const low = Math.min(min, scores[at] ?? min);
      const high = Math.max(max, scores[at] ?? max);
      if (!(operation.value >= low && operation.value <= high)) throw new EditError(t('{0} takes a number from {1} to {2}, not {3}', ATTRIBUTE, low, high, operation.value));
      return scores[at] === operation.value ? [] : [{ kind: 'set', path: [ATTRIBUTE, at], value: operation.value }];
    }
    case 'tie':
      throw new EditError(t('equal scores are a tie: set the score of a response instead'));
    case 'strength':
      throw new EditError(t('this file has no column for the strength of a preference: set the score of a response instead'));
  }
}
