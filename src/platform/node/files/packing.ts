import { t } from '@vscode/l10n';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { unpackZstd } from './unzstd.js';

/** A way in which whole text files are packed; a new one is an entry in `PACKINGS`. */
export interface Packing {
  readonly name: 'gzip' | 'zstd';
  readonly extension: string;
  /** True where a file begins so. */
  fits(head: Uint8Array): boolean;
  /** Unpacks a stream. Throws where it is broken or cut off, after what could be unpacked. */
  unpack(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** Packs what it is given into one member (gzip) or frame (zstd), which every reader takes. */
  packer(write: (bytes: Uint8Array) => Promise<void>): Promise<Packer>;
}

/** One packing that is going on. */
export interface Packer {
  push(bytes: Uint8Array): Promise<void>;
  /** Writes what is left. */
  end(): Promise<void>;
  abort(): void;
}

const gzip: Packing = {
  name: 'gzip',
  extension: '.gz',
  fits: (head) => head[0] === 0x1f && head[1] === 0x8b,
  async *unpack(packed) {
    const gunzip = createGunzip();
    let packedBytes = 0;
    let filled = 0;
    const watched = async function* () {
      for await (const chunk of packed) {
        const last = chunk.findLastIndex((byte) => byte !== 0);
        if (last !== -1) filled = packedBytes + last + 1;
        packedBytes += chunk.length;
        yield chunk;
      }
    };
    const fed = feed(watched(), gunzip);
    try {
      yield* gunzip as AsyncIterable<Uint8Array>;
      await fed;
      // Zeros are padding; the stream passes over anything that begins with one as if it were.
      if (filled > gunzip.bytesWritten) throw new Error(t('what follows byte {0} of it is not gzip', gunzip.bytesWritten));
    } finally {
      gunzip.destroy();
      await fed.catch(() => undefined);
    }
  },
  packer: async (write) => {
    const stream = createGzip();
    const written = (async () => {
      for await (const chunk of stream) await write(chunk as Buffer);
    })();
    written.catch(() => undefined);
    return {
      push: async (bytes) => {
        // The stream looks at them later, when the caller may have other bytes there.
        if (!stream.write(Buffer.from(bytes))) await Promise.race([once(stream, 'drain'), written]);
      },
      end: async () => {
        stream.end();
        await written;
      },
      abort: () => void stream.destroy(),
    };
  },
};

const ZSTD_MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
/** A frame without content may come first; the first byte of its magic number is any of sixteen. */
const SKIPPABLE_MAGIC = [0x2a, 0x4d, 0x18];
const PUSH_BYTES = 1024 * 1024;

const zstd: Packing = {
  name: 'zstd',
  extension: '.zst',
  fits: (head) => ZSTD_MAGIC.every((byte, i) => head[i] === byte) || ((head[0]! & 0xf0) === 0x50 && SKIPPABLE_MAGIC.every((byte, i) => head[i + 1] === byte)),
  unpack: unpackZstd,
  packer: async (write) => {
    // Compression keeps its state in the module: a fresh instance for each file that is written.
    const module = await freshZstd();
    module.reset();
    return {
      push: async (bytes) => {
        for (let at = 0; at < bytes.length; at += PUSH_BYTES) {
          const packed = module.compressChunk(bytes.subarray(at, at + PUSH_BYTES));
          if (packed.length > 0) await write(packed);
        }
      },
      end: async () => write(module.compressEnd()),
      abort: () => undefined,
    };
  },
};

/** Every packing of text files. */
export const PACKINGS: readonly Packing[] = [gzip, zstd];

/** The packing that a file's first bytes show; null for a plain file. */
export function packingOf(head: Uint8Array): Packing | null {
  return PACKINGS.find((packing) => packing.fits(head)) ?? null;
}

/** The packing that a name asks for; null for none. */
export function packingNamed(path: string): Packing | null {
  return PACKINGS.find(({ extension }) => path.toLowerCase().endsWith(extension)) ?? null;
}

async function feed(packed: AsyncIterable<Uint8Array>, into: Duplex): Promise<void> {
  let resume = () => {};
  // Its own errors come out where it is read.
  for (const event of ['drain', 'end', 'close', 'error']) into.on(event, () => resume());
  try {
    for await (const chunk of packed) {
      // What comes after its end is read, and goes nowhere.
      if (into.readableEnded) continue;
      if (into.destroyed) return;
      if (!into.write(chunk)) await new Promise<void>((resolve) => void (resume = resolve));
    }
    if (!into.destroyed) into.end();
  } catch (error) {
    if (into.readableEnded) throw error;
    into.destroy(error as Error);
  }
}

let fresh: Promise<unknown> = Promise.resolve();

/** An instance that nobody else has, also where two files are written at once. */
function freshZstd(): Promise<Zstd> {
  const next = fresh.then(async () => {
    await Zstd.unload();
    return Zstd.load();
  });
  fresh = next.catch(() => undefined);
  return next;
}
