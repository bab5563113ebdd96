/** The log beside a file: one JSON object a line, only ever added to. */
import type { AuditLine } from './audit/lines.js';
import type { Edit, Operation } from './edits.js';
import type { HistoryLine } from './reviews/history.js';
import type { Review } from './reviews/review.js';
import type { Standing } from './reviews/standing.js';

/** A line of the log. `time` is ISO 8601; rows count from 1. */
export type LogLine = EditLine | ReviewLine | AuditLine | { readonly event: 'save'; readonly time: string; readonly edits: number };

/** Says of which record a line is. */
interface RecordLine {
  readonly time: string;
  readonly id: string;
  readonly index: number;
  readonly rows: readonly number[];
}

/** An edit that a save put on the disk, or took back from it. */
export interface EditLine extends RecordLine {
  readonly event: 'edit' | 'undo';
  readonly operation: Operation;
  readonly reason: string | null;
  /** How the record stood before the edit, and after it. */
  readonly before?: Standing | null;
  readonly after?: Standing | null;
}

/** What was said of a record, or taken back. */
export interface ReviewLine extends RecordLine {
  readonly event: 'review' | 'unreview';
  readonly review: Review;
}

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
    ...(edit.before !== undefined && { before: edit.before }),
    ...(edit.after !== undefined && { after: edit.after }),
  }));
  lines.push({ event: 'save', time: at, edits: edits.length });
  return lines.map(lineText).join('');
}

/** A line as it stands in the log, its end included. */
export function lineText(line: LogLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** What a line says of which record; null where it is of none. */
export function logLineHistory(line: LogLine): { readonly id: string; readonly line: HistoryLine } | null {
  switch (line.event) {
    case 'save':
    case 'audit':
    case 'again':
      return null;
    case 'review':
    case 'unreview':
      return { id: line.id, line: { event: line.event, review: line.review, time: line.time, saved: true } };
    default: {
      const { event, operation, reason, time, before, after } = line;
      return { id: line.id, line: { event, operation, reason: reason ?? null, time, saved: true, ...(before !== undefined && { before }), ...(after !== undefined && { after }) } };
    }
  }
}

/** Where the log of a file is. */
export function logPath(file: string): string {
  return `${file}.tiebreak/log.jsonl`;
}
