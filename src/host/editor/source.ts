import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RowText } from '../../core/edits.js';
import type { DatasetId, EngineEvents } from '../../protocol/engine.js';
import type { ChoiceView, DatasetView } from '../../protocol/views/dataset.js';
import { NO_SCORING, type ScoringView } from '../../protocol/views/scoring.js';
import type { EngineClient } from '../engineClient.js';
import { judgingWish, onJudgingChanged, tellProblems } from '../judging.js';
import { besideOf } from '../mapping/beside.js';
import type { Wish } from './wish.js';

/** What a source is made of. */
export interface SourceOptions {
  readonly engine: EngineClient;
  /** What the engine opens: a file, a folder, or a glob. */
  readonly path: string;
  readonly split: string | null;
  /** How the page names it. */
  readonly name: string;
  readonly readOnly: boolean;
  readonly wish: Wish;
}

/** Hears the engine's events about a source. */
export type SourceListener = <K extends keyof EngineEvents>(event: K, params: unknown) => void;

/** What the engine has open for a document: it may be opened anew, another way, or wait for a schema to be chosen. */
export class Source {
  scoring: ScoringView = NO_SCORING;
  choice: ChoiceView | null = null;
  wish: Wish;
  private dataset: DatasetId | null = null;
  private current: DatasetView | null = null;
  /** The schema that it was opened by last, also where that was found: a name, or the path of a mapping. */
  private schema: string | null = null;
  /** Why what a dead engine had open could not be opened again. */
  private lost: Error | null = null;
  private readonly subscriptions: { dispose(): void }[];

  constructor(
    private readonly options: SourceOptions,
    private readonly listener: SourceListener,
  ) {
    const { engine } = options;
    this.wish = options.wish;
    this.subscriptions = [
      engine.on('dataset', (event) => this.forward('dataset', event.dataset, () => (this.current = tellProblems(this.named(event.view), this.current)))),
      engine.on('scoring', (event) => this.forward('scoring', event.dataset, () => (this.scoring = event.view))),
      engine.on('changed', (event) => this.forward('changed', event.dataset, () => event)),
      onJudgingChanged((judging) => this.dataset !== null && void engine.request('judge', { dataset: this.dataset, judging }).catch(() => undefined)),
    ];
  }

  get path(): string {
    return this.options.path;
  }

  /** What is known of the open file; null while a schema is to be chosen. */
  get view(): DatasetView | null {
    return this.current;
  }

  /** The schema that it was opened by last: a name, or the path of a mapping; null before that. */
  get openedBy(): string | null {
    return this.schema;
  }

  /** The engine's name for it. Throws why it is not open. */
  get id(): DatasetId {
    if (this.dataset === null) throw this.lost ?? new Error(vscode.l10n.t('this file is not open yet: choose its schema first'));
    return this.dataset;
  }

  /** Opens it by a wish, in the place of what was open; `removed` are rows that saves took out. Where two schemas fit alike it waits for a choice. */
  async open(wish: Wish, removed: readonly RowText[]): Promise<void> {
    await this.openBy(wish.schema, wish, removed);
  }

  /** Opens what a dead engine had open, by the schema that it was shown with. */
  async reopen(removed: readonly RowText[]): Promise<void> {
    this.dataset = null;
    try {
      await this.openBy(this.schema, this.wish, removed);
    } catch (error) {
      throw (this.lost = new Error(vscode.l10n.t('the engine ended, and this file could not be opened again: {0}', (error as Error).message)));
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    if (this.dataset !== null) void this.options.engine.request('close', { dataset: this.dataset }).catch(() => undefined);
  }

  private async openBy(schema: string | null, wish: Wish, removed: readonly RowText[]): Promise<void> {
    const { engine, path, split, name } = this.options;
    const old = this.dataset;
    const named = schema ?? (await besideOf(path));
    try {
      const { dataset, view } = await engine.request('open', { path, split, schema, removed, attach: wish.attach, judging: judgingWish() });
      this.wish = wish;
      this.dataset = dataset;
      this.choice = null;
      this.lost = null;
      this.current = this.named(view);
      // Files that are attached stand after it, each with a schema of its own.
      this.schema = named ?? view.schema.split(' + ')[0] ?? null;
    } catch (error) {
      if ((error as Error).name !== 'AmbiguousSchema' || old !== null) throw error;
      this.choice = { name, candidates: await engine.request('candidates', { path }) };
      this.current = null;
    }
    this.scoring = NO_SCORING;
    if (old !== null) await engine.request('close', { dataset: old }).catch(() => undefined);
  }

  private named(view: DatasetView): DatasetView {
    const { name, readOnly } = this.options;
    return { ...view, name, attached: this.wish.attach.map((path) => basename(path)), readOnly: readOnly || view.readOnly };
  }

  private forward<K extends keyof EngineEvents>(event: K, dataset: DatasetId, take: () => unknown): void {
    if (dataset === this.dataset) this.listener(event, take());
  }
}
