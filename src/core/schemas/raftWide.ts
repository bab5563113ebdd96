import { t } from '@vscode/l10n';
import { EditError } from '../edits.js';
import type { PreferenceRecord, Response } from '../record.js';
import { flipEdit } from './chosenRejected.js';
import { detection } from './detection.js';
import { others, text, textOrNull } from './fields.js';
import { isRepeated, isUnfilled, wideColumns, wideResponse } from './raftColumns.js';
import { rowRecord } from './rowRecord.js';
import { RowError, type Row, type Schema } from './schema.js';

const CHOSEN = 'rewardbench_chosen';
const REJECTED = 'rewardbench_rejected';

/** A best-of-n table: `response_k`, its `reward_k` and model for k = 1, 2, …; beside them RewardBench's chosen and rejected answer to the same prompt. */
export const raftWide: Schema = {
  name: 'raft-wide',
  chosenFirst: false,
  edits: ['flip'],
  grouping: { kind: 'row' },
  columns: (all) => all.filter((column) => !isRepeated(column)),

  detect: (sample) =>
    detection(sample, 0.97, t('prompt, and a reward beside each of several response columns,'), (row) => {
      return typeof row['prompt'] === 'string' && wideColumns(row).filter(({ reward }) => reward !== undefined && typeof row[reward] === 'number').length > 1;
    }),

  check(row) {
    read(row);
  },

  record([row]): PreferenceRecord {
    const source = row as Row;
    const { columns, responses } = read(source);
    const besides = pairOf(source);
    const used = new Set(['prompt', ...columns]);
    if (besides) for (const side of [CHOSEN, REJECTED]) used.add(side).add(`${side}_model`);
    const kept = Object.fromEntries(Object.entries(others(source, used)).filter(([column, value]) => !isRepeated(column) && !isUnfilled(column, value)));
    return rowRecord(kept, used, {
      prompt: [{ role: 'user', text: text(source, 'prompt') }],
      responses: responses.map(({ text: said, model }) => ({ text: said, model, labels: [] })),
      scores: [{ model: 'reward', rewards: responses.map(({ reward }) => reward) }],
      besides,
    });
  },

  edit([row], operation) {
    const source = row as Row;
    if (!pairOf(source)) throw new EditError(t('only {0} and {1} say which response is better, and this record does not have both', CHOSEN, REJECTED));
    // 1 and 2 would be taken for two of the hundred responses.
    if (operation.kind === 'choose') throw new EditError(t('no column says which response is best: flip changes {0} and {1}', CHOSEN, REJECTED));
    return flipEdit(source, operation);
  },
};

function read(row: Row) {
  text(row, 'prompt');
  const names = wideColumns(row);
  if (names.length === 0) throw new RowError(t('no column response_1, response_2, … holds text'));
  return {
    columns: names.flatMap(({ response, reward, model }) => [response, reward, model].filter((name) => name !== undefined)),
    responses: names.map((each) => wideResponse(row, each)),
  };
}

function pairOf(row: Row): { chosen: Response; rejected: Response } | null {
  const side = (column: string): Response | null =>
    typeof row[column] === 'string' ? { text: row[column], model: textOrNull(row[`${column}_model`]), labels: [] } : null;
  const chosen = side(CHOSEN);
  const rejected = side(REJECTED);
  return chosen && rejected ? { chosen, rejected } : null;
}
