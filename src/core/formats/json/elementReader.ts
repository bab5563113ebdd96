import { t } from '@vscode/l10n';
import type { ByteSource } from '../../ports.js';
import { joined } from '../../bytes/joined.js';
import { ElementSplitter } from './elements.js';

/** An element of a list and its bytes; null where it is longer than the limit. */
export interface Element {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array | null;
}

/** Lengths are kept in 32 bits. */
const LONGEST_ELEMENT = 2 ** 32 - 1;

/** Reads the elements of the list that begins before byte `from`, chunk by chunk; the first chunk is small, so that its first row need not wait. */
export class ElementReader {
  /** Bytes of the file that are behind. */
  bytesDone: number;
  private readonly splitter: ElementSplitter;

  constructor(
    private readonly source: ByteSource,
    from: number,
    wrapped: boolean,
    private readonly maxElement: number,
    private readonly reads: { readonly first: number; readonly next: number },
  ) {
    this.bytesDone = from;
    this.splitter = new ElementSplitter(wrapped);
  }

  /** Why what follows the elements is not read; null where the list is whole, or has not been read. */
  get damage(): string | null {
    return this.splitter.damage;
  }

  /** Place of the bracket that closes the list; null where it has not come. */
  get listEnd(): number | null {
    return this.splitter.listEnd;
  }

  async *chunks(): AsyncGenerator<{ elements: Element[]; bytesDone: number }> {
    let held: Uint8Array = new Uint8Array(0);
    // More and more is read of an element that goes on: what is held of it is copied with each read.
    for (let size = this.reads.first; this.splitter.damage === null; size = Math.max(this.reads.next, held.length)) {
      const read = await this.source.read(this.bytesDone, size);
      if (read.length === 0) {
        this.splitter.finish(this.bytesDone);
        return;
      }
      const base = this.bytesDone - held.length;
      const bytes = joined(held, read);
      const elements: Element[] = [];
      this.splitter.push(read, this.bytesDone, (start, end) => {
        elements.push({ start, end, bytes: start < base || end - start > this.maxElement ? null : bytes.subarray(start - base, end - base) });
      });
      this.bytesDone += read.length;
      const tooLong = elements.findIndex(({ start, end }) => end - start > LONGEST_ELEMENT);
      if (tooLong !== -1) {
        this.splitter.damage = t('the row at byte {0} is longer than {1} bytes', elements[tooLong]?.start ?? 0, LONGEST_ELEMENT);
        elements.length = tooLong;
      }
      // Of an element that is too long only the place is kept.
      const { openAt } = this.splitter;
      held = openAt === null || openAt < base || this.bytesDone - openAt > this.maxElement ? new Uint8Array(0) : bytes.subarray(openAt - base);
      yield { elements, bytesDone: this.bytesDone };
    }
  }
}
