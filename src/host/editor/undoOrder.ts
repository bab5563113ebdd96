import type { Review } from '../../core/reviews/review.js';

/** A review of this session; `after`: how many edits were in effect when it was made. */
export interface DoneReview {
  readonly index: number;
  readonly review: Review;
  readonly after: number;
}

/** Reviews and edits in the order in which they were made: reviews do not dirty the file, so VS Code's own undo knows only the edits. */
export class UndoOrder {
  private edits = 0;
  private done: DoneReview[] = [];
  private undone: DoneReview[] = [];

  /** An edit was made. */
  edited(): void {
    this.edits++;
    this.undone = [];
  }

  /** An edit was taken back, or made again. */
  turned(undone: boolean): void {
    this.edits += undone ? -1 : 1;
  }

  reviewed(index: number, review: Review): void {
    this.done.push({ index, review, after: this.edits });
    this.undone = [];
  }

  /** The review that is the last thing done; null where an edit is, or nothing. */
  get last(): DoneReview | null {
    const top = this.done.at(-1);
    return top && top.after >= this.edits ? top : null;
  }

  /** The last review, whatever was edited since. */
  get lastReview(): DoneReview | null {
    return this.done.at(-1) ?? null;
  }

  /** The review that is the next thing to be done again; null where an edit is, or nothing. */
  get next(): DoneReview | null {
    const top = this.undone.at(-1);
    return top && top.after <= this.edits ? top : null;
  }

  /** The last review was taken back. */
  takenBack(): void {
    const top = this.done.pop();
    if (top) this.undone.push(top);
  }

  /** It was made again. */
  madeAgain(): void {
    const top = this.undone.pop();
    if (top) this.done.push(top);
  }

  /** The file was read anew: nothing of before can be undone in order. */
  clear(): void {
    this.edits = 0;
    this.done = [];
    this.undone = [];
  }
}
