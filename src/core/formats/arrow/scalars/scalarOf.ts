import { t } from '@vscode/l10n';
import { DateUnit, Type } from 'apache-arrow/enum';
import type { DataType, Date_, Decimal, Duration, FixedSizeBinary, Float, Int, Interval, Time, Timestamp } from 'apache-arrow/type';
import { ArrowError } from '../error.js';
import { decimal } from './decimal.js';
import { fixedBinary } from './fixedBinary.js';
import { float } from './floats.js';
import { integer } from './integers.js';
import { interval } from './interval.js';
import type { Scalar } from './scalar.js';
import { date, duration, time, timestamp } from './temporal.js';

/** How values of a type of fixed width are read and written. Throws `ArrowError` where the type is unknown. */
export function scalarOf(type: DataType): Scalar {
  switch (type.typeId as Type) {
    case Type.Int: {
      const { bitWidth, isSigned } = type as Int;
      if (![8, 16, 32, 64].includes(bitWidth)) throw new ArrowError(t('whole numbers of {0} bits cannot be read', bitWidth));
      return integer(bitWidth, isSigned);
    }
    case Type.Float: {
      const bits = ([16, 32, 64] as const)[(type as Float).precision];
      if (!bits) throw new ArrowError(t('floating point numbers of an unknown width'));
      return float(bits);
    }
    case Type.Decimal: {
      const { bitWidth, precision, scale } = type as Decimal;
      return decimal(bitWidth, precision, scale);
    }
    case Type.Date:
      return date((type as Date_).unit !== DateUnit.DAY);
    case Type.Time: {
      const { bitWidth, unit } = type as Time;
      if (bitWidth !== 32 && bitWidth !== 64) throw new ArrowError(t('times of {0} bits cannot be read', bitWidth as number));
      return time(bitWidth, known(unit));
    }
    case Type.Timestamp:
      return timestamp(known((type as Timestamp).unit), (type as Timestamp).timezone);
    case Type.Duration:
      return duration(known((type as Duration).unit));
    case Type.Interval:
      return interval((type as Interval).unit);
    case Type.FixedSizeBinary:
      return fixedBinary((type as FixedSizeBinary).byteWidth);
    default:
      throw new ArrowError(t('the type {0} cannot be read', String(type)));
  }
}

function known(unit: number): number {
  if (!(unit in [0, 1, 2, 3])) throw new ArrowError(t('times of an unknown unit ({0})', unit));
  return unit;
}
