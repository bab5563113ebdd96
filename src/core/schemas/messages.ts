import { t } from '@vscode/l10n';
import type { Turn } from '../record.js';
import { kind, objectOrNull } from './fields.js';
import { RowError, type Row } from './schema.js';

/** Words of public files for the two speakers; any other word is kept as it is. */
const ROLES: ReadonlyMap<string, string> = new Map([
  ['human', 'user'],
  ['prompter', 'user'],
  ['gpt', 'assistant'],
  ['bot', 'assistant'],
  ['model', 'assistant'],
  ['chatgpt', 'assistant'],
]);

/** Text as one turn of `role`, one message, or a list of messages (`role` and `content`, or `from` and `value`); null for anything else. */
export function turnsOf(value: unknown, role: string): Turn[] | null {
  if (typeof value === 'string') return [{ role, text: value }];
  if (!Array.isArray(value)) {
    const only = message(value);
    return only && [only];
  }
  const turns: Turn[] = [];
  for (const item of value as readonly unknown[]) {
    const turn = message(item);
    if (!turn) return null;
    turns.push(turn);
  }
  return turns.length > 0 ? turns : null;
}

/** Why a column gives no turns, for a curator to read. */
export function noTurns(value: unknown, column: string): RowError {
  if (!Array.isArray(value)) return new RowError(t('column {0} is {1}, not text or a list of messages (role and content, or from and value)', column, kind(value)));
  if (value.length === 0) return new RowError(t('column {0} is an empty list', column));
  const at = value.findIndex((item) => message(item) === null);
  return new RowError(t('item {0} of column {1} is {2}, not a message (role and content, or from and value)', at + 1, column, kind(value[at])));
}

/** True for a non-empty list whose items all are messages. */
export function isMessages(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => message(item) !== null);
}

function message(item: unknown): Turn | null {
  const row = objectOrNull(item);
  if (!row) return null;
  const role = own(row, 'role') ?? own(row, 'from');
  const content = own(row, 'content') ?? own(row, 'value');
  if (typeof role !== 'string') return null;
  const text = typeof content === 'string' ? content : partsText(content);
  return text === null ? null : { role: ROLES.get(role.toLowerCase()) ?? role, text };
}

/** Text of a message in parts (`[{"type": "text", "text": ...}]`); null where a part is no text. */
function partsText(content: unknown): string | null {
  if (!Array.isArray(content) || content.length === 0) return null;
  const texts = content.map((part: unknown) => {
    const text = objectOrNull(part)?.['text'];
    return typeof text === 'string' ? text : null;
  });
  return texts.every((text) => text !== null) ? texts.join('') : null;
}

function own(row: Row, name: string): unknown {
  return Object.hasOwn(row, name) ? row[name] : undefined;
}
