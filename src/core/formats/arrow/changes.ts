import { t } from '@vscode/l10n';
import { EditError } from '../../edits.js';
import { appendTo } from '../../multimap.js';
import { tokenize } from '../json/tokens.js';
import { build, membersOf, raw, type Cell } from './build.js';
import { ArrowError } from './error.js';
import { plain, type Layout } from './layout.js';
import type { Slots } from './slots.js';
import { textOf } from './text.js';

/** A slot that is written anew. */
export interface Change {
  readonly slot: number;
  /** Its row in the batch; null where it is put back. */
  readonly row: number | null;
  /** Rows of the batch before it. */
  readonly before: number;
  /** Its values in the order of the selected columns; null where the row is removed. */
  readonly cells: readonly NonNullable<Cell>[] | null;
}

/** Sorts slots' new texts by batch, in the order of rows. Throws `ArrowError` where one cannot be written. */
export function changesByBatch(changed: ReadonlyMap<number, string>, slots: Slots, selected: readonly Layout[]): Map<number, Change[]> {
  const byBatch = new Map<number, Change[]>();
  for (const slot of [...changed.keys()].sort((a, b) => a - b)) {
    const text = changed.get(slot) as string;
    const { batch, row, before } = slots.find(slot);
    if (text === '' && row === null) continue;
    if (batch === -1) throw new ArrowError(t('row {0} cannot be put back: the file has no batch of rows left', slot));
    const cells = text === '' ? null : inRow(slot, () => cellsOf(text, selected));
    appendTo(byBatch, batch, { slot, row, before, cells });
  }
  return byBatch;
}

/** A row's values in the order of these columns. Throws `EditError`, `JsonError`. */
export function cellsOf(text: string, columns: readonly Layout[]): NonNullable<Cell>[] {
  return membersOf({ text, node: tokenize(text) }, columns.map(({ name }) => name));
}

/** A row's text as its columns would hold and show it. Throws `EditError` where a column cannot hold a value. */
export function asShown(cells: readonly NonNullable<Cell>[], columns: readonly Layout[], known: readonly string[] | null = null): string {
  const members = columns.map((layout, i) => {
    const cell = cells[i] as NonNullable<Cell>;
    // A value that was there before is shown as it was.
    const text = known?.[i] === raw(cell) ? raw(cell) : shown(layout, cell);
    return `${JSON.stringify(layout.name)}:${text}`;
  });
  return `{${members.join(',')}}`;
}

function shown(layout: Layout, cell: NonNullable<Cell>): string {
  try {
    return textOf(build(plain(layout), [cell], () => 0), 0);
  } catch (error) {
    throw new EditError(t('column {0} ({1}): {2}', JSON.stringify(layout.name), layout.type.slice(0, 60), (error as Error).message));
  }
}

/** Runs `work`; what it throws names the row. */
export function inRow<T>(slot: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new ArrowError(t('row {0} cannot be written: {1}', slot, (error as Error).message));
  }
}
