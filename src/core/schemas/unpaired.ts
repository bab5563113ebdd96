import { t } from '@vscode/l10n';
import { EditError, type LabelOperation, type RowPatch } from '../edits.js';
import type { AttributeLabel, PreferenceRecord, Turn } from '../record.js';
import { detection } from './detection.js';
import { kind, named, textOrNull } from './fields.js';
import { noTurns, turnsOf } from './messages.js';
import { hasPrompt, promptOf } from './promptColumns.js';
import { rowRecord } from './rowRecord.js';
import { RowError, type Row, type Schema } from './schema.js';
import { splitShared } from './transcript.js';

const ANSWERS = ['completion', 'response', 'output'] as const;
const LABELS = ['label', 'kto_tag', 'desirable'] as const;
const ATTRIBUTE = 'desirable';

/** prompt, completion and a yes or no (KTO, 2402.01306; TRL's unpaired preference): the label is the attribute `desirable`, 0 or 1. */
export const unpaired: Schema = {
  name: 'unpaired',
  chosenFirst: false,
  edits: ['set'],
  grouping: { kind: 'row' },

  detect(sample) {
    // 0 and 1 beside a "response" or "output" may be any classification; TRL's own names, or a yes and no, are not.
    const own = sample.some((row) => typeof row['completion'] === 'string' || Array.isArray(row['completion']));
    const yesNo = sample.some((row) => LABELS.some((name) => typeof row[name] === 'boolean'));
    const sure = own ? 0.95 : yesNo ? 0.75 : 0.55;
    return detection(sample, sure, t('prompt, completion and a label that is true or false (or 1 or 0)'), (row) => {
      const label = named(row, LABELS);
      if (label === undefined || !isLabel(row[label]) || !hasPrompt(row)) return false;
      return own ? turnsOf(row['completion'], 'assistant') !== null : readOrNull(row) !== null;
    });
  },

  check(row) {
    read(row);
    labelOf(row);
  },

  record([row]): PreferenceRecord {
    const source = row as Row;
    const { prompt, response, columns } = read(source);
    const { column, consensus } = labelOf(source);
    const label: AttributeLabel = { attribute: ATTRIBUTE, pool: null, min: 0, max: 1, ratings: [], consensus };
    return rowRecord(source, new Set([...columns, column, 'model']), {
      prompt,
      responses: [{ text: response, model: textOrNull(source['model']), labels: [label] }],
    });
  },

  edit([row], operation: LabelOperation): RowPatch[] {
    if (operation.kind !== 'set') throw new EditError(t('this file has one response a record: set its attribute {0} to 0 or 1 instead', ATTRIBUTE));
    const { response, attribute, value } = operation;
    if (response !== 1) throw new EditError(t('there is no response {0}; the record has 1', response));
    if (attribute !== ATTRIBUTE) throw new EditError(t('there is no attribute {0}; there is {1}', attribute, ATTRIBUTE));
    if (value !== 0 && value !== 1) throw new EditError(t('{0} takes 0 or 1, not {1}', ATTRIBUTE, value));
    const { column, consensus } = labelOf(row as Row);
    if (consensus === value) return [];
    return [{ row: 0, cells: [{ kind: 'set', path: [column], value: typeof (row as Row)[column] === 'number' ? value : value === 1 }] }];
  },
};

function isLabel(value: unknown): boolean {
  return typeof value === 'boolean' || value === 0 || value === 1;
}

/** The label and its column; null where nobody gave one. Throws `RowError`. */
function labelOf(row: Row): { column: string; consensus: number | null } {
  const column = named(row, LABELS) ?? LABELS.find((name) => Object.hasOwn(row, name));
  if (column === undefined) throw new RowError(t('column label is missing'));
  const value = row[column];
  if (value === null) return { column, consensus: null };
  if (!isLabel(value)) throw new RowError(t('{0} is {1}, not true or false (or 1 or 0)', column, typeof value === 'number' ? value : kind(value)));
  return { column, consensus: Number(value) };
}

function answerOf(row: Row): { column: string; turns: Turn[] } | null {
  const column = named(row, ANSWERS);
  const turns = column === undefined ? null : turnsOf(row[column], 'assistant');
  return column === undefined || !turns ? null : { column, turns };
}

function readOrNull(row: Row) {
  try {
    return read(row);
  } catch {
    return null;
  }
}

function read(row: Row): { prompt: readonly Turn[]; response: string; columns: readonly string[] } {
  const prompt = promptOf(row);
  if (!prompt) throw new RowError(t('column prompt is missing'));
  const answer = answerOf(row);
  if (!answer) {
    // LLaMA-Factory's messages hold the answer too.
    const last = prompt.turns.at(-1);
    if (last?.role === 'assistant' && prompt.turns.length > 1 && named(row, ANSWERS) === undefined) {
      return { prompt: prompt.turns.slice(0, -1), response: last.text, columns: prompt.columns };
    }
    const column = named(row, ANSWERS) ?? 'completion';
    throw noTurns(row[column], column);
  }
  const { prompt: before, responses } = splitShared([answer.turns]);
  return { prompt: [...prompt.turns, ...before], response: responses[0] ?? '', columns: [...prompt.columns, answer.column] };
}
