import * as vscode from 'vscode';
import { inEffect } from '../../core/reviews/history.js';
import type { Review } from '../../core/reviews/review.js';
import type { TiebreakDocument } from './document.js';
import type { SerialQueue } from '../../core/serialQueue.js';
import { UndoOrder, type DoneReview } from './undoOrder.js';

/** What reviews share with the edits of their document. */
interface Shared {
  /** What people do, one after the other: what an undo takes back is known only when everything before it is over. */
  readonly acts: SerialQueue;
  /** Waits for what VS Code's own undo and redo are doing. */
  quiet(): Promise<void>;
  /** Shows a record in the pages. */
  reveal(index: number): void;
}

/** Reviews of one document: written to the log at once, with an undo of their own that keeps the order of edits. */
export class Reviews {
  readonly order = new UndoOrder();

  constructor(
    private readonly document: Pick<TiebreakDocument, 'ask' | 'view'>,
    private readonly shared: Shared,
  ) {}

  /** Says something of a record. */
  async say(index: number, review: Review): Promise<void> {
    const { readOnly, stopped } = this.document.view;
    if (readOnly && !stopped) throw new Error(vscode.l10n.t('This file is read-only here: it is not on the disk, and decisions on it would be lost.'));
    await this.act(async () => {
      await this.send(index, review, false);
      this.order.reviewed(index, review);
    });
  }

  /** Takes back the last thing done, be it a review or an edit. */
  async undo(): Promise<void> {
    await this.act(async () => {
      const { last } = this.order;
      if (last) await this.take(last);
      else await inVsCode('undo');
    });
  }

  /** Does again what was taken back last. */
  async redo(): Promise<void> {
    await this.act(async () => {
      const { next } = this.order;
      if (!next) return inVsCode('redo');
      await this.send(next.index, next.review, false);
      this.order.madeAgain();
      this.shared.reveal(next.index);
    });
  }

  /** Takes back the last review, whatever was edited since; without one of this session the last of the record that is shown. */
  async undoReview(shown: number): Promise<void> {
    await this.act(async () => {
      const { lastReview } = this.order;
      if (lastReview) return this.take(lastReview);
      const history = await this.document.ask((engine, dataset) => engine.request('history', { dataset, index: shown }));
      const review = inEffect(history).reviews.at(-1)?.review;
      if (!review) throw new Error(vscode.l10n.t('there is no review to undo'));
      await this.send(shown, review, true);
    });
  }

  private act(work: () => Promise<void>): Promise<void> {
    return this.shared.acts.run(async () => {
      await this.shared.quiet();
      await work();
    });
  }

  private async take({ index, review }: DoneReview): Promise<void> {
    await this.send(index, review, true);
    this.order.takenBack();
    this.shared.reveal(index);
  }

  private async send(index: number, review: Review, taken: boolean): Promise<void> {
    await this.document.ask((engine, dataset) => engine.request('review', { dataset, index, review, taken }));
  }
}

/** Runs VS Code's own undo or redo, which ends when the edit is taken back or made again: one that begins earlier is refused. */
async function inVsCode(command: 'undo' | 'redo'): Promise<void> {
  // An edit of just now is on its way to VS Code's own list, later than a command would be: without an answer from there first, the edit before it would be undone.
  await vscode.commands.executeCommand('setContext', 'tiebreak.undoing', true);
  try {
    await vscode.commands.executeCommand(command);
  } finally {
    void vscode.commands.executeCommand('setContext', 'tiebreak.undoing', false);
  }
}
