import { t } from '@vscode/l10n';
import { EditError, type Edit } from '../edits.js';
import type { EditLine } from '../log.js';
import type { Records } from '../records.js';
import { same } from './history.js';
import type { ReadLog } from './readLog.js';
import { sameChoice, sameStanding, standingOf } from './standing.js';

/** An edit of a log with the line that it is on. */
export interface LoggedEdit {
  readonly number: number;
  readonly line: EditLine;
}

/** A line of the log that the file does not take, and why. */
export interface Refusal {
  readonly line: number;
  readonly id: string;
  readonly reason: string;
}

/** What came of a log's edits on a file. */
export interface Replayed {
  readonly edits: readonly Edit[];
  /** How many lines the file holds already. */
  readonly already: number;
  readonly refused: readonly Refusal[];
}

/** The edits that a log leaves in effect, by record in the order of their lines; an undo of a flip that the log does not hold is a flip. */
export function editsInEffect({ lines }: ReadLog): ReadonlyMap<string, readonly LoggedEdit[]> {
  const found = new Map<string, LoggedEdit[]>();
  for (const { number, line } of lines) {
    if (line.event !== 'edit' && line.event !== 'undo') continue;
    const own = found.get(line.id) ?? [];
    found.set(line.id, own);
    const undone = line.event === 'undo' ? own.findLastIndex((each) => each.line.event === 'edit' && same(each.line.operation, line.operation)) : -1;
    if (undone >= 0) own.splice(undone, 1);
    else own.push({ number, line });
  }
  return found;
}

/** Makes a log's edits on a dataset that was scanned (`indexOf`: where its records are), and applies them. What does not fit is refused by name, the rest is done. */
export async function replay(dataset: Records, indexOf: ReadonlyMap<string, number>, logged: ReadonlyMap<string, readonly LoggedEdit[]>): Promise<Replayed> {
  const edits: Edit[] = [];
  const refused: Refusal[] = [];
  let already = 0;
  for (const [id, own] of logged) {
    const index = indexOf.get(id);
    if (index === undefined) {
      refused.push(...own.map(({ number }) => ({ line: number, id, reason: t('the file has no record with this prompt and these responses') })));
      continue;
    }
    if (await isDone(dataset, index, own)) {
      already += own.length;
      continue;
    }
    for (const { number, line } of own) {
      const outcome = await made(dataset, index, line).catch((error: unknown) => {
        if (error instanceof EditError) return error.message;
        throw error;
      });
      if (typeof outcome === 'string') refused.push({ line: number, id, reason: outcome });
      else if (outcome.changes.length === 0) already++;
      else {
        await dataset.apply(outcome.changes.map(({ row, after }) => ({ row, text: after })));
        edits.push(outcome);
      }
    }
  }
  return { edits, already, refused: refused.sort((a, b) => a.line - b.line) };
}

/** True where the record stands as the last edit left it, and not as the first found it. */
async function isDone(dataset: Records, index: number, own: readonly LoggedEdit[]): Promise<boolean> {
  const [first, last] = [own[0]?.line.before, own.at(-1)?.line.after];
  if (first === undefined || last === undefined || sameStanding(first, last)) return false;
  return sameStanding(standingOf(await dataset.content(index)), last);
}

/** The edit, or why it does not fit. */
async function made(dataset: Records, index: number, { event, operation, reason, before }: EditLine): Promise<Edit | string> {
  if (event === 'undo' && operation.kind !== 'flip') return t('it takes back an edit that the log does not hold');
  if (event === 'edit' && before !== undefined && !sameChoice(before, standingOf(await dataset.content(index)))) return t('the record has another label than the one that was edited');
  return dataset.edit(index, operation, reason);
}
