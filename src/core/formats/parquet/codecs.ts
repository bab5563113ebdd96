import { t } from '@vscode/l10n';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import { snappyUncompress } from 'hyparquet/src/snappy.js';
import { ParquetError } from './thrift.js';

/** Packs and unpacks the bytes of a page; `unpack` may answer another length than `length` where the bytes are broken. */
export interface Codec {
  pack(bytes: Uint8Array): Promise<Uint8Array>;
  unpack(bytes: Uint8Array, length: number): Promise<Uint8Array>;
}

/** The codecs that need more than JavaScript. */
export type OuterCodecs = Readonly<Record<'GZIP' | 'BROTLI' | 'ZSTD', Codec>>;

/** Names of the codecs, in the order of their numbers in the format's definition. */
const NAMES = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'LZO', 'BROTLI', 'LZ4', 'ZSTD', 'LZ4_RAW'] as const;

const PLAIN: Codec = { pack: async (bytes) => bytes, unpack: async (bytes) => bytes };

const SNAPPY: Codec = {
  pack: async (bytes) => snappyCompress(bytes).slice(),
  async unpack(bytes, length) {
    const out = new Uint8Array(length);
    if (length > 0) snappyUncompress(bytes, out);
    return out;
  },
};

const LZ4_RAW: Codec = { pack: async (bytes) => literals(bytes), unpack: async (bytes, length) => decompressLz4Raw(bytes, length) };

/** LZ4 as Hadoop frames it: both lengths before each block. */
const LZ4: Codec = {
  async pack(bytes) {
    const block = literals(bytes);
    const out = new Uint8Array(8 + block.length);
    const view = new DataView(out.buffer);
    view.setUint32(0, bytes.length);
    view.setUint32(4, block.length);
    out.set(block, 8);
    return out;
  },
  unpack: async (bytes, length) => decompressLz4(bytes, length),
};

/** The codec of this number. Throws `ParquetError` naming one that cannot be edited. */
export function codecOf(number: number, outer: OuterCodecs): Codec {
  const name = NAMES[number];
  switch (name) {
    case 'UNCOMPRESSED':
      return PLAIN;
    case 'SNAPPY':
      return SNAPPY;
    case 'LZ4':
      return LZ4;
    case 'LZ4_RAW':
      return LZ4_RAW;
    case 'GZIP':
    case 'BROTLI':
    case 'ZSTD':
      return outer[name];
    default:
      throw new ParquetError(t('the codec {0} cannot be written', name ?? number));
  }
}

/** An LZ4 block that holds the bytes as they are. */
function literals(bytes: Uint8Array): Uint8Array {
  const head: number[] = [Math.min(bytes.length, 15) << 4];
  if (bytes.length >= 15) {
    let left = bytes.length - 15;
    for (; left >= 255; left -= 255) head.push(255);
    head.push(left);
  }
  const out = new Uint8Array(head.length + bytes.length);
  out.set(head);
  out.set(bytes, head.length);
  return out;
}
