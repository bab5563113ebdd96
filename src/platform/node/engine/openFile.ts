import { AuditBook } from '../../../core/audit/book.js';
import type { EngineEvents } from '../../../protocol/engine.js';
import type { DatasetView } from '../../../protocol/views/dataset.js';
import { NO_SCORING, type ScoringView } from '../../../protocol/views/scoring.js';
import type { JudgingOptions } from '../../../core/query/judgingOptions.js';
import type { MetRecord } from '../../../core/readRecords.js';
import { SerialQueue } from '../../../core/serialQueue.js';
import { Session } from '../../../core/session.js';
import { DuckTableStore } from '../../duckdb/tableStore.js';
import { openDataset, type Opened, type OpenOptions } from '../files/openDataset.js';
import { auditView } from './audit.js';
import { BadPlaces } from './badPlaces.js';
import type { Listing } from './listing.js';
import { readLogs } from './logs.js';
import { Reading, type ReadingOptions } from './reading.js';
import { TextSearch } from './textSearch.js';

/** Tells the client something about this file. */
export type Tell = <K extends 'dataset' | 'scoring' | 'changed'>(event: K, params: Omit<EngineEvents[K], 'dataset'>) => void;

/** One file that the engine has open: its session, the reading, scoring and changes that go on in it, and what the client is told of them. */
export class OpenFile {
  readonly session: Session;
  readonly reading: Reading;
  readonly badPlaces: BadPlaces;
  readonly texts: TextSearch;
  readonly audits = new AuditBook();
  /** When it was opened (ISO 8601). */
  readonly since = new Date().toISOString();
  /** The list that each page was given last. */
  readonly listings = new Map<number, Listing>();
  private scoringNow: AbortController | null = null;
  private readonly edits = new SerialQueue();
  private readonly saves = new SerialQueue();

  constructor(
    readonly opened: Opened,
    private readonly tell: Tell,
    { split = null, reader = null }: Partial<ReadingOptions> = {},
  ) {
    this.session = new Session(opened.dataset, new DuckTableStore());
    this.badPlaces = new BadPlaces(opened.dataset.bad);
    this.texts = new TextSearch(opened, reader);
    this.reading = new Reading(this.session, opened, { split, reader }, {
      met: (record) => this.meet(record),
      advanced: () => this.tellView(),
      rested: () => this.tellRead(),
    });
  }

  /** Opens a file and reads its first rows. */
  static async open(path: string, { split = null, reader = null, judging, ...options }: OpenOptions & Partial<ReadingOptions> & { judging?: JudgingOptions }, tell: Tell): Promise<OpenFile> {
    const opened = await openDataset(path, options);
    const file = new OpenFile(opened, tell, { split, reader });
    if (judging) await file.session.judgeBy(judging);
    const log = await readLogs(opened.files);
    file.session.reviews.load(log);
    file.audits.load(log);
    return file;
  }

  /** Goes on reading after a stop; a scoring of what was read so far ends. */
  readOn(): void {
    this.cancelScoring();
    this.reading.goOn();
  }

  /** Changes rows, one after the other: an edit is made of what the one before left. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.edits.run(work);
  }

  /** Saves, one after the other: a save ends by changing the file that the next one reads. */
  save<T>(work: () => Promise<T>): Promise<T> {
    return this.saves.run(work);
  }

  view(): DatasetView {
    const { dataset, confidence, reason, files, path } = this.opened;
    const audit = auditView(this.audits);
    const reading = this.reading.state;
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
      ...reading,
      files: files.length,
      attached: [],
      readOnly: reading.stopped,
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

  /** Judges the records by other limits from now on; told once it is done. */
  async judgeBy(options: JudgingOptions): Promise<void> {
    await this.reading.usable;
    await this.inTurn(() => this.session.judgeBy(options));
    this.tellView();
    this.tellChanged(null);
  }

  /** Tells how scoring goes. */
  tellScoring(view: ScoringView): void {
    this.tell('scoring', { view });
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
    this.cancelScoring();
    await this.reading.close();
    await this.session.close();
    for (const file of this.opened.files) await file.close();
  }

  private meet(record: MetRecord): void {
    this.badPlaces.take(record);
    if (this.audits.waits) this.audits.meet(record.id, record.index);
  }

  private tellRead(): void {
    this.tellView();
    if (this.session.table.hasFileScores) this.tellScoring({ ...NO_SCORING, fromFile: true });
    this.tellChanged(null);
  }
}
