import * as vscode from 'vscode';
import type { Operation } from '../../core/edits.js';
import { SerialQueue } from '../../core/serialQueue.js';
import type { DatasetId } from '../../protocol/engine.js';
import type { PageNews, PageOpening } from '../../protocol/page.js';
import type { PreviewView } from '../../protocol/preview.js';
import type { DatasetView } from '../../protocol/views/dataset.js';
import type { ScoringView } from '../../protocol/views/scoring.js';
import { modelWish, wantsScores } from '../settings.js';
import type { EngineClient } from '../engineClient.js';
import { Edits } from './edits.js';
import type { Kept } from './kept.js';
import { Reviews } from './reviews.js';
import { Shown } from './shown.js';
import { Source, type SourceOptions } from './source.js';
import type { Wish } from './wish.js';

/** One open file or dataset: the engine reads and writes it; what was done to it and what its pages show is kept here. */
export class TiebreakDocument implements vscode.CustomDocument {
  private readonly source: Source;
  private readonly engine: EngineClient;
  private readonly restarts: { dispose(): void };
  private readonly news = new vscode.EventEmitter<PageNews>();
  private reopened: Promise<void> = Promise.resolve();
  /** What the pages are to be told. */
  readonly onDidChange = this.news.event;
  /** True where a hot exit left unsaved edits. */
  restored = false;
  /** What people do here: edits, reviews, and the taking back of either; each is over before the next begins. */
  private readonly acts = new SerialQueue();
  /** What changes the records in the engine, VS Code's own undo and redo among it; a save waits for those before it. */
  private readonly turns = new SerialQueue();
  readonly shown = new Shown();
  private shownPreview: PreviewView | null = null;

  /** What is said of its records without changing it. */
  readonly reviews = new Reviews(this, { acts: this.acts, quiet: () => this.turns.settled(), reveal: (index) => this.reveal(index) });
  private readonly edits = new Edits(this, { turns: this.turns, order: this.reviews.order, reveal: (index) => this.reveal(index) });
  /** An edit that VS Code must know, with its undo and redo. */
  readonly onDidEdit = this.edits.onDidMake;

  private constructor(
    readonly uri: vscode.Uri,
    options: SourceOptions,
  ) {
    this.engine = options.engine;
    this.source = new Source(options, (event, params) => {
      if (event === 'dataset' && this.scoring.state === 'off' && wantsScores(params as DatasetView)) this.score().catch(() => undefined);
      this.news.fire({ event, params } as PageNews);
    });
    this.restarts = options.engine.onRestart(() => void (this.reopened = this.reopenAfterDeath().catch((error: Error) => void vscode.window.showErrorMessage(vscode.l10n.t('Tiebreak: {0}', error.message)))));
  }

  /** Opens the file; `kept` is what a hot exit left. Where two schemas fit alike, the document waits for a choice. */
  static async open(uri: vscode.Uri, options: SourceOptions, { edits, removed }: Kept): Promise<TiebreakDocument> {
    const document = new TiebreakDocument(uri, options);
    try {
      await document.source.open(options.wish, removed);
      document.edits.journal.restore(edits, removed);
      document.restored = edits.length > 0;
      await document.edits.replay(document.engine, document.source);
      return document;
    } catch (error) {
      document.dispose();
      throw error;
    }
  }

  /** What the engine opens: a file, a folder, or a glob. */
  get path(): string {
    return this.source.path;
  }

  /** What is known of the file. Throws where it waits for its schema. */
  get view(): DatasetView {
    if (!this.source.view) throw new Error(vscode.l10n.t('this file is not open yet: choose its schema first'));
    return this.source.view;
  }

  get scoring(): ScoringView {
    return this.source.scoring;
  }

  /** How the file is open. */
  get wish(): Wish {
    return this.source.wish;
  }

  /** The schema that it was opened by: a name, or the path of a mapping. */
  get openedBy(): string | null {
    return this.source.openedBy;
  }

  /** What a page starts from. */
  get opening(): PageOpening {
    const { view, choice, scoring } = this.source;
    return { view, choice, scoring, preview: this.shownPreview };
  }

  /** Asks the engine about this file; where it dies over the question, the next one is asked again, once. */
  async ask<T>(question: (engine: EngineClient, dataset: DatasetId) => Promise<T>): Promise<T> {
    await this.reopened;
    try {
      return await question(this.engine, this.source.id);
    } catch (error) {
      if ((error as Error).name !== 'ConnectionClosed') throw error;
      await this.engine.restarted();
      await this.reopened;
      return question(this.engine, this.source.id);
    }
  }

  /** Makes an edit; nothing happens where the record is so already. */
  async edit(index: number, operation: Operation): Promise<void> {
    if (this.view.stopped) throw new Error(vscode.l10n.t('Reading was stopped before the end of the file: read on to edit.'));
    if (this.view.readOnly) throw new Error(vscode.l10n.t('This file is read-only here: it is not on the disk.'));
    await this.inTurn(() => this.edits.make(index, operation));
  }

  /** Scores every response in the background; `scoring` tells how it goes. */
  async score(): Promise<void> {
    await this.engine.request('score', { dataset: this.source.id, model: modelWish() });
  }

  /** Fits heads to the labels as they stand now and scores with them in the background; `scoring` tells how it goes. */
  async fit(): Promise<void> {
    await this.settled();
    await this.ask((engine, dataset) => engine.request('fit', { dataset, model: modelWish() }));
  }

  /** Writes to `target` (of several files a folder); the journal goes on from there where it is the file itself. */
  async save(target: vscode.Uri, overwrite = false): Promise<void> {
    await this.settled();
    const saved = this.edits.journal.saving();
    const here = target.toString() === this.uri.toString();
    const edits = this.edits.journal.pending();
    const path = here ? this.path : target.fsPath;
    // That a file may be written over was confirmed with its name; a folder's files were not.
    const { unlogged } = await this.ask((engine, dataset) => engine.request('save', { dataset, path, edits, overwrite: overwrite || (!here && this.view.files === 1) }));
    if (here) saved();
    if (unlogged !== null) void vscode.window.showWarningMessage(vscode.l10n.t('Tiebreak: saved, but the log of edits could not be written. {0}', unlogged));
  }

  /** Writes what a save would write to another path, for comparing; nothing is logged. */
  async writeTo(path: string): Promise<void> {
    await this.settled();
    await this.ask((engine, dataset) => engine.request('save', { dataset, path, edits: [], overwrite: true }));
  }

  /** Throws the edits away and reads the file anew. */
  async revert(): Promise<void> {
    await this.inTurn(() => {
      const done = this.openAnew(this.wish);
      // Whoever asks from now on gets the file's own records; edits before it in turn must not wait for it.
      this.reopened = done.catch(() => undefined);
      return done;
    });
  }

  /** Opens the file another way. Unsaved edits go along where the rows keep their meaning (`keep`); otherwise there must be none. */
  async reopenAs(wish: Wish, keep: boolean): Promise<void> {
    await this.inTurn(() => {
      const done = keep ? this.openWithEdits(wish) : this.openAnew(wish);
      this.reopened = done.catch(() => undefined);
      return done;
    });
  }

  /** Waits for edits, reviews, undos and reverts that are on their way. */
  async settled(): Promise<void> {
    await this.acts.settled();
    await this.turns.settled();
  }

  /** Shows what a mapping that is being written makes of the file; null ends that. */
  preview(view: PreviewView | null): void {
    this.shownPreview = view;
    this.news.fire({ event: 'preview', params: view });
  }

  /** What a hot exit must keep. */
  backup(): Kept {
    return { edits: this.edits.journal.pending(), removed: this.edits.journal.removed(), wish: this.wish };
  }

  dispose(): void {
    this.source.dispose();
    this.restarts.dispose();
    this.news.dispose();
    this.edits.dispose();
  }

  /** Does it when whatever was asked for before is done. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    return this.acts.run(() => this.turns.run(work));
  }

  /** Without the unsaved edits; pages begin anew where the records may be others. */
  private async openAnew(wish: Wish): Promise<void> {
    const before = this.source.view?.schema;
    await this.source.open(wish, this.edits.journal.removed());
    this.edits.journal.revert();
    this.reviews.order.clear();
    if (this.source.view?.schema === before) this.tellAll();
    else this.news.fire({ event: 'reopened', params: this.opening });
  }

  private async openWithEdits(wish: Wish): Promise<void> {
    const first = this.source.view === null;
    await this.source.open(wish, this.edits.journal.removed());
    await this.edits.replay(this.engine, this.source);
    if (first) this.news.fire({ event: 'reopened', params: this.opening });
    else this.tellAll();
  }

  private async reopenAfterDeath(): Promise<void> {
    if (this.source.choice) return;
    const wasScoring = this.scoring.state === 'starting' || this.scoring.state === 'running';
    await this.source.reopen(this.edits.journal.removed());
    await this.edits.replay(this.engine, this.source);
    this.tellAll();
    // What was scored is in the cache; the rest goes on.
    if (wasScoring) await this.score();
  }

  private tellAll(): void {
    if (!this.source.view) return this.news.fire({ event: 'reopened', params: this.opening });
    this.news.fire({ event: 'dataset', params: this.source.view });
    this.news.fire({ event: 'scoring', params: this.scoring });
    this.news.fire({ event: 'changed', params: { indices: null } });
  }

  private reveal(index: number): void {
    this.news.fire({ event: 'reveal', params: { index } });
  }
}
