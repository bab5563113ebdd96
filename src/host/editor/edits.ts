import * as vscode from 'vscode';
import type { Edit, Operation } from '../../core/edits.js';
import { Journal } from '../../core/journal.js';
import type { SerialQueue } from '../../core/serialQueue.js';
import type { EngineClient } from '../engineClient.js';
import type { TiebreakDocument } from './document.js';
import type { Source } from './source.js';
import type { UndoOrder } from './undoOrder.js';

/** An edit that VS Code must know. */
export interface MadeEdit {
  readonly edit: Edit;
  undo(): Promise<void>;
  redo(): Promise<void>;
}

/** What edits share with the reviews of their document. */
interface Shared {
  /** What changes the records in the engine, one after the other. */
  readonly turns: SerialQueue;
  /** Edits and reviews in the order in which they were made. */
  readonly order: UndoOrder;
  /** Shows a record in the pages. */
  reveal(index: number): void;
}

/** Edits of one document: the engine makes them, the journal here remembers them, and VS Code has their undo and redo. */
export class Edits {
  readonly journal = new Journal();
  private readonly made = new vscode.EventEmitter<MadeEdit>();
  /** An edit that VS Code must know, with its undo and redo. */
  readonly onDidMake = this.made.event;

  constructor(
    private readonly document: Pick<TiebreakDocument, 'ask'>,
    private readonly shared: Shared,
  ) {}

  /** Makes an edit; nothing happens where the record is so already. */
  async make(index: number, operation: Operation): Promise<void> {
    const { order, turns } = this.shared;
    const edit = await this.document.ask((engine, dataset) => engine.request('edit', { dataset, index, operation, reason: null }));
    if (edit.changes.length === 0) return;
    this.journal.done(edit);
    order.edited();
    const turn = (undone: boolean) =>
      turns.run(async () => {
        await this.document.ask((engine, dataset) => engine.request('apply', { dataset, edit: { edit, undone } }));
        if (undone) this.journal.undone(edit);
        else this.journal.done(edit);
        order.turned(undone);
        this.shared.reveal(index);
      });
    this.made.fire({ edit, undo: () => turn(true), redo: () => turn(false) });
  }

  /** Does the pending edits again in an engine that knows nothing of them; those that the file no longer takes are forgotten, and it is said. */
  async replay(engine: EngineClient, source: Pick<Source, 'id'>): Promise<void> {
    const edits = this.journal.pending();
    if (edits.length === 0) return;
    const { refused } = await engine.request('replay', { dataset: source.id, edits });
    if (refused.length === 0) return;
    const texts = new Set(refused.map((each) => JSON.stringify(each)));
    this.journal.forget(edits.filter((each) => texts.has(JSON.stringify(each))));
    tellRefused(refused.length);
  }

  dispose(): void {
    this.made.dispose();
  }
}

/** Says that unsaved edits were not restored. */
function tellRefused(edits: number): void {
  void vscode.window.showWarningMessage(
    edits === 1
      ? vscode.l10n.t('Tiebreak: 1 unsaved edit was not restored: the file has changed in those rows since.')
      : vscode.l10n.t('Tiebreak: {0} unsaved edits were not restored: the file has changed in those rows since.', edits),
  );
}
