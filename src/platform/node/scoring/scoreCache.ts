/**
 * Finished scores of one model on disk. Every process appends to a segment of its own and reads all of them, so two
 * windows never write one file, and a process killed in mid-write spoils at most the last record of its own segment.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeScore, encodeRecord, isWhole, KEY_BYTES, recordBytes, type ScoreShape } from '../../../core/scoring/cacheRecord.js';
import type { ResponseScore } from '../../../core/scoring/scores.js';
import { Segment } from './segment.js';

const SUFFIX = '.scores';

/** A record's place. */
interface Place {
  readonly segment: Segment;
  readonly record: number;
}

/** The scores of one model, looked up by key. */
export class ScoreCache {
  private readonly segments = new Map<string, Segment>();
  private readonly places = new Map<string, Place>();
  /** Scores that could not be written. */
  private readonly unwritten = new Map<string, ResponseScore>();
  private own: { readonly segment: Segment; readonly fd: number } | null = null;
  private writable = true;

  /** `folder` may not exist yet. Call `refresh` before the first look-up. */
  constructor(
    private readonly folder: string,
    private readonly shape: ScoreShape,
  ) {}

  /** Reads what any process has appended since the last call. */
  async refresh(): Promise<void> {
    const names = await readdir(this.folder).catch(() => [] as string[]);
    for (const name of names.filter((name) => name.endsWith(SUFFIX)).sort()) {
      const segment = this.segmentOf(name);
      if (segment !== this.own?.segment) await segment.readNew((key, record) => this.remember(key, { segment, record }));
    }
  }

  /** The score that was put under the key, number for number; null where there is none. */
  get(key: Buffer): ResponseScore | null {
    const name = key.toString('latin1');
    const place = this.places.get(name);
    if (!place) return this.unwritten.get(name) ?? null;
    const record = place.segment.record(place.record);
    // The file may have been deleted or spoilt since it was read.
    const good = record !== null && isWhole(record) && key.equals(record.subarray(0, KEY_BYTES));
    return good ? decodeScore(record, this.shape) : null;
  }

  /** Appends scores; after this returns they survive the death of the process. Where the disk refuses they are kept in memory. */
  put(entries: readonly { readonly key: Buffer; readonly score: ResponseScore }[]): void {
    const own = this.openOwn();
    const bytes = Buffer.concat(entries.map(({ key, score }) => encodeRecord(key, score, this.shape)));
    if (own && this.append(own.fd, bytes)) {
      for (const { key } of entries) this.remember(key, { segment: own.segment, record: own.segment.count++ });
    } else {
      for (const { key, score } of entries) this.unwritten.set(key.toString('latin1'), score);
    }
  }

  /** Closes its files. */
  close(): void {
    for (const segment of this.segments.values()) segment.close();
    if (this.own) closeSync(this.own.fd);
    this.own = null;
    this.writable = false;
  }

  private remember(key: Buffer, place: Place): void {
    this.places.set(key.toString('latin1'), place);
  }

  private segmentOf(name: string): Segment {
    let segment = this.segments.get(name);
    if (!segment) this.segments.set(name, (segment = new Segment(join(this.folder, name), recordBytes(this.shape))));
    return segment;
  }

  private openOwn(): { readonly segment: Segment; readonly fd: number } | null {
    if (this.own || !this.writable) return this.own;
    const name = `${process.pid}-${randomBytes(6).toString('hex')}${SUFFIX}`;
    try {
      mkdirSync(this.folder, { recursive: true });
      this.own = { fd: openSync(join(this.folder, name), 'ax'), segment: this.segmentOf(name) };
    } catch {
      this.writable = false;
    }
    return this.own;
  }

  /** False, and no more of it, where the disk took less than all: what follows a torn record would not be found. */
  private append(fd: number, bytes: Buffer): boolean {
    try {
      if (writeSync(fd, bytes) === bytes.length) return true;
    } catch {
      // A full disk ends the writing, not the scoring.
    }
    closeSync(fd);
    this.own = null;
    this.writable = false;
    return false;
  }
}
