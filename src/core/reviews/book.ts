import { logLineHistory, type LogLine, type SavedEdit } from '../log.js';
import { appendTo } from '../multimap.js';
import { same, type HistoryLine } from './history.js';
import type { RecordState, Review } from './review.js';
import { outcomeOf, UNTOUCHED, type Outcome } from './state.js';

interface Entry {
  lines: HistoryLine[];
  /** What they come to; null until somebody asks. */
  outcome: Outcome | null;
}

/**
 * What was done to each record of one open file: the lines of its log, found again by the records' ids, then the edits and
 * reviews of this session. Use: `load` the log, `meet` every record as it is read, then `apply` and `say`.
 */
export class ReviewBook {
  private readonly unmet = new Map<string, HistoryLine[]>();
  private readonly entries = new Map<number, Entry>();
  private count = 0;
  /** True until anything is known of any record. */
  get empty(): boolean {
    return this.entries.size === 0;
  }

  /** How many records were decided: accepted or edited. */
  get decided(): number {
    return this.count;
  }

  /** Takes the lines of a log, oldest first, before records are met. */
  load(lines: readonly LogLine[]): void {
    for (const line of lines) {
      const found = logLineHistory(line);
      if (found !== null) appendTo(this.unmet, found.id, found.line);
    }
  }

  /** True while the log tells of records that have not been met. */
  get waits(): boolean {
    return this.unmet.size > 0;
  }

  /** Gives a record that has been read what the log says of its id. */
  meet(id: string, index: number): void {
    const lines = this.unmet.get(id);
    if (!lines) return;
    this.unmet.delete(id);
    for (const line of lines) this.add(index, line);
  }

  /** Takes an edit that was done or undone now; an unsaved one and its undoing leave no trace. */
  apply({ edit, undone }: SavedEdit, time: Date): void {
    const { index, operation, reason, before, after } = edit;
    const lines = this.entries.get(index)?.lines ?? [];
    const opposite = lines.findLastIndex((line) => !line.saved && line.event === (undone ? 'edit' : 'undo') && same(line.operation, operation));
    if (opposite >= 0) return this.change(index, (all) => all.toSpliced(opposite, 1));
    const standing = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
    this.add(index, { event: undone ? 'undo' : 'edit', operation, reason, time: time.toISOString(), saved: false, ...standing });
  }

  /** These edits are in the file and its log now. */
  saved(edits: readonly SavedEdit[]): void {
    for (const { edit, undone } of edits) {
      this.change(edit.index, (lines) => {
        const at = lines.findIndex((line) => !line.saved && line.event === (undone ? 'undo' : 'edit') && same(line.operation, edit.operation));
        return at < 0 ? lines : lines.with(at, { ...(lines[at] as HistoryLine), saved: true });
      });
    }
  }

  /** Takes a review, or its taking back, that is in the log. */
  say(index: number, review: Review, taken: boolean, time: Date): void {
    this.add(index, { event: taken ? 'unreview' : 'review', review, time: time.toISOString(), saved: true });
  }

  state(index: number): RecordState {
    return this.outcome(index).state;
  }

  note(index: number): string | null {
    return this.outcome(index).note;
  }

  /** What the record's history comes to. */
  outcome(index: number): Outcome {
    const entry = this.entries.get(index);
    return entry ? (entry.outcome ??= outcomeOf(entry.lines)) : UNTOUCHED;
  }

  /** Everything that was done to a record, oldest first. */
  history(index: number): readonly HistoryLine[] {
    return this.entries.get(index)?.lines ?? [];
  }

  /** Records that anything was done to, in no order. */
  touched(): Iterable<number> {
    return this.entries.keys();
  }

  private add(index: number, line: HistoryLine): void {
    this.change(index, (lines) => {
      lines.push(line);
      return lines;
    });
  }

  private change(index: number, work: (lines: HistoryLine[]) => HistoryLine[]): void {
    const entry = this.entries.get(index) ?? { lines: [], outcome: null };
    const before = isDecided(this.outcome(index).state);
    entry.lines = work(entry.lines);
    entry.outcome = null;
    if (entry.lines.length === 0) this.entries.delete(index);
    else this.entries.set(index, entry);
    this.count += Number(isDecided(this.outcome(index).state)) - Number(before);
  }
}

/** True for a state that is a decision on the label. */
export function isDecided(state: RecordState): boolean {
  return state === 'reviewed' || state === 'edited';
}
