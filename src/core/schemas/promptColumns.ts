import type { Turn } from '../record.js';
import { instructionTurn } from './columnNames.js';
import { named, textOrNull } from './fields.js';
import { noTurns, turnsOf } from './messages.js';
import type { Row } from './schema.js';

/** Columns that hold the prompt as text or as messages; the first one that a row fills is its prompt. */
const PROMPTS = ['prompt', 'question', 'instruction', 'input', 'query', 'messages', 'conversations', 'conversation', 'context'] as const;
const SYSTEMS = ['system', 'system_prompt', 'system_message'] as const;

/** A row's prompt and the columns it was read from. */
export interface Prompt {
  readonly turns: readonly Turn[];
  readonly columns: readonly string[];
}

/** The prompt, led by the system message where the row has one; null where no column holds one. Throws `RowError` where that column is something else. */
export function promptOf(row: Row): Prompt | null {
  const name = named(row, PROMPTS);
  if (name === undefined) return null;
  const turns = turnsOf(row[name], 'user');
  if (!turns) throw noTurns(row[name], name);
  const columns: string[] = [name];
  let asked = turns;
  if (name === 'instruction' && typeof row[name] === 'string' && typeof row['input'] === 'string') {
    asked = instructionTurn(row[name], row['input']);
    columns.push('input');
  }
  const system = named(row, SYSTEMS);
  const told = system === undefined ? null : textOrNull(row[system]);
  if (system === undefined || told === null) return { turns: asked, columns };
  columns.push(system);
  return { turns: told === '' || asked[0]?.role === 'system' ? asked : [{ role: 'system', text: told }, ...asked], columns };
}

/** True where the row's prompt can be read. */
export function hasPrompt(row: Row): boolean {
  const name = named(row, PROMPTS);
  return name !== undefined && turnsOf(row[name], 'user') !== null;
}
