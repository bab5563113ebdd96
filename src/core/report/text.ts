/** Numbers as the report writes them. */

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** What stands where a number is not defined. */
export const NONE = '–';

/** A count with thousands separated: 9,125. */
export function count(value: number | null): string {
  return value === null ? NONE : WHOLE.format(value);
}

/** A measured value with fixed decimals and a real minus sign. */
export function fixed(value: number | null, decimals = 3): string {
  if (value === null || !Number.isFinite(value)) return NONE;
  const text = value.toFixed(decimals);
  // Rounded to nothing, a negative is no longer one.
  return Number(text) === 0 ? (0).toFixed(decimals) : text.replace('-', '−');
}

/** A share as a percentage: 25.3%. */
export function percent(share: number | null, decimals = 1): string {
  return share === null || !Number.isFinite(share) ? NONE : `${fixed(share * 100, decimals)}%`;
}

/** A number as short as it is, with at most `decimals` decimals and a real minus sign. */
export function short(value: number, decimals = 2): string {
  return String(Number(value.toFixed(decimals))).replace('-', '−');
}

/** Both ends of an interval: .421–.466, written as `write` says. */
export function interval(ends: readonly [number, number] | null | undefined, write: (value: number) => string = fixed): string {
  return ends ? `${write(ends[0])} – ${write(ends[1])}` : NONE;
}
