import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gunzip, gzip } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import type { OuterCodecs } from '../../core/formats/parquet/codecs.js';

const packGzip = promisify(gzip);
const unpackGzip = promisify(gunzip);
const packBrotli = promisify(brotliCompress);
const unpackBrotli = promisify(brotliDecompress);
/** Brotli's highest levels take minutes on a column of texts. */
const BROTLI_LEVEL = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

/** Codecs of Parquet pages by Node's zlib, and Zstandard by WebAssembly; none unfolds to more than it is told. */
export const NODE_CODECS: OuterCodecs = {
  GZIP: {
    pack: async (bytes) => packGzip(bytes),
    unpack: async (bytes, length) => unpackGzip(bytes, { maxOutputLength: Math.max(1, length) }),
  },
  BROTLI: {
    pack: async (bytes) => packBrotli(bytes, BROTLI_LEVEL),
    unpack: async (bytes, length) => unpackBrotli(bytes, { maxOutputLength: Math.max(1, length) }),
  },
  ZSTD: {
    pack: async (bytes) => (await Zstd.load()).compress(bytes),
    async unpack(bytes, length) {
      const zstd = await Zstd.load();
      zstd.reset();
      return zstd.decompressChunk(bytes, length);
    },
  },
};
