import { t } from '@vscode/l10n';
import type { PreferenceRecord, Response } from '../record.js';
import { othersOfAll } from './columnNames.js';
import { detection } from './detection.js';
import { kind, text, textOrNull } from './fields.js';
import { messageLabels } from './oasstLabels.js';
import { rankEdit, rankOf } from './oasstRanks.js';
import { RowError, type Row, type Schema } from './schema.js';

const USED = new Set(['message_id', 'parent_id', 'text', 'role', 'rank', 'model_name', 'labels', 'split']);
const ROLES: Readonly<Record<string, string>> = { prompter: 'user', assistant: 'assistant' };

/** OpenAssistant messages (2304.07327): trees of prompter and assistant, the assistant's answers ranked from 0 (best). */
export const oasst: Schema = {
  name: 'oasst',
  chosenFirst: false,
  edits: ['flip', 'choose'],
  grouping: { kind: 'tree', node: (row) => ({ id: text(row, 'message_id'), parent: textOrNull(row['parent_id']), answer: row['role'] === 'assistant' }) },

  detect(sample) {
    return detection(sample, 0.97, t('messages with message_id, parent_id, role and text'), (row) =>
      Object.hasOwn(row, 'parent_id') && ['message_id', 'text', 'role'].every((column) => typeof row[column] === 'string'));
  },

  check(row) {
    text(row, 'message_id');
    text(row, 'text');
    const role = text(row, 'role');
    if (!Object.hasOwn(ROLES, role)) throw new RowError(t('column role is {0}, not prompter or assistant', JSON.stringify(role.slice(0, 40))));
    const parent = row['parent_id'];
    if (parent !== null && parent !== undefined && typeof parent !== 'string') throw new RowError(t('column parent_id is {0}, not text or null', kind(parent)));
    rankOf(row);
    messageLabels(row);
  },

  record(rows, above): PreferenceRecord {
    return {
      prompt: above.map((row) => ({ role: ROLES[text(row, 'role')] ?? 'user', text: text(row, 'text') })),
      responses: rows.map((row): Response => ({ text: text(row, 'text'), model: textOrNull(row['model_name']), labels: messageLabels(row) })),
      preference: preference(rows),
      scores: [],
      judges: [],
      besides: null,
      split: textOrNull(rows[0]?.['split']),
      subset: null,
      extra: othersOfAll(rows, (column) => USED.has(column)),
    };
  },

  edit: rankEdit,
};

function preference(rows: readonly Row[]): PreferenceRecord['preference'] {
  const ranks = rows.map(rankOf);
  const ranked = ranks.filter((rank) => rank !== null);
  if (ranked.length < 2) return null;
  const best = Math.min(...ranked);
  const alone = ranked.filter((rank) => rank === best).length === 1;
  return { chosen: alone ? ranks.indexOf(best) : null, strength: null, votes: [] };
}
