import { t } from '@vscode/l10n';
import { Decompress } from 'fzstd';
import xxhash, { type XXHash } from 'xxhash-wasm';
import { FrameWalker, type FrameEnd } from './zstdFrames.js';

/** Small pieces: one packed megabyte may unfold to gigabytes, which must not all be held at once. */
const PIECE_BYTES = 16 * 1024;

/** One frame as it is unpacked: its content so far, counted and hashed. */
class Frame {
  private ready: Uint8Array[] = [];
  private size = 0n;
  private readonly stream = new Decompress((bytes) => void (bytes.length > 0 && this.ready.push(bytes)));

  constructor(private readonly hash: XXHash<bigint>) {}

  push(bytes: Uint8Array, last: boolean): void {
    this.stream.push(new Uint8Array(bytes), last);
  }

  /** What has come out since the last call. */
  *taken(): Generator<Uint8Array> {
    const { ready } = this;
    this.ready = [];
    for (const bytes of ready) {
      this.size += BigInt(bytes.length);
      this.hash.update(bytes);
      yield bytes;
    }
  }

  /** Throws where the content is not what the frame says of it. */
  check({ size, checksum }: FrameEnd): void {
    if (size !== null && size !== this.size) throw new Error(t('a frame holds {0} bytes where it says {1}', String(this.size), String(size)));
    if (checksum !== null && Number(this.hash.digest() & 0xffffffffn) !== checksum) throw new Error(t('the checksum of a frame does not fit its content'));
  }
}

/** Unpacks a zstd stream of any frames. Throws where it is broken, cut off, or not what its checksums say, after what could be unpacked. */
export async function* unpackZstd(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { create64 } = await xxhash();
  const walker = new FrameWalker();
  let frame: Frame | null = null;
  for await (const chunk of packed) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      for (const { bytes, end } of walker.walk(chunk.subarray(at, at + PIECE_BYTES))) {
        frame ??= new Frame(create64());
        try {
          frame.push(bytes, end !== null);
        } finally {
          yield* frame.taken();
        }
        if (end) {
          frame.check(end);
          frame = null;
        }
      }
    }
  }
  if (!walker.between) throw new Error(t('unexpected end of file'));
}
