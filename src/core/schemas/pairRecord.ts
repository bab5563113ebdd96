import { t } from '@vscode/l10n';
import type { PreferenceRecord, Turn } from '../record.js';
import { named, textOrNull } from './fields.js';
import { noTurns, turnsOf } from './messages.js';
import { promptOf, type Prompt } from './promptColumns.js';
import { rowRecord } from './rowRecord.js';
import { RowError, type Row } from './schema.js';
import { sideScores } from './sideScores.js';
import { splitShared } from './transcript.js';

const SIDES = [
  ['chosen', 'rejected'],
  ['chosen_response', 'rejected_response'],
  ['response_chosen', 'response_rejected'],
] as const;
const MODELS = [
  ['chosen_model', 'rejected_model'],
  ['chosen-model', 'rejected-model'],
  ['model_chosen', 'model_rejected'],
] as const;

/** Names of the two columns that hold the responses; null where the row does not have both. */
export function sideColumns(row: Row): readonly [string, string] | null {
  return SIDES.find((sides) => sides.every((side) => Object.hasOwn(row, side))) ?? null;
}

/** True where a value is text, a message or a list of messages. */
export function isAnswer(value: unknown): boolean {
  return turnsOf(value, 'assistant') !== null;
}

/** Throws `RowError` where the row is not a chosen and a rejected answer with a readable prompt. */
export function checkPair(row: Row): void {
  promptOf(row);
  for (const side of requiredSides(row)) talk(row, side);
}

/** Reads a chosen and a rejected answer: text, one message, or the whole talk as messages. Throws `RowError`. */
export function pairRecord(row: Row, rewards: ReadonlySet<string>, more: readonly string[] = []): PreferenceRecord {
  const sides = requiredSides(row);
  const given = promptOf(row);
  const { prompt, responses } = splitShared(sides.map((side) => talk(row, side)));
  const models = MODELS.find((names) => named(row, names) !== undefined);
  const said = sideScores(row, rewards);
  const used = new Set([...sides, ...(models ?? []), ...said.columns, ...(given?.columns ?? []), ...more]);
  return rowRecord(row, used, {
    prompt: given ? wholePrompt(given, prompt) : prompt,
    responses: responses.map((text, i) => ({
      text,
      model: models ? textOrNull(row[models[i as 0 | 1]]) : null,
      labels: said.labels[i as 0 | 1],
    })),
    preference: { chosen: 0, strength: null, votes: [] },
    scores: said.scores,
  });
}

/** Message lists may hold the whole talk, the prompt included, or only what follows the prompt. */
function wholePrompt({ turns }: Prompt, shared: readonly Turn[]): readonly Turn[] {
  const starts = shared.find(({ role }) => role !== 'system')?.role;
  if (starts !== 'user') return [...turns, ...shared];
  return shared[0]?.role === 'system' ? shared : [...turns.filter(({ role }) => role === 'system'), ...shared];
}

function requiredSides(row: Row): readonly [string, string] {
  const sides = sideColumns(row);
  if (!sides) throw new RowError(t('column {0} is missing', Object.hasOwn(row, 'chosen') ? 'rejected' : 'chosen'));
  return sides;
}

function talk(row: Row, side: string): Turn[] {
  const turns = turnsOf(row[side], 'assistant');
  if (!turns) throw noTurns(row[side], side);
  return turns;
}
