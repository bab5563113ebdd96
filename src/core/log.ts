/** The log beside a file: one JSON object a line, only ever added to. */
import type { Edit, Operation } from './edits.js';

/** A line of the log. `time` is ISO 8601; rows count from 1. */
export type LogLine =
  | {
      readonly event: 'edit' | 'undo';
      readonly time: string;
      readonly id: string;
      readonly index: number;
      readonly rows: readonly number[];
      readonly operation: Operation;
      readonly reason: string | null;
    }
  | { readonly event: 'save'; readonly time: string; readonly edits: number };

/** An edit that a save puts on the disk, or takes back from it. */
export interface SavedEdit {
  readonly edit: Edit;
  readonly undone: boolean;
}

/** Lines for a save that has been renamed into place: its edits, then the mark. */
export function logLines(edits: readonly SavedEdit[], time: Date): string {
  const at = time.toISOString();
  const lines: LogLine[] = edits.map(({ edit, undone }) => ({
    event: undone ? 'undo' : 'edit',
    time: at,
    id: edit.id,
    index: edit.index,
    rows: edit.changes.map(({ row }) => row + 1),
    operation: edit.operation,
    reason: edit.reason,
  }));
  lines.push({ event: 'save', time: at, edits: edits.length });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Where the log of a file is. */
export function logPath(file: string): string {
  return `${file}.tiebreak/log.jsonl`;
}
