import { t } from '@vscode/l10n';

const MAGIC = 0xfd2fb528;
/** First of sixteen magic numbers of frames that hold nothing to unpack. */
const SKIPPABLE = 0x184d2a50;
const DICTIONARY_BYTES = [0, 1, 2, 4] as const;
const SIZE_BYTES = [0, 2, 4, 8] as const;
const RLE = 1;
const RESERVED = 3;

/** What a frame says of its content: how long it is, and the low 32 bits of its xxHash64; null where it does not say. */
export interface FrameEnd {
  readonly size: bigint | null;
  readonly checksum: number | null;
}

/** Bytes of one frame; `end` comes with its last ones. */
export interface FramePiece {
  readonly bytes: Uint8Array;
  readonly end: FrameEnd | null;
}

type State = 'magic' | 'skipLength' | 'skip' | 'descriptor' | 'header' | 'block' | 'content' | 'checksum';

/** Finds where the frames of a zstd stream end as it comes, and what they say of their content (RFC 8878, 3.1.1). */
export class FrameWalker {
  private state: State = 'magic';
  /** Bytes that the present state still needs, and those it has. */
  private need = 4;
  private held: number[] = [];
  private size: bigint | null = null;
  private checked = false;
  private single = false;
  private sizeBytes = 0;
  private last = false;
  private headerBytes = 0;
  /** Bytes that may begin a frame, or one that is left out: it takes more of them to tell. */
  private carried: Uint8Array = new Uint8Array(0);

  /** True where the stream may end: between two frames. */
  get between(): boolean {
    return this.state === 'magic' && this.carried.length === 0;
  }

  /** The pieces of frames in the next bytes; skippable frames are left out. Throws where this is no zstd stream. */
  walk(more: Uint8Array): FramePiece[] {
    const bytes = this.carried.length === 0 ? more : Buffer.concat([this.carried, more]);
    const pieces: FramePiece[] = [];
    let from = 0;
    const cut = (at: number, end: FrameEnd | null) => {
      if (at > from) pieces.push({ bytes: bytes.subarray(from, at), end });
      from = at;
    };
    for (let at = 0; at < bytes.length; ) {
      if (this.state === 'skip' || this.state === 'content') {
        const step = Math.min(this.need, bytes.length - at);
        at += step;
        this.need -= step;
        if (this.state === 'skip') from = at;
        if (this.need > 0) continue;
        if (this.state === 'skip') this.turn('magic', 4);
        else if (this.ended()) cut(at, { size: this.size, checksum: null });
        continue;
      }
      this.held.push(bytes[at++] as number);
      if (this.held.length < this.need) continue;
      const skips = this.state === 'skipLength';
      const end = this.step(this.taken());
      if (skips) from = at;
      else if (end) cut(at, end);
    }
    const open = this.state === 'skipLength' || (this.state === 'magic' && this.held.length > 0);
    this.carried = open ? new Uint8Array(bytes.subarray(from)) : new Uint8Array(0);
    if (open) {
      this.held = [];
      this.turn('magic', 4);
    } else cut(bytes.length, null);
    return pieces;
  }

  /** Goes on from a field that is whole; answers the frame's end where that was its last one. */
  private step(value: bigint): FrameEnd | null {
    switch (this.state) {
      case 'magic': {
        const magic = Number(value);
        if (magic === MAGIC) this.turn('descriptor', 1);
        else if (magic - (magic % 16) === SKIPPABLE) this.turn('skipLength', 4);
        else throw new Error(t('what follows is no zstd frame'));
        return null;
      }
      case 'skipLength':
        this.turn('skip', Number(value));
        if (this.need === 0) this.turn('magic', 4);
        return null;
      case 'descriptor': {
        const flags = Number(value);
        this.single = (flags & 0x20) !== 0;
        this.checked = (flags & 0x04) !== 0;
        this.sizeBytes = (flags >> 6) === 0 && this.single ? 1 : SIZE_BYTES[(flags >> 6) as 0];
        this.size = null;
        const rest = (this.single ? 0 : 1) + DICTIONARY_BYTES[(flags & 3) as 0] + this.sizeBytes;
        if (rest > 0) this.turn('header', rest);
        else this.turn('block', 3);
        return null;
      }
      case 'header':
        if (this.sizeBytes > 0) this.size = this.contentSize(value);
        this.turn('block', 3);
        return null;
      case 'block': {
        const header = Number(value);
        this.last = (header & 1) === 1;
        const type = (header >> 1) & 3;
        if (type === RESERVED) throw new Error(t('a block of a zstd frame is of no known type'));
        this.turn('content', type === RLE ? 1 : header >> 3);
        return this.need === 0 && this.ended() ? { size: this.size, checksum: null } : null;
      }
      case 'checksum':
        this.turn('magic', 4);
        return { size: this.size, checksum: Number(value) };
      default:
        return null;
    }
  }

  /** Goes on after a block; true where the frame ended with it. */
  private ended(): boolean {
    if (!this.last) this.turn('block', 3);
    else if (this.checked) this.turn('checksum', 4);
    else this.turn('magic', 4);
    return this.last && !this.checked;
  }

  private contentSize(header: bigint): bigint {
    // The size is the last field of the header; two bytes of it count from 256.
    const size = header >> BigInt(8 * (this.headerBytes - this.sizeBytes));
    return this.sizeBytes === 2 ? size + 256n : size;
  }

  private turn(state: State, need: number): void {
    this.state = state;
    this.need = need;
  }

  /** The held bytes as a little-endian number. */
  private taken(): bigint {
    let value = 0n;
    for (let i = this.held.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.held[i] as number);
    this.headerBytes = this.held.length;
    this.held = [];
    return value;
  }
}
