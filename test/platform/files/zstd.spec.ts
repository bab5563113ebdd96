import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packingNamed, packingOf } from '../../../src/platform/node/files/packing.js';
import { unpackZstd } from '../../../src/platform/node/files/unzstd.js';
import { root } from '../../support/build.js';

// Made by Python's zstandard: a frame to skip, one with size and checksum, another to skip, one with a checksum alone.
const PACKED = readFileSync(join(root, 'test/fixtures/packed/checked.jsonl.zst'));
const PLAIN = readFileSync(join(root, 'test/fixtures/packed/checked.jsonl'));

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** What comes out, and why it ended early. */
async function unpacked(bytes: Buffer, size = bytes.length): Promise<{ bytes: Buffer; error: string | null }> {
  const out: Uint8Array[] = [];
  try {
    for await (const piece of unpackZstd(chunks(bytes, size))) out.push(new Uint8Array(piece));
    return { bytes: Buffer.concat(out), error: null };
  } catch (error) {
    return { bytes: Buffer.concat(out), error: (error as Error).message };
  }
}

describe('zstd', () => {
  it('unpacks frames of every kind, whatever the chunks', async () => {
    for (const size of [1, 2, 3, 7, 64, 1000]) {
      const found = await unpacked(PACKED, size);
      expect(found.error, `chunks of ${size}`).toBeNull();
      expect(found.bytes.equals(PLAIN), `chunks of ${size}`).toBe(true);
    }
  });

  it('a byte that changed is an error, or changes nothing: wrong bytes never pass', async () => {
    let refused = 0;
    for (let at = 0; at < PACKED.length; at++) {
      for (const bit of [0, 3, 7]) {
        const bytes = Buffer.from(PACKED);
        bytes[at]! ^= 1 << bit;
        const found = await unpacked(bytes);
        if (found.error !== null) refused++;
        else expect(found.bytes.equals(PLAIN) || PLAIN.includes(found.bytes), `byte ${at}, bit ${bit}`).toBe(true);
      }
    }
    expect(refused).toBeGreaterThan(PACKED.length * 2);
  });

  it('a stream that is cut off anywhere but between frames is an error, after what could be unpacked', async () => {
    let whole = 0;
    for (let end = 1; end < PACKED.length; end++) {
      const found = await unpacked(PACKED.subarray(0, end), 50);
      expect(PLAIN.subarray(0, found.bytes.length).equals(found.bytes)).toBe(true);
      if (found.error === null) whole++;
    }
    // After the first frame to skip, after the first frame, after the second to skip.
    expect(whole).toBe(3);
  });

  it('is known by its first bytes, also where a frame to skip comes first', () => {
    expect(packingOf(PACKED)?.name).toBe('zstd');
    expect(packingOf(PACKED.subarray(13))?.name).toBe('zstd');
    expect(packingOf(PLAIN)).toBeNull();
    expect(packingNamed('x.JSONL.ZST')?.name).toBe('zstd');
  });
});
