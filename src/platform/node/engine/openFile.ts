import { t } from '@vscode/l10n';
import { AuditBook } from '../../../core/audit/book.js';
import type { EngineEvents } from '../../../protocol/engine.js';
import { NO_SCORING, type DatasetView, type ScoringView } from '../../../protocol/views.js';
import type { JudgingOptions } from '../../../core/query/judgingOptions.js';
import type { MetRecord } from '../../../core/readRecords.js';
import { Session } from '../../../core/session.js';
import { DuckTableStore } from '../../duckdb/tableStore.js';
import { openDataset, type Opened, type OpenOptions } from '../files/openDataset.js';
import { stretchesOf } from '../survey/stretches.js';
import { auditView } from './audit.js';
import { BadPlaces } from './badPlaces.js';
import { Gate, signalOnce } from './gate.js';
import type { Listing } from './listing.js';
import { readLogs } from './logs.js';
import { TextSearch } from './textSearch.js';
import { warm } from './warm.js';

/** Time between two news of one reading or scoring, in milliseconds. */
const NEWS_MS = 100;

/** Tells the client something about this file. */
export type Tell = <K extends 'dataset' | 'scoring' | 'changed'>(event: K, params: Omit<EngineEvents[K], 'dataset'>) => void;

/** One file that the engine has open: its session, and the reading and scoring that go on in it. */
export class OpenFile {
  readonly session: Session;
  /** Ends when every row has been read; rejects where reading failed. */
  readonly ready: Promise<void>;
  readonly badPlaces: BadPlaces;
  readonly texts: TextSearch;
  readonly audits = new AuditBook();
  /** When it was opened (ISO 8601). */
  readonly since = new Date().toISOString();
  /** The list that each page was given last. */
  readonly listings = new Map<number, Listing>();
  private readonly gate = new Gate();
  private stopped = false;
  private failed: string | null = null;
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
    readonly opened: Opened,
    private readonly tell: Tell,
    private readonly split: string | null = null,
    private readonly reader: string | null = null,
  ) {
    this.session = new Session(opened.dataset, new DuckTableStore());
    this.badPlaces = new BadPlaces(opened.dataset.bad);
    this.texts = new TextSearch(opened, reader);
    const started = new Promise<void>((resolve) => void (this.start = resolve));
    this.ready = started.then(() => this.read());
    this.ready.catch(() => undefined);
  }

  /** Opens a file and reads its first rows. */
  static async open(path: string, { split = null, reader = null, judging, ...options }: OpenOptions & { split?: string | null; reader?: string | null; judging?: JudgingOptions }, tell: Tell): Promise<OpenFile> {
    const opened = await openDataset(path, options);
    const file = new OpenFile(opened, tell, split, reader);
    if (judging) await file.session.judgeBy(judging);
    const log = await readLogs(opened.files);
    file.session.reviews.load(log);
    file.audits.load(log);
    return file;
  }

  /** Ends when reading has: at the last row, where it was stopped, or where it failed. What was read can be worked with. */
  get usable(): Promise<void> {
    const ended = this.ready.catch((error: unknown) => {
      if (this.failed === null) throw error;
    });
    return Promise.race([ended, this.gate.held]);
  }

  /** Waits for the whole file. Throws where reading was stopped, or is meanwhile: changes are made to whole files. */
  async whole(): Promise<void> {
    await this.usable;
    if (this.stopped) throw new Error(t('reading was stopped before the end of the file: read on first'));
    await this.ready;
  }

  /** True where every row has been read, or reading was stopped. */
  get still(): boolean {
    return this.complete || this.stopped;
  }

  /** Stops reading after the rows that are being read. */
  stopReading(): void {
    if (!this.complete) this.gate.close();
  }

  /** Goes on reading. */
  readOn(): void {
    this.cancelScoring();
    this.gate.open();
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
    if (this.session.table.count <= index) throw new Error(t('there is no record {0}: the file has {1}, counted from 0', index, this.session.table.count));
  }

  view(): DatasetView {
    const { dataset, confidence, reason, files, path } = this.opened;
    const audit = auditView(this.audits);
    return {
      name: path,
      format: files[0]?.rows.format ?? '',
      damage: files.map(({ rows }) => rows.damage).find((damage) => damage !== null) ?? null,
      schema: dataset.schema.name,
      confidence,
      reason,
      attributes: this.session.census.attributes,
      responses: this.session.census.responses,
      scored: this.session.table.hasFileScores,
      rows: dataset.rows,
      records: this.session.table.count,
      badRowCount: dataset.bad.count,
      decided: this.session.reviews.decided,
      complete: this.complete,
      stopped: this.stopped,
      failed: this.failed,
      files: files.length,
      attached: [],
      read: this.share,
      readOnly: this.stopped,
      ...(audit && { audit }),
      flagProblems: this.session.flagProblems.map(({ name, reason }) => `${name}: ${reason}`),
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

  /** Judges the records by other limits from now on; told once it is done. */
  async judgeBy(options: JudgingOptions): Promise<void> {
    await this.usable;
    await this.inTurn(() => this.session.judgeBy(options));
    this.tell('dataset', { view: this.view() });
    this.tellChanged(null);
  }

  /** Tells what is known of the file now. */
  tellView(): void {
    this.tell('dataset', { view: this.view() });
  }

  /** Tells which records read differently now. */
  tellChanged(indices: readonly number[] | null): void {
    this.tell('changed', { indices, decided: this.session.reviews.decided });
  }

  async close(): Promise<void> {
    this.ending.abort();
    this.cancelScoring();
    this.start();
    this.gate.open();
    await this.ready.catch(() => undefined);
    await this.session.close();
    for (const file of this.opened.files) await file.close();
  }

  private meet(record: MetRecord): void {
    this.badPlaces.take(record);
    if (this.audits.waits) this.audits.meet(record.id, record.index);
  }

  private news(): void {
    this.more.fire();
    this.more = signalOnce();
  }

  private async read(): Promise<void> {
    try {
      await this.readAll();
    } catch (error) {
      if (this.ending.signal.aborted) throw error;
      this.failed = (error as Error).message;
      // What was read stays to be looked at.
      this.session.judge(null);
      throw error;
    } finally {
      // Nobody waits for rows that do not come.
      this.complete = true;
      this.news();
      if (!this.ending.signal.aborted) {
        this.tellRead();
        warm(this.session);
      }
    }
  }

  private async readAll(): Promise<void> {
    const { signal } = this.ending;
    const stretches = this.reader !== null && this.split === null ? await stretchesOf(this.opened, this.reader) : null;
    let told = 0;
    for await (const { bytesDone, bytes } of this.session.read({ signal, split: this.split, onRecord: (record) => this.meet(record), stretches })) {
      this.news();
      this.share = bytes === 0 ? 1 : bytesDone / bytes;
      if (performance.now() - told > NEWS_MS) {
        told = performance.now();
        this.tell('dataset', { view: this.view() });
      }
      // Questions of the client come between chunks.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.gate.shut && bytesDone < bytes) await this.wait();
      signal.throwIfAborted();
    }
  }

  /** Waits at the gate; what was read so far is judged as if it were the file. */
  private async wait(): Promise<void> {
    this.session.judge(null);
    await this.session.mark();
    this.stopped = true;
    this.tellRead();
    await this.gate.pass();
    this.stopped = false;
    this.tell('dataset', { view: this.view() });
  }

  private tellRead(): void {
    this.tell('dataset', { view: this.view() });
    if (this.session.table.hasFileScores) this.tellScoring({ ...NO_SCORING, fromFile: true });
    this.tellChanged(null);
  }
}
