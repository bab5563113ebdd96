import { t } from '@vscode/l10n';
import { EditError } from '../../../edits.js';
import { ArrowError } from '../error.js';
import { clip } from './integers.js';
import type { Scalar } from './scalar.js';

/** Parts of an interval: unit in words, bytes. */
const PARTS = [
  [['months', 4]],
  [['days', 4], ['ms', 4]],
  [['months', 4], ['days', 4], ['ns', 8]],
] as const;

/** Calendar intervals, part by part: `"1 months 2 days 3 ns"`; `unit` is the format's number. */
export function interval(unit: number): Scalar {
  const parts: readonly (readonly [string, number])[] | undefined = PARTS[unit];
  if (!parts) throw new ArrowError(t('intervals of an unknown unit ({0})', unit));
  const pattern = new RegExp(`^"${parts.map(([name]) => `(-?\\d{1,20}) ${name}`).join(' ')}"$`);
  return {
    width: parts.reduce((sum, [, bytes]) => sum + bytes, 0),
    read: (view, at) => {
      let place = at;
      const words = parts.map(([name, bytes]) => {
        const value = bytes === 8 ? view.getBigInt64(place, true) : view.getInt32(place, true);
        place += bytes;
        return `${value} ${name}`;
      });
      return `"${words.join(' ')}"`;
    },
    write: (view, at, raw) => {
      const match = pattern.exec(raw);
      if (!match) throw new EditError(t('{0} is not written as the column shows its values', clip(raw)));
      let place = at;
      parts.forEach(([, bytes], i) => {
        const value = BigInt(match[i + 1] as string);
        if (BigInt.asIntN(bytes * 8, value) !== value) throw new EditError(t('{0} is too large', clip(raw)));
        if (bytes === 8) view.setBigInt64(place, value, true);
        else view.setInt32(place, Number(value), true);
        place += bytes;
      });
    },
  };
}
