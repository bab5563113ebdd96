import { t } from '@vscode/l10n';
import { EditError } from '../edits.js';
import type { Turn } from '../record.js';
import type { Row } from './schema.js';

/** HelpSteer's five attributes, in the order of its files. */
export const HELPSTEER = ['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity'] as const;
/** Ends of their scale. */
export const HELPSTEER_MIN = 0;
export const HELPSTEER_MAX = 4;
/** Columns of a HelpSteer row that the record stands for. */
export const HELPSTEER_COLUMNS: ReadonlySet<string> = new Set(['prompt', 'response', ...HELPSTEER]);

/** Why a file of ratings has nothing to flip. */
export const RATINGS_ONLY =
  t('this file holds ratings of each response, no stated preference: set an attribute of a response instead');

const MARK = /<extra_id_1>(User|Assistant)\n/;

/** Turns of a HelpSteer prompt: plain text is one user turn; longer talks carry `<extra_id_1>User` and `Assistant` marks. */
export function helpsteerTurns(prompt: string): Turn[] {
  // Most prompts are one turn; looking for the mark costs a tenth of splitting at it.
  if (!prompt.includes('<extra_id_1>')) return [{ role: 'user', text: prompt }];
  const [first = '', ...rest] = prompt.split(MARK);
  const turns: Turn[] = [];
  if (first !== '' || rest.length === 0) turns.push({ role: 'user', text: rest.length > 0 ? trimEnd(first) : first });
  for (let i = 0; i + 1 < rest.length; i += 2) {
    turns.push({ role: rest[i] === 'User' ? 'user' : 'assistant', text: trimEnd(rest[i + 1] as string) });
  }
  return turns;
}

/** The mark stands on a line of its own; the newline before it is not the speaker's. */
function trimEnd(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

/** True where the row has a prompt, a response, and what `holds` asks for in each of the five attributes. */
export function isHelpsteer(row: Row, holds: (value: unknown) => boolean): boolean {
  return typeof row['prompt'] === 'string' && typeof row['response'] === 'string' && HELPSTEER.every((name) => holds(row[name]));
}

/** The row and value a `set` operation means. Throws `EditError` where response, attribute or value is not there. */
export function ratingTarget(
  rows: readonly Row[],
  { response, attribute, value }: { response: number; attribute: string; value: number },
): { row: number; attribute: string; value: number } {
  if (!Number.isInteger(response) || response < 1 || response > rows.length) {
    throw new EditError(t('there is no response {0}; the record has {1}', response, rows.length));
  }
  if (!(HELPSTEER as readonly string[]).includes(attribute)) {
    throw new EditError(t('there is no attribute {0}; there are {1}', attribute, HELPSTEER.join(', ')));
  }
  if (!Number.isInteger(value) || value < HELPSTEER_MIN || value > HELPSTEER_MAX) {
    throw new EditError(t('{0} takes a whole number from {1} to {2}, not {3}', attribute, HELPSTEER_MIN, HELPSTEER_MAX, value));
  }
  return { row: response - 1, attribute, value };
}
