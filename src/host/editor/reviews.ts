import * as vscode from 'vscode';
import { inEffect } from '../../core/reviews/history.js';
import type { Review } from '../../core/reviews/review.js';
import type { TiebreakDocument } from './document.js';
import { Turns } from './turns.js';
import { UndoOrder, type DoneReview } from './undoOrder.js';

/** Reviews of one document: written to the log at once, with an undo of their own that keeps the order of edits. */
export class Reviews {
  readonly order = new UndoOrder();
  /** Reviews and their undoing, one after the other. */
  private readonly turns = new Turns();

  constructor(
    private readonly document: Pick<TiebreakDocument, 'ask' | 'view' | 'settled'>,
    private readonly reveal: (index: number) => void,
  ) {}

  /** Says something of a record. */
  async say(index: number, review: Review): Promise<void> {
    const { readOnly, stopped } = this.document.view;
    if (readOnly && !stopped) throw new Error(vscode.l10n.t('This file is read-only here: it is not on the disk, and decisions on it would be lost.'));
    await this.turns.take(async () => {
      await this.document.settled();
      await this.send(index, review, false);
      this.order.reviewed(index, review);
    });
  }

  /** Takes back the last thing done, be it a review or an edit. */
  async undo(): Promise<void> {
    await this.turns.settled();
    await this.document.settled();
    const { last } = this.order;
    if (last) await this.take(last);
    else await vscode.commands.executeCommand('undo');
  }

  /** Does again what was taken back last. */
  async redo(): Promise<void> {
    await this.turns.settled();
    await this.document.settled();
    const { next } = this.order;
    if (!next) return void (await vscode.commands.executeCommand('redo'));
    await this.turns.take(() => this.send(next.index, next.review, false));
    this.order.madeAgain();
    this.reveal(next.index);
  }

  /** Takes back the last review of this session; without one the last of the record that is shown. */
  async undoReview(shown: number): Promise<void> {
    await this.turns.settled();
    const { lastReview } = this.order;
    if (lastReview) return this.take(lastReview);
    const history = await this.document.ask((engine, dataset) => engine.request('history', { dataset, index: shown }));
    const review = inEffect(history).reviews.at(-1)?.review;
    if (!review) throw new Error(vscode.l10n.t('there is no review to undo'));
    await this.send(shown, review, true);
  }

  private async take({ index, review }: DoneReview): Promise<void> {
    await this.turns.take(() => this.send(index, review, true));
    this.order.takenBack();
    this.reveal(index);
  }

  private async send(index: number, review: Review, taken: boolean): Promise<void> {
    await this.document.ask((engine, dataset) => engine.request('review', { dataset, index, review, taken }));
  }
}
