import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../../../src/core/formats/arrow/scalars/base64.js';
import { decimal } from '../../../../src/core/formats/arrow/scalars/decimal.js';
import { halfToNumber, numberToHalf } from '../../../../src/core/formats/arrow/scalars/floats.js';
import type { Scalar } from '../../../../src/core/formats/arrow/scalars/scalar.js';
import { date, duration, time, timestamp } from '../../../../src/core/formats/arrow/scalars/temporal.js';
import { Random } from '../../../support/random.js';

describe('values of fixed width', () => {
  it('sixteen-bit floats: every one there and back, others to the nearest', () => {
    for (let bits = 0; bits < 65536; bits++) {
      const value = halfToNumber(bits);
      expect(Number.isNaN(value) ? 'NaN' : numberToHalf(value)).toBe(Number.isNaN(value) ? 'NaN' : bits);
    }
    // As numpy.float16 has them.
    expect([0.1, 1 / 3, 65504, 2 ** -24, 2 ** -25, 2049, 2051, -1e-5].map(numberToHalf)).toEqual([0x2e66, 0x3555, 0x7bff, 1, 0, 0x6800, 0x6802, 0x80a8]);
  });

  it('base64 as Node writes it', () => {
    const random = new Random(1);
    for (let length = 0; length < 50; length++) {
      const bytes = Buffer.from(Array.from({ length }, () => random.below(256)));
      expect(toBase64(bytes)).toBe(bytes.toString('base64'));
      expect(Buffer.from(fromBase64(toBase64(bytes))).equals(bytes)).toBe(true);
    }
    for (const text of ['a', 'ab==x', 'a===', 'a-==', 'QQ=A', 'QR==']) expect(() => fromBase64(text)).toThrow('base64');
  });

  const KINDS: readonly (readonly [string, Scalar])[] = [
    ['timestamp s', timestamp(0, null)],
    ['timestamp ns with zone', timestamp(3, 'UTC')],
    ['time32 ms', time(32, 1)],
    ['time64 ns', time(64, 3)],
    ['date32', date(false)],
    ['date64', date(true)],
    ['duration us', duration(2)],
    ['decimal128', decimal(128, 38, 6)],
    ['decimal256', decimal(256, 76, -2)],
  ];
  it.each(KINDS)('%s: any bytes that can be shown are written back the same', (_, scalar) => {
    const random = new Random(7);
    for (let i = 0; i < 2000; i++) {
      const bytes = new Uint8Array(32);
      // Few significant bytes, so that common values come too.
      const filled = random.below(scalar.width + 1);
      for (let at = 0; at < filled; at++) bytes[at] = random.below(256);
      if (random.next() < 0.3) bytes.fill(255, filled, scalar.width);
      const text = scalar.read(new DataView(bytes.buffer), 0);
      expect(typeof JSON.parse(text)).toBe('string');
      const again = new Uint8Array(32);
      let refused = false;
      try {
        scalar.write(new DataView(again.buffer), 0, text);
      } catch (error) {
        // Only a decimal of more digits than its type is declared to have.
        refused = /digits/.test((error as Error).message);
        expect(refused).toBe(true);
      }
      if (!refused) expect(again.subarray(0, scalar.width)).toEqual(bytes.subarray(0, scalar.width));
    }
  });
});
