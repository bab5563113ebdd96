import { t } from '@vscode/l10n';
import { EditError } from '../../../edits.js';
import type { Scalar } from './scalar.js';

const WHOLE = /^-?(?:0|[1-9]\d*)$/;

/** Whole numbers of 8 to 64 bits; all digits are kept. */
export function integer(bits: 8 | 16 | 32 | 64, signed: boolean): Scalar {
  const low = signed ? -(1n << BigInt(bits - 1)) : 0n;
  const high = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
  return {
    width: bits / 8,
    read: (view, at) => String(readInteger(view, at, bits, signed)),
    write: (view, at, raw) => {
      if (!WHOLE.test(raw) || raw.length > 21) throw new EditError(t('{0} is not a whole number', clip(raw)));
      const value = BigInt(raw);
      if (value < low || value > high) throw new EditError(t('{0} is outside {1} to {2}', raw, String(low), String(high)));
      writeInteger(view, at, bits, value);
    },
  };
}

/** Reads a little-endian whole number. */
export function readInteger(view: DataView, at: number, bits: 8 | 16 | 32 | 64, signed: boolean): number | bigint {
  switch (bits) {
    case 8:
      return signed ? view.getInt8(at) : view.getUint8(at);
    case 16:
      return signed ? view.getInt16(at, true) : view.getUint16(at, true);
    case 32:
      return signed ? view.getInt32(at, true) : view.getUint32(at, true);
    case 64:
      return signed ? view.getBigInt64(at, true) : view.getBigUint64(at, true);
  }
}

function writeInteger(view: DataView, at: number, bits: 8 | 16 | 32 | 64, value: bigint): void {
  if (bits === 64) view.setBigInt64(at, BigInt.asIntN(64, value), true);
  else if (bits === 32) view.setInt32(at, Number(BigInt.asIntN(32, value)), true);
  else if (bits === 16) view.setInt16(at, Number(value), true);
  else view.setInt8(at, Number(value));
}

/** A text short enough for a message. */
export function clip(raw: string): string {
  return raw.length > 40 ? `${raw.slice(0, 40)}…` : raw;
}
