import { t } from '@vscode/l10n';
import { EditError } from '../../../edits.js';
import { ArrowError } from '../error.js';
import { clip } from './integers.js';
import type { Scalar } from './scalar.js';

/** Decimal numbers as JSON strings with all their digits. */
export function decimal(bits: number, precision: number, scale: number): Scalar {
  if (![32, 64, 128, 256].includes(bits)) throw new ArrowError(t('decimal numbers of {0} bits cannot be read', bits));
  if (Math.abs(scale) > 100_000) throw new ArrowError(t('decimal numbers with a scale of {0} cannot be read', scale));
  const width = bits / 8;
  return {
    width,
    read: (view, at) => `"${placed(readWide(view, at, width), scale)}"`,
    write: (view, at, raw) => {
      const text = /^"-?\d{1,200}(?:\.\d{1,200})?"$/.test(raw) ? raw.slice(1, -1) : null;
      if (text === null) throw new EditError(t('{0} is not a decimal number in quotes', clip(raw)));
      const [whole = '', fraction = ''] = text.split('.');
      const digits = scale >= 0 ? whole + fraction.padEnd(scale, '0') : whole.slice(0, scale);
      const value = BigInt(digits === '' || digits === '-' ? 0 : digits);
      if (fraction.length > Math.max(0, scale) || placed(value, scale) !== text) throw new EditError(t('{0} does not have {1} digits after its point', clip(text), scale));
      const most = 10n ** BigInt(Math.max(1, Math.min(precision, 77)));
      if (value >= most || value <= -most) throw new EditError(t('{0} has more than {1} digits', clip(text), precision));
      for (let i = 0, rest = BigInt.asUintN(bits, value); i < width; i++, rest >>= 8n) view.setUint8(at + i, Number(rest & 255n));
    },
  };
}

function readWide(view: DataView, at: number, width: number): bigint {
  let value = 0n;
  for (let i = width - 4; i >= 0; i -= 4) value = (value << 32n) | BigInt(view.getUint32(at + i, true));
  return BigInt.asIntN(width * 8, value);
}

function placed(value: bigint, scale: number): string {
  if (scale <= 0) return value === 0n ? '0' : String(value) + '0'.repeat(-scale);
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
