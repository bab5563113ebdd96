import * as vscode from 'vscode';
import { Journal } from '../../core/journal.js';
import type { Edit, Operation, RowText } from '../../core/edits.js';
import type { SavedEdit } from '../../core/log.js';
import type { DatasetId, EngineEvents } from '../../protocol/engine.js';
import { NO_SCORING, type DatasetView } from '../../protocol/views.js';
import { modelWish, scoreOnOpen } from '../settings.js';
import type { EngineClient } from '../engineClient.js';

/** What a hot exit keeps. */
export interface Kept {
  readonly edits: readonly SavedEdit[];
  readonly removed: readonly RowText[];
}

/** One open file: the engine reads and writes it, the journal here remembers what was done to it. */
export class TiebreakDocument implements vscode.CustomDocument {
  private readonly journal = new Journal();
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly changes = new vscode.EventEmitter<{ event: keyof EngineEvents; params: unknown }>();
  private reopened: Promise<void> = Promise.resolve();
  private readonly madeEdits = new vscode.EventEmitter<{ edit: Edit; undo(): Promise<void>; redo(): Promise<void> }>();
  /** What the page is to be told: the engine's events about this file. */
  readonly onDidChange = this.changes.event;
  /** An edit that VS Code must know, with its undo and redo. */
  readonly onDidEdit = this.madeEdits.event;
  private readonly revealed = new vscode.EventEmitter<number>();
  /** A record that an undo or redo touched and that should be shown. */
  readonly onDidReveal = this.revealed.event;
  scoring = NO_SCORING;
  /** True where a hot exit left unsaved edits. */
  restored = false;
  /** Edits, undos and redos, one after the other; a save waits for those before it. */
  private turns: Promise<unknown> = Promise.resolve();
  /** The record shown last, for palette commands. */
  shown = 0;

  private constructor(
    readonly uri: vscode.Uri,
    /** The file that the engine reads; differs from the uri's for read-only copies. */
    private readonly path: string,
    private readonly engine: EngineClient,
    private dataset: DatasetId,
    public view: DatasetView,
  ) {
    this.subscriptions.push(
      engine.on('dataset', (event) => this.forward('dataset', event, () => this.read(event.view))),
      engine.on('scoring', (event) => this.forward('scoring', event, () => (this.scoring = event.view))),
      engine.on('changed', (event) => this.forward('changed', event)),
      engine.onRestart(() => void (this.reopened = this.reopen().catch(tellError))),
    );
  }

  /** Opens the file; `kept` is what a hot exit left. */
  static async open(uri: vscode.Uri, path: string, engine: EngineClient, { edits, removed }: Kept): Promise<TiebreakDocument> {
    const { dataset, view } = await engine.request('open', { path, schema: null, removed, attach: [] });
    const document = new TiebreakDocument(uri, path, engine, dataset, view);
    document.view = document.named(view);
    document.journal.restore(edits, removed);
    document.restored = edits.length > 0;
    await document.replay();
    return document;
  }

  get readOnly(): boolean {
    return this.uri.scheme !== 'file';
  }

  /** Asks the engine about this file; where it dies over the question, the next one is asked again, once. */
  async ask<T>(question: (engine: EngineClient, dataset: DatasetId) => Promise<T>): Promise<T> {
    await this.reopened;
    try {
      return await question(this.engine, this.dataset);
    } catch (error) {
      if ((error as Error).name !== 'ConnectionClosed') throw error;
      await this.engine.restarted();
      await this.reopened;
      return question(this.engine, this.dataset);
    }
  }

  /** Makes an edit; nothing happens where the record is so already. */
  async edit(index: number, operation: Operation): Promise<void> {
    if (this.readOnly) throw new Error('This file is read-only here: it is not on the disk.');
    await this.inTurn(() => this.make(index, operation));
  }

  private async make(index: number, operation: Operation): Promise<void> {
    const edit = await this.ask((engine, dataset) => engine.request('edit', { dataset, index, operation, reason: null }));
    if (edit.changes.length === 0) return;
    this.journal.done(edit);
    const turn = (undone: boolean) =>
      this.inTurn(async () => {
        await this.ask((engine, dataset) => engine.request('apply', { dataset, edit: { edit, undone } }));
        if (undone) this.journal.undone(edit);
        else this.journal.done(edit);
        this.revealed.fire(index);
      });
    this.madeEdits.fire({ edit, undo: () => turn(true), redo: () => turn(false) });
  }

  /** Scores every response in the background; `scoring` tells how it goes. */
  async score(): Promise<void> {
    await this.engine.request('score', { dataset: this.dataset, model: modelWish() });
  }

  /** Writes to `target`; the journal goes on from there where it is the file itself. */
  async save(target: vscode.Uri, overwrite = false): Promise<void> {
    await this.turns;
    const saved = this.journal.saving();
    const here = target.toString() === this.uri.toString();
    const edits = this.journal.pending();
    const path = here ? this.path : target.fsPath;
    const { unlogged } = await this.ask((engine, dataset) => engine.request('save', { dataset, path, edits, overwrite: overwrite || !here }));
    if (here) saved();
    if (unlogged !== null) void vscode.window.showWarningMessage(`Tiebreak: saved, but the log of edits could not be written. ${unlogged}`);
  }

  /** Throws the edits away and reads the file anew. */
  async revert(): Promise<void> {
    await this.inTurn(() => {
      const done = this.readAnew();
      // Whoever asks from now on gets the file's own records; edits before it in turn must not wait for it.
      this.reopened = done.catch(() => undefined);
      return done;
    });
  }

  private async readAnew(): Promise<void> {
    const { dataset } = this;
    const opened = await this.engine.request('open', { path: this.path, schema: null, removed: this.journal.removed(), attach: [] });
    this.journal.revert();
    this.show(opened);
    this.changes.fire({ event: 'changed', params: { indices: null } });
    await this.engine.request('close', { dataset });
  }

  /** What a hot exit must keep. */
  backup(): Kept {
    return { edits: this.journal.pending(), removed: this.journal.removed() };
  }

  dispose(): void {
    void this.engine.request('close', { dataset: this.dataset }).catch(() => undefined);
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changes.dispose();
    this.madeEdits.dispose();
    this.revealed.dispose();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.turns.then(work);
    this.turns = turn.catch(() => undefined);
    return turn;
  }

  private async reopen(): Promise<void> {
    const wasScoring = this.scoring.state === 'starting' || this.scoring.state === 'running';
    this.show(await this.engine.request('open', { path: this.path, schema: this.view.schema, removed: this.journal.removed(), attach: [] }));
    await this.replay();
    this.changes.fire({ event: 'changed', params: { indices: null } });
    // What was scored is in the cache; the rest goes on.
    if (wasScoring) await this.score();
  }

  private show({ dataset, view }: { dataset: DatasetId; view: DatasetView }): void {
    this.dataset = dataset;
    this.view = this.named(view);
    this.scoring = NO_SCORING;
    this.changes.fire({ event: 'dataset', params: this.view });
    this.changes.fire({ event: 'scoring', params: this.scoring });
  }

  /** Does the pending edits again in an engine that knows nothing of them. */
  private async replay(): Promise<void> {
    const edits = this.journal.pending();
    if (edits.length === 0) return;
    const { refused } = await this.engine.request('replay', { dataset: this.dataset, edits });
    if (refused.length === 0) return;
    const texts = new Set(refused.map((each) => JSON.stringify(each)));
    this.journal.forget(edits.filter((each) => texts.has(JSON.stringify(each))));
    void vscode.window.showWarningMessage(
      `Tiebreak: ${refused.length} unsaved ${refused.length === 1 ? 'edit was' : 'edits were'} not restored: the file has changed in those rows since.`,
    );
  }

  private read(view: DatasetView): void {
    this.view = this.named(view);
    if (!view.complete || view.scored || view.responses > scoreOnOpen() || this.scoring.state !== 'off') return;
    this.score().catch(() => undefined);
  }

  private named(view: DatasetView): DatasetView {
    return { ...view, name: this.uri.path.split('/').at(-1) ?? view.name, readOnly: this.readOnly };
  }

  private forward<K extends keyof EngineEvents>(event: K, params: EngineEvents[K], first: () => void = () => undefined): void {
    if (params.dataset !== this.dataset) return;
    first();
    const shown = event === 'dataset' ? this.view : event === 'scoring' ? this.scoring : params;
    this.changes.fire({ event, params: shown });
  }
}

function tellError(error: Error): void {
  void vscode.window.showErrorMessage(`Tiebreak: ${error.message}`);
}
