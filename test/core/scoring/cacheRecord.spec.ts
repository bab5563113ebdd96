import { describe, expect, it } from 'vitest';
import { decodeScore, encodeRecord, isWhole, KEY_BYTES, recordBytes } from '../../../src/core/scoring/cacheRecord.js';
import { crc32 } from '../../../src/core/scoring/crc32.js';

const shape = { members: 3, attributes: ['helpfulness', 'verbosity'] };
const score = {
  rewards: [0.1, -1e300, Math.fround(1 / 3)],
  attributes: [
    { attribute: 'helpfulness', mean: 2.5, sd: 0.7 },
    { attribute: 'verbosity', mean: 0, sd: 1 / 7 },
  ],
};
const key = Uint8Array.from({ length: KEY_BYTES }, (_, i) => 200 + i);

describe('a cache record', () => {
  it('gives the very numbers back', () => {
    const record = encodeRecord(key, score, shape);
    expect(record.length).toBe(recordBytes(shape));
    expect(isWhole(record)).toBe(true);
    expect(decodeScore(record, shape)).toEqual(score);
    expect(record.subarray(0, KEY_BYTES)).toEqual(key);
  });

  it('is known as spoilt when any one byte of it is', () => {
    const record = encodeRecord(key, score, shape);
    for (let i = 0; i < record.length; i++) {
      record[i]! ^= 1;
      expect(isWhole(record)).toBe(false);
      record[i]! ^= 1;
    }
  });

  it('of zeros alone, as a power cut may leave it, is not whole', () => {
    expect(isWhole(new Uint8Array(recordBytes(shape)))).toBe(false);
  });
});

describe('crc32', () => {
  it('is the one everybody uses', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});
