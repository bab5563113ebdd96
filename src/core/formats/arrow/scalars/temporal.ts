import { t } from '@vscode/l10n';
import { EditError } from '../../../edits.js';
import { clip, readInteger } from './integers.js';
import type { Scalar } from './scalar.js';

/** Digits after the second, by the format's number of the unit. */
const FRACTION = [0, 3, 6, 9] as const;
const UNITS = ['s', 'ms', 'us', 'ns'] as const;
const DAY = 86_400;
/** Days from 1970 that four-digit years cover. */
const FIRST_DAY = -719_162n;
const LAST_DAY = 2_932_896n;

/** Points in time: `"2024-05-01T10:00:00.123456"`, with Z where the column has a time zone. */
export function timestamp(unit: number, timezone: string | null | undefined): Scalar {
  const zone = timezone ? 'Z' : '';
  return whole(64, unit, (ticks, perSecond) => {
    const day = floor(ticks, perSecond * BigInt(DAY));
    return inCalendar(day) ? `${dateText(day)}T${clock(ticks - day * perSecond * BigInt(DAY), perSecond, unit)}${zone}` : null;
  }, (text, perSecond) => {
    const match = /^(\d{4}-\d\d-\d\d)T([\d:.]+)(Z?)$/.exec(text);
    const day = match && dayOf(match[1] as string);
    const ticks = match && ticksOf(match[2] as string, perSecond, unit);
    return day === null || ticks === null ? null : day * perSecond * BigInt(DAY) + ticks;
  });
}

/** Times of the day: `"10:00:00.123"`. */
export function time(bits: 32 | 64, unit: number): Scalar {
  return whole(bits, unit, (ticks, perSecond) => (ticks >= 0n && ticks < perSecond * BigInt(DAY) ? clock(ticks, perSecond, unit) : null), (text, perSecond) => ticksOf(text, perSecond, unit));
}

/** Dates: `"2024-05-01"`. */
export function date(inMilliseconds: boolean): Scalar {
  const perDay = inMilliseconds ? BigInt(DAY * 1000) : 1n;
  return whole(inMilliseconds ? 64 : 32, inMilliseconds ? 1 : 4, (ticks) => {
    const day = floor(ticks, perDay);
    return day * perDay === ticks && inCalendar(day) ? dateText(day) : null;
  }, (text) => {
    const day = dayOf(text);
    return day === null ? null : day * perDay;
  });
}

/** Spans of time as a number with its unit: `"1500 ms"`. */
export function duration(unit: number): Scalar {
  return whole(64, unit, () => null, () => null);
}

/** A whole number shown by `show`, or with its unit where that has no way to. */
function whole(bits: 32 | 64, unit: number, show: (ticks: bigint, perSecond: bigint) => string | null, read: (text: string, perSecond: bigint) => bigint | null): Scalar {
  const perSecond = 10n ** BigInt(FRACTION[unit] ?? 0);
  const name = UNITS[unit] ?? 'days';
  const shown = (ticks: bigint) => show(ticks, perSecond) ?? `${ticks} ${name}`;
  return {
    width: bits / 8,
    read: (view, at) => `"${shown(BigInt(readInteger(view, at, bits, true)))}"`,
    write: (view, at, raw) => {
      const text = raw.slice(1, -1);
      const counted = /^(-?\d{1,20}) \w+$/.exec(text);
      const ticks = counted ? BigInt(counted[1] as string) : read(text, perSecond);
      // Only what the column itself would show is taken: anything else might mean something else.
      if (ticks === null || BigInt.asIntN(bits, ticks) !== ticks || shown(ticks) !== text) throw new EditError(t('{0} is not written as the column shows its values', clip(raw)));
      if (bits === 64) view.setBigInt64(at, ticks, true);
      else view.setInt32(at, Number(ticks), true);
    },
  };
}

function floor(a: bigint, b: bigint): bigint {
  return a / b - (a % b < 0n ? 1n : 0n);
}

function inCalendar(day: bigint): boolean {
  return day >= FIRST_DAY && day <= LAST_DAY;
}

function dateText(day: bigint): string {
  return new Date(Number(day) * DAY * 1000).toISOString().slice(0, 10);
}

function dayOf(text: string): bigint | null {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(at) ? null : BigInt(at / (DAY * 1000));
}

function clock(ticks: bigint, perSecond: bigint, unit: number): string {
  const seconds = Number(ticks / perSecond);
  const two = (value: number) => String(value).padStart(2, '0');
  const digits = FRACTION[unit] ?? 0;
  const rest = digits === 0 ? '' : `.${String(ticks % perSecond).padStart(digits, '0')}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${rest}`;
}

function ticksOf(text: string, perSecond: bigint, unit: number): bigint | null {
  const match = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return null;
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]);
  return BigInt(seconds) * perSecond + BigInt((match[4] ?? '').padEnd(FRACTION[unit] ?? 0, '0') || 0);
}
