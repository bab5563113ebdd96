import * as vscode from 'vscode';
import { Journal } from '../../core/journal.js';
import type { Operation } from '../../core/edits.js';
import type { DatasetId } from '../../protocol/engine.js';
import type { PageNews, PageOpening } from '../../protocol/page.js';
import type { PreviewView } from '../../protocol/preview.js';
import type { DatasetView, ScoringView } from '../../protocol/views.js';
import { modelWish, wantsScores } from '../settings.js';
import type { EngineClient } from '../engineClient.js';
import { tellRefused, type Kept, type MadeEdit } from './kept.js';
import { Reviews } from './reviews.js';
import { Source, type SourceOptions } from './source.js';
import { Turns } from './turns.js';
import type { Wish } from './wish.js';

/** One open file or dataset: the engine reads and writes it, the journal here remembers what was done to it. */
export class TiebreakDocument implements vscode.CustomDocument {
  private readonly journal = new Journal();
  private readonly source: Source;
  private readonly engine: EngineClient;
  private readonly restarts: { dispose(): void };
  private readonly news = new vscode.EventEmitter<PageNews>();
  private readonly madeEdits = new vscode.EventEmitter<MadeEdit>();
  private reopened: Promise<void> = Promise.resolve();
  /** What the pages are to be told. */
  readonly onDidChange = this.news.event;
  /** An edit that VS Code must know, with its undo and redo. */
  readonly onDidEdit = this.madeEdits.event;
  /** True where a hot exit left unsaved edits. */
  restored = false;
  /** What people do here: edits, reviews, and the taking back of either; each is over before the next begins. */
  private readonly acts = new Turns();
  /** What changes the records in the engine, VS Code's own undo and redo among it; a save waits for those before it. */
  private readonly turns = new Turns();
  /** The item that a page shows: a record, or -row of a bad row. */
  showing = 0;
  /** Records that a page shows without their labels. */
  readonly hidden = new Set<number>();
  private shownPreview: PreviewView | null = null;

  /** What is said of its records without changing it. */
  readonly reviews = new Reviews(this, { acts: this.acts, quiet: () => this.turns.settled(), reveal: (index) => this.news.fire({ event: 'reveal', params: { index } }) });

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
      document.journal.restore(edits, removed);
      document.restored = edits.length > 0;
      await document.replay();
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

  /** The record that is shown, for palette commands. Throws where that is a bad row. */
  get shown(): number {
    if (this.showing < 0) throw new Error(vscode.l10n.t('row {0} cannot be read: it is part of no record', -this.showing));
    return this.showing;
  }

  /** The record that is shown, for what names its responses. Throws where their order is hidden. */
  get seen(): number {
    const { shown } = this;
    if (this.hidden.has(shown)) throw new Error(vscode.l10n.t('the labels of record {0} are hidden until it is decided: choose by the keys of the page', shown));
    return shown;
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
    await this.inTurn(() => this.make(index, operation));
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
    const saved = this.journal.saving();
    const here = target.toString() === this.uri.toString();
    const edits = this.journal.pending();
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
    return { edits: this.journal.pending(), removed: this.journal.removed(), wish: this.wish };
  }

  dispose(): void {
    this.source.dispose();
    this.restarts.dispose();
    this.news.dispose();
    this.madeEdits.dispose();
  }

  /** Does it when whatever was asked for before is done. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    return this.acts.take(() => this.turns.take(work));
  }

  private async make(index: number, operation: Operation): Promise<void> {
    const edit = await this.ask((engine, dataset) => engine.request('edit', { dataset, index, operation, reason: null }));
    if (edit.changes.length === 0) return;
    this.journal.done(edit);
    this.reviews.order.edited();
    const turn = (undone: boolean) =>
      this.turns.take(async () => {
        await this.ask((engine, dataset) => engine.request('apply', { dataset, edit: { edit, undone } }));
        if (undone) this.journal.undone(edit);
        else this.journal.done(edit);
        this.reviews.order.turned(undone);
        this.news.fire({ event: 'reveal', params: { index } });
      });
    this.madeEdits.fire({ edit, undo: () => turn(true), redo: () => turn(false) });
  }

  /** Without the unsaved edits; pages begin anew where the records may be others. */
  private async openAnew(wish: Wish): Promise<void> {
    const before = this.source.view?.schema;
    await this.source.open(wish, this.journal.removed());
    this.journal.revert();
    this.reviews.order.clear();
    if (this.source.view?.schema === before) this.tellAll();
    else this.news.fire({ event: 'reopened', params: this.opening });
  }

  private async openWithEdits(wish: Wish): Promise<void> {
    const first = this.source.view === null;
    await this.source.open(wish, this.journal.removed());
    await this.replay();
    if (first) this.news.fire({ event: 'reopened', params: this.opening });
    else this.tellAll();
  }

  private async reopenAfterDeath(): Promise<void> {
    if (this.source.choice) return;
    const wasScoring = this.scoring.state === 'starting' || this.scoring.state === 'running';
    await this.source.reopen(this.journal.removed());
    await this.replay();
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

  /** Does the pending edits again in an engine that knows nothing of them. */
  private async replay(): Promise<void> {
    const edits = this.journal.pending();
    if (edits.length === 0) return;
    const { refused } = await this.engine.request('replay', { dataset: this.source.id, edits });
    if (refused.length === 0) return;
    const texts = new Set(refused.map((each) => JSON.stringify(each)));
    this.journal.forget(edits.filter((each) => texts.has(JSON.stringify(each))));
    tellRefused(refused.length);
  }
}
