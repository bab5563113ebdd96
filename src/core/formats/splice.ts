import { t } from '@vscode/l10n';
import { readAhead } from '../bytes/readAhead.js';
import type { ByteSink, ByteSource } from '../ports.js';

const WINDOW_BYTES = 1024 * 1024;
/** What is read while the piece before it is written. */
const PIECE_BYTES = 4 * 1024 * 1024;
const BATCH_BYTES = 256 * 1024;

/** Copies a file into a sink from front to back, with spans left out and bytes put in between; small pieces are gathered. */
export class Splicer {
  /** Bytes of the source that are behind. */
  copied = 0;
  /** Bytes of the new file so far. */
  written = 0;
  private readonly encoder = new TextEncoder();
  private window: Uint8Array = new Uint8Array(0);
  private windowAt = 0;
  private readonly batch = new Uint8Array(BATCH_BYTES);
  private batched = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly sink: ByteSink,
  ) {}

  /** How far bytes copied from now on move. */
  get shift(): number {
    return this.written - this.copied;
  }

  /** Copies the source up to `end`. */
  async copyTo(end: number): Promise<void> {
    if (end - this.copied > PIECE_BYTES) {
      await this.flush();
      for await (const piece of readAhead(this.source, this.copied, end, PIECE_BYTES)) {
        await this.sink.write(piece);
        this.copied += piece.length;
        this.written += piece.length;
      }
    }
    while (this.copied < end) {
      if (this.copied < this.windowAt || this.copied >= this.windowAt + this.window.length) {
        this.window = await this.source.read(this.copied, Math.min(WINDOW_BYTES, this.source.size - this.copied));
        this.windowAt = this.copied;
        if (this.window.length === 0) throw new Error(t('the file became shorter while it was saved (at byte {0})', this.copied));
      }
      const from = this.copied - this.windowAt;
      const piece = this.window.subarray(from, Math.min(this.window.length, from + end - this.copied));
      this.copied += piece.length;
      await this.put(piece);
    }
  }

  /** Leaves the source's bytes up to `end` out. */
  skipTo(end: number): void {
    this.copied = end;
  }

  /** Puts bytes, or text as UTF-8, where the copy stands. */
  async put(piece: Uint8Array | string): Promise<void> {
    const bytes = typeof piece === 'string' ? this.encoder.encode(piece) : piece;
    this.written += bytes.length;
    if (bytes.length > BATCH_BYTES - this.batched) await this.flush();
    if (bytes.length > BATCH_BYTES) {
      await this.sink.write(bytes);
    } else {
      this.batch.set(bytes, this.batched);
      this.batched += bytes.length;
    }
  }

  /** Copies the rest of the source and hands the sink everything; answers the length of the new file. */
  async finish(): Promise<number> {
    await this.copyTo(this.source.size);
    await this.flush();
    return this.written;
  }

  private async flush(): Promise<void> {
    if (this.batched === 0) return;
    await this.sink.write(this.batch.subarray(0, this.batched));
    this.batched = 0;
  }
}
