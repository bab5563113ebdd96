import { t } from '@vscode/l10n';
import type { MetRecord } from '../../../core/readRecords.js';
import type { Session } from '../../../core/session.js';
import type { DatasetView } from '../../../protocol/views/dataset.js';
import type { Opened } from '../files/openDataset.js';
import { stretchesOf } from '../survey/stretches.js';
import { Gate, signalOnce } from './gate.js';
import { warm } from './warm.js';

/** Time between two news of one reading, in milliseconds. */
const NEWS_MS = 100;

/** What is read, and how. */
export interface ReadingOptions {
  /** Only records of this split; null for all. */
  readonly split: string | null;
  /** The built reader.js, which reads large files in threads; null reads in this one. */
  readonly reader: string | null;
}

/** Hears how a reading goes. */
export interface ReadingListener {
  /** A record was read. */
  met(record: MetRecord): void;
  /** More rows have been read, or reading goes on after a stop; a few times a second. */
  advanced(): void;
  /** Reading came to rest, at its end or where it was stopped: what was read is judged. */
  rested(): void;
}

/** Reads an open file's rows into its session; it can be stopped and goes on, and what was read can be worked with where it ends early. */
export class Reading {
  /** Ends when every row has been read; rejects where reading failed. */
  readonly ready: Promise<void>;
  private readonly gate = new Gate();
  private readonly ending = new AbortController();
  private stopped = false;
  private failed: string | null = null;
  private complete = false;
  private share = 0;
  private start!: () => void;
  /** Resolves when the next rows have been read. */
  private more = signalOnce();

  constructor(
    private readonly session: Session,
    private readonly opened: Opened,
    private readonly options: ReadingOptions,
    private readonly listener: ReadingListener,
  ) {
    const started = new Promise<void>((resolve) => void (this.start = resolve));
    this.ready = started.then(() => this.read());
    this.ready.catch(() => undefined);
  }

  /** How far it is. */
  get state(): Pick<DatasetView, 'complete' | 'stopped' | 'failed' | 'read'> {
    return { complete: this.complete, stopped: this.stopped, failed: this.failed, read: this.share };
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

  /** Waits until a record has been read; throws where the file has fewer. */
  async reached(index: number): Promise<void> {
    while (this.session.table.count <= index && !this.complete) await this.more.promise;
    if (this.session.table.count <= index) throw new Error(t('there is no record {0}: the file has {1}, counted from 0', index, this.session.table.count));
  }

  /** Starts reading; call it once the client knows of the file. */
  begin(): void {
    this.start();
  }

  /** Stops after the rows that are being read. */
  stop(): void {
    if (!this.complete) this.gate.close();
  }

  /** Goes on after a stop. */
  goOn(): void {
    this.gate.open();
  }

  /** Ends it for good; resolves once nothing is read any more. */
  async close(): Promise<void> {
    this.ending.abort();
    this.start();
    this.gate.open();
    await this.ready.catch(() => undefined);
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
        this.listener.rested();
        warm(this.session);
      }
    }
  }

  private async readAll(): Promise<void> {
    const { signal } = this.ending;
    const { split, reader } = this.options;
    const stretches = reader !== null && split === null ? await stretchesOf(this.opened, reader) : null;
    let told = 0;
    for await (const { bytesDone, bytes } of this.session.read({ signal, split, onRecord: (record) => this.listener.met(record), stretches })) {
      this.news();
      this.share = bytes === 0 ? 1 : bytesDone / bytes;
      if (performance.now() - told > NEWS_MS) {
        told = performance.now();
        this.listener.advanced();
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
    this.listener.rested();
    await this.gate.pass();
    this.stopped = false;
    this.listener.advanced();
  }

  private news(): void {
    this.more.fire();
    this.more = signalOnce();
  }
}
