import { t } from '@vscode/l10n';
import type { Edit, RowText } from './edits.js';
import type { SavedEdit } from './log.js';

/** The edits of one document: what is applied now, and what the file on the disk holds. Kept by the client, so that an engine may die. */
export class Journal {
  private applied: Edit[] = [];
  private saved: readonly Edit[] = [];
  /** Rows that saves before this journal took out. */
  private gone: readonly RowText[] = [];

  /** Takes an edit that has just been made, or made again. */
  done(edit: Edit): void {
    this.applied.push(edit);
  }

  /** Takes back an edit; the latest, as an editor's undo does. */
  undone(edit: Edit): void {
    const at = this.applied.lastIndexOf(edit);
    if (at === -1) throw new Error(t('an edit that was not made cannot be undone'));
    this.applied.splice(at, 1);
  }

  /** What separates the file from what is shown, in the order in which it can be done again. */
  pending(): SavedEdit[] {
    const applied = new Set(this.applied);
    const saved = new Set(this.saved);
    const back = this.saved.filter((edit) => !applied.has(edit)).reverse();
    const forth = this.applied.filter((edit) => !saved.has(edit));
    return [...back.map((edit) => ({ edit, undone: true })), ...forth.map((edit) => ({ edit, undone: false }))];
  }

  /** Remembers what is applied now; call the answer when the save has been renamed into place. */
  saving(): () => void {
    const snapshot = [...this.applied];
    return () => void (this.saved = snapshot);
  }

  /** Starts from what an earlier journal had pending; nothing pending where the file was read anew. */
  restore(pending: readonly SavedEdit[], removed: readonly RowText[] = []): void {
    this.applied = pending.flatMap(({ edit, undone }) => (undone ? [] : [edit]));
    this.saved = pending.flatMap(({ edit, undone }) => (undone ? [edit] : [])).reverse();
    const known = new Set(this.saved.flatMap(({ changes }) => changes.map(({ row }) => row)));
    this.gone = removed.filter(({ row }) => !known.has(row));
  }

  /** Goes back to what the file on the disk holds. */
  revert(): void {
    this.applied = [...this.saved];
  }

  /** Leaves out pending edits that could not be done again. */
  forget(refused: readonly SavedEdit[]): void {
    for (const { edit, undone } of refused) {
      if (undone) this.applied.push(edit);
      else this.undone(edit);
    }
  }

  /** Rows that saves took out of the file, as they were: who opens it anew must count them. */
  removed(): RowText[] {
    const texts = new Map(this.gone.map((gone) => [gone.row, gone]));
    for (const { changes } of this.saved) for (const { after, before, ...at } of changes) if (after === '') texts.set(at.row, { ...at, text: before });
    return [...texts.values()];
  }
}

/** Row texts that an edit puts in place, or takes back. */
export function textsOf({ edit, undone }: SavedEdit): { row: number; text: string }[] {
  return edit.changes.map(({ row, before, after }) => ({ row, text: undone ? before : after }));
}
