import { t } from '@vscode/l10n';
import { EditError } from '../../../edits.js';
import { clip } from './integers.js';
import type { Scalar } from './scalar.js';

const NUMBER = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|NaN|-?Infinity)$/;
const HALF_MAX = 65504;

/** Floating point numbers of 16, 32 or 64 bits; NaN and Infinity are written as Python writes them. */
export function float(bits: 16 | 32 | 64): Scalar {
  return {
    width: bits / 8,
    read: (view, at) => numberText(bits === 64 ? view.getFloat64(at, true) : bits === 32 ? view.getFloat32(at, true) : halfToNumber(view.getUint16(at, true))),
    write: (view, at, raw) => {
      if (!NUMBER.test(raw)) throw new EditError(t('{0} is not a number', clip(raw)));
      const value = Number(raw);
      const most = bits === 64 ? Number.MAX_VALUE : bits === 32 ? 3.4028234663852886e38 : HALF_MAX;
      if (Math.abs(value) > most && !/Inf/.test(raw)) throw new EditError(t('{0} is larger than {1} bits can hold', clip(raw), bits));
      if (bits === 64) view.setFloat64(at, value, true);
      else if (bits === 32) view.setFloat32(at, value, true);
      else view.setUint16(at, numberToHalf(value), true);
    },
  };
}

/** A number as JSON text that reads back as the same number; a whole one with a decimal point, as Python does. */
export function numberText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** The number that 16 bits of IEEE 754 stand for. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/** The 16 bits of IEEE 754 nearest to a number, ties to even. */
export function numberToHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (size > HALF_MAX) return sign | 0x7c00;
  // Steps of the number's own binade; below 2^-14 all numbers have the same step.
  const exponent = Math.max(-14, Math.floor(Math.log2(size || 1)));
  for (const power of [exponent - 1, exponent, exponent + 1]) {
    const step = 2 ** (Math.max(-14, power) - 10);
    const steps = roundEven(size / step);
    if (steps <= 2048 && (power <= -14 || steps >= 1024)) return sign | ((Math.max(-14, power) + 14) * 1024 + steps);
  }
  return sign;
}

function roundEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
