import type { EngineEvents } from '../../../protocol/engine.js';
import { NO_SCORING, type DatasetView, type ScoringView } from '../../../protocol/views.js';
import type { RowText } from '../../../core/edits.js';
import { Session } from '../../../core/session.js';
import { DuckTableStore } from '../../duckdb/tableStore.js';
import { openDataset, type Opened } from '../files/openDataset.js';

/** Bad rows that are told in full; the others are counted. */
const TOLD_BAD_ROWS = 1000;
/** Time between two news of one reading or scoring, in milliseconds. */
const NEWS_MS = 100;

/** Tells the client something about this file. */
export type Tell = <K extends 'dataset' | 'scoring' | 'changed'>(event: K, params: Omit<EngineEvents[K], 'dataset'>) => void;

/** One file that the engine has open: its session, and the reading and scoring that go on in it. */
export class OpenFile {
  readonly session: Session;
  /** Ends when every row has been read; rejects where reading failed. */
  readonly ready: Promise<void>;
  private readonly ending = new AbortController();
  private complete = false;
  private share = 0;
  private start!: () => void;
  /** Resolves when the next rows have been read. */
  private more = signalOnce();
  private scoringNow: AbortController | null = null;
  private edits: Promise<unknown> = Promise.resolve();
  private saves: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly opened: Opened,
    private readonly tell: Tell,
  ) {
    this.session = new Session(opened.dataset, new DuckTableStore());
    const started = new Promise<void>((resolve) => void (this.start = resolve));
    this.ready = started.then(() => this.read());
    this.ready.catch(() => undefined);
  }

  /** Opens a file and reads its first rows. */
  static async open(path: string, schema: string | null, removed: readonly RowText[], tell: Tell): Promise<OpenFile> {
    return new OpenFile(await openDataset(path, schema, removed), tell);
  }

  get file(): Opened['file'] {
    return this.opened.file;
  }

  /** Starts reading; call it once the client knows of the file. */
  begin(): void {
    this.start();
  }

  /** Changes rows, one after the other: an edit is made of what the one before left. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.edits.then(work);
    this.edits = turn.catch(() => undefined);
    return turn;
  }

  /** Saves, one after the other: a save ends by changing the file that the next one reads. */
  save<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.saves.then(work);
    this.saves = turn.catch(() => undefined);
    return turn;
  }

  /** Waits until a record has been read; throws where the file has fewer. */
  async reached(index: number): Promise<void> {
    while (this.session.table.count <= index && !this.complete) await this.more.promise;
    if (this.session.table.count <= index) throw new Error(`there is no record ${index}: the file has ${this.session.table.count}, counted from 0`);
  }

  view(): DatasetView {
    const { dataset, confidence, reason, file } = this.opened;
    const badRows = dataset.badRows.slice(0, TOLD_BAD_ROWS).map((bad) => ({ ...bad, row: bad.row + 1 }));
    return {
      name: file.path,
      format: file.rows.format,
      schema: dataset.schema.name,
      confidence,
      reason,
      attributes: this.session.census.attributes,
      responses: this.session.census.responses,
      scored: this.session.table.hasFileScores,
      rows: dataset.rows,
      records: this.session.table.count,
      badRows,
      badRowCount: dataset.badRows.length,
      complete: this.complete,
      read: this.share,
      readOnly: false,
    };
  }

  /** One scoring at a time: takes the place of the one that runs, if any. */
  scoring(): AbortController {
    this.scoringNow?.abort();
    return (this.scoringNow = new AbortController());
  }

  /** Stops the scoring that runs; what is done is kept. */
  cancelScoring(): void {
    this.scoringNow?.abort();
  }

  /** Tells how scoring goes. */
  tellScoring(view: ScoringView): void {
    this.tell('scoring', { view });
  }

  /** Tells which records read differently now. */
  tellChanged(indices: readonly number[] | null): void {
    this.tell('changed', { indices });
  }

  async close(): Promise<void> {
    this.ending.abort();
    this.cancelScoring();
    this.start();
    await this.ready.catch(() => undefined);
    await this.session.close();
    await this.opened.file.close();
  }

  private news(): void {
    this.more.fire();
    this.more = signalOnce();
  }

  private async read(): Promise<void> {
    try {
      await this.readAll();
    } finally {
      // Nobody waits for rows that do not come.
      this.complete = true;
      this.news();
    }
  }

  private async readAll(): Promise<void> {
    const { signal } = this.ending;
    let told = 0;
    for await (const { bytesDone, bytes } of this.session.read(signal)) {
      this.news();
      this.share = bytes === 0 ? 1 : bytesDone / bytes;
      if (performance.now() - told > NEWS_MS) {
        told = performance.now();
        this.tell('dataset', { view: this.view() });
      }
      // Questions of the client come between chunks.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.complete = true;
    this.tell('dataset', { view: this.view() });
    if (this.session.table.hasFileScores) this.tellScoring({ ...NO_SCORING, fromFile: true });
    this.tellChanged(null);
  }
}

function signalOnce(): { readonly promise: Promise<void>; fire(): void } {
  let fire!: () => void;
  const promise = new Promise<void>((resolve) => void (fire = resolve));
  return { promise, fire };
}
