import { t } from '@vscode/l10n';
import { backslashesBefore, isSpace } from './bytes.js';

const QUOTE = 34;
const COMMA = 0x2c;
const OPEN = 0x5b;
const CLOSE = 0x5d;
/** Strings up to this length are walked by hand: a search costs more to begin than it saves. */
const SHORT = 24;

/**
 * Finds the elements of a JSON list in a stream of bytes, by structure alone, without recursion. It is fed from the
 * byte after the list's bracket on.
 */
export class ElementSplitter {
  /** Why the rest of the file is not read; the position is the byte's in the file. */
  damage: string | null = null;
  /** Where the element begins whose end has not come yet. */
  openAt: number | null = null;
  /** Place of the bracket that closes the list, once it has come. */
  listEnd: number | null = null;
  private state: 'first' | 'value' | 'scalar' | 'nested' | 'after' | 'wrapper' | 'end' = 'first';
  private depth = 0;
  private inString = false;
  /** True where a chunk ended on a backslash that escapes the next chunk's first byte. */
  private escaped = false;

  /** `wrapped`: the list stands in an object, whose end comes after it. */
  constructor(private readonly wrapped: boolean) {}

  /** Takes the next bytes, which stand at `base` in the file; calls `emit` with the span of each element that ends there. */
  push(bytes: Uint8Array, base: number, emit: (start: number, end: number) => void): void {
    for (let i = 0; i < bytes.length && this.damage === null; ) {
      if (this.state === 'nested' || this.state === 'wrapper') {
        i = this.walk(bytes, i);
        if (i === -1) return;
        if (this.state === 'wrapper') this.state = 'end';
        else this.close(base + i, emit);
        continue;
      }
      const byte = bytes[i] as number;
      if (this.state === 'scalar') {
        if (byte === COMMA || byte === CLOSE || isSpace(byte)) this.close(base + i, emit);
        else i++;
        continue;
      }
      if (!isSpace(byte)) this.structure(byte, base + i);
      i++;
    }
  }

  /** Says that the file ends at `size`. */
  finish(size: number): void {
    if (this.damage !== null || this.state === 'end') return;
    if (this.openAt !== null) this.damage = t('the file is cut off at byte {0}, in the middle of the row that begins at byte {1}', size, this.openAt);
    else this.damage = this.state === 'wrapper' ? t('the file is cut off at byte {0}: the object around the list does not end', size) : t('the file is cut off at byte {0}: the list does not end', size);
  }

  private structure(byte: number, at: number): void {
    if (this.state === 'end') {
      this.damage = this.wrapped ? t('the file goes on after the end of its object, at byte {0}', at) : t('the file goes on after the end of its list, at byte {0}', at);
    } else if (this.state === 'after') {
      if (byte === COMMA) this.state = 'value';
      else if (byte === CLOSE) this.closeList(at);
      else this.damage = t('a comma or ] is missing at byte {0}', at);
    } else if (byte === CLOSE && this.state === 'first') {
      this.closeList(at);
    } else if (byte === COMMA || byte === CLOSE || byte === 0x7d) {
      this.damage = t('a value is missing at byte {0}', at);
    } else {
      this.openAt = at;
      this.inString = byte === QUOTE;
      this.depth = byte === 0x7b || byte === OPEN ? 1 : 0;
      this.state = this.inString || this.depth === 1 ? 'nested' : 'scalar';
    }
  }

  private close(end: number, emit: (start: number, end: number) => void): void {
    emit(this.openAt as number, end);
    this.openAt = null;
    this.state = 'after';
  }

  private closeList(at: number): void {
    this.listEnd = at;
    this.depth = 1;
    this.state = this.wrapped ? 'wrapper' : 'end';
  }

  /** Walks to the place where the brackets that are open are closed; -1 where the bytes end before. */
  private walk(bytes: Uint8Array, from: number): number {
    let depth = this.depth;
    for (let i = from; ; ) {
      if (this.inString) {
        i = this.walkString(bytes, i);
        if (i === -1) break;
        this.inString = false;
        if (depth === 0) return i;
      }
      const { length } = bytes;
      while (i < length) {
        const byte = bytes[i++] as number;
        if (byte === QUOTE) {
          this.inString = true;
          break;
        }
        // { and [, } and ] differ in one bit.
        const bracket = byte & 0xdf;
        if (bracket === OPEN) depth++;
        else if (bracket === CLOSE && --depth === 0) return i;
      }
      if (!this.inString) break;
    }
    this.depth = depth;
    return -1;
  }

  private walkString(bytes: Uint8Array, from: number): number {
    let i = from;
    if (this.escaped && i < bytes.length) {
      this.escaped = false;
      i++;
    }
    const low = i;
    for (const end = Math.min(bytes.length, i + SHORT); i < end; i++) {
      const byte = bytes[i];
      if (byte === QUOTE) return i + 1;
      if (byte === 92) break;
    }
    for (let quote = bytes.indexOf(QUOTE, i); quote !== -1; quote = bytes.indexOf(QUOTE, quote + 1)) {
      if (backslashesBefore(bytes, quote, low) % 2 === 0) return quote + 1;
    }
    this.escaped = backslashesBefore(bytes, bytes.length, low) % 2 === 1;
    return -1;
  }
}
